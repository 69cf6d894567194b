// What `npm run test:windows` runs: programs for Windows under Wine, after `npm test` has built everything. One line at the end
// with the counts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programs, root, runNode } from './programs.mjs';
import { runTests } from './runTests.mjs';
import { halves, planOf } from './windows/halves.mjs';
import { shimFolder } from './windows/place.mjs';

const isCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const { widths, notRun, failed: absent } = planOf(halves(), isCi);

/** The last line: tests, and halves of which no test was run. A half that could run and did not has failed, in CI. */
function end(passed, failed) {
  for (const line of notRun) process.stdout.write(`${line}\n`);
  const left = notRun.length === 0 ? '' : `, ${notRun.length} of 2 halves not run`;
  process.stdout.write(`\n${passed} passed, ${failed + absent} failed${left}\n`);
  process.exit(failed + absent === 0 ? 0 : 1);
}
if (widths.length === 0) end(0, 0);

/** @param {string} script */
async function built(script, ...words) {
  const { ok, output } = await runNode([script, ...words]);
  if (ok) return;
  process.stdout.write(`${output}\n`);
  end(0, 1);
}
if (!existsSync(join(root, 'dist/binding/host/index.js'))) await built(programs.tsc, '--project', 'tsconfig.json');
if (!widths.every((width) => existsSync(join(shimFolder(width), 'edbbcli.lib')))) {
  await built('binding/shim/build.mjs', ...widths.map((width) => `win32-${width}`));
}

const started = performance.now();
const { passed, failed, output } = await runTests('.ci/windows', '.windows.mjs');
if (failed > 0) process.stdout.write(`${output.trimEnd()}\n\n`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(
  `${failed === 0 ? '✓' : '✗'} programs for ${widths.join(' and ')} Windows under Wine  ${seconds} s\n`,
);
end(passed, failed);
