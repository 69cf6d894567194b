import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../programs.mjs';
import { halves, planOf } from './halves.mjs';

/** A machine on which everything is installed, but what `without` names; `archTest` is what arch-test ends with. */
const machine = ({ archTest = 0, without = /^$/, isRoot = true, environment = {} } = {}) => ({
  exitCodeOf: (command) => (command === 'arch-test' ? archTest : without.test(command) ? null : 0),
  exists: (path) => !without.test(path),
  isRoot,
  environment,
});
const plan = (what, isCi = true) => planOf(halves(machine(what)), isCi);

test('a machine with both halves runs both, and has nothing to say', () => {
  assert.equal(plan({}), { widths: ['x86', 'x64'], notRun: [], failed: 0 });
  assert.equal(plan({ archTest: null }).widths, ['x86', 'x64'], 'without arch-test nothing is known against it');
  assert.equal(plan({ archTest: 2 }).widths, ['x86', 'x64'], 'nor where it cannot tell');
});

test('where the kernel runs no 32-bit programs x64 is run, x86 is named, and CI is content', () => {
  for (const what of [
    { archTest: 1 },
    { environment: { EDBPROOF_WITHOUT_X86: '1' } },
    { archTest: 1, without: /-x86|i386|i686/ },
  ]) {
    const { widths, notRun, failed } = plan(what);
    assert.equal(widths, ['x64']);
    assert.equal(notRun, [
      'Not run: programs for x86 Windows under Wine, because the kernel of this machine runs no 32-bit programs',
    ]);
    assert.is(failed, 0);
  }
});

test('a half that could run and is not installed fails in CI, and elsewhere is named with what brings it', () => {
  const what = { without: /prefix-x86/ };
  assert.is(plan(what).failed, 1);
  const { widths, notRun, failed } = plan(what, false);
  assert.equal([widths, failed], [['x64'], 0]);
  assert.match(notRun.join(), /^Not run: programs for x86 .*prefix-x86.*as root: bash \.ci\/windows\/install$/);
  assert.is(plan({ isRoot: false }).failed, 1, 'the rights of root can be had');
});

test('a machine on which neither half runs fails everywhere', () => {
  for (const isCi of [true, false]) {
    assert.ok(plan({ without: /wine|prefix/ }, isCi).failed > 0);
    assert.is(plan({ archTest: 1, without: /node-x64/ }, isCi).failed, 1);
  }
});

test('what the tests go through is what runs', () => {
  const script = `import('${join(root, '.ci/windows/place.mjs')}').then(({ widths }) => console.log(widths.join()))`;
  const run = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    env: { ...process.env, EDBPROOF_WITHOUT_X86: '1' },
  });
  const x64 = halves().filter(({ width, absent }) => width === 'x64' && absent.length === 0);
  assert.is(run.stdout.trim(), x64.map(({ width }) => width).join(), run.stderr);
});

/** Runs the installer where the half for x64 is there already, with programs that only say that they were called. */
function installed(archTest, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-install-'));
  const [bin, place] = ['bin', 'place'].map((name) => join(folder, name));
  for (const made of [bin, place]) mkdirSync(made);
  const programs = {
    id: 'echo 0',
    'arch-test': `exit ${archTest}`,
    ...Object.fromEntries(
      ['apt-get', 'mmdebstrap', 'npm'].map((name) => [name, `echo "${name} $*" >> ${folder}/called; exit 9`]),
    ),
    ...Object.fromEntries(['gcc', 'wine'].map((name) => [name, 'exit 0'])),
  };
  for (const cross of ['i686', 'x86_64'])
    for (const end of ['gcc', 'g++']) programs[`${cross}-w64-mingw32-${end}`] = 'exit 0';
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const text = readFileSync(join(root, '.ci/windows/install'), 'utf8');
  const koffi = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages['node_modules/koffi']
    .version;
  for (const made of [
    `node-x64/.${/^node_x64=(.*)$/m.exec(text)?.[1]}`,
    `koffi-x64/.${koffi}`,
    'prefix-x64/.complete',
  ]) {
    mkdirSync(join(place, made, '..'), { recursive: true });
    writeFileSync(join(place, made), '');
  }
  const run = spawnSync('bash', [join(root, '.ci/windows/install')], {
    encoding: 'utf8',
    env: { ...process.env, ...environment, PATH: `${bin}:${process.env.PATH}`, EDBPROOF_WINDOWS: place },
  });
  const called = existsSync(join(folder, 'called')) ? readFileSync(join(folder, 'called'), 'utf8') : '';
  rmSync(folder, { recursive: true });
  return { exitCode: run.status, output: run.stderr + run.stdout, called };
}

if (process.platform === 'linux') {
  test('the installer leaves x86 out, and ends well, where the kernel runs no 32-bit programs or it is pretended', () => {
    for (const run of [installed(1), installed(0, { EDBPROOF_WITHOUT_X86: '1' })]) {
      assert.is(run.exitCode, 0, run.output);
      assert.match(run.output, /for x64; x86 is left out: the kernel of this machine runs no 32-bit programs\n$/);
      assert.is(run.called, '');
    }
  });

  test('the installer makes the half for x86 where the kernel runs it, after that for x64', () => {
    const run = installed(0);
    assert.is.not(run.exitCode, 0, 'what makes the root failed here');
    assert.match(run.called, /^mmdebstrap .*--arch=i386 /);
  });
}

test.run();
