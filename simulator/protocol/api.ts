/**
 * The EDBBCLI API as one TypeScript interface: 25 functions, A and W forms as the DLL has them. Which list of its exports has
 * how many is in exports.ts.
 *
 * Calls are synchronous, as in the DLL. A strings are raw bytes in the client's code page, without their NUL; W strings
 * are JavaScript strings. Lists come back as the raw bytes of the multi-string, exactly as the DLL would allocate them.
 * Codes are unsigned 32-bit numbers (`>>> 0`). A pointer argument that an agent may pass as NULL is typed with `null`.
 *
 * Source: EDBBCLI.H and the import library's stdcall sizes (edbbcli.md 1.6 and 3.0).
 */

declare const hbcBrand: unique symbol;
/** Opaque client-side context (`HBC`), one type for backup and restore. A native library hands out bigints. */
export type Hbc = (number | bigint) & { readonly [hbcBrand]: true };

declare const hresultBrand: unique symbol;
/** A 32-bit result code, always held unsigned. */
export type Hresult = number & { readonly [hresultBrand]: true };

/** Makes a code unsigned and gives it its type. Accepts the signed form that `HRESULT` has in C. */
export const hresult = (code: number): Hresult => (code >>> 0) as Hresult;

/** The bytes of an ANSI string, in the client's code page, without the closing NUL. */
export type AnsiString = Uint8Array;

export interface CodeResult {
  readonly code: Hresult;
}

export interface ContextResult extends CodeResult {
  /** Value of `*phbc`; null when the call failed. What a real DLL leaves there after a failure is unknown. */
  readonly hbc: Hbc | null;
}

export interface ListResult extends CodeResult {
  /** The multi-string as allocated by the DLL, to be given back with BackupFree; null when the call failed. */
  readonly list: Uint8Array | null;
  /** Value of `*pcbSize`: the size of the list in bytes, for A and W alike. */
  readonly sizeBytes: number;
}

export interface OpenResult extends CodeResult {
  /** Value of `*pliFileSize`: the length of the stream in bytes; 0 when the call failed. */
  readonly fileSizeBytes: number;
}

export interface ReadResult extends CodeResult {
  /** Value of `*pcbRead`. Short reads are normal. */
  readonly bytesRead: number;
}

/** A word of arguments of which nothing is known but its place: 32 bits on x86, at most 64 elsewhere, unsigned. */
export type UnknownWord = number | bigint;

/** The arguments of I_HrRestoreW: 36 bytes on x86. */
export type RestoreWords = [
  word1: UnknownWord,
  word2: UnknownWord,
  word3: UnknownWord,
  word4: UnknownWord,
  word5: UnknownWord,
  word6: UnknownWord,
  word7: UnknownWord,
  word8: UnknownWord,
  word9: UnknownWord,
];

/** One row of `EDB_RSTMAPA` / `EDB_RSTMAPW`: the database's name at backup time, and where it is restored to. */
export interface RestoreMapRow<Text> {
  readonly databaseName: Text;
  readonly newDatabaseName: Text;
}

export interface EdbbcliApi {
  HrBackupPrepareA(
    server: AnsiString | null,
    annotation: AnsiString | null,
    grbit: number,
    backupType: number,
  ): ContextResult;
  HrBackupPrepareW(server: string | null, annotation: string | null, grbit: number, backupType: number): ContextResult;

  HrBackupGetDatabaseNamesA(hbc: Hbc): ListResult;
  HrBackupGetDatabaseNamesW(hbc: Hbc): ListResult;

  /** `fileName` is a name from a list without its leading token character. */
  HrBackupOpenFileA(hbc: Hbc, fileName: AnsiString | null, readHintSizeBytes: number): OpenResult;
  HrBackupOpenFileW(hbc: Hbc, fileName: string | null, readHintSizeBytes: number): OpenResult;

  /** Fills at most `sizeBytes` bytes of `buffer` from its beginning. */
  HrBackupRead(hbc: Hbc, buffer: Uint8Array | null, sizeBytes: number): ReadResult;
  HrBackupClose(hbc: Hbc): CodeResult;

  HrBackupGetBackupLogsA(hbc: Hbc): ListResult;
  HrBackupGetBackupLogsW(hbc: Hbc): ListResult;

  HrBackupTruncateLogs(hbc: Hbc): CodeResult;
  HrBackupEnd(hbc: Hbc): CodeResult;

  /** Frees a list. Takes the very object a list function returned. */
  BackupFree(buffer: Uint8Array | null): void;

  HrRestorePrepareA(server: AnsiString | null, annotation: AnsiString | null): ContextResult;
  HrRestorePrepareW(server: string | null, annotation: string | null): ContextResult;

  HrRestoreGetDatabaseLocationsA(hbc: Hbc): ListResult;
  HrRestoreGetDatabaseLocationsW(hbc: Hbc): ListResult;

  HrRestoreRegisterA(
    hbc: Hbc,
    checkpointFilePath: AnsiString | null,
    logPath: AnsiString | null,
    restoreMap: readonly RestoreMapRow<AnsiString>[],
    backupLogPath: AnsiString | null,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult;
  HrRestoreRegisterW(
    hbc: Hbc,
    checkpointFilePath: string | null,
    logPath: string | null,
    restoreMap: readonly RestoreMapRow<string>[],
    backupLogPath: string | null,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult;

  /** `restoreState` is an input: hrNone lets the target start, anything else keeps it from starting. */
  HrRestoreRegisterComplete(hbc: Hbc, restoreState: Hresult): CodeResult;
  HrRestoreEnd(hbc: Hbc): CodeResult;

  /** Context-free. `currentLog` is a generation, or BACKUP_DISABLE_INCREMENTAL. */
  HrSetCurrentBackupLogA(server: AnsiString | null, annotation: AnsiString | null, currentLog: number): CodeResult;
  HrSetCurrentBackupLogW(server: string | null, annotation: string | null, currentLog: number): CodeResult;

  /** Private export, absent from the header; its meaning is unknown (edbbcli.md section 8, question 14). */
  I_HrCheckBackupLogs(pointer: Hbc | null): CodeResult;

  /** Private export that only one list of exports has; its meaning is unknown (edbbcli.md 1.6). */
  I_HrRestoreW(...words: RestoreWords): CodeResult;
}

/** The name of an export, with its A or W suffix. */
export type ExportName = keyof EdbbcliApi;
