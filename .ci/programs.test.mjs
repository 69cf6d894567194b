import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runNode } from './programs.mjs';
import { withFiles } from './scratch.mjs';

/** Three seconds: more than Node needs to start on a busy machine, and less than what the first script takes as a whole. */
const LIMIT_MINUTES = 3 / 60;
const speaksOn = `let n = 0; const t = setInterval(() => { console.log(n); if ((n += 1) === 40) clearInterval(t); }, 100);`;
const hangs = `console.log('begun'); setInterval(() => {}, 1000);`;
const loops = `console.log('begun'); for (;;);`;

/** @param {string} script @param {number} limitMinutes */
const outcomeOf = (script, limitMinutes) =>
  withFiles({ 'script.mjs': script }, (folder) => runNode(['script.mjs'], folder, limitMinutes));

test('a check may take as long as it likes while it prints: a busy machine is no hang', async () => {
  const { ok, output } = await outcomeOf(speaksOn, LIMIT_MINUTES);
  assert.ok(ok, output);
  assert.match(output, '39');
});

test('a check that falls silent is ended, and what it printed and why it was ended are told', async () => {
  for (const { ok, output } of await Promise.all([hangs, loops].map((script) => outcomeOf(script, LIMIT_MINUTES)))) {
    assert.not(ok);
    assert.is(output, 'begun\n\nended by us: it printed nothing for 0.05 minutes, so it hangs\n');
  }
});

test('a check that somebody else ends is not said to hang', async () => {
  const { ok, output } = await outcomeOf(`process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`, 1);
  assert.not(ok);
  assert.match(output, 'ended by SIGKILL, which is not ours');
});

test.run();
