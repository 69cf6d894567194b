// Nanoseconds of a cheap call through koffi, in a library without configuration, which answers at once, and in the simulator.
// Prints both.
import { openLibrary } from '../../../dist/binding/library/index.js';
import { median, seconds, server } from '../world.mjs';

const CALLS = 100_000;
const ROUNDS = 7;

const [path] = process.argv.slice(2);
const opened = openLibrary(path);
if (!opened.ok) throw new Error(opened.problem);
const apis = [opened.api, server(16).connect()];
const times = apis.map(() => []);
for (let round = 0; round <= ROUNDS; round++) {
  for (const [index, api] of apis.entries()) {
    const time = seconds(() => {
      for (let i = 0; i < CALLS; i++) api.HrBackupClose(0);
    });
    // The first round warms up.
    if (round > 0) times[index].push((time / CALLS) * 1e9);
  }
}
process.stdout.write(`${times.map(median).join(' ')}\n`);
