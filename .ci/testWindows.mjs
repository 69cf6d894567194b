// What `npm run test:windows` runs: programs for Windows under Wine, after `npm test` has built everything. One line at the end
// with the counts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programs, root, runNode } from './programs.mjs';
import { runTests } from './runTests.mjs';
import { missing, shimFolder, widths } from './windows/place.mjs';

const absent = missing();
if (absent.length > 0) {
  process.stdout.write(`The tests of Windows programs cannot run here, for want of ${absent.join(', ')}.\n`);
  process.stdout.write('On Debian 12, as root: bash .ci/windows/install\n\n0 passed, 1 failed\n');
  process.exit(1);
}

/** @param {string} script */
async function built(script, ...words) {
  const { ok, output } = await runNode([script, ...words]);
  if (ok) return;
  process.stdout.write(`${output}\n0 passed, 1 failed\n`);
  process.exit(1);
}
if (!existsSync(join(root, 'dist/binding/host/index.js'))) await built(programs.tsc, '--project', 'tsconfig.json');
if (!widths.every((width) => existsSync(join(shimFolder(width), 'edbbcli.lib')))) {
  await built('binding/shim/build.mjs', 'win32-x86', 'win32-x64');
}

const started = performance.now();
const { passed, failed, output } = await runTests('.ci/windows', '.windows.mjs');
if (failed > 0) process.stdout.write(`${output.trimEnd()}\n\n`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(`${failed === 0 ? '✓' : '✗'} programs for Windows under Wine  ${seconds} s\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
