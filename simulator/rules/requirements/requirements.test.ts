import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profiles } from '../../profiles/index.ts';
import { functionInfos } from '../../protocol/index.ts';
import { type Call, decideByProfile, type Outcome, step } from '../index.ts';
import { profileWith } from '../testing/driver.ts';
import { playHistory, randomHistories } from '../testing/randomHistory.ts';
import { witnesses } from '../testing/witnesses.ts';
import { requirements } from './index.ts';

/** What a statement may be: only a profile of what somebody observed has the fourth, OBSERVED. */
const provenances: readonly string[] = ['DOCUMENTED', 'INFERRED', 'UNKNOWN'];

/** Statements that no outcome names, because they speak of every outcome of a call; where they are tested instead. */
const namedByNoOutcome: Readonly<Record<string, string>> = {
  'EDB-CTX-10':
    'each sequence error names the statement of its own call (contexts.test.ts, "the phase does not allow")',
  'EDB-LOGS-1': 'the lists of full and LOGS_ONLY backups name their own statements (logs.test.ts)',
  'EDB-TRUNC-3': 'an unchecked truncation looks like any other (truncate.test.ts, Q159838)',
  'EDB-END-4': 'part of every end (end.test.ts)',
  'EDB-END-5': 'part of every end (end.test.ts, Q177794)',
  'EDB-END-6': 'part of every end (end.test.ts)',
  'EDB-RLOC-2': 'the locations name one statement before and after registering (restore.test.ts)',
};

/** FNV-1a of a text, as eight hex digits: tells whether a text is still the one that was frozen. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * Every id there ever was, with the fingerprint of its text. An id is never taken out and never given another meaning;
 * a rewording that keeps the meaning changes the fingerprint here, in the same commit.
 */
const frozen: Readonly<Record<string, string>> = {
  'EDB-CTX-1': 'e6ef6c5e',
  'EDB-CTX-2': 'fdd278bb',
  'EDB-CTX-3': '6627f007',
  'EDB-CTX-4': 'f95b8c37',
  'EDB-CTX-5': 'b5a06cc6',
  'EDB-CTX-6': '85baab82',
  'EDB-CTX-7': '15e2a6cd',
  'EDB-CTX-8': '0f9d0459',
  'EDB-CTX-9': '7361f537',
  'EDB-CTX-10': 'd7bbf2d7',
  'EDB-PREP-1': 'e1950f8e',
  'EDB-PREP-2': '54e271ed',
  'EDB-PREP-3': '4b506b41',
  'EDB-PREP-4': '02d3dc52',
  'EDB-PREP-5': '1d8f5235',
  'EDB-PREP-6': 'bc67d048',
  'EDB-PREP-7': 'fd91b423',
  'EDB-PREP-8': 'f0aaa0ad',
  'EDB-PREP-9': 'ee94ff29',
  'EDB-PREP-10': '5436e1db',
  'EDB-PREP-11': '6cb9b467',
  'EDB-PREP-12': 'c2be18fb',
  'EDB-PREP-13': 'b4bb435e',
  'EDB-PREP-14': '716f6976',
  'EDB-NAMES-1': '3c11c838',
  'EDB-NAMES-2': '50201666',
  'EDB-NAMES-3': '8c472dc4',
  'EDB-OPEN-1': '4716f994',
  'EDB-OPEN-2': '4f3a341f',
  'EDB-OPEN-3': 'a6b1b393',
  'EDB-OPEN-4': 'ba0f3e5b',
  'EDB-OPEN-5': '197d5a47',
  'EDB-OPEN-6': '0d1d8480',
  'EDB-OPEN-7': '7876991c',
  'EDB-OPEN-8': '1d2e35c8',
  'EDB-OPEN-9': '84d3ccd2',
  'EDB-OPEN-10': '4ef5f590',
  'EDB-READ-1': '34a8ec18',
  'EDB-READ-2': '6e641472',
  'EDB-READ-3': 'ded68e56',
  'EDB-READ-4': 'e5508009',
  'EDB-READ-5': 'c7ef38f6',
  'EDB-READ-6': '14761fcf',
  'EDB-READ-7': 'fdc679cd',
  'EDB-CLOSE-1': 'f22aaf2a',
  'EDB-CLOSE-2': '6b241a68',
  'EDB-LOGS-1': '22aff5d6',
  'EDB-LOGS-2': '65af896e',
  'EDB-LOGS-3': '53b99bda',
  'EDB-LOGS-4': 'e9072274',
  'EDB-LOGS-5': '974fa864',
  'EDB-LOGS-6': '6a750a06',
  'EDB-LOGS-7': '3c722ef1',
  'EDB-TRUNC-1': '6b032c6a',
  'EDB-TRUNC-2': '0166c037',
  'EDB-TRUNC-3': '9c771ba2',
  'EDB-TRUNC-4': '41c247e8',
  'EDB-TRUNC-5': '053289fb',
  'EDB-TRUNC-6': '2d318939',
  'EDB-END-1': 'ca4a2b3f',
  'EDB-END-2': 'af0e59be',
  'EDB-END-3': '4e17b06b',
  'EDB-END-4': '5aad9a96',
  'EDB-END-5': 'b299cfb2',
  'EDB-SETLOG-1': 'f1fe0d5d',
  'EDB-SETLOG-2': '51f3f50f',
  'EDB-SETLOG-3': 'bbb59156',
  'EDB-RPREP-1': 'b6b99b36',
  'EDB-RPREP-2': '558f39e1',
  'EDB-RPREP-3': '38c67ded',
  'EDB-RLOC-1': 'bdf44ae5',
  'EDB-RLOC-2': '707261f5',
  'EDB-RREG-1': 'f41bf73d',
  'EDB-RREG-2': '0ab523a6',
  'EDB-RREG-3': '54c88f88',
  'EDB-RREG-4': 'ff5484dd',
  'EDB-RREG-5': '0092c8ba',
  'EDB-RREG-6': '107dc721',
  'EDB-RCOMP-1': '7ceb7bd1',
  'EDB-RCOMP-2': 'a52415aa',
  'EDB-RCOMP-3': 'f79a8c59',
  'EDB-REND-1': 'c0ff3aa2',
  'EDB-SVC-1': '55aedbf0',
  'EDB-SVC-2': '68fd0313',
  'EDB-SVC-3': '7e8cff43',
  'EDB-SVC-4': '80b01640',
  'EDB-SVC-5': '8e16d199',
  'EDB-SVC-6': 'cb224c78',
  'EDB-SVC-7': '4dd76f91',
  'EDB-SVC-8': 'd7794f37',
  'EDB-SVC-9': '6700a230',
  'EDB-SVC-10': '6befb131',
  'EDB-SVC-11': '9f113adb',
  'EDB-SVC-12': '275defcd',
  'EDB-SVC-13': 'b423ff29',
  'EDB-SVC-14': '6fb36f2d',
  'EDB-RECOV-11': 'a7d91bf0',
  'EDB-CIRC-8': '6eba5946',
  'EDB-TARGET-1': '5eb57ff8',
  'EDB-BUILD-1': '3f20c92c',
  'EDB-BUILD-2': 'ee2ebaae',
  'EDB-BUILD-3': 'de534f8b',
  'EDB-BUILD-4': '007a301d',
  'EDB-BUILD-5': '4027c46c',
  'EDB-BUILD-6': '94451bb7',
  'EDB-OPEN-11': '8c2b839f',
  'EDB-READ-8': '5dc654cd',
  'EDB-CLOSE-3': 'b95220d8',
  'EDB-TRUNC-7': 'ad4f7eaa',
  'EDB-SETLOG-4': '95e8c51b',
  'EDB-RREG-7': 'b47958a6',
  'EDB-RREG-8': 'a81c4b10',
  'EDB-RCOMP-4': 'ef72af6e',
  'EDB-RLOC-3': '9d25b3c4',
  'EDB-SVC-15': '5540facf',
  'EDB-SVC-16': '4b1d3869',
  'EDB-SVC-17': '1035ffc1',
  'EDB-BUILD-7': '3321a0ff',
  'EDB-BUILD-8': '6138c4cd',
  'EDB-CONN-5': 'cb77e1bd',
  'EDB-CONN-6': '8e2b3adf',
  'EDB-CTX-11': '1952b57b',
  'EDB-CTX-12': 'c82a2e25',
  'EDB-FILE-21': 'fad2855a',
  'EDB-CTX-13': '365e97c8',
  'EDB-RLOC-4': '335665be',
  'EDB-TRUNC-10': '783c6bdc',
  'EDB-END-6': '42d4fcd8',
};

test('every requirement has an id of its own, a text that is a sentence, and a source', () => {
  assert.ok(requirements.length >= 90, `only ${requirements.length} requirements`);
  const ids = new Set<string>();
  for (const { id, text, source, provenance } of requirements) {
    assert.match(id, /^EDB-[A-Z]+-[1-9]\d*$/);
    assert.not.ok(ids.has(id), `${id} is there twice`);
    ids.add(id);
    assert.match(text, /^[A-Z].*[^.]\.$/s, `the text of ${id}`);
    assert.match(source, /\S/, `the source of ${id}`);
    assert.ok(provenances.includes(provenance), `${id} cannot be ${provenance}`);
  }
});

test('no id has vanished, changed its meaning, or appeared without being frozen', () => {
  const now = Object.fromEntries(requirements.map(({ id, text }) => [id, fingerprint(text)]));
  assert.equal(now, frozen);
});

test('every requirement is reached by the history that is written for it, but for those no outcome can name', () => {
  for (const [id, play] of Object.entries(witnesses)) {
    assert.ok(play().requirementIds.has(id), `the history of ${id} does not reach it`);
  }
  const withoutWitness = requirements.map(({ id }) => id).filter((id) => witnesses[id] === undefined);
  assert.equal(withoutWitness, Object.keys(namedByNoOutcome));
});

test('a statement that no source makes is never a must, and its products exist', () => {
  const names = profiles.map(({ name }) => name);
  for (const { id, level, provenance, profiles: products } of requirements) {
    assert.ok(provenance !== 'UNKNOWN' || level !== 'must', `${id} is UNKNOWN and a must`);
    for (const product of products ?? []) assert.ok(names.includes(product), `${id} holds for ${product}`);
  }
});

/** Every outcome of every step of random histories, on the oldest and the newest product. */
function visitOutcomes(seed: number, numRuns: number, see: (call: Call, outcome: Outcome) => void): void {
  const products = ['exchange-4.0', 'exchange-5.5'].map((name) => profileWith({}, name));
  for (const history of fc.sample(randomHistories, { seed, numRuns })) {
    for (const profile of products) {
      playHistory(history, (state, call) => {
        step(state, call, profile, (outcome) => {
          see(call, outcome);
          return true;
        });
        return decideByProfile(state, call, profile).next.clone();
      });
    }
  }
}

test('an outcome names a requirement of the catalogue, and one that speaks of the call', () => {
  const seen = new Set<string>();
  visitOutcomes(7004, 120, (call, { requirement }) => {
    assert.ok(requirement !== null && requirements.includes(requirement), `${call.kind} names ${requirement?.id}`);
    const { id, calls } = requirement;
    const isEvent = functionInfos.every(({ baseName }) => baseName !== call.kind);
    if (isEvent) assert.equal(calls, [], `${call.kind} is answered by ${id}`);
    else
      assert.ok(
        calls.some((name) => name === call.kind),
        `${call.kind} is answered by ${id}`,
      );
    seen.add(call.kind);
  });
  const unseen = functionInfos.filter(({ baseName }) => baseName !== 'BackupFree' && !seen.has(baseName));
  assert.equal(unseen, [], 'every function must have been called to count');
});

test('no history reaches a requirement that is said to be named by no outcome', () => {
  const reached = new Set(Object.values(witnesses).flatMap((play) => [...play().requirementIds]));
  visitOutcomes(7003, 150, (_call, { requirement }) => void reached.add(requirement?.id ?? 'none'));
  const unreached = requirements.map(({ id }) => id).filter((id) => !reached.has(id));
  assert.equal(unreached, Object.keys(namedByNoOutcome));
});

test.run();
