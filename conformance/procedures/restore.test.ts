import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, Bft, type ExportName, Hr } from '../../simulator/protocol/index.ts';
import { drive } from './drive.ts';
import { noRestoreDeviations, type RestoreOptions, restore } from './restore.ts';
import type { RestoreFile, RestoreSet } from './restoreSet.ts';
import { type FakeScript, FakeServer, fakeLocations } from './testing/fakeServer.ts';
import { MemorySink } from './testing/memorySink.ts';

const annotation = Annotation.EDBBACK_MDB_SERVER;
const home = '\\\\EXCH1\\D$\\exchsrvr\\mdbdata';

const file = (token: number, name: string, generation: number | null = null): RestoreFile => ({
  name,
  path: `${home}\\${name}`,
  token,
  generation,
});
const logs = (low: number, high: number): RestoreFile[] =>
  Array.from({ length: high - low + 1 }, (_, index) =>
    file(Bft.BFT_LOG, `edb${(low + index).toString(16).padStart(5, '0')}.log`, low + index),
  );
const fullSet = (low: number, high: number, name = 'sunday'): RestoreSet => ({
  name,
  kind: 'full',
  annotation,
  files: [
    file(Bft.BFT_MDB_PRIVATE_DATABASE, 'priv.edb'),
    file(Bft.BFT_MDB_PUBLIC_DATABASE, 'pub.edb'),
    ...logs(low, high),
    file(Bft.BFT_PATCH_FILE, 'priv.pat'),
  ],
});
const logSet = (name: string, low: number, high: number, kind: RestoreSet['kind'] = 'incremental'): RestoreSet => ({
  name,
  kind,
  annotation,
  files: logs(low, high),
});

const run = (
  sets: readonly RestoreSet[],
  changes: Partial<RestoreOptions> = {},
  script: FakeScript = {},
  refuse: ConstructorParameters<typeof MemorySink>[1] = () => false,
) => {
  const server = new FakeServer([], [], { locations: fakeLocations, ...script });
  const sink = new MemorySink(server, refuse);
  const options: RestoreOptions = {
    server: 'EXCH2',
    annotation,
    form: { kind: 'W' },
    sets,
    eraseExisting: true,
    deviations: noRestoreDeviations,
    ...changes,
  };
  return { server, sink, outcome: drive(restore(options), sink) };
};

const owesNothing = (server: FakeServer): void => {
  assert.is(server.openContexts, 0, 'every context is ended');
  assert.is(server.unfreed.size, 0, 'every list is freed');
  assert.equal(server.complaints, []);
};

test('a full restore registers its map and generations, erases, and writes every file where its token belongs', () => {
  const done: string[] = [];
  const answer = (name: ExportName) => {
    done.push(name);
    return null;
  };
  const { server, sink, outcome } = run([fullSet(3, 4)], {}, { answer }, ({ kind }) => {
    if (kind !== 'pause') done.push(kind);
    return false;
  });
  assert.is(outcome.result, 'completed');
  assert.equal(
    done.filter((what, index) => what !== done[index - 1]),
    [
      'HrRestorePrepareW',
      'HrRestoreGetDatabaseLocationsW',
      'HrRestoreRegisterW',
      'erase',
      'write-file',
      'HrRestoreRegisterComplete',
      'BackupFree',
      'HrRestoreEnd',
    ],
  );
  assert.equal(
    server.calls.map(({ detail }) => detail).filter((detail) => detail !== ''),
    ['EXCH2', '0x0'],
  );
  assert.equal(server.registrations, [
    {
      checkpointFolder: '\\\\EXCH2\\C$\\work',
      logFolder: '\\\\EXCH2\\D$\\logs',
      backupLogFolder: '\\\\EXCH2\\D$\\logs',
      rows: [
        [`${home}\\priv.edb`, '\\\\EXCH2\\E$\\priv\\priv.edb'],
        [`${home}\\pub.edb`, '\\\\EXCH2\\E$\\pub\\pub.edb'],
      ],
      lowGeneration: 3,
      highGeneration: 4,
    },
  ]);
  assert.equal(
    sink.events.filter((event) => event !== 'write-file'),
    [
      'erase',
      'erase',
      'erase',
      'sunday/priv.edb -> \\\\EXCH2\\E$\\priv\\priv.edb',
      'sunday/pub.edb -> \\\\EXCH2\\E$\\pub\\pub.edb',
      'sunday/edb00003.log -> \\\\EXCH2\\D$\\logs\\edb00003.log',
      'sunday/edb00004.log -> \\\\EXCH2\\D$\\logs\\edb00004.log',
      'sunday/priv.pat -> \\\\EXCH2\\D$\\logs\\priv.pat',
    ],
  );
  owesNothing(server);
});

test('following sets pass no map, keep the low generation, extend the high one, and erase nothing', () => {
  const { server, sink, outcome } = run([fullSet(3, 4), logSet('monday', 4, 6), logSet('tuesday', 7, 7)]);
  assert.is(outcome.result, 'completed');
  assert.equal(
    server.registrations.map(({ rows, lowGeneration, highGeneration }) => [rows.length, lowGeneration, highGeneration]),
    [
      [2, 3, 4],
      [0, 3, 6],
      [0, 3, 7],
    ],
  );
  assert.equal(outcome.restoredSets, ['sunday', 'monday', 'tuesday']);
  assert.equal([outcome.lowGeneration, outcome.highGeneration], [3, 7]);
  assert.is(sink.events.filter((event) => event === 'erase').length, 3);
  owesNothing(server);
});

test('a restore without erasing removes nothing and warns about newer logs on the server', () => {
  const { sink, outcome } = run([fullSet(3, 4)], { eraseExisting: false });
  assert.is(outcome.result, 'completed');
  assert.is(sink.events.includes('erase'), false);
  assert.match(sink.notes[0] ?? '', 'copy them away');
});

test('the A form says the same as the W form', () => {
  const wide = run([fullSet(3, 4)]);
  const ansi = run([fullSet(3, 4)], { form: { kind: 'A', codePage: 'cp1252' } });
  assert.equal(ansi.server.registrations, wide.server.registrations);
  assert.is(ansi.server.calls.filter(({ name }) => name.endsWith('W')).length, 0);
  const unsayable = run([fullSet(3, 4)], { form: { kind: 'A', codePage: 'cp1252' }, server: 'ΕΧΧ' });
  assert.is(unsayable.outcome.failure?.kind, 'input');
  const set = fullSet(3, 4);
  const oddPath = { ...set, files: set.files.map((one) => ({ ...one, path: one.path.replace('exchsrvr', 'данные') })) };
  const unsayableMap = run([oddPath], { form: { kind: 'A', codePage: 'cp1252' } });
  assert.is(unsayableMap.outcome.failure?.kind, 'input');
  owesNothing(unsayableMap.server);
});

test('sets that do not form a chain are refused in words that name the missing link, before anything is called', () => {
  const broken: readonly [readonly RestoreSet[], RegExp][] = [
    [[], /no set to restore/],
    [[logSet('monday', 1, 2)], /first set 'monday' is an incremental one/],
    [[logSet('monday', 1, 2, 'differential')], /first set 'monday' is a differential one/],
    [
      [fullSet(3, 4), logSet('tuesday', 7, 8)],
      /generations 5 to 6 are in no set: one is missing between 'sunday' and 'tuesday'/,
    ],
    [[fullSet(3, 4), logSet('b', 6, 7), logSet('a', 4, 5)], /generation 5 is in no set/],
    [
      [fullSet(3, 6), logSet('b', 5, 8), logSet('a', 4, 7)],
      /'a' \(generations 4 to 7\) brings nothing after 'b'.*oldest first/,
    ],
    [[fullSet(3, 4), fullSet(5, 6, 'next')], /'next' is a second full set/],
    [
      [{ ...fullSet(3, 5), files: fullSet(3, 5).files.filter(({ generation }) => generation !== 4) }],
      /lacks the log of generation 4/,
    ],
    [[{ ...fullSet(3, 5), files: [] }], /holds no log/],
    [[{ ...fullSet(3, 5), annotation: 'Exchange DS Database' }], /is of 'Exchange DS Database'/],
  ];
  for (const [sets, expected] of broken) {
    const { server, outcome } = run(sets);
    assert.is(outcome.failure?.kind, 'input');
    assert.match(outcome.failure?.what ?? '', expected);
    assert.is(server.calls.length, 0);
  }
});

test('a deviating client restores a broken chain all the same, but never a set without logs', () => {
  const deviations = { ...noRestoreDeviations, acceptBrokenChain: true };
  const gap = run([fullSet(3, 4), logSet('tuesday', 7, 8)], { deviations });
  assert.is(gap.outcome.result, 'completed');
  assert.equal([gap.outcome.lowGeneration, gap.outcome.highGeneration], [3, 8]);
  assert.is(run([{ ...fullSet(3, 5), files: [] }], { deviations }).outcome.failure?.kind, 'input');
});

test('a deviating client leaves the patch files out', () => {
  const { sink } = run([fullSet(3, 4)], { deviations: { ...noRestoreDeviations, skipPatchFile: true } });
  assert.is(
    sink.events.some((event) => event.includes('.pat')),
    false,
  );
});

test('a server without a place for one of the databases, the logs or the checkpoint is not registered at all', () => {
  for (const missing of fakeLocations) {
    const locations = fakeLocations.filter((location) => location !== missing);
    const { server, outcome } = run([fullSet(3, 4)], {}, { locations });
    assert.is(outcome.failure?.kind, 'world');
    assert.is(server.registrations.length, 0);
    assert.is(server.count('HrRestoreRegisterComplete'), 0);
    owesNothing(server);
  }
  const stranger = { ...fullSet(3, 4), files: [...fullSet(3, 4).files, file(0x44, 'ntds.dit')] };
  assert.match(run([stranger]).outcome.failure?.what ?? '', 'ntds.dit');
});

test('a location that names the database file itself is taken as it is', () => {
  const locations = fakeLocations.map((location) =>
    location.token === Bft.BFT_MDB_PRIVATE_DATABASE ? { ...location, path: `${location.path}\\PRIV.EDB` } : location,
  );
  const { outcome } = run([fullSet(3, 4)], {}, { locations });
  assert.is(outcome.databases[0]?.newPath, '\\\\EXCH2\\E$\\priv\\PRIV.EDB');
});

test('whatever fails, the registration is completed with the failure and every context ended (property)', () => {
  const names: readonly ExportName[] = [
    'HrRestorePrepareW',
    'HrRestoreGetDatabaseLocationsW',
    'HrRestoreRegisterW',
    'HrRestoreRegisterComplete',
    'HrRestoreEnd',
  ];
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.integer({ min: 1, max: 2 }), (name, nth) => {
      const answer = (called: ExportName, count: number) =>
        called === name && count === nth ? Hr.hrNoFullRestore : null;
      const { server, outcome } = run([fullSet(3, 4), logSet('monday', 5, 6)], {}, { answer });
      owesNothing(server);
      seen.add(name);
      assert.is(outcome.result, 'failed');
      assert.equal([outcome.failure?.call, outcome.failure?.codeName], [name, 'hrNoFullRestore']);
      assert.is(outcome.restoredSets.length, nth - 1);
      // A registration that failed is not ours to complete.
      const completions = server.count('HrRestoreRegisterComplete');
      assert.is(completions, server.count('HrRestoreRegisterW') - (name === 'HrRestoreRegisterW' ? 1 : 0));
    }),
    { seed: 5, numRuns: 60 },
  );
  assert.is(seen.size, names.length);
});

test('a refusal of the target at any step is told to the server as a failed restore (property)', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (at) => {
      let refused = '';
      const { server, outcome } = run([fullSet(3, 4), logSet('monday', 5, 6)], {}, {}, (step, nth) => {
        if (nth === at) refused = step.kind;
        return nth === at;
      });
      owesNothing(server);
      if (refused === '') {
        assert.is(outcome.result, 'completed');
        return;
      }
      seen.add(refused);
      assert.is(outcome.result, 'failed');
      const states = server.calls
        .filter(({ name }) => name === 'HrRestoreRegisterComplete')
        .map(({ detail }) => detail);
      assert.is(states.length, server.count('HrRestoreRegisterW'));
      if (refused !== 'pause') assert.is(states.at(-1), '0xc7ff0002', 'hrError keeps the service from starting');
    }),
    { seed: 11, numRuns: 120 },
  );
  assert.equal([...seen].sort(), ['erase', 'pause', 'write-file']);
});

test('a failure while putting things away is told after the first one', () => {
  const answer = (name: ExportName) =>
    name === 'HrRestoreRegisterComplete'
      ? Hr.hrCommunicationError
      : name === 'HrRestoreEnd'
        ? Hr.hrInvalidHandle
        : null;
  const { outcome } = run([fullSet(3, 4)], {}, { answer }, (step) => step.kind === 'write-file');
  assert.is(outcome.failure?.kind, 'world');
  assert.equal(
    outcome.followUps.map(({ codeName }) => codeName),
    ['hrCommunicationError', 'hrInvalidHandle'],
  );
});

test('a directory goes back to its own server and to no other, and nothing is called for it (Q155600)', () => {
  const directory: RestoreSet = {
    ...fullSet(3, 4),
    annotation: Annotation.EDBBACK_DS_SERVER,
    files: [file(Bft.BFT_DSA_DATABASE, 'dir.edb'), ...logs(3, 4)],
  };
  const to = (server: string, acceptBrokenChain = false) =>
    run([directory], {
      server,
      annotation: Annotation.EDBBACK_DS_SERVER,
      deviations: { ...noRestoreDeviations, acceptBrokenChain },
    });
  const elsewhere = to('EXCH2');
  assert.match(
    elsewhere.outcome.failure?.what ?? '',
    'is the directory of EXCH1, and a directory is restored to its own',
  );
  assert.is(elsewhere.server.calls.length, 0);
  for (const own of ['EXCH1', '\\\\exch1']) assert.ok(to(own).server.calls.length > 0, own);
  assert.ok(to('EXCH2', true).server.calls.length > 0, 'who wants to see what a server makes of it can');
  assert.is(run([fullSet(3, 4)], { server: 'EXCH2' }).outcome.result, 'completed', 'a store may go anywhere');
});

test('after one of two stores was restored a full backup is asked for (Q191357)', () => {
  const both = run([fullSet(3, 4)]);
  assert.not.match(both.sink.notes.join(), 'take a full backup');
  const whole = fullSet(3, 4);
  const one = run([{ ...whole, files: whole.files.filter(({ name }) => name !== 'pub.edb') }]);
  assert.is(one.outcome.result, 'completed');
  assert.equal(
    one.server.registrations.map(({ rows }) => rows.map(([, path]) => path)),
    [['\\\\EXCH2\\E$\\priv\\priv.edb']],
    'the map has the one, and no other',
  );
  assert.match(one.sink.notes.join(), 'take a full backup when the service has started (Q191357)');
});

test.run();
