// What `npm run bench` runs: the figures that the project promises, each measured against its neighbour in one run.
// Never part of the tests: machines are noisy.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runBenches } from './bench/report.mjs';
import { root } from './programs.mjs';

const names = ['streaming', 'verifying', 'memory', 'calls', 'generations', 'shim'];
const isBuilt = existsSync(join(root, 'dist', 'simulator', 'index.js'));

// Loaded when it is its turn: a bench that cannot even be loaded costs the others nothing.
const benches = names.map((name) => ({
  name,
  run: async () => {
    if (!isBuilt) return { missing: 'the program was not built; npm run build' };
    const measures = await import(`./bench/${name}.mjs`);
    return measures[name]();
  },
}));

const good = await runBenches(benches, (text) => process.stdout.write(text));
process.exitCode = good ? 0 : 1;
