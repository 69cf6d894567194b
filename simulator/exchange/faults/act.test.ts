import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DatabaseState, readShadowedDatabaseHeader } from '../../engine/index.ts';
import { profileByName, withFacets } from '../../profiles/index.ts';
import { Annotation, BackupType, Hr, Win32 } from '../../protocol/index.ts';
import { CallNeverCompletes, ClientKilled, HANG_DEADLINE_SECONDS } from '../client/index.ts';
import type { ServerOptions } from '../server.ts';
import { backUp, copyFile, entries, fillLogs, insertRows, prepare } from '../testing/drive.ts';
import { planFaults } from '../testing/planFault.ts';
import { testServer } from '../testing/testServer.ts';
import { VirtualClock } from '../virtualClock.ts';

const { BACKUP_TYPE_FULL } = BackupType;
const PRIV = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb';
const STORE = 'information-store';

/** A server with a clock in hand, faults that wait on it, and a client. */
function world(faults: readonly string[], options: Partial<ServerOptions> & { profileName?: string } = {}) {
  const clock = new VirtualClock(896_702_400);
  const server = testServer({ clock, ...options });
  planFaults(server, ...faults);
  const withoutEffect = () => server.faults.fired.map((fired) => fired.withoutEffect);
  return { clock, server, store: server.service(STORE), client: server.connect(), withoutEffect };
}

const profileWith = (facets: Readonly<Record<string, string>>) => {
  const base = profileByName('exchange-5.5');
  const changed = base === null ? null : withFacets(base, facets, 'set by a test');
  if (changed?.ok !== true) throw new Error(changed?.reason ?? 'no profile');
  return changed.profile;
};

test('a code before: the server never sees the call; a code after: it has acted, and the caller is told otherwise', () => {
  const before = world(['at HrBackupPrepare, return hrError']);
  assert.equal(before.client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1), {
    code: Hr.hrError,
    hbc: null,
  });
  assert.is(before.store.core.backup, null);
  const after = world(['at HrBackupPrepare, return hrError after']);
  assert.equal(after.client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1), {
    code: Hr.hrError,
    hbc: null,
  });
  assert.is.not(after.store.core.backup, null);
});

test('every function can be answered by a fault, in the shape of its answers, and strikes in both forms', () => {
  const { server, client } = world([]);
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const answers = {
    HrBackupGetDatabaseNames: () => client.HrBackupGetDatabaseNamesA(hbc),
    HrBackupOpenFile: () => client.HrBackupOpenFileA(hbc, null, 65_536),
    HrBackupRead: () => client.HrBackupRead(hbc, new Uint8Array(8), 8),
    HrBackupClose: () => client.HrBackupClose(hbc),
    HrBackupGetBackupLogs: () => client.HrBackupGetBackupLogsW(hbc),
    HrBackupTruncateLogs: () => client.HrBackupTruncateLogs(hbc),
    HrBackupEnd: () => client.HrBackupEnd(hbc),
    HrRestorePrepare: () => client.HrRestorePrepareW('EXCH01', Annotation.EDBBACK_DS_SERVER),
    HrRestoreGetDatabaseLocations: () => client.HrRestoreGetDatabaseLocationsW(hbc),
    HrRestoreRegister: () => client.HrRestoreRegisterW(hbc, null, null, [], null, 1, 2),
    HrRestoreRegisterComplete: () => client.HrRestoreRegisterComplete(hbc, Hr.hrNone),
    HrRestoreEnd: () => client.HrRestoreEnd(hbc),
    HrSetCurrentBackupLog: () => client.HrSetCurrentBackupLogW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 1),
  };
  const shapes: Record<string, object> = {
    HrBackupGetDatabaseNames: { list: null, sizeBytes: 0 },
    HrBackupOpenFile: { fileSizeBytes: 0 },
    HrBackupRead: { bytesRead: 0 },
    HrBackupGetBackupLogs: { list: null, sizeBytes: 0 },
    HrRestorePrepare: { hbc: null },
    HrRestoreGetDatabaseLocations: { list: null, sizeBytes: 0 },
  };
  for (const [name, answer] of Object.entries(answers)) {
    planFaults(server, `at ${name}, return hrCouldNotConnect`, `at ${name} 2, return hrDiskFull after`);
    assert.equal(answer(), { code: Hr.hrCouldNotConnect, ...shapes[name] }, name);
    assert.equal(answer(), { code: Hr.hrDiskFull, ...shapes[name] }, `${name} after`);
  }
  assert.is(client.unfreedLists, 0, 'a list that never arrived is not held');
  assert.is(server.faults.fired.length, 26);
});

test('a connection lost before: the server never sees the call, and the contexts are dead', () => {
  const { client, store } = world(['at HrBackupGetBackupLogs, lose connection before']);
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const { currentGeneration } = store.facts;
  assert.is(client.HrBackupGetBackupLogsW(hbc).code, Hr.hrCommunicationError);
  assert.is(store.facts.currentGeneration, currentGeneration, 'no log was rolled');
  assert.is(store.core.backup, null);
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrCommunicationError);
  assert.is(client.HrBackupEnd(prepare(client, BACKUP_TYPE_FULL)).code, Hr.hrNone, 'the client can connect again');
});

test('a connection lost after: the server has acted, and the contexts are dead', () => {
  const { client, store } = world(['at HrBackupGetBackupLogs, lose connection after']);
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const { currentGeneration } = store.facts;
  assert.equal(client.HrBackupGetBackupLogsW(hbc), { code: Hr.hrCommunicationError, list: null, sizeBytes: 0 });
  assert.is(store.facts.currentGeneration, currentGeneration + 1, 'the log was rolled');
  assert.is(store.core.backup, null);
});

test('a context whose Prepare was answered into the void ends too', () => {
  for (const restore of [false, true]) {
    const { client, store, server } = world([`at Hr${restore ? 'Restore' : 'Backup'}Prepare, lose connection after`]);
    const { code, hbc } = restore
      ? client.HrRestorePrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER)
      : client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1);
    assert.equal([code, hbc], [Hr.hrCommunicationError, null]);
    assert.is(server.faults.fired.length, 1);
    assert.equal([store.core.backup, store.core.restoreActive], [null, false]);
  }
});

test('the code of a lost connection is that of a dead context in the profile', () => {
  const codes = {
    hrCommunicationError: Hr.hrCommunicationError,
    rpcServerUnavailable: Win32.RPC_S_SERVER_UNAVAILABLE,
    hrInvalidHandle: Hr.hrInvalidHandle,
  };
  for (const [value, code] of Object.entries(codes)) {
    for (const side of ['before', 'after']) {
      const profile = profileWith({ 'dead-context': value });
      const { client } = world([`at HrBackupClose, lose connection ${side}`], { profile });
      const hbc = prepare(client, BACKUP_TYPE_FULL);
      assert.is(client.HrBackupClose(hbc).code, code, `${value} ${side}`);
      assert.is(client.HrBackupClose(hbc).code, code, `${value}, the next call`);
    }
  }
  const { client } = world(['at HrBackupPrepare, lose connection'], {
    profile: profileWith({ 'dead-context': 'hrInvalidHandle' }),
  });
  const { code } = client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1);
  assert.is(code, Hr.hrCommunicationError, 'a call that names no context has none that is invalid');
});

test('where the profile lets a session outlive its client, the client’s handle is dead all the same', () => {
  const { client, store } = world(['at HrBackupClose, lose connection'], {
    profile: profileWith({ 'client-gone': 'session-stays' }),
  });
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.is(client.HrBackupClose(hbc).code, Hr.hrCommunicationError);
  assert.is.not(store.core.backup, null);
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrCommunicationError);
  assert.is(client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1).code, Hr.hrBackupInProgress);
});

test('a hanging call never comes back, under a virtual deadline, and the session stays; after: the server has acted', () => {
  for (const side of ['before', 'after'] as const) {
    const { client, clock, store } = world([`at HrBackupGetBackupLogs, hang ${side}`]);
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    const [started, { currentGeneration }] = [clock.nowSeconds(), store.facts];
    try {
      client.HrBackupGetBackupLogsW(hbc);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, CallNeverCompletes);
      assert.match(String(error), 'HrBackupGetBackupLogs has not come back after 120 virtual minutes, and never will');
      assert.match(String(error), `fault "at HrBackupGetBackupLogs, hang${side === 'after' ? ' after' : ''}"`);
    }
    assert.is(clock.nowSeconds() - started, HANG_DEADLINE_SECONDS);
    assert.is(store.facts.currentGeneration - currentGeneration, side === 'after' ? 1 : 0);
    assert.is.not(store.core.backup, null);
    assert.is(client.HrBackupEnd(hbc).code, Hr.hrNone);
  }
});

test('a killed client gets no answer, its session ends, and it makes no further call', () => {
  for (const side of ['before', 'after'] as const) {
    const { client, store, server } = world([`at HrBackupGetBackupLogs, kill client ${side}`]);
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    const { currentGeneration } = store.facts;
    assert.throws(
      () => client.HrBackupGetBackupLogsW(hbc),
      (error: unknown) => error instanceof ClientKilled && error.call === 'HrBackupGetBackupLogs',
    );
    assert.is(store.facts.currentGeneration - currentGeneration, side === 'after' ? 1 : 0);
    assert.is(store.core.backup, null);
    for (const late of [
      () => client.HrBackupEnd(hbc),
      () => client.BackupFree(null),
      () => client.I_HrCheckBackupLogs(null),
      () => client.I_HrRestoreW(0, 0, 0, 0, 0, 0, 0, 0, 0),
    ]) {
      assert.throws(late, /the client was killed in .* \(at HrBackupGetBackupLogs, kill client/);
    }
    assert.is(server.connect().HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1).code, Hr.hrNone);
  }
});

test('who is dead gets no code and waits for nothing; who waits gets no code', () => {
  const dead = world(['at HrBackupEnd, hang', 'at HrBackupEnd, return hrError', 'at HrBackupEnd, kill client']);
  const hbc = prepare(dead.client, BACKUP_TYPE_FULL);
  const now = dead.clock.nowSeconds();
  assert.throws(() => dead.client.HrBackupEnd(hbc), /the client was killed in HrBackupEnd/);
  assert.is(dead.clock.nowSeconds(), now);
  const waiting = world(['at HrBackupEnd, return hrError', 'at HrBackupEnd, hang']);
  assert.throws(() => waiting.client.HrBackupEnd(prepare(waiting.client, BACKUP_TYPE_FULL)), /never will/);
});

test('a client that waits in vain can be killed while it waits', () => {
  const { client } = world(['at HrBackupEnd, hang', 'at 0:20:00, kill client']);
  assert.throws(() => client.HrBackupEnd(prepare(client, BACKUP_TYPE_FULL)), /the client was killed in HrBackupEnd/);
});

test('a service killed before: the call finds nobody; after: it has acted, and its answer is lost with it', () => {
  const before = world(['at HrBackupGetBackupLogs, kill information-store']);
  const first = prepare(before.client, BACKUP_TYPE_FULL);
  assert.is(before.client.HrBackupGetBackupLogsW(first).code, Hr.hrCommunicationError);
  assert.is(before.store.state, 'stopped');
  const early = world(['at HrBackupPrepare, kill information-store']);
  const nobody = early.client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1);
  assert.is(nobody.code, Hr.hrCouldNotConnect, 'it never reached a server that could have lost its answer');
  const after = world(['at HrBackupPrepare, kill information-store after']);
  const { code, hbc } = after.client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1);
  assert.equal([code, hbc, after.store.state], [Hr.hrCommunicationError, null, 'stopped']);
  const other = world(['at HrBackupPrepare, kill directory after']);
  prepare(other.client, BACKUP_TYPE_FULL);
  assert.is(other.server.service('directory').state, 'stopped', 'and an answer of the store arrives');
});

test('a service that does not run, or is not there, cannot be killed', () => {
  const { client, server, withoutEffect } = world(
    ['at any call, kill information-store', 'at any call, kill information-store', 'at any call, kill directory'],
    { profileName: 'exchange-5.0' },
  );
  client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1);
  assert.equal(withoutEffect(), [null, 'the information-store is not running', null]);
  assert.is(server.service('directory').state, 'stopped');
});

test('damage reaches the live engine’s reads: a corrupt page and a torn one stop the backup with -1018', () => {
  for (const damage of [
    'corrupt page 120 of priv.edb',
    'tear page 120 of priv.edb',
    'tear PRIV.EDB at byte 502000',
    'corrupt byte 500000 of D:\\exchsrvr\\mdbdata\\priv.edb',
  ]) {
    const { client, withoutEffect } = world([`at byte 100000 of priv.edb, ${damage}`]);
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    assert.throws(() => copyFile(client, hbc, PRIV), /0xC80003FA/i, damage);
    assert.equal(withoutEffect(), [null]);
  }
});

test('a torn log is handed over as it is: nobody verifies a log that is only copied', () => {
  const { client, store, server, withoutEffect } = world([]);
  fillLogs(store, 2);
  const name = `edb${store.facts.currentGeneration.toString(16).padStart(5, '0')}.log`;
  planFaults(server, `at HrBackupGetBackupLogs, tear ${name} at byte 4096 after`);
  const torn = backUp(client, BACKUP_TYPE_FULL).get(`\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\${name}`);
  assert.equal(torn?.subarray(4096, 8192), new Uint8Array(4096));
  assert.equal(withoutEffect(), [null], 'there was something to tear');
});

test('a moved database is found by its name', () => {
  const { client, store, withoutEffect } = world([
    'at HrBackupPrepare, corrupt page 120 of priv.edb',
    'at HrBackupPrepare, corrupt page 1 of nothing.edb',
  ]);
  store.stop();
  assert.ok(store.moveDatabase('priv', 'E:\\moved').done);
  store.start();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.throws(() => copyFile(client, hbc, '\\\\EXCH01\\E$\\moved\\priv.edb'), /0xC80003FA/i);
  assert.equal(withoutEffect(), [null, 'there is no nothing.edb']);
});

test('a log is found by its name where the registry has the logs, and edb.chk in the working directory', () => {
  const { clock, server, store, withoutEffect } = world([
    'at 60 s, corrupt byte 100 of edb.log',
    'at 60 s, corrupt byte 100 of edb.chk',
  ]);
  store.stop();
  const moved = { 'F:\\logs\\edb.log': 'DB Log Path', 'G:\\work\\edb.chk': 'Working Directory' };
  for (const [path, name] of Object.entries(moved)) {
    const old = `D:\\exchsrvr\\mdbdata\\${path.slice(-7)}`;
    assert.is(server.disk.copyFile(old, path), 'written');
    server.disk.remove(old);
    server.registry.set(store.core.layout.parametersKey, name, { type: 'REG_SZ', data: path.slice(0, -8) });
  }
  const before = Object.keys(moved).map((path) => server.disk.readAll(path)?.[100] ?? 0);
  clock.advance(60);
  assert.equal(withoutEffect(), [null, null]);
  const changed = Object.keys(moved).map(
    (path, index) => (server.disk.readAll(path)?.[100] ?? 0) ^ (before[index] ?? 0),
  );
  assert.ok(changed[0] !== 0 && changed[1] !== 0);
});

test('a disk is full until it is freed', () => {
  const { client, server, store } = world(['at HrBackupOpenFile, fill disk d:', 'at any call 4, free disk D:']);
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const open = () => client.HrBackupOpenFileW(hbc, PRIV, 65_536).code;
  assert.is(open(), Hr.hrDiskFull, 'no room for the patch file');
  client.HrBackupEnd(hbc);
  const again = prepare(client, BACKUP_TYPE_FULL);
  assert.is(client.HrBackupOpenFileW(again, PRIV, 65_536).code, Hr.hrNone);
  assert.equal([server.faults.waiting.length, store.state], [0, 'running']);
});

test('a fault between calls strikes every client that has a context, and no other', () => {
  const { client, clock, server, store, withoutEffect } = world([
    'at 60 s, lose connection',
    'at 120 s, kill client',
    'at 180 s, kill client',
  ]);
  const idle = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const second = server.connect();
  const directory = prepare(second, BACKUP_TYPE_FULL, Annotation.EDBBACK_DS_SERVER);
  clock.advance(60);
  assert.equal([store.core.backup, server.service('directory').core.backup], [null, null]);
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrCommunicationError);
  assert.is(second.HrBackupEnd(directory).code, Hr.hrCommunicationError);
  prepare(client, BACKUP_TYPE_FULL);
  clock.advance(60);
  assert.throws(() => client.HrBackupEnd(hbc), /the client was killed in HrBackupEnd/);
  clock.advance(60);
  assert.equal(withoutEffect(), [null, null, 'no client has a context']);
  assert.is(entries(idle, idle.HrBackupGetDatabaseNamesW(prepare(idle, BACKUP_TYPE_FULL))).length, 2);
});

test('a read that is cut short hands over what the fault says and succeeds, and the next goes on behind it', () => {
  const { client } = world(['at HrBackupRead 2, shorten to 4096']);
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.is(client.HrBackupOpenFileW(hbc, PRIV, 65_536).code, Hr.hrNone);
  const buffer = new Uint8Array(65_536);
  const sizes = [1, 2, 3].map(() => client.HrBackupRead(hbc, buffer, buffer.length));
  assert.equal(
    sizes.map(({ code, bytesRead }) => [code, bytesRead]),
    [
      [Hr.hrNone, 65_536],
      [Hr.hrNone, 4096],
      [Hr.hrNone, 65_536],
    ],
  );
});

test('a page that was blanked is read as zeros, which the engine takes for one that was never used', () => {
  const { client, clock, server } = world(['at 60 s, blank page 40 of priv.edb']);
  clock.advance(60);
  const page = new Uint8Array(4096).fill(1);
  server.disk.open('D:\\exchsrvr\\mdbdata\\priv.edb')?.read(41 * 4096, page, 0, 4096);
  assert.ok(page.every((byte) => byte === 0));
  assert.ok(client);
});

test('a service whose next log cannot be made stops at once, dirty, with the events of its engine (Q196217, Q275602)', () => {
  for (const [profileName, ids] of [
    ['exchange-5.5', [125, 1111, 193]],
    ['exchange-5.0', [32, 1111]],
  ] as const) {
    const { clock, server, store } = world(['at 60 s, fail new log of information-store with -1811'], { profileName });
    insertRows(store, 10);
    clock.advance(60);
    const before = server.eventLog.length;
    assert.throws(() => fillLogs(store, 1));
    assert.is(store.state, 'stopped');
    assert.equal(
      server.eventLog.slice(before).map(({ id }) => id),
      ids,
    );
    const file = server.disk.open('D:\\exchsrvr\\mdbdata\\priv.edb');
    const read = file === null ? null : readShadowedDatabaseHeader(file);
    assert.is(read?.kind === 'read' && read.header.state, DatabaseState.Dirty, 'nothing could be logged any more');
    assert.ok(store.start().started, 'once the log can be made again');
    assert.is([...store.rows(1)].filter(({ key }) => key >= 2 ** 40 && key < 2 ** 40 + 10).length, 10);
  }
});

test('a program that holds edbtmp.log keeps the next log from being made: 145, 125 and 1111 (Q247788)', () => {
  const { server, store } = world([]);
  server.fileLocks.hold('D:\\exchsrvr\\mdbdata\\edbtmp.log');
  const before = server.eventLog.length;
  assert.throws(() => fillLogs(store, 1));
  assert.is(store.state, 'stopped');
  assert.equal(
    server.eventLog.slice(before).map(({ id }) => id),
    [145, 125, 1111, 193],
  );
});

test('a service can die between calls', () => {
  const { client, clock, store } = world(['at 1:00:00, kill information-store']);
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  clock.advance(7200);
  assert.is(store.state, 'stopped');
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrCommunicationError);
});

test.run();
