import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profiles } from '../../simulator/profiles/index.ts';
import { functionInfos } from '../../simulator/protocol/index.ts';
import { requirements } from '../../simulator/rules/index.ts';
import type { Witness } from './entry.ts';
import { catalogue } from './index.ts';
import { problemOf, titlesOf } from './testing/witnesses.ts';

test('every entry has an id of its own, a text that is a sentence, a source, and a level that its provenance allows', () => {
  const ids = new Set<string>();
  const products = profiles.map(({ name }) => name);
  for (const { id, text, source, provenance, level, profiles: held } of catalogue) {
    assert.match(id, /^EDB-[A-Z]+-[1-9]\d*$/);
    assert.not.ok(ids.has(id), `${id} is there twice`);
    ids.add(id);
    assert.match(text, /^[A-Z"].*[^.]\.$/s, `the text of ${id}`);
    assert.match(source, /\S/, `the source of ${id}`);
    assert.ok(provenance !== 'UNKNOWN' || level !== 'must', `${id} is UNKNOWN and a must`);
    for (const product of held ?? []) assert.ok(products.includes(product), `${id} holds for ${product}`);
  }
  const texts = new Set(catalogue.map(({ text }) => text));
  assert.is(texts.size, catalogue.length, 'no statement is written twice');
});

test('the requirements of the rules are in the catalogue as they are, each once', () => {
  for (const statement of requirements) {
    const entries = catalogue.filter(({ id }) => id === statement.id);
    assert.equal(
      entries.map(({ rule, verification, party, ...requirement }) => ({ ...requirement, party, rule })),
      [{ ...statement, party: 'server', rule: null }],
      statement.id,
    );
  }
});

test('every function of the API has a requirement of the server, and every one that an agent calls one of the agent', () => {
  for (const { baseName } of functionInfos) {
    const parties = new Set(catalogue.filter(({ calls }) => calls.includes(baseName)).map(({ party }) => party));
    assert.ok(parties.has('server'), baseName);
    assert.ok(parties.has('agent') || ['I_HrCheckBackupLogs', 'I_HrRestoreW'].includes(baseName), baseName);
  }
});

test('every requirement is verified by a test or a scenario, or says why it is not', () => {
  for (const { id, verification } of catalogue) {
    if (verification.state === 'verified') assert.ok(verification.by.length > 0, `${id} is verified by nothing`);
    else assert.match(verification.reason, /\S{2,} .*\S/, `${id} says why`);
  }
});

test('every test and every scenario that a requirement names is there, under exactly that title', () => {
  const problems = catalogue.flatMap(({ id, verification }) =>
    verification.state === 'verified'
      ? verification.by.map(problemOf).flatMap((problem) => (problem === null ? [] : [`${id}: ${problem}`]))
      : [],
  );
  assert.equal(problems, []);
});

test('a test that was renamed, skipped or commented out, and a file that is gone, are noticed', () => {
  const source = [
    "test('one', () => {});",
    '  test("it\'s two", async () => {',
    "// test('three', () => {});",
    "test.skip('four', () => {});",
    "test(\n  'five',\n  () => {});",
    "test('it\\'s six', () => {});",
  ].join('\n');
  assert.equal([...titlesOf(source)], ['one', "it's two", 'five', "it's six"]);
  const file = 'simulator/rules/end.test.ts';
  const witness = (title: string): Witness => ({ kind: 'test', file, title });
  assert.is(problemOf(witness('a differential backup and a copy complete without a word on record')), null);
  assert.is(problemOf(witness('a copy completes')), `${file} has no test "a copy completes"`);
  assert.is(
    problemOf({ kind: 'scenario', file: 'fixtures/scenarios/gone.yaml' }),
    'fixtures/scenarios/gone.yaml does not exist',
  );
});

/** The rules of dialects.md (d) whose last column has an E, or "all". */
const rulesForThisApi = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33],
  ...[35, 40, 41, 42, 43, 44, 47, 48, 50],
].map((number) => `A-${number}`);

test('every rule of dialects.md that is for this API is a requirement of the agent, and no other is', () => {
  const linked = new Set(catalogue.flatMap(({ rule }) => (rule === null ? [] : [rule])));
  assert.equal([...linked].sort(), [...rulesForThisApi].sort());
  for (const { id, party, rule } of catalogue) {
    assert.is(id.startsWith('EDB-AGENT-'), party === 'agent', id);
    assert.ok(rule === null || party === 'agent', id);
  }
});

test('what is not verified yet is this and nothing else: a new gap is a decision', () => {
  const gaps = catalogue.filter(({ verification }) => verification.state === 'not-yet').map(({ id }) => id);
  assert.equal(gaps, []);
  const verified = catalogue.filter(({ verification }) => verification.state === 'verified').length;
  assert.ok(verified / catalogue.length > 0.9, `${verified} of ${catalogue.length} are verified`);
});

test.run();
