// Judges random lives of servers of every version, with every value of what is open, until so many calls were judged: none may be
// called divergent. `npm test` does the same for a few thousand calls.
//
//   npm run build && npm run alarms -- CALLS SEED
import * as fc from 'fast-check';
import { judgeLife, seenLives } from '../dist/conformance/judge/fidelity/testing/seenHistory.js';

const [wanted = 200_000, firstSeed = 1] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(wanted) || !Number.isSafeInteger(firstSeed) || wanted < 1) {
  process.stderr.write('usage: npm run alarms -- CALLS SEED, both whole numbers\n');
  process.exit(2);
}

const started = performance.now();
const verdicts = new Map();
let calls = 0;
let alarms = 0;
let largest = 0;
for (let seed = firstSeed; calls < wanted && alarms === 0; seed++) {
  for (const life of fc.sample(seenLives, { seed, numRuns: 20 })) {
    judgeLife(life, ({ seen, event, judged, isExplained, judge }) => {
      largest = Math.max(largest, judge.size);
      if (seen !== null) calls++;
      const verdict = judged?.verdict ?? 'event';
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (isExplained) return;
      alarms++;
      process.stdout.write(`seed ${seed}: ${JSON.stringify(seen ?? event)} is called divergent\n`);
    });
  }
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
const counts = [...verdicts].map(([verdict, count]) => `${count.toLocaleString('en-US')} ${verdict}`).join(', ');
process.stdout.write(`${calls.toLocaleString('en-US')} calls in ${seconds} s: ${counts}; ${alarms} false alarms\n`);
process.stdout.write(`at most ${largest.toLocaleString('en-US')} explanations at once\n`);
process.exitCode = alarms === 0 ? 0 : 1;
