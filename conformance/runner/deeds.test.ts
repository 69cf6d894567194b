import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseFault } from '../../simulator/exchange/index.ts';
import { profileByName } from '../../simulator/profiles/index.ts';
import { Hr } from '../../simulator/protocol/index.ts';
import { playText, scenarioOf, stepTexts, unmetOf } from './testing/playText.ts';

/** Plays steps that must come out as they say; what the steps told. */
async function told(steps: readonly string[], server = ''): Promise<string> {
  const { events, result } = await playText(scenarioOf(steps, server));
  assert.is(unmetOf(events), '');
  assert.ok(result.ok && result.met, stepTexts(events));
  return stepTexts(events);
}

test('any file can be held: a copy of it and its deletion are refused, and are possible afterwards', async () => {
  const { events } = await playText(
    scenarioOf([
      'stop: {}',
      'holdFiles: { files: [edb.chk, priv.edb], on: true }',
      'keepFiles: { files: [edb.chk], as: one }',
      'deleteFiles: { files: [edb.chk] }',
      'renameFile: { file: priv.edb, to: priv.old }',
      'holdFiles: { files: ["*.edb", edb.chk], on: false }',
      'keepFiles: { files: [edb.chk], as: two }',
      'deleteFiles: { files: [edb.chk] }',
      'renameFile: { file: priv.edb, to: priv.old }',
      'renameFile: { file: priv.old, to: PRIV.EDB }',
      'putFiles: { from: two }',
      'start: {}',
    ]),
  );
  const unmet = events.flatMap((event) => (event.event === 'step' && event.unmet.length > 0 ? [event.step] : []));
  assert.equal(unmet, [3, 4, 5], stepTexts(events));
});

test('a file that is marked read-only can be copied, and nobody writes or deletes it', async () => {
  const { events } = await playText(
    scenarioOf([
      'stop: {}',
      'protectFiles: { files: [edb.chk], on: true }',
      'keepFiles: { files: [edb.chk], as: one }',
      'putFiles: { from: one }',
      'deleteFiles: { files: [edb.chk] }',
      'protectFiles: { files: [edb.chk], on: false }',
      'putFiles: { from: one }',
      'start: {}',
    ]),
  );
  const unmet = events.flatMap((event) => (event.event === 'step' && event.unmet.length > 0 ? [event.step] : []));
  assert.equal(unmet, [4, 5], stepTexts(events));
});

const ON_TWO_DRIVES = `    directory: { size: 1, circularLogging: false, folders: { databases: 'E:\\dsa', logs: 'F:\\logs', checkpoint: 'E:\\dsa' } }
`;

test('logs and databases can be on drives of their own, a lost drive takes its services along, and the other keeps its files', async () => {
  const text = await told(
    [
      'load: { service: directory, transactions: 20 }',
      'backup: { service: directory, kind: full, set: sunday }',
      'load: { service: directory, transactions: 20 }',
      'loseDrive: { drive: "E:" }',
      'expect: { service: directory, state: stopped }',
      'expect: { service: information-store, state: running }',
      'restore: { service: directory, sets: [sunday], erase: false }',
      'start: { service: directory }',
      'expect: { service: directory, recovered: all }',
    ],
    ON_TWO_DRIVES,
  );
  assert.match(text, 'E: is gone with all its files');
});

test('a value of the registry can be written in each of its types, and deleted', async () => {
  const key = 'HKLM\\\\SYSTEM\\\\CurrentControlSet\\\\Services\\\\MSExchangeIS\\\\ParametersSystem';
  const edit = (value: string, to: string) => `editRegistry: { key: "${key}", value: ${value}, to: ${to} }`;
  const text = await told([
    edit('a', 'text'),
    edit('b', '7'),
    edit('c', '[one, two]'),
    edit('d', '{ hex: "00fF" }'),
    edit('a', 'null'),
    'stop: {}',
    edit('"Circular Logging"', '1'),
    'start: {}',
    'expect: { circularLogging: true }',
  ]);
  assert.match(text, 'ParametersSystem\\a is "text" (REG_SZ) now');
  assert.match(text, 'b is 7 (REG_DWORD) now');
  assert.match(text, 'c is ["one","two"] (REG_MULTI_SZ) now');
  assert.match(text, 'd is 00ff (REG_BINARY) now');
  assert.match(text, 'ParametersSystem\\a is deleted');
});

test('another build can be installed between two steps, and answers as it does', async () => {
  const text = await told([
    'load: { transactions: 10 }',
    'install: { profile: exchange-5.5-sp4 }',
    'backup: { kind: full, set: sunday }',
    'expect: { state: running, recovered: all }',
  ]);
  assert.match(text, 'the server is Microsoft Exchange Server 5.5 Service Pack 4 now');
});

test('files of another version can be put on a server: one that is lost is followed by one of another product', async () => {
  const text = await told([
    'stop: {}',
    'keepFiles: { files: ["*.edb", "*.log"], as: old }',
    'lose: { profile: exchange-4.0 }',
    'putFiles: { from: old }',
    'start: { expect: { result: failed, code: "-514" } }',
  ]);
  assert.match(text, 'an empty server EXCH1 with Microsoft Exchange Server 4.0 stands in');
});

test('a backup of one store reads that one alone, and asks for no database that the server does not list', async () => {
  const server = '    directory: { size: 1, circularLogging: false }\n';
  const { events, storage } = await playText(
    scenarioOf(
      ['backup: { kind: full, set: s, databases: [priv] }', 'backup: { kind: full, set: t, databases: [pub] }'],
      server,
    ).replace('private: 1', 'private: 1, public: 1'),
  );
  assert.is(unmetOf(events), '');
  const names = [...storage.files.keys()].filter((name) => name.endsWith('.edb'));
  assert.equal(names.map((name) => name.replace(/^\/sets\//, '').replace(/\/.*\//, '/')).sort(), [
    's/001-priv.edb',
    't/001-pub.edb',
  ]);
  const absent = await playText(scenarioOf(['backup: { kind: full, set: s, databases: [pub] }']));
  assert.not.ok(absent.result.ok);
});

test('a step is played on the products that it is for, and left out on others, with a note', async () => {
  const text = scenarioOf([
    'load: { transactions: 3 }',
    'products: [exchange-5.0*]\n    expect: { state: stopped }',
    'products: [exchange-5.5*]\n    expect: { state: running }',
  ]);
  const on = async (name: string) => {
    const profile = profileByName(name);
    if (profile === null) throw new Error(name);
    const { events, result } = await playText(text, { profile });
    return { met: result.ok && result.met, notes: events.flatMap((e) => (e.event === 'note' ? [e.text] : [])) };
  };
  const new55 = await on('exchange-5.5-sp3');
  assert.equal(new55, { met: true, notes: ['left out on exchange-5.5-sp3: expect is for exchange-5.0*'] });
  assert.is((await on('exchange-5.0-sp1')).met, false, 'the expectation that is not met is the one for 5.0');
});

test('with a guest a fault that waits for a call waits for one of the guest', async () => {
  const parsed = parseFault('at HrBackupPrepare, return hrError');
  assert.ok(parsed.ok);
  let answer = 0;
  const { events } = await playText(scenarioOf(['backup: { kind: full, set: s }', 'backup: { kind: full, set: t }']), {
    faults: [parsed.fault],
    guest: {
      at: 2,
      lastStep: 2,
      act: async (world) => {
        answer = world.server.connect().HrBackupPrepareW('EXCH1', 'Exchange MDB Database', 0, 1).code;
        return { text: 'the guest called.', unmet: [] };
      },
    },
  });
  assert.is(unmetOf(events), '', 'the backup before the guest is not struck');
  assert.is(answer, Hr.hrError);
  assert.ok(events.some((event) => event.event === 'fault' && event.step === 2));
});

test('a tool that is run against a running service answers with -1032, which can be expected (Q148645)', async () => {
  await told([
    'defragment: { database: priv, whileRunning: true, expect: { result: failed, code: "-1032" } }',
    'recoverOffline: { expect: { result: failed, code: JET_errFileAccessDenied } }',
    'stop: {}',
    'recoverOffline: { expect: { result: ok } }',
    'start: {}',
  ]);
});

test('what is expected of a tool counts also when the service does not start again, which is told besides', async () => {
  const play = async (expect: string) => {
    const { events } = await playText(
      scenarioOf(['holdDatabase: { database: priv, on: true }', `defragment: { database: priv${expect} }`]),
    );
    return { text: stepTexts(events).split('\n')[1] ?? '', unmet: unmetOf(events).split('\n') };
  };
  const met = await play(', expect: { result: failed, code: JET_errFileAccessDenied }');
  assert.is(met.unmet.length, 1);
  assert.match(met.unmet[0] ?? '', /^the service starts again \/ The information-store did not start again: .*[^.]\.$/);
  assert.match(
    met.text,
    /not done: .*priv\.edb is held by another program\. The information-store did not start again: /,
  );
  const wrong = await play(', expect: { result: ok, code: hrDiskIO }');
  assert.equal(wrong.unmet.slice(0, 2), ['tool: ok / tool: failed', 'code: hrDiskIO / code: 0xFFFFFBF8 (-1032)']);
  assert.is(wrong.unmet.length, 3);
  const none = await play('');
  assert.match(none.unmet[0] ?? '', /priv\.edb was defragmented offline \/ .* is held by another program$/);
  assert.is(none.unmet.length, 2);
});

test('a read-only mark stays with its file when a full log is renamed; who held a file is gone with its drive', async () => {
  await told([
    'protectFiles: { files: [edb.log], on: true }',
    'fillLogs: { generations: 2 }',
    'stop: {}',
    'start: {}',
    'protectFiles: { files: ["edb0*.log"], on: false }',
    'backup: { kind: full, set: s }',
    'stop: {}',
    'holdDatabase: { database: priv, on: true }',
    'loseDrive: { drive: "D:" }',
    'restore: { sets: [s] }',
    'start: {}',
    'expect: { recovered: all }',
  ]);
});

test('a name fits a pattern without trying everything, however many stars it has', async () => {
  const stars = `${'*a'.repeat(40)}*b`;
  const text = await told([
    'stop: {}',
    `renameFile: { file: priv.edb, to: ${'a'.repeat(59)} }`,
    'keepFiles: { files: ["*a*a*", "E*B.*og"], as: one }',
    `renameFile: { file: ${'a'.repeat(59)}, to: priv.edb }`,
    'start: {}',
  ]);
  assert.match(text, /keep files "one": (a{59}, edb\.log|edb\.log, a{59}) are copied/);
  const { events } = await playText(
    scenarioOf(['stop: {}', `keepFiles: { files: ["${stars}"], as: one }`, 'start: {}']),
  );
  assert.match(stepTexts(events), /there is no /);
});

test('what no server can be, what it does not have, and a scenario of no step are mistakes, not played', async () => {
  const problemOf = async (steps: readonly string[], server = ''): Promise<string> => {
    const { result, events } = await playText(scenarioOf(steps, server));
    assert.equal(events, []);
    return result.ok ? '' : result.problem;
  };
  const oneFolder = "{ databases: 'E:\\x', logs: 'D:\\exchsrvr\\MDBDATA', checkpoint: 'E:\\x' }";
  const directory = (folders: string): string =>
    `    directory: { size: 1, circularLogging: false, folders: ${folders} }\n`;
  for (const [folders, problem] of [
    [oneFolder, /^a\.yaml: the logs of two services are both in D:\\exchsrvr\\MDBDATA; give each/],
    ["{ databases: 'E:\\..\\x' }", /^a\.yaml: "E:\\\.\.\\x" is no folder that files of a service can be in/],
    ["{ databases: 'E:\\表' }", /is no folder that files of a service can be in/],
    [
      "{ databases: 'E:\\x', logs: 'E:\\x\\dir.edb\\y' }",
      /^a\.yaml: E:\\x\\dir\.edb is a file, and nothing can be in it/,
    ],
    [
      `{ databases: 'E:${'\\aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee'.repeat(6)}' }`,
      /of less than 260 characters/,
    ],
  ] as const)
    assert.match(await problemOf(['stop: {}'], directory(folders)), problem);
  assert.is(
    await problemOf(['stop: {}', 'start: { service: directory }']),
    'a.yaml:11: step 2 speaks of the directory, which the server does not have',
  );
  assert.match(
    await problemOf(['stop: {}\n    products: [exchange-4.0]']),
    /none of its steps is played on exchange-5\.5/,
  );
});

test('an agent cannot act in the place of a step that is not played: it would never be called', async () => {
  const steps = ['stop: {}\n    products: [exchange-4.0]', 'idle: { pages: 1 }'];
  const act = () => Promise.reject(new Error('called'));
  const { result, events } = await playText(scenarioOf(steps), { guest: { at: 1, lastStep: 2, act } });
  assert.equal(events, []);
  assert.match(
    result.ok ? '' : result.problem,
    /step 1, in whose place the agent acts, is not played on exchange-5\.5/,
  );
});

test('a log that is held, or whose header cannot be read, cannot be replaced by one from elsewhere', async () => {
  const { events } = await playText(
    scenarioOf([
      'fillLogs: { generations: 3 }',
      'stop: {}',
      'holdFiles: { files: [edb00001.log], on: true }',
      'forgeLog: { generation: 1 }',
      'holdFiles: { files: [edb00001.log], on: false }',
      'fault: "at 1:00:00, corrupt byte 100 of edb00001.log"',
      'advance: { hours: 2 }',
      'forgeLog: { generation: 1 }',
    ]),
  );
  assert.match(stepTexts(events), /edb00001\.log is held by another program/);
  assert.match(stepTexts(events), /edb00001\.log has no header that can be read/);
});

test.run();
