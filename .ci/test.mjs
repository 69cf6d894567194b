// What `npm test` runs: every check of this repository, one line each, and one line at the end with the counts.
import { coverageCommand } from './coverage.mjs';
import { programs, runNode } from './programs.mjs';
import { runTests } from './runTests.mjs';
import { filesEndingWith } from './testFiles.mjs';
import { halves, planOf } from './windows/halves.mjs';

/** The folders with our code; tests stand beside what they test. */
const sourceFolders = ['simulator', 'binding', 'conformance', 'reports', 'fixtures'];

const foldersWithSources = sourceFolders.filter((folder) => filesEndingWith(folder, '.ts').length > 0);

const isCi = !['', '0', 'false'].includes(process.env.CI ?? '');

const counts = { passed: 0, failed: 0 };

/**
 * One check: a line with its name and time, and its output when it failed.
 *
 * @param {string} name
 * @param {() => Promise<{ passed: number, failed: number, output: string }>} check
 */
async function stage(name, check) {
  const started = performance.now();
  const { passed, failed, output } = await check();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  counts.passed += passed;
  counts.failed += failed;
  const ok = failed === 0;
  if (!ok) process.stdout.write(`\n${output.trimEnd()}\n\n`);
  process.stdout.write(`${ok ? '✓' : '✗'} ${name}  ${seconds} s\n`);
  // What a test could not do on this machine must not be lost with the output of a check that passed.
  if (ok) for (const line of output.split('\n')) if (line.startsWith('Not run: ')) process.stdout.write(`  ${line}\n`);
  return ok;
}

/**
 * A check that passes or fails as a whole.
 *
 * @param {string} name
 * @param {readonly (readonly string[])[]} commands run one after the other, up to the first that fails
 */
function programStage(name, commands) {
  return stage(name, async () => {
    let printed = '';
    for (const command of commands) {
      const { ok, output } = await runNode(command);
      printed += output;
      if (!ok) return { passed: 0, failed: 1, output: printed };
    }
    return { passed: 1, failed: 0, output: printed };
  });
}

const built = await programStage('types and build (tsc)', [
  [programs.clean, 'dist', 'coverage'],
  [programs.tsc, '--project', 'tsconfig.json'],
  [programs.markProgram],
]);
await programStage('format and lint (biome)', [[programs.biome, 'check', '--error-on-warnings', '.']]);
await programStage('arrows between folders (dependency-cruiser)', [
  [programs.depcruise, '--config', '.dependency-cruiser.cjs', ...foldersWithSources],
]);
await programStage('dead code (knip)', [[programs.knip]]);
await stage('the drop-in library (gcc, mingw)', async () => {
  const { output } = await runNode(['binding/shim/build.mjs']);
  const missingCompilers = output.split('\n').filter((line) => line.includes(' was not found'));
  // A machine without a compiler can do everything else; CI has all of them.
  const isWrong = /: not built, .* failed/.test(output) || (missingCompilers.length > 0 && isCi);
  const words = missingCompilers.map((line) => `Not run: ${line}\n`).join('');
  return { passed: isWrong ? 0 : 1, failed: isWrong ? 1 : 0, output: output + words };
});
await stage('the runner and the package (uvu)', () => runTests('.ci', '.test.mjs'));

if (built) {
  await stage('every test file was compiled', async () => {
    const compiledTests = new Set(filesEndingWith('dist', '.test.js'));
    const missing = sourceFolders
      .flatMap((folder) => filesEndingWith(folder, '.test.ts').map((file) => `${folder}/${file}`))
      .filter((file) => !compiledTests.has(file.replace(/\.ts$/, '.js')));
    return {
      passed: missing.length === 0 ? 1 : 0,
      failed: missing.length === 0 ? 0 : 1,
      output: `No compiled form of ${missing.join(', ')}`,
    };
  });
  const tested = await stage('unit and property tests (uvu under c8)', () =>
    runTests('dist', '.test.js', [programs.c8, '--reporter=none']),
  );
  // What tests that failed or did not run would have covered is not known.
  if (tested) await programStage('coverage of our own code (c8)', [coverageCommand()]);
  else process.stdout.write('- coverage was not judged, because not every test ran and passed\n');
} else {
  process.stdout.write('- tests were not run, because the build failed\n');
}

// `npm run test:windows` judges them; here it is only said what it will not run.
for (const line of planOf(halves(), isCi).notRun) process.stdout.write(`${line}\n`);
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
