// What `npm run bench` runs: the figures that the project promises, each measured against its neighbour in one run.
// Never part of the tests: machines are noisy.
import { calls } from './bench/calls.mjs';
import { generations } from './bench/generations.mjs';
import { memory } from './bench/memory.mjs';
import { shim } from './bench/shim.mjs';
import { streaming } from './bench/streaming.mjs';
import { verifying } from './bench/verifying.mjs';

const rows = [streaming, verifying, memory, calls, generations].flatMap((bench) => bench());
rows.push(...(await shim()));
for (const { name, figure, goal, met } of rows) {
  process.stdout.write(`${met ? '✓' : '✗'} ${name}\n    ${figure}; goal: ${goal}\n`);
}
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
