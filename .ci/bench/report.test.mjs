import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runBenches } from './report.mjs';

const row = (/** @type {string} */ name, met = true) => ({ name, figure: '3 of them', goal: 'at least 2', met });
const bench = (/** @type {string} */ name, /** @type {() => any} */ measure) => ({ name, run: async () => measure() });

/** @param {readonly { name: string, run: () => Promise<any> }[]} benches */
async function outcomeOf(benches) {
  let printed = '';
  const good = await runBenches(benches, (text) => {
    printed += text;
  });
  return { good, printed };
}

const missing = bench('shim', () => ({ missing: 'the library was not built; npm run build:shim' }));
const breaks = bench('calls', () => {
  throw new Error('an answer of 7');
});

test('a bench that cannot run here says what is missing, and the others run', async () => {
  const { good, printed } = await outcomeOf([missing, bench('memory', () => row('bytes per page'))]);
  assert.ok(good);
  assert.is(
    printed,
    'Not run: shim: the library was not built; npm run build:shim\n' +
      '✓ bytes per page\n    3 of them; goal: at least 2\n' +
      '\n1 figures meet their goal, 0 do not; 1 benches not run, 0 broke\n',
  );
});

test('a bench that breaks is told with its error, and costs the others nothing but the good end', async () => {
  const { good, printed } = await outcomeOf([
    bench('a', () => [row('x'), row('y')]),
    breaks,
    bench('b', () => row('z')),
  ]);
  assert.not(good);
  assert.match(printed, '✗ calls: broke: Error: an answer of 7');
  assert.match(printed, '3 figures meet their goal, 0 do not; 0 benches not run, 1 broke');
});

test('a figure below its goal, or no figure at all, is no good end', async () => {
  assert.not((await outcomeOf([bench('a', () => [row('x'), row('y', false)])])).good);
  assert.not((await outcomeOf([missing])).good);
});

test.run();
