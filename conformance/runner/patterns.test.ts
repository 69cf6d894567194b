import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playText, scenarioOf, stepTexts } from './testing/playText.ts';

/** The longest name that a file of a scenario can have, all one letter, so that every star has every place to try. */
const name = 'a'.repeat(60);
const renamed = `renameFile: { file: edb.chk, to: ${name} }`;

test('the longest patterns against the longest names are tried once through, and fit what they should', async () => {
  const patterns: readonly (readonly [string, boolean])[] = [
    [`${'*a'.repeat(49)}*b`, false],
    [`${'a*'.repeat(50)}`, true],
    [`${'*'.repeat(99)}a`, true],
    [`${'*'.repeat(99)}z`, false],
    [`*${'a'.repeat(60)}*`, true],
    [`*${'a'.repeat(61)}*`, false],
    [`${'a'.repeat(30)}*${'a'.repeat(30)}`, true],
    [`${'a'.repeat(31)}*${'a'.repeat(30)}`, false],
    ['*A*A*', true],
  ];
  for (const [pattern, fits] of patterns) {
    const steps = ['stop: {}', renamed, `keepFiles: { files: ['${pattern}'], as: k }`];
    const { events } = await playText(scenarioOf(steps));
    const text = stepTexts(events);
    assert.is(text.includes(`keep files "k": ${name} are copied`), fits, `${pattern}: ${text}`);
    if (!fits) assert.match(text, /keep files.*there is no /);
  }
});

test.run();
