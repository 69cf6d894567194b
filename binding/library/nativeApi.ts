import {
  type AnsiString,
  type CodeResult,
  type ContextResult,
  type EdbbcliApi,
  type ExportName,
  type Hbc,
  Hr,
  type Hresult,
  hresult,
  type ListResult,
  NOT_MODELLED,
  type OpenResult,
  type ReadResult,
  type RestoreMapRow,
  type RestoreWords,
} from '../../simulator/protocol/index.ts';
import type { NativeLibrary, NativeRow, NativeValue } from './nativeFunctions.ts';
import { NativeLists } from './nativeLists.ts';
import { ansiText, wideText } from './nativeText.ts';
import { type PointerCell, pointerCell } from './pointerCell.ts';

/** More databases than any server had: the registry of a restore counts one or two (edbbcli.md 3.12). */
const MAXIMUM_MAP_ROWS = 256;

/**
 * A buffer of no bytes that is a pointer in C: koffi 3.3.4 hands over an array of no bytes as NULL, but a view of one that
 * has some as what it is (findings/koffi-empty-array-is-null.sh). To HrBackupRead the two are not the same.
 */
const NO_BYTES = new Uint8Array(1).subarray(0, 0);

/**
 * A native library as an EdbbcliApi. Every argument reaches it as it was given, a wrong handle too; every out-parameter
 * is 0 before the call. What would make a correct library write or read beyond the caller's memory is a RangeError.
 */
export class NativeApi implements EdbbcliApi {
  readonly lists: NativeLists;
  readonly #library: NativeLibrary;
  readonly #pointer: PointerCell;
  readonly #dword = new Uint32Array(1);
  readonly #largeInteger = new BigInt64Array(1);
  #closed = false;

  constructor(library: NativeLibrary) {
    this.#library = library;
    this.#pointer = pointerCell(library.pointerSizeBytes);
    this.lists = new NativeLists(library);
  }

  /** After this every call throws. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#library.unload();
  }

  HrBackupPrepareA(server: AnsiString | null, annotation: AnsiString | null, grbit: number, type: number) {
    const name = 'HrBackupPrepareA';
    const serverText = ansiText(name, 'szBackupServer', server);
    const annotationText = ansiText(name, 'szBackupAnnotation', annotation);
    return this.#context(name, serverText, annotationText, grbit >>> 0, type >>> 0);
  }
  HrBackupPrepareW(server: string | null, annotation: string | null, grbit: number, type: number) {
    const name = 'HrBackupPrepareW';
    const serverText = wideText(name, 'szBackupServer', server);
    const annotationText = wideText(name, 'szBackupAnnotation', annotation);
    return this.#context(name, serverText, annotationText, grbit >>> 0, type >>> 0);
  }

  HrBackupGetDatabaseNamesA(hbc: Hbc): ListResult {
    return this.#list('HrBackupGetDatabaseNamesA', hbc);
  }
  HrBackupGetDatabaseNamesW(hbc: Hbc): ListResult {
    return this.#list('HrBackupGetDatabaseNamesW', hbc);
  }

  HrBackupOpenFileA(hbc: Hbc, fileName: AnsiString | null, readHintSizeBytes: number): OpenResult {
    const name = 'HrBackupOpenFileA';
    return this.#open(name, hbc, ansiText(name, 'szAttachmentName', fileName), readHintSizeBytes);
  }
  HrBackupOpenFileW(hbc: Hbc, fileName: string | null, readHintSizeBytes: number): OpenResult {
    const name = 'HrBackupOpenFileW';
    return this.#open(name, hbc, wideText(name, 'szAttachmentName', fileName), readHintSizeBytes);
  }

  HrBackupRead(hbc: Hbc, buffer: Uint8Array | null, sizeBytes: number): ReadResult {
    const cbBuffer = sizeBytes >>> 0;
    if (buffer !== null && cbBuffer > buffer.length) {
      throw new RangeError(
        `HrBackupRead of ${cbBuffer} bytes into a buffer of ${buffer.length}: a library would write beyond it`,
      );
    }
    const pcbRead = this.#clearedDword();
    const given = buffer?.length === 0 ? NO_BYTES : buffer;
    const code = this.#call('HrBackupRead', hbc, given, cbBuffer, pcbRead);
    return { code, bytesRead: pcbRead[0] ?? 0 };
  }
  HrBackupClose(hbc: Hbc): CodeResult {
    return { code: this.#call('HrBackupClose', hbc) };
  }

  HrBackupGetBackupLogsA(hbc: Hbc): ListResult {
    return this.#list('HrBackupGetBackupLogsA', hbc);
  }
  HrBackupGetBackupLogsW(hbc: Hbc): ListResult {
    return this.#list('HrBackupGetBackupLogsW', hbc);
  }

  HrBackupTruncateLogs(hbc: Hbc): CodeResult {
    return { code: this.#call('HrBackupTruncateLogs', hbc) };
  }
  HrBackupEnd(hbc: Hbc): CodeResult {
    return { code: this.#call('HrBackupEnd', hbc) };
  }

  /** A buffer that is no list, or was freed before, does not reach the library: it would free what is not its own. */
  BackupFree(buffer: Uint8Array | null): void {
    const pointer = buffer === null ? null : this.lists.take(buffer);
    if (pointer !== undefined) this.#native('BackupFree', pointer);
  }

  HrRestorePrepareA(server: AnsiString | null, annotation: AnsiString | null): ContextResult {
    const name = 'HrRestorePrepareA';
    const serverText = ansiText(name, 'szServerName', server);
    return this.#context(name, serverText, ansiText(name, 'szServiceAnnotation', annotation));
  }
  HrRestorePrepareW(server: string | null, annotation: string | null): ContextResult {
    const name = 'HrRestorePrepareW';
    const serverText = wideText(name, 'szServerName', server);
    return this.#context(name, serverText, wideText(name, 'szServiceAnnotation', annotation));
  }

  HrRestoreGetDatabaseLocationsA(hbc: Hbc): ListResult {
    return this.#list('HrRestoreGetDatabaseLocationsA', hbc);
  }
  HrRestoreGetDatabaseLocationsW(hbc: Hbc): ListResult {
    return this.#list('HrRestoreGetDatabaseLocationsW', hbc);
  }

  HrRestoreRegisterA(
    hbc: Hbc,
    checkpointFilePath: AnsiString | null,
    logPath: AnsiString | null,
    restoreMap: readonly RestoreMapRow<AnsiString>[],
    backupLogPath: AnsiString | null,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult {
    const name = 'HrRestoreRegisterA';
    const checkpointText = ansiText(name, 'szCheckpointFilePath', checkpointFilePath);
    const logText = ansiText(name, 'szLogPath', logPath);
    const map = mapOf(name, restoreMap, (text) => ansiText(name, 'rgrstmap', text));
    const backupLogText = ansiText(name, 'szBackupLogPath', backupLogPath);
    return this.#register(name, hbc, checkpointText, logText, map, backupLogText, lowGeneration, highGeneration);
  }
  HrRestoreRegisterW(
    hbc: Hbc,
    checkpointFilePath: string | null,
    logPath: string | null,
    restoreMap: readonly RestoreMapRow<string>[],
    backupLogPath: string | null,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult {
    const name = 'HrRestoreRegisterW';
    const checkpointText = wideText(name, 'szCheckpointFilePath', checkpointFilePath);
    const logText = wideText(name, 'szLogPath', logPath);
    const map = mapOf(name, restoreMap, (text) => wideText(name, 'rgrstmap', text));
    const backupLogText = wideText(name, 'szBackupLogPath', backupLogPath);
    return this.#register(name, hbc, checkpointText, logText, map, backupLogText, lowGeneration, highGeneration);
  }

  HrRestoreRegisterComplete(hbc: Hbc, restoreState: Hresult): CodeResult {
    return { code: this.#call('HrRestoreRegisterComplete', hbc, restoreState | 0) };
  }
  HrRestoreEnd(hbc: Hbc): CodeResult {
    return { code: this.#call('HrRestoreEnd', hbc) };
  }

  HrSetCurrentBackupLogA(server: AnsiString | null, annotation: AnsiString | null, currentLog: number): CodeResult {
    const name = 'HrSetCurrentBackupLogA';
    const serverText = ansiText(name, 'szServerName', server);
    return { code: this.#call(name, serverText, ansiText(name, 'szBackupAnnotation', annotation), currentLog >>> 0) };
  }
  HrSetCurrentBackupLogW(server: string | null, annotation: string | null, currentLog: number): CodeResult {
    const name = 'HrSetCurrentBackupLogW';
    const serverText = wideText(name, 'szServerName', server);
    return { code: this.#call(name, serverText, wideText(name, 'szBackupAnnotation', annotation), currentLog >>> 0) };
  }

  I_HrCheckBackupLogs(pointer: Hbc | null): CodeResult {
    return { code: this.#call('I_HrCheckBackupLogs', pointer) };
  }
  I_HrRestoreW(...words: RestoreWords): CodeResult {
    return { code: this.#call('I_HrRestoreW', ...words.map((word) => BigInt.asUintN(64, BigInt(word)))) };
  }

  #context(name: ExportName, ...values: NativeValue[]): ContextResult {
    this.#pointer.clear();
    const code = this.#call(name, ...values, this.#pointer.memory);
    const hbc = this.#pointer.value();
    return { code, hbc: code === Hr.hrNone && hbc !== 0n ? (hbc as Hbc) : null };
  }

  #list(name: ExportName, hbc: Hbc): ListResult {
    this.#pointer.clear();
    const pcbSize = this.#clearedDword();
    const code = this.#call(name, hbc, this.#pointer.memory, pcbSize);
    if (code !== Hr.hrNone) return { code, list: null, sizeBytes: 0 };
    const sizeBytes = pcbSize[0] ?? 0;
    const pointer = this.#pointer.value();
    return { code, list: pointer === 0n ? null : this.lists.add(name, pointer, sizeBytes), sizeBytes };
  }

  /** A size of 2^53 bytes and more is no longer exact, and then no safe integer: the caller can tell. */
  #open(name: ExportName, hbc: Hbc, fileName: NativeValue, readHintSizeBytes: number): OpenResult {
    this.#largeInteger[0] = 0n;
    const code = this.#call(name, hbc, fileName, readHintSizeBytes >>> 0, this.#largeInteger);
    return { code, fileSizeBytes: code === Hr.hrNone ? Number(this.#largeInteger[0] ?? 0n) : 0 };
  }

  #register(
    name: ExportName,
    hbc: Hbc,
    checkpointText: NativeValue,
    logText: NativeValue,
    map: readonly NativeRow[],
    backupLogText: NativeValue,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult {
    // C has no array without elements: an incremental restore passes no map (edbbcli.md 3.12).
    const rows = map.length === 0 ? null : map;
    const generations = [lowGeneration >>> 0, highGeneration >>> 0];
    return {
      code: this.#call(name, hbc, checkpointText, logText, rows, map.length, backupLogText, ...generations),
    };
  }

  #clearedDword(): Uint32Array {
    this.#dword[0] = 0;
    return this.#dword;
  }

  #call(name: ExportName, ...values: NativeValue[]): Hresult {
    const code = this.#native(name, ...values);
    if (code === undefined) return NOT_MODELLED;
    if (typeof code !== 'number') throw new Error(`koffi gave a ${typeof code} for the code of ${name}`);
    return hresult(code);
  }

  /** Undefined when the library lacks the export, which only those may be that no public header has. */
  #native(name: ExportName, ...values: NativeValue[]): unknown {
    if (this.#closed) throw new Error(`${name} was called after the library was closed`);
    return this.#library.functions.get(name)?.(...values);
  }
}

function mapOf<Text>(
  name: ExportName,
  rows: readonly RestoreMapRow<Text>[],
  textOf: (text: Text) => Uint8Array | Uint16Array | null,
): readonly NativeRow[] {
  if (rows.length > MAXIMUM_MAP_ROWS) {
    throw new RangeError(`${name}: a restore map of ${rows.length} rows, more than ${MAXIMUM_MAP_ROWS}`);
  }
  return rows.map((row) => ({ databaseName: textOf(row.databaseName), newDatabaseName: textOf(row.newDatabaseName) }));
}
