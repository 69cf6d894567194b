import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, withFacets } from '../../profiles/index.ts';
import {
  Annotation,
  type AnsiString,
  BackupType,
  type CodeResult,
  type ContextResult,
  decodeListA,
  decodeListW,
  encodeAnsi,
  type Hbc,
  Hr,
  type Hresult,
  type ListResult,
  type OpenResult,
} from '../../protocol/index.ts';
import type { ExchangeServer } from '../server.ts';
import { must } from '../testing/drive.ts';
import { testServer } from '../testing/testServer.ts';
import type { SimulatedClient } from './client.ts';

const STORE = Annotation.EDBBACK_MDB_SERVER;
const FOLDER = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\Restore in Progress';
const NUMBERS = 'HKLM\\SOFTWARE\\Microsoft\\Exchange\\Backupinformation';

/** The functions that have two forms, with text as a program has it. */
interface Form {
  prepare(server: string, annotation: string, grbit: number, backupType: number): ContextResult;
  names(hbc: Hbc): readonly string[];
  open(hbc: Hbc, name: string, readHintSizeBytes: number): OpenResult;
  logs(hbc: Hbc): readonly string[];
  prepareRestore(server: string, annotation: string): ContextResult;
  locations(hbc: Hbc): readonly string[];
  register(
    hbc: Hbc,
    paths: readonly [string, string, string],
    map: readonly string[],
    range: [number, number],
  ): Hresult;
  setLog(server: string, annotation: string, currentLog: number): Hresult;
}

/** Token and path of each entry, however it was written. */
const entriesOf = (decoded: ReturnType<typeof decodeListW>): readonly string[] => {
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.entries.map(({ token, path }) => `${token} ${path}`);
};

const bytesOf = ({ code, list, sizeBytes }: ListResult): Uint8Array => {
  must(code, 'the list function');
  assert.is(sizeBytes, list?.length);
  return list ?? new Uint8Array();
};

function wide(client: SimulatedClient): Form {
  const listed = (result: ListResult) => entriesOf(decodeListW(bytesOf(result)));
  return {
    prepare: (...all) => client.HrBackupPrepareW(...all),
    names: (hbc) => listed(client.HrBackupGetDatabaseNamesW(hbc)),
    open: (...all) => client.HrBackupOpenFileW(...all),
    logs: (hbc) => listed(client.HrBackupGetBackupLogsW(hbc)),
    prepareRestore: (...all) => client.HrRestorePrepareW(...all),
    locations: (hbc) => listed(client.HrRestoreGetDatabaseLocationsW(hbc)),
    register: (hbc, [checkpoint, log, backupLog], [from = '', to = ''], range) =>
      client.HrRestoreRegisterW(
        hbc,
        checkpoint,
        log,
        [{ databaseName: from, newDatabaseName: to }],
        backupLog,
        ...range,
      ).code,
    setLog: (...all) => client.HrSetCurrentBackupLogW(...all).code,
  };
}

function narrow(client: SimulatedClient): Form {
  const ansi = (text: string): AnsiString => {
    const encoded = encodeAnsi(text, 'cp1252');
    if (!encoded.ok) throw new Error(encoded.reason);
    return encoded.bytes;
  };
  const listed = (result: ListResult) => entriesOf(decodeListA(bytesOf(result), 'cp1252'));
  const registered = (
    hbc: Hbc,
    [checkpoint, log, backupLog]: readonly [string, string, string],
    [from = '', to = '']: readonly string[],
    range: [number, number],
  ): CodeResult => {
    const map = [{ databaseName: ansi(from), newDatabaseName: ansi(to) }];
    return client.HrRestoreRegisterA(hbc, ansi(checkpoint), ansi(log), map, ansi(backupLog), ...range);
  };
  return {
    prepare: (server, annotation, ...numbers) => client.HrBackupPrepareA(ansi(server), ansi(annotation), ...numbers),
    names: (hbc) => listed(client.HrBackupGetDatabaseNamesA(hbc)),
    open: (hbc, name, hint) => client.HrBackupOpenFileA(hbc, ansi(name), hint),
    logs: (hbc) => listed(client.HrBackupGetBackupLogsA(hbc)),
    prepareRestore: (server, annotation) => client.HrRestorePrepareA(ansi(server), ansi(annotation)),
    locations: (hbc) => listed(client.HrRestoreGetDatabaseLocationsA(hbc)),
    register: (...all) => registered(...all).code,
    setLog: (server, annotation, currentLog) =>
      client.HrSetCurrentBackupLogA(ansi(server), ansi(annotation), currentLog).code,
  };
}

/** A server on which every argument shows: also the size announced for reads, and the grbit. */
function tellingServer(): ExchangeServer {
  const base = profileByName('exchange-5.5');
  if (base === null) throw new Error('no profile');
  const facets = { 'over-hint-read': 'hrInvalidParameter', 'grbit-mismatch': 'decides-the-type' };
  const change = withFacets(base, facets, 'so that every argument shows');
  if (!change.ok) throw new Error(change.reason);
  return testServer({ profile: change.profile });
}

/** Calls each of the eight with one form; everything that a program, the event log or the registry shows of it. */
function told(formOf: (client: SimulatedClient) => Form): readonly unknown[] {
  const server = tellingServer();
  const client = server.connect();
  const form = formOf(client);
  const seen: unknown[] = [];
  const context = ({ code, hbc }: ContextResult): Hbc => {
    must(code, 'the call that begins');
    if (hbc === null) throw new Error('no context');
    return hbc;
  };
  for (const [name, annotation] of [
    ['EXCH02', STORE],
    ['EXCH01', 'Exchange'],
  ] as const)
    seen.push(
      form.prepare(name, annotation, 0, 1),
      form.prepareRestore(name, annotation),
      form.setLog(name, annotation, 9),
    );
  seen.push(form.prepare('EXCH01', STORE, 0, 7), form.prepare('EXCH01', STORE, 1, BackupType.BACKUP_TYPE_FULL));
  const hbc = context(form.prepare('EXCH01', STORE, 0, BackupType.BACKUP_TYPE_FULL));
  seen.push(form.names(hbc), form.open(hbc, `${FOLDER}\\pub.edb`, 20_480));
  for (const size of [20_480, 20_481]) seen.push(client.HrBackupRead(hbc, new Uint8Array(size), size));
  client.HrBackupClose(hbc);
  seen.push(form.logs(hbc), client.HrBackupEnd(hbc).code);
  seen.push(form.setLog('EXCH01', STORE, 777), server.registry.values(NUMBERS));
  server.service('information-store').stop();
  const restore = context(form.prepareRestore('EXCH01', STORE));
  const paths = ['E$\\checkpoint', 'E$\\logs', 'E$\\restored'].map((path) => `\\\\EXCH01\\${path}`);
  const [checkpoint = '', log = '', backupLog = ''] = paths;
  const map = [`${FOLDER}\\priv.edb`, '\\\\EXCH01\\E$\\new.edb'];
  seen.push(form.locations(restore), form.register(restore, [checkpoint, log, backupLog], map, [3, 5]));
  seen.push(server.registry.values(KEY));
  return [...seen, server.eventLog.map(({ id, text }) => `${id} ${text}`)];
}

test('each A function answers and does what its W twin does, argument by argument', () => {
  const [inA, inW] = [told(narrow), told(wide)];
  assert.equal(inA, inW);
  const text = JSON.stringify(inA);
  for (const argument of ['checkpoint', 'logs', 'restored', 'new.edb', '777', '20480'])
    assert.ok(text.includes(argument), `inconclusive: ${argument} shows nowhere`);
  assert.ok(inA.filter((result) => result === Hr.hrNone).length > 2, 'inconclusive');
});

test.run();
