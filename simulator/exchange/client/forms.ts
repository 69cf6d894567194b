import type {
  AnsiString,
  CodePage,
  CodeResult,
  ContextResult,
  EdbbcliApi,
  Hbc,
  Hresult,
  ListResult,
  OpenResult,
  ReadResult,
  RestoreMapRow,
  RestoreWords,
} from '../../protocol/index.ts';
import { ansiText } from './names.ts';

/** The functions that hand out a list, without their A or W. */
export type ListFunction = 'HrBackupGetDatabaseNames' | 'HrBackupGetBackupLogs' | 'HrRestoreGetDatabaseLocations';

/**
 * The A and W halves of the API brought together: an A function decodes its names in the client's code page and does what
 * its W twin does; a list function is told in which form to answer.
 */
export abstract class Forms implements EdbbcliApi {
  protected readonly codePage: CodePage;

  constructor(codePage: CodePage) {
    this.codePage = codePage;
  }

  protected abstract list(hbc: Hbc, form: 'A' | 'W', kind: ListFunction): ListResult;

  abstract HrBackupPrepareW(
    server: string | null,
    annotation: string | null,
    grbit: number,
    backupType: number,
  ): ContextResult;
  abstract HrBackupOpenFileW(hbc: Hbc, fileName: string | null, readHintSizeBytes: number): OpenResult;
  abstract HrBackupRead(hbc: Hbc, buffer: Uint8Array | null, sizeBytes: number): ReadResult;
  abstract HrBackupClose(hbc: Hbc): CodeResult;
  abstract HrBackupTruncateLogs(hbc: Hbc): CodeResult;
  abstract HrBackupEnd(hbc: Hbc): CodeResult;
  abstract BackupFree(buffer: Uint8Array | null): void;
  abstract HrRestorePrepareW(server: string | null, annotation: string | null): ContextResult;
  abstract HrRestoreRegisterW(
    hbc: Hbc,
    checkpointFilePath: string | null,
    logPath: string | null,
    restoreMap: readonly RestoreMapRow<string>[],
    backupLogPath: string | null,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult;
  abstract HrRestoreRegisterComplete(hbc: Hbc, restoreState: Hresult): CodeResult;
  abstract HrRestoreEnd(hbc: Hbc): CodeResult;
  abstract HrSetCurrentBackupLogW(server: string | null, annotation: string | null, currentLog: number): CodeResult;
  abstract I_HrCheckBackupLogs(pointer: Hbc | null): CodeResult;
  abstract I_HrRestoreW(...words: RestoreWords): CodeResult;

  HrBackupPrepareA(
    server: AnsiString | null,
    annotation: AnsiString | null,
    grbit: number,
    backupType: number,
  ): ContextResult {
    return this.HrBackupPrepareW(this.#text(server), this.#text(annotation), grbit, backupType);
  }

  HrBackupGetDatabaseNamesA(hbc: Hbc): ListResult {
    return this.list(hbc, 'A', 'HrBackupGetDatabaseNames');
  }

  HrBackupGetDatabaseNamesW(hbc: Hbc): ListResult {
    return this.list(hbc, 'W', 'HrBackupGetDatabaseNames');
  }

  HrBackupOpenFileA(hbc: Hbc, fileName: AnsiString | null, readHintSizeBytes: number): OpenResult {
    return this.HrBackupOpenFileW(hbc, this.#text(fileName), readHintSizeBytes);
  }

  HrBackupGetBackupLogsA(hbc: Hbc): ListResult {
    return this.list(hbc, 'A', 'HrBackupGetBackupLogs');
  }

  HrBackupGetBackupLogsW(hbc: Hbc): ListResult {
    return this.list(hbc, 'W', 'HrBackupGetBackupLogs');
  }

  HrRestorePrepareA(server: AnsiString | null, annotation: AnsiString | null): ContextResult {
    return this.HrRestorePrepareW(this.#text(server), this.#text(annotation));
  }

  HrRestoreGetDatabaseLocationsA(hbc: Hbc): ListResult {
    return this.list(hbc, 'A', 'HrRestoreGetDatabaseLocations');
  }

  HrRestoreGetDatabaseLocationsW(hbc: Hbc): ListResult {
    return this.list(hbc, 'W', 'HrRestoreGetDatabaseLocations');
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
    return this.HrRestoreRegisterW(
      hbc,
      this.#text(checkpointFilePath),
      this.#text(logPath),
      restoreMap.map(({ databaseName, newDatabaseName }) => ({
        databaseName: this.#text(databaseName) ?? '',
        newDatabaseName: this.#text(newDatabaseName) ?? '',
      })),
      this.#text(backupLogPath),
      lowGeneration,
      highGeneration,
    );
  }

  HrSetCurrentBackupLogA(server: AnsiString | null, annotation: AnsiString | null, currentLog: number): CodeResult {
    return this.HrSetCurrentBackupLogW(this.#text(server), this.#text(annotation), currentLog);
  }

  #text(bytes: AnsiString | null): string | null {
    return ansiText(bytes, this.codePage);
  }
}
