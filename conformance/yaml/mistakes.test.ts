import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { readYaml, type YamlKind } from './index.ts';

const kind: YamlKind<unknown> = {
  schema: z.strictObject({
    name: z.string().min(1).max(5),
    server: z
      .strictObject({ seed: z.int().min(0).max(9), size: z.number().positive(), four: z.int().multipleOf(4) })
      .partial()
      .optional(),
    why: z.string().min(3, 'say why').optional(),
    mood: z.enum(['sunny', 'rainy']).optional(),
    lost: z
      .union([z.literal('all'), z.strictObject({ lost: z.union([z.literal('some'), z.int().min(1)]) })])
      .optional(),
    to: z.union([z.string(), z.int(), z.array(z.string()), z.strictObject({ hex: z.string() }), z.null()]).optional(),
    steps: z.array(z.boolean()).min(1).max(2).optional(),
  }),
  whole: 'test',
  maximumCharacters: 10_000,
};

const mistakes: readonly (readonly [what: string, text: string, ...problems: string[]])[] = [
  [
    'a key that is there twice',
    'name: a\nserver:\n  seed: 1\n  seed: 2\n',
    '4:3: server.seed: the key "seed" is there twice; keep one',
  ],
  [
    'the same in braces and quotes',
    'name: a\nserver: { "seed": 1, "seed": 2 }\n',
    '2:22: server.seed: the key "seed" is there twice; keep one',
  ],
  ['a number that is a word', 'name: a\nserver: { seed: one }\n', '2:17: server.seed: expected a number, not "one"'],
  ['a word that is a number', 'name: 5\n', '1:7: name: expected text, not 5; put quotes around it'],
  ['no number at all', 'name: a\nserver: { seed: .inf }\n', '2:17: server.seed: expected a number, not Infinity'],
  ['a list for keys', 'name: a\nserver: [1]\n', '2:9: server: expected keys with values, not a list'],
  ['an unknown key', 'name: a\nserver: { sede: 1 }\n', '2:11: unknown key "sede" in server; did you mean "seed"?'],
  [
    'an unknown key that is a number',
    'name: a\nserver: { 7: 1 }\n',
    '2:11: unknown key "7" in server; known: seed, size, four',
  ],
  ['a missing key', 'server: {}\n', '1:1: name (missing): expected text'],
  ['a key with nothing behind it', 'name: a\nserver:\n  seed:\n', '3:8: server.seed: expected a number, not nothing'],
  [
    'a word of others',
    'name: a\nmood: rany\n',
    '2:7: mood: expected one of sunny, rainy, not "rany"; did you mean "rainy"?',
  ],
  ['a number too low', 'name: a\nserver: { seed: -1 }\n', '2:17: server.seed: expected at least 0, not -1'],
  [
    'a number too high',
    'name: a\nserver: { seed: 99999999999999999999 }\n',
    '2:17: server.seed: expected at most 9, not 100000000000000000000',
  ],
  ['nothing of a size', 'name: a\nserver: { size: 0 }\n', '2:17: server.size: expected more than 0, not 0'],
  ['no multiple', 'name: a\nserver: { four: 6 }\n', '2:17: server.four: expected a multiple of 4, not 6'],
  ['a text too long', 'name: abcdef\n', '1:7: name: expected at most 5 characters'],
  ['a text too short', "name: ''\n", '1:7: name: expected at least 1 character'],
  ['what the format has words of its own for', 'name: a\nwhy: no\n', '2:6: why: say why'],
  ['a list too short', 'name: a\nsteps: []\n', '2:8: steps: expected at least 1 item'],
  ['an item of another kind', 'name: a\nsteps: [true, 1]\n', '2:15: steps[2]: expected true or false, not 1'],
  [
    'none of the alternatives',
    'name: a\nto: 1.5\n',
    '2:5: to: expected one of text, a whole number, a list, { hex: ... }, null, not 1.5',
  ],
  ['no alternative in a list', 'name: a\nto: [1]\n', '2:6: to[1]: expected text, not 1; put quotes around it'],
  ['none of the words', 'name: a\nlost: any\n', '2:7: lost: expected one of all, { lost: ... }, not "any"'],
  [
    'one alternative, with something wrong in it',
    'name: a\nlost: { lost: 0 }\n',
    '2:15: lost.lost: expected at least 1, not 0',
  ],
  [
    'one alternative, and none in it',
    'name: a\nlost: { lost: many }\n',
    '2:15: lost.lost: expected one of some, a number, not "many"',
  ],
  [
    'one alternative by another key',
    'name: a\nlost: { lots: some }\n',
    '2:7: lost.lost (missing): expected one of some, a number',
    '2:9: unknown key "lots" in lost; did you mean "lost"?',
  ],
  [
    'bad indentation',
    'name: a\nserver:\n  seed: 1\n size: 1\n',
    '4:1: server: All mapping items must start at the same column; mend the indentation',
  ],
  [
    'a list that is not deep enough',
    'name: a\nsteps:\n  - true\n - true\n',
    '4:1: steps: A block sequence may not be used as an implicit map key; put quotes around text with a colon in it, or mend the indentation',
  ],
  ['a tab', 'name: a\nserver:\n\tseed: 1\n', '3:1: server: a tab is no indentation; use spaces'],
  [
    'a colon in text',
    'name: a: b\n',
    '1:7: name.a: Nested mappings are not allowed in compact mappings; put quotes around text with a colon in it, or mend the indentation',
  ],
  ['a quote that does not end', 'mood: sunny\nname: "a\n', '3:1: name: Missing closing "quote'],
  [
    'a brace that does not end',
    'name: a\nserver: { seed: 1\nsteps: [true]\n',
    '3:1: server: Flow map in block collection must be sufficiently indented and end with a }; mend the indentation',
  ],
  ['two documents', 'name: a\n---\nname: b\n', '2:1: a second document begins here; a file has only one'],
  [
    'an alias of nothing',
    'name: a\nserver: { seed: *b }\n',
    '2:17: server: the alias *b stands for nothing: put an anchor of that name before it',
  ],
  ['no keys', 'word\n', '1:1: the test: expected keys with values, not "word"'],
  ['nothing', '', '1:1: the test: expected keys with values, not nothing'],
];

for (const [what, text, ...problems] of mistakes) {
  test(`a mistake is told with file, line, column and key: ${what}`, () => {
    const reading = readYaml(text, 'x.yaml', kind);
    assert.equal(
      reading.ok ? [] : reading.problems,
      problems.map((problem) => `x.yaml:${problem}`),
    );
  });
}

test.run();
