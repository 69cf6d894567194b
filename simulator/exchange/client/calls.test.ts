import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, withFacets } from '../../profiles/index.ts';
import {
  Annotation,
  BACKUP_DISABLE_INCREMENTAL,
  BackupType,
  Bft,
  type Hbc,
  Hr,
  NOT_MODELLED,
  Win32,
} from '../../protocol/index.ts';
import { backUp, copyFile, entries, insertRows, must, prepare } from '../testing/drive.ts';
import { recordsOf } from '../testing/records.ts';
import { testServer } from '../testing/testServer.ts';

/** What the rules decide is what a client gets: arguments on their way in, codes and answers on their way out. */

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const STORE = Annotation.EDBBACK_MDB_SERVER;
const FOLDER = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
const [PRIV, PUB] = [`${FOLDER}\\priv.edb`, `${FOLDER}\\pub.edb`] as const;
const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\Restore in Progress';

/** A client of Exchange 5.5 with facets settled by id, and its server. */
function connected(facets: Readonly<Record<string, string>> = {}) {
  const base = profileByName('exchange-5.5');
  const change = base === null ? null : withFacets(base, facets, 'chosen by a test');
  if (!change?.ok) throw new Error(change?.reason ?? 'there is no such profile');
  const server = testServer({ profile: change.profile });
  return { server, client: server.connect() };
}

test('both preparing calls hand out a context, which serves until its own end and not after it', () => {
  const { client } = connected();
  const backup = client.HrBackupPrepareW('EXCH01', STORE, 0, BACKUP_TYPE_FULL);
  const restore = client.HrRestorePrepareW('EXCH01', STORE);
  const [backupContext, restoreContext] = [backup.hbc, restore.hbc];
  if (backupContext === null || restoreContext === null) throw new Error('no context');
  assert.equal([backup.code, restore.code], [Hr.hrNone, Hr.hrNone]);
  const names = () => client.HrBackupGetDatabaseNamesW(backupContext).code;
  const locations = () => client.HrRestoreGetDatabaseLocationsW(restoreContext).code;
  assert.is(client.HrRestoreEnd(backupContext).code, Hr.hrInvalidHandle);
  assert.is(client.HrBackupEnd(restoreContext).code, Hr.hrInvalidHandle);
  assert.equal([names(), locations()], [Hr.hrNone, Hr.hrNone], 'an end that is refused ends nothing');
  assert.is(client.HrBackupEnd(backupContext).code, Hr.hrNone);
  assert.equal([names(), locations()], [Hr.hrInvalidHandle, Hr.hrNone]);
  assert.is(client.HrRestoreEnd(restoreContext).code, Hr.hrNone);
  assert.equal([names(), locations()], [Hr.hrInvalidHandle, Hr.hrInvalidHandle]);
});

test('a client whose connection is gone holds dead contexts, also where the server keeps its session', () => {
  for (const [facet, code] of [
    ['ended-patch-files-left', Hr.hrNone],
    ['session-stays', Hr.hrBackupInProgress],
  ] as const) {
    const { server, client } = connected({ 'client-gone': facet });
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    client.disconnect();
    assert.is(client.HrBackupGetDatabaseNamesW(hbc).code, Hr.hrCommunicationError);
    assert.is(client.HrBackupEnd(hbc).code, Hr.hrCommunicationError);
    assert.is(server.connect().HrBackupPrepareW('EXCH01', STORE, 0, BACKUP_TYPE_FULL).code, code);
  }
});

test('the type of a backup and its grbit are taken whole: no bit of them is left out', () => {
  const { client } = connected();
  const asked = (backupType: number, grbit: number) => client.HrBackupPrepareW('EXCH01', STORE, grbit, backupType).code;
  for (const backupType of [0, 3, 5, 0x101, 0x80000001 | 0]) assert.is(asked(backupType, 0), Hr.hrInvalidParam);
  for (const grbit of [2, 3, 0x100, 0x80000000 | 0]) assert.is(asked(BACKUP_TYPE_FULL, grbit), NOT_MODELLED);
});

test('a read needs an open file and a buffer, hands over what is in the file, and says its end as the facet says', () => {
  for (const [facet, code] of [
    ['zero-bytes', Hr.hrNone],
    ['error-handle-eof', Win32.ERROR_HANDLE_EOF],
  ] as const) {
    const { server, client } = connected({ 'end-of-file': facet });
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    const buffer = new Uint8Array(65_536);
    assert.equal(client.HrBackupRead(hbc, buffer, 65_536), { code: Hr.hrInvalidHandle, bytesRead: 0 });
    const { fileSizeBytes } = client.HrBackupOpenFileW(hbc, PRIV, 65_536);
    assert.equal(client.HrBackupRead(hbc, null, 65_536), { code: Hr.hrInvalidParam, bytesRead: 0 });
    const inFile = new Uint8Array(65_536);
    for (let position = 0; position < fileSizeBytes; position += 65_536) {
      assert.equal(client.HrBackupRead(hbc, buffer, 65_536), { code: Hr.hrNone, bytesRead: 65_536 });
      server.share.read(PRIV, position, inFile);
      // The headers of a copy are those of the moment it began.
      const from = position === 0 ? 8192 : 0;
      assert.ok(Buffer.from(buffer.subarray(from)).equals(inFile.subarray(from)), `from byte ${position} on`);
    }
    assert.equal(client.HrBackupRead(hbc, buffer, 65_536), { code, bytesRead: 0 });
  }
});

test('HrBackupClose closes, also in the middle of a file, and says when there is nothing to close', () => {
  const { client } = connected();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.is(client.HrBackupClose(hbc).code, Hr.hrInvalidHandle);
  assert.is(client.HrBackupOpenFileW(hbc, PRIV, 65_536).code, Hr.hrNone);
  assert.is(client.HrBackupRead(hbc, new Uint8Array(65_536), 65_536).code, Hr.hrNone);
  assert.is(client.HrBackupOpenFileW(hbc, PUB, 65_536).code, Hr.hrAlreadyOpen);
  assert.is(client.HrBackupClose(hbc).code, Hr.hrNone);
  assert.is(client.HrBackupOpenFileW(hbc, PUB, 65_536).code, Hr.hrNone);
  assert.is(client.HrBackupClose(hbc).code, Hr.hrNone);
  assert.is(client.HrBackupClose(hbc).code, Hr.hrInvalidHandle);
});

/** A list as tokens and names without their folders. */
const namesIn = (listed: ReturnType<typeof entries>) =>
  listed.map(({ token, path }) => `${token.toString(16)} ${path.slice(path.lastIndexOf('\\') + 1)}`);

test('a log list is made once, has the patch files of what was copied before it, and none of what is copied after it', () => {
  const { server, client } = connected();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  copyFile(client, hbc, PUB);
  const list = () => namesIn(entries(client, client.HrBackupGetBackupLogsW(hbc)));
  const first = list();
  const { currentGeneration } = server.service('information-store').facts;
  assert.equal(
    first.filter((name) => !name.startsWith(Bft.BFT_LOG.toString(16))),
    ['28 pub.pat'],
  );
  copyFile(client, hbc, PRIV);
  assert.ok(server.share.exists(`${FOLDER}\\priv.pat`));
  assert.equal(list(), first);
  assert.is(server.service('information-store').facts.currentGeneration, currentGeneration, 'no other log was closed');
});

test('a file of the server that is on no list is opened, or is not found, as the facet says', () => {
  for (const [facet, code] of [
    ['opened', Hr.hrNone],
    ['file-not-found', Hr.hrFileNotFound],
  ] as const) {
    const { server, client } = connected({ 'unlisted-file': facet });
    insertRows(server.service('information-store'), 5);
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    copyFile(client, hbc, PRIV);
    entries(client, client.HrBackupGetBackupLogsW(hbc));
    const { code: answered, fileSizeBytes } = client.HrBackupOpenFileW(hbc, `${FOLDER}\\edb.chk`, 65_536);
    assert.equal(
      [answered, fileSizeBytes],
      [code, code === Hr.hrNone ? server.share.sizeBytes(`${FOLDER}\\edb.chk`) : 0],
    );
  }
});

test('HrSetCurrentBackupLog needs no context and writes the number it is given, the mark included, into the registry', () => {
  const { server, client } = connected();
  backUp(client, BACKUP_TYPE_FULL);
  const asked = () => client.HrBackupPrepareW('EXCH01', STORE, 1, BACKUP_TYPE_LOGS_ONLY);
  for (const number of [0xfffff, 0x12345, BACKUP_DISABLE_INCREMENTAL]) {
    assert.is(client.HrSetCurrentBackupLogW('EXCH01', STORE, number).code, Hr.hrNone);
    assert.is(recordsOf(server).registryNumber, number);
  }
  assert.equal(asked(), { code: Hr.hrIncrementalBackupDisabled, hbc: null });
  backUp(client, BACKUP_TYPE_FULL);
  assert.is(asked().code, Hr.hrNone);
});

test('a restore may be registered without the path of the checkpoint, or not, as the facet says', () => {
  for (const [facet, code] of [
    ['derived-from-logs', Hr.hrNone],
    ['hrInvalidParam', Hr.hrInvalidParam],
  ] as const) {
    const { server, client } = connected({ 'null-checkpoint-path': facet });
    server.service('information-store').stop();
    const { hbc } = client.HrRestorePrepareW('EXCH01', STORE);
    const map = [{ databaseName: PRIV, newDatabaseName: PRIV }];
    const registered = (checkpoint: string | null) =>
      client.HrRestoreRegisterW(hbc as Hbc, checkpoint, FOLDER, map, FOLDER, 1, 1).code;
    assert.is(registered(null), code);
    assert.is(server.registry.text(KEY, 'CheckpointFilePath'), code === Hr.hrNone ? '' : null);
    if (code !== Hr.hrNone) must(registered(FOLDER), 'HrRestoreRegister');
  }
});

test.run();
