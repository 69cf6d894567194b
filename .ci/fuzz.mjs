// Fuzzes the host's side of binding/WIRE.md: node .ci/fuzz.mjs [FRAMES] [SEED], after npm run build. A million frames unless told.
import { fuzzHost } from '../dist/binding/host/testing/fuzz.js';

const frames = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
if (!Number.isInteger(frames) || frames < 1 || !Number.isInteger(seed)) {
  process.stderr.write('usage: node .ci/fuzz.mjs [FRAMES] [SEED]\n');
  process.exit(2);
}

const started = performance.now();
let shown = 0;
const onFrames = (/** @type {number} */ done) => {
  if (done - shown < frames / 20) return;
  shown = done;
  process.stderr.write(`${done.toLocaleString('en-US')} frames\n`);
};
try {
  const counts = await fuzzHost({ frames, seed, onFrames });
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${JSON.stringify({ seed, seconds: Number(seconds.toFixed(1)), ...counts }, null, 2)}\n`);
} catch (error) {
  process.stderr.write(`seed ${seed}: ${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}
