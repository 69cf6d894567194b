import {
  Annotation,
  type AnnotationText,
  BackupType,
  decodeListW,
  formatCode,
  type Hbc,
  Hr,
  type Hresult,
  type ListEntry,
  type ListResult,
} from '../../protocol/index.ts';
import type { SimulatedClient } from '../client/index.ts';
import type { ExchangeService } from '../service/index.ts';

/** Fails a test in words when a call that must succeed did not. */
export function must(code: Hresult, what: string): void {
  if (code !== Hr.hrNone) throw new Error(`${what} was answered with ${formatCode(code)}`);
}

export function prepare(
  client: SimulatedClient,
  backupType: number,
  annotation: AnnotationText = Annotation.EDBBACK_MDB_SERVER,
): Hbc {
  const grbit = backupType === BackupType.BACKUP_TYPE_FULL ? 0 : 1;
  const { code, hbc } = client.HrBackupPrepareW('\\\\EXCH01', annotation, grbit, backupType);
  must(code, 'HrBackupPrepare');
  if (hbc === null) throw new Error('HrBackupPrepare succeeded without a context');
  return hbc;
}

/** The entries of a list that must have succeeded; the list is given back. */
export function entries(client: SimulatedClient, result: ListResult): readonly ListEntry[] {
  must(result.code, 'the list function');
  const decoded = decodeListW(result.list ?? new Uint8Array(0));
  if (!decoded.ok) throw new Error(decoded.reason);
  client.BackupFree(result.list);
  return decoded.entries;
}

/** Opens, reads to the end and closes one file; what it held. */
export function copyFile(client: SimulatedClient, hbc: Hbc, path: string, between: () => void = () => {}): Uint8Array {
  const opened = client.HrBackupOpenFileW(hbc, path, 65_536);
  must(opened.code, `HrBackupOpenFile(${path})`);
  const bytes = new Uint8Array(opened.fileSizeBytes);
  const buffer = new Uint8Array(65_536);
  for (let position = 0; position < bytes.length; ) {
    const { code, bytesRead } = client.HrBackupRead(hbc, buffer, buffer.length);
    must(code, 'HrBackupRead');
    bytes.set(buffer.subarray(0, bytesRead), position);
    position += bytesRead;
    between();
  }
  must(client.HrBackupClose(hbc).code, 'HrBackupClose');
  return bytes;
}

/** A whole backup by the book; the files by UNC path. */
export function backUp(
  client: SimulatedClient,
  backupType: number,
  options: { readonly truncate?: boolean; readonly annotation?: AnnotationText } = {},
): Map<string, Uint8Array> {
  const hbc = prepare(client, backupType, options.annotation);
  const files = new Map<string, Uint8Array>();
  const save = (list: readonly ListEntry[]) => {
    for (const { path } of list) files.set(path, copyFile(client, hbc, path));
  };
  if (backupType === BackupType.BACKUP_TYPE_FULL) save(entries(client, client.HrBackupGetDatabaseNamesW(hbc)));
  save(entries(client, client.HrBackupGetBackupLogsW(hbc)));
  if (options.truncate ?? true) must(client.HrBackupTruncateLogs(hbc).code, 'HrBackupTruncateLogs');
  must(client.HrBackupEnd(hbc).code, 'HrBackupEnd');
  return files;
}

/** Inserts rows in one committed transaction, behind all that is there. */
export function insertRows(service: ExchangeService, count: number, sizeBytes = 100, firstKey = 2 ** 40): void {
  const { session } = service;
  const [database] = service.databases;
  if (session === null || database === undefined) throw new Error(`${service.name} is not running`);
  const transaction = session.begin();
  for (let i = 0; i < count; i++) {
    const error = session.insert(transaction, database.id, firstKey + i, new Uint8Array(sizeBytes).fill(i));
    if (error !== 0) throw new Error(`insert answered ${error}`);
  }
  const error = session.commit(transaction);
  if (error !== 0) throw new Error(`commit answered ${error}`);
}

/** Fills at least so many logs, with one row that is written again and again. */
export function fillLogs(service: ExchangeService, count: number): void {
  const { session } = service;
  const [database] = service.databases;
  if (session === null || database === undefined) throw new Error(`${service.name} is not running`);
  const goal = service.facts.currentGeneration + count;
  const key = 2 ** 41 + goal;
  for (let i = 0; service.facts.currentGeneration < goal; i++) {
    const transaction = session.begin();
    const value = new Uint8Array(1400).fill(i);
    const error =
      i === 0
        ? session.insert(transaction, database.id, key, value)
        : session.replace(transaction, database.id, key, value);
    if (error !== 0) throw new Error(`write ${i} answered ${error}`);
    session.commit(transaction);
  }
}
