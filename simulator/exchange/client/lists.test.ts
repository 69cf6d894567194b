import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LogScan, logFileName, readLogHeader } from '../../engine/index.ts';
import {
  Annotation,
  BackupType,
  Bft,
  decodeListA,
  decodeListW,
  formatUnc,
  Hr,
  localPathOfUnc,
  parseUnc,
} from '../../protocol/index.ts';
import { ExchangeServer } from '../server.ts';
import { backUp, copyFile, entries, fillLogs, prepare } from '../testing/drive.ts';
import { testServer } from '../testing/testServer.ts';
import { VirtualClock } from '../virtualClock.ts';

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const STORE = Annotation.EDBBACK_MDB_SERVER;

function parsedUnc(path: string) {
  const parsed = parseUnc(path);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.unc;
}

test('a store lists the databases it has, private before public; the directory lists its own', () => {
  const listed = (privateMiB: number, publicMiB: number, annotation: typeof STORE | 'Exchange DS Database' = STORE) => {
    const client = testServer({ informationStore: { privateMiB, publicMiB, circularLogging: false } }).connect();
    const hbc = prepare(client, BACKUP_TYPE_FULL, annotation);
    return entries(client, client.HrBackupGetDatabaseNamesW(hbc)).map(
      ({ token, path }) => `${token.toString(16)} ${path.slice(path.lastIndexOf('\\') + 1)}`,
    );
  };
  assert.equal(listed(1, 1), ['45 priv.edb', '46 pub.edb']);
  assert.equal(listed(1, 0), ['45 priv.edb']);
  assert.equal(listed(0, 1), ['46 pub.edb']);
  assert.equal(listed(1, 1, Annotation.EDBBACK_DS_SERVER), ['47 dir.edb']);
});

test('the list of a full backup is its logs in ascending order, then the patch files in the order of the databases (M-loc)', () => {
  const server = testServer();
  const client = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  // Filled after the session began, so that all of them are on its list.
  const store = server.service('information-store');
  const { checkpointGeneration } = store.facts;
  fillLogs(store, 3);
  const databases = entries(client, client.HrBackupGetDatabaseNamesW(hbc));
  // Copied in the other order, which is not that of the list.
  for (const { path } of [...databases].reverse()) copyFile(client, hbc, path);
  const listed = entries(client, client.HrBackupGetBackupLogsW(hbc)).map(
    ({ token, path }) => `${token.toString(16)} ${path.slice(path.lastIndexOf('\\') + 1)}`,
  );
  const { currentGeneration } = store.facts;
  const count = currentGeneration - checkpointGeneration;
  assert.ok(count > 2);
  // The log that was closed for the list is the last; edb.log, which has the current generation, is not on it.
  const logs = Array.from({ length: count }, (_, index) => `21 ${logFileName(checkpointGeneration + index)}`);
  assert.equal(listed, [...logs, '28 priv.pat', '28 pub.pat']);
});

test('the log that is closed for a list says in its last record but one for which kind of backup it was closed', () => {
  const server = testServer();
  const client = server.connect();
  const closedFor = (backupType: number): string | undefined => {
    const last = [...backUp(client, backupType)].filter(([path]) => path.endsWith('.log')).at(-1)?.[0];
    const file = server.disk.open(localPathOfUnc(parsedUnc(last ?? '')) ?? '');
    const header = readLogHeader(file);
    if (file === null || header === null) throw new Error(`${last} is no log`);
    const scan = new LogScan(file, header);
    const kinds: string[] = [];
    for (let next = scan.next(); next !== null; next = scan.next()) kinds.push(next.record.kind);
    assert.is(kinds.at(-1), 'end');
    return kinds.at(-2);
  };
  assert.is(closedFor(BACKUP_TYPE_FULL), 'fullBackup');
  assert.is(closedFor(BACKUP_TYPE_LOGS_ONLY), 'incrementalBackup');
});

test('a list is as many bytes as it says, with the closing NUL, in both forms', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const ansi = client.HrBackupGetDatabaseNamesA(hbc);
  const wide = client.HrBackupGetDatabaseNamesW(hbc);
  const decoded = decodeListA(ansi.list ?? new Uint8Array(), 'cp1252');
  assert.equal(decodeListW(wide.list ?? new Uint8Array()), decoded);
  const characters = decoded.ok ? decoded.entries.reduce((sum, { path }) => sum + 1 + path.length + 1, 1) : 0;
  assert.equal([ansi.sizeBytes, ansi.list?.length], [characters, characters]);
  assert.equal([wide.sizeBytes, wide.list?.length], [2 * characters, 2 * characters]);
});

test('every path of every list leads through an administrative share to what it names (Q169859)', () => {
  const server = testServer();
  const client = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const databases = entries(client, client.HrBackupGetDatabaseNamesW(hbc));
  for (const { path } of databases) copyFile(client, hbc, path);
  const logs = entries(client, client.HrBackupGetBackupLogsW(hbc));
  assert.is(logs.filter(({ token }) => token === Bft.BFT_PATCH_FILE).length, 2);
  for (const { path } of [...databases, ...logs]) {
    const unc = parsedUnc(path);
    assert.equal([formatUnc(unc), unc.server, unc.share], [path, 'EXCH01', 'D$']);
    assert.ok(server.disk.exists(localPathOfUnc(unc) ?? ''), path);
  }
});

test('edb.log, the reserve logs and the checkpoint file are on no list of a backup', () => {
  const server = testServer();
  const client = server.connect();
  const saved = [...backUp(client, BACKUP_TYPE_FULL).keys(), ...backUp(client, BACKUP_TYPE_LOGS_ONLY).keys()].map(
    (path) => path.slice(path.lastIndexOf('\\') + 1).toLowerCase(),
  );
  for (const name of ['edb.log', 'res1.log', 'res2.log', 'edb.chk']) {
    assert.ok(server.disk.exists(`D:\\exchsrvr\\mdbdata\\${name}`), `${name} is there`);
    assert.not.ok(saved.includes(name), `${name} is on a list`);
  }
});

test('what truncation leaves is listed again by the next logs-only backup: sets overlap', () => {
  const server = testServer();
  const store = server.service('information-store');
  const client = server.connect();
  fillLogs(store, 4);
  const logs = (files: ReadonlyMap<string, Uint8Array>) => [...files].filter(([path]) => path.endsWith('.log'));
  const full = logs(backUp(client, BACKUP_TYPE_FULL));
  const again = new Map(logs(backUp(client, BACKUP_TYPE_LOGS_ONLY)));
  const twice = full.filter(([path]) => again.has(path));
  assert.ok(twice.length > 0);
  for (const [path, bytes] of twice) assert.ok(Buffer.from(bytes).equals(again.get(path) ?? Buffer.alloc(0)), path);
});

test('a list of locations is counted and given back like the others (DS-DsBackupFree)', () => {
  const server = testServer();
  server.service('information-store').stop();
  const client = server.connect();
  const { hbc } = client.HrRestorePrepareW('EXCH01', STORE);
  if (hbc === null) throw new Error('no context');
  const { list } = client.HrRestoreGetDatabaseLocationsW(hbc);
  assert.is(client.unfreedLists, 1);
  client.BackupFree(list);
  assert.is(client.unfreedLists, 0);
});

test('a server is installed with circular logging on, for each service by itself (Q229032)', () => {
  const profile = testServer().profile;
  const common = { name: 'EXCH01', profile, seed: 1, clock: new VirtualClock(900_000_000) } as const;
  const switchedOn = (server: ExchangeServer) =>
    server.services.map(({ core }) => server.registry.number(core.layout.parametersKey, 'Circular Logging'));
  const untold = new ExchangeServer({
    ...common,
    informationStore: { privateMiB: 1, publicMiB: 0 },
    directory: { sizeMiB: 1 },
  });
  assert.equal(switchedOn(untold), [1, 1]);
  const told = new ExchangeServer({
    ...common,
    informationStore: { privateMiB: 1, publicMiB: 0, circularLogging: false },
    directory: { sizeMiB: 1 },
  });
  assert.equal(switchedOn(told), [0, 1]);
});

test('a list stays as it was until it is freed, also after HrBackupEnd', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const { list } = client.HrBackupGetDatabaseNamesW(hbc);
  if (list === null) throw new Error('no list');
  const before = list.slice();
  client.HrBackupEnd(hbc);
  assert.equal(list, before);
  assert.is(client.unfreedLists, 1);
  client.BackupFree(list);
  assert.is(client.unfreedLists, 0);
});

test('a name with its token still in front names no file', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const [first] = entries(client, client.HrBackupGetDatabaseNamesW(hbc));
  if (first === undefined) throw new Error('no database');
  const name = `${String.fromCharCode(first.token)}${first.path}`;
  assert.is(client.HrBackupOpenFileW(hbc, name, 65_536).code, Hr.hrDatabaseNotFound);
});

test('the databases of a full backup are listed as before when its logs have been listed', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const before = entries(client, client.HrBackupGetDatabaseNamesW(hbc));
  for (const { path } of before) copyFile(client, hbc, path);
  entries(client, client.HrBackupGetBackupLogsW(hbc));
  assert.equal(entries(client, client.HrBackupGetDatabaseNamesW(hbc)), before);
});

test.run();
