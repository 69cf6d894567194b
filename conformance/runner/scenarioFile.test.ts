import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readScenario } from './scenarioFile.ts';
import { scenarioJsonSchema } from './schema/index.ts';

const good = `name: Test
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 2, circularLogging: false }
steps:
  - load: { transactions: 10 }
  - backup: { kind: full, set: sunday }

  - expect: { recovered: all }
`;

const problemsOf = (text: string): string => {
  const reading = readScenario(text, 'a.yaml');
  return reading.ok ? '' : reading.problems.join('\n');
};

/** The good scenario with one text replaced. */
const changed = (from: string, to: string): string => {
  assert.ok(good.includes(from), `the good scenario must contain ${from}`);
  return problemsOf(good.replace(from, to));
};

test('a good scenario is read, with the line of every step', () => {
  const reading = readScenario(good, 'a.yaml');
  assert.ok(reading.ok);
  assert.is(reading.scenario.server.seed, 7);
  assert.equal(reading.lines, [10, 11, 13]);
});

test('an unknown key is named with its place and the known key that is nearest', () => {
  assert.is(
    changed('transactions: 10', 'transaction: 10').split('\n')[1],
    'a.yaml:10:13: unknown key "transaction" in steps[1].load; did you mean "transactions"?',
  );
  assert.match(changed('- load:', '- laod:'), 'a.yaml:10:5: unknown key "laod" in steps[1]; did you mean "load"?');
  assert.match(changed('name: Test', 'nmae: Test'), 'unknown key "nmae" in the scenario; did you mean "name"?');
  assert.match(
    changed('private: 2', 'zzzzzz: 2'),
    'in server.services.information-store; known: private, public, circularLogging',
  );
  assert.match(changed('{ recovered: all }', '{ recovered: { lots: some } }'), 'expected');
});

test('a wrong value is named with its place and what was expected', () => {
  assert.match(changed('seed: 7', 'seed: seven'), 'a.yaml:6:9: server.seed: expected a number, not "seven"');
  const seen = (length: number) => changed('seed: 7', `seed: ${'x'.repeat(length)}`);
  assert.match(seen(60), `expected a number, not "${'x'.repeat(60)}"`);
  assert.match(seen(61), 'expected a number, not so long a text');
  assert.match(
    changed('kind: full', 'kind: huge'),
    /a\.yaml:11:21: steps\[2\]\.backup\.kind: expected one of full, .*, not "huge"/,
  );
  assert.match(
    changed('exchange-5.5', 'exchange-6'),
    /a\.yaml:5:12: server\.profile: expected one of exchange-4\.0, .*, not "exchange-6"; did you mean "exchange-/,
  );
  assert.match(changed('set: sunday', 'set: ../x'), 'expected letters, digits');
  assert.match(
    changed('transactions: 10', 'transactions: 0'),
    'steps[1].load.transactions: expected at least 1, not 0',
  );
});

/** What can be given a wrong value: every field of every step, and of what it expects. */
function fieldsOfSteps(): readonly string[] {
  const schema: { properties: { steps: { items: Fields } } } = JSON.parse(scenarioJsonSchema());
  const steps = Object.entries(schema.properties.steps.items.properties ?? {});
  return steps.flatMap(([step, { properties = {} }]) => [
    `${step}: VALUE`,
    ...Object.entries(properties).flatMap(([name, field]) => [
      `${step}: { ${name}: VALUE }`,
      ...Object.keys(field.properties ?? {}).map((inner) => `${step}: { ${name}: { ${inner}: VALUE } }`),
    ]),
  ]);
}

interface Fields {
  readonly properties?: Readonly<Record<string, Fields>>;
}

test('whatever is wrong with a field, no word of the library is told, and each line has its place', () => {
  const fields = fieldsOfSteps();
  assert.ok(fields.length > 100, `${fields.length} fields`);
  for (const field of fields) {
    for (const value of ['1.5', '-1', '1e300', '""', 'nonsense', '[]', '[1.5]', '{}', '{ x: 1 }', 'true', 'null']) {
      const problems = changed('- load: { transactions: 10 }', `- ${field.replace('VALUE', value)}`);
      assert.not.match(problems, /Invalid|Too |received|Unrecognized/, `${field} ${value}`);
      for (const line of problems.split('\n')) assert.match(line, /^(a\.yaml:\d+:\d+: .*)?$/);
    }
  }
});

test('a missing key is reported at the map that lacks it', () => {
  assert.match(changed('why: Because.\n', ''), 'a.yaml:1:1: why (missing)');
  assert.match(
    changed('{ kind: full, set: sunday }', '{ kind: full }'),
    /a\.yaml:11:13: steps\[2\]\.backup\.set \(missing\)/,
  );
});

test('a step has exactly one key, and what belongs together is checked', () => {
  assert.match(changed('- load: { transactions: 10 }', '- {}'), 'a step has exactly one of the known keys');
  assert.match(changed('- expect:', '- idle: { pages: 1 }\n    expect:'), 'a step has exactly one of the known keys');
  assert.match(changed('- load: { transactions: 10 }', '- deleteLog: {}'), 'give either a generation or a position');
  assert.match(changed('private: 2, ', ''), 'give a private or a public store, or both');
  assert.match(changed('{ recovered: all }', '{ recovered: most }'), 'expected');
  const services = good.replace('    information-store: { private: 2, circularLogging: false }\n', '    {}\n');
  assert.match(problemsOf(services), 'give at least one service');
});

test('a step expect that expects nothing, or words of no event, is a mistake: it would always pass', () => {
  for (const [fields, told] of [
    ['{}', 'a.yaml:13:13: steps[3].expect: say what is expected'],
    ['{ service: information-store }', 'a.yaml:13:13: steps[3].expect: say what is expected'],
    [
      '{ state: running, eventText: stopped }',
      'a.yaml:13:13: steps[3].expect: eventText says what the event of that id must contain: give its "event", too',
    ],
    ['{ noEvent: 5, eventText: x, event: 6 }', ''],
  ] as const) {
    assert.is(changed('{ recovered: all }', fields), told);
  }
});

test('names of codes and calls are checked when the file is read', () => {
  const start = (code: string): string =>
    changed('- load: { transactions: 10 }', `- start: { expect: { result: failed, code: ${code} } }`);
  assert.is(start('hrNoFullRestore'), '');
  assert.is(start('"0xC7FF000C"'), '');
  assert.match(start('hrNoFulRestore'), 'no code is called "hrNoFulRestore"; see: edbproof explain');
});

test('text that is no YAML, too much text, and a key given twice are refused with their place', () => {
  assert.match(problemsOf('name: [unclosed'), /^a\.yaml:1:\d+: /);
  assert.match(problemsOf('name: a\nname: b\n'), 'a.yaml:2:1: name: the key "name" is there twice; keep one');
  assert.match(problemsOf('x'.repeat(1_000_001)), 'too many for a scenario');
  assert.is(problemsOf(''), 'a.yaml:1:1: the scenario: expected keys with values, not nothing');
  assert.match(problemsOf('some words'), 'the scenario: expected keys with values, not "some words"');
  assert.match(problemsOf('- a\n'), 'the scenario: expected keys with values, not a list');
});

test('aliases that stand for billions of words, or for nothing, are refused in one line', () => {
  const names = [...'abcdefgh'];
  const levels = names.slice(1).map((name, index) => `${name}: &${name} [${`*${names[index]}, `.repeat(9)}]`);
  const bomb = [`a: &a [${'x, '.repeat(9)}]`, ...levels].join('\n');
  assert.is(problemsOf(bomb), 'a.yaml: its aliases stand for too much; write it out');
  assert.match(
    problemsOf('a: *nothing\n'),
    'a.yaml:1:4: the alias *nothing stands for nothing: put an anchor of that name before it',
  );
});

test('a set that no step before makes, or that two steps make, is a mistake in the file, with its line (property of names)', () => {
  assert.is(
    changed('  - expect: { recovered: all }', '  - restore: { sets: [sunday, monday] }'),
    'a.yaml:13:31: no step before this one makes the set "monday"; there are: sunday',
  );
  assert.is(
    changed('  - load: { transactions: 10 }', '  - restore: { sets: [sunday] }'),
    'a.yaml:10:23: no step before this one makes the set "sunday"; none makes any set',
  );
  assert.is(
    changed('  - expect: { recovered: all }', '  - backup: { kind: copy, set: sunday }'),
    'a.yaml:13:32: step 2 makes the set "sunday" already; give this one another name',
  );
  assert.is(
    changed('  - expect: { recovered: all }', '  - putFiles: { from: disk }'),
    'a.yaml:13:23: no step before this one makes the kept files "disk"; none makes any kept files',
  );
});

test('steps for different products may make the same set, and a set must be made on every product that takes it up', () => {
  const both = `  - products: [exchange-4.0*, exchange-5.0*]
    backup: { kind: full, set: monday }
  - products: [exchange-5.5*]
    backup: { kind: full, set: monday }
  - restore: { sets: [monday] }`;
  assert.is(changed('  - expect: { recovered: all }', both), '');
  const one = `  - products: [exchange-5.5*]
    backup: { kind: full, set: monday }
  - restore: { sets: [monday] }`;
  assert.match(
    changed('  - expect: { recovered: all }', one),
    'a.yaml:15:23: no step before this one makes the set "monday" on exchange-4.0, only on ',
  );
  assert.match(
    changed('- expect:', '- products: [exchange-6.0*]\n    expect:'),
    'no product is called "exchange-6.0*"; see: edbproof profiles',
  );
  assert.match(
    changed('- expect: { recovered: all }', '- products: [exchange-5.5]'),
    'a step has exactly one of the known keys, and "products" beside it',
  );
});

const fixtures = new URL('../../../fixtures/', import.meta.url);

test('fixtures/scenario.schema.json is what the format gives: renew it with "edbproof schema"', () => {
  assert.is(readFileSync(new URL('scenario.schema.json', fixtures), 'utf8'), scenarioJsonSchema());
});

test('every scenario of the fixtures can be read', () => {
  const folder = new URL('scenarios/', fixtures);
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  assert.ok(files.length > 0);
  for (const name of files) {
    const reading = readScenario(readFileSync(new URL(name, folder), 'utf8'), name);
    assert.equal(reading.ok ? [] : reading.problems, []);
  }
});

test.run();
