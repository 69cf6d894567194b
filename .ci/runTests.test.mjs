import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runTests } from './runTests.mjs';
import { withFiles } from './scratch.mjs';

const passing = `import { test } from 'uvu'; test('a', () => {}); test('b', () => {}); test.run();`;
const failing = `import { test } from 'uvu'; test('c', () => { throw new Error('c is broken'); }); test.run();`;
const silent = `import { test } from 'uvu'; test('d', () => {});`;
const hookThrows = `import { suite } from 'uvu'; const s = suite('hooks');
  s.before(() => { throw new Error('no set-up'); }); s('e', () => {}); s.run();`;
const dies = `import { test } from 'uvu'; test('f', () => process.exit(0)); test.run();`;
const neverEnds = `import { test } from 'uvu'; test('g', () => new Promise(() => {})); test.run();`;

/** @param {Readonly<Record<string, string>>} files */
const resultOf = (files) => withFiles(files, (folder) => runTests(folder, '.test.mjs'));

test('tests that pass are counted, in all folders', async () => {
  const { passed, failed } = await resultOf({ 'one.test.mjs': passing, 'deep/er/two.test.mjs': passing });
  assert.equal([passed, failed], [4, 0]);
});

test('a test that fails is counted and shown', async () => {
  const { passed, failed, output } = await resultOf({ 'one.test.mjs': passing, 'two.test.mjs': failing });
  assert.equal([passed, failed], [2, 1]);
  assert.match(output, /c is broken/);
});

test('a run without any test file fails, although uvu calls it a success', async () => {
  const { passed, failed, output } = await resultOf({ 'one.mjs': passing });
  assert.equal([passed, failed], [0, 1]);
  assert.match(output, /there is no test file to run/);
});

test('a test file that registers nothing fails the run, although uvu calls it a success', async () => {
  const { passed, failed, output } = await resultOf({ 'one.test.mjs': passing, 'zero.test.mjs': silent });
  assert.equal([passed, failed], [2, 1]);
  assert.match(output, /zero\.test\.mjs ran no test of its own/);
});

test('a hook that throws fails the run, although uvu calls it a success', async () => {
  const { failed } = await resultOf({ 'one.test.mjs': passing, 'hooks.test.mjs': hookThrows });
  assert.ok(failed > 0);
});

test('a test that ends the process, or never ends, fails the run, although its exit code is 0 or 13', async () => {
  for (const text of [dies, neverEnds]) {
    const { failed, output } = await resultOf({ 'one.test.mjs': text });
    assert.ok(failed > 0);
    assert.match(output, /totals cannot be read/);
  }
});

test.run();
