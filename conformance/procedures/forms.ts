import {
  type BackupType,
  type CodeResult,
  decodeListA,
  decodeListW,
  type ExportName,
  type Hbc,
  type ListResult,
} from '../../simulator/protocol/index.ts';
import { AnsiEncoder } from './ansiEncoder.ts';
import { call } from './call.ts';
import { type Attempt, answerFailure, callFailure, failed, isFailure, succeeded } from './failure.ts';
import type { ApiForm, ServerOptions } from './options.ts';
import type { AnnouncedFile, Procedure } from './steps.ts';

/**
 * The calls that exist twice, in one shape for both forms: text goes in and comes out as JavaScript strings, a code that
 * is not hrNone becomes a Failure that names the form really called.
 */

/** A decoded list, and the raw bytes that BackupFree wants back. */
export interface ServerList {
  readonly entries: readonly AnnouncedFile[];
  readonly raw: Uint8Array;
}

type BackupTypeValue = (typeof BackupType)[keyof typeof BackupType];

const contextOf = (name: ExportName, result: CodeResult & { readonly hbc: Hbc | null }): Attempt<Hbc> => {
  if (isFailure(result.code)) return failed(callFailure(name, result.code));
  return result.hbc === null ? failed(answerFailure(name, 'it gave no context')) : succeeded(result.hbc);
};

export function* prepareBackup(options: ServerOptions, grbit: number, type: BackupTypeValue): Procedure<Attempt<Hbc>> {
  const { server, annotation, form } = options;
  if (form.kind === 'W') {
    return contextOf('HrBackupPrepareW', yield* call('HrBackupPrepareW', server, annotation, grbit, type));
  }
  const encoder = new AnsiEncoder(form.codePage);
  const serverBytes = encoder.encode(server);
  const annotationBytes = encoder.encode(annotation);
  if (encoder.failure !== null) return failed(encoder.failure);
  return contextOf('HrBackupPrepareA', yield* call('HrBackupPrepareA', serverBytes, annotationBytes, grbit, type));
}

export function* prepareRestore(options: ServerOptions): Procedure<Attempt<Hbc>> {
  const { server, annotation, form } = options;
  if (form.kind === 'W') {
    return contextOf('HrRestorePrepareW', yield* call('HrRestorePrepareW', server, annotation));
  }
  const encoder = new AnsiEncoder(form.codePage);
  const serverBytes = encoder.encode(server);
  const annotationBytes = encoder.encode(annotation);
  if (encoder.failure !== null) return failed(encoder.failure);
  return contextOf('HrRestorePrepareA', yield* call('HrRestorePrepareA', serverBytes, annotationBytes));
}

type ListName = 'HrBackupGetDatabaseNames' | 'HrBackupGetBackupLogs' | 'HrRestoreGetDatabaseLocations';

/** Fetches and decodes a list. A list that cannot be decoded is freed here; any other must be freed by the caller. */
export function* fetchList(listName: ListName, hbc: Hbc, form: ApiForm): Procedure<Attempt<ServerList>> {
  const name = `${listName}${form.kind}` as const;
  const result: ListResult = yield* call(name, hbc);
  if (isFailure(result.code)) return failed(callFailure(name, result.code));
  const { list } = result;
  if (list === null) return failed(answerFailure(name, 'it gave no list'));
  // Only pcbSize bytes belong to the list: the two sizes must agree (A-28: bytes, not characters).
  const decoded =
    list.length === result.sizeBytes
      ? decode(list, form)
      : { ok: false as const, reason: `it says ${result.sizeBytes} bytes and has ${list.length}`, offsetBytes: 0 };
  if (!decoded.ok) {
    yield* call('BackupFree', list);
    const place = `byte ${decoded.offsetBytes} of its list cannot be read: ${decoded.reason}`;
    return failed(answerFailure(name, place));
  }
  return succeeded({ entries: decoded.entries, raw: list });
}

const decode = (list: Uint8Array, form: ApiForm) =>
  form.kind === 'W' ? decodeListW(list) : decodeListA(list, form.codePage);

/** Opens a file by its path from a list; returns the advertised size in bytes. */
export function* openFile(hbc: Hbc, path: string, hintSizeBytes: number, form: ApiForm): Procedure<Attempt<number>> {
  const name = `HrBackupOpenFile${form.kind}` as const;
  let result: CodeResult & { readonly fileSizeBytes: number };
  if (form.kind === 'W') {
    result = yield* call('HrBackupOpenFileW', hbc, path, hintSizeBytes);
  } else {
    const encoder = new AnsiEncoder(form.codePage);
    const bytes = encoder.encode(path);
    if (encoder.failure !== null) return failed(encoder.failure);
    result = yield* call('HrBackupOpenFileA', hbc, bytes, hintSizeBytes);
  }
  if (isFailure(result.code)) return failed(callFailure(name, result.code, path));
  const size = result.fileSizeBytes;
  if (Number.isSafeInteger(size) && size >= 0) return succeeded(size);
  return failed(answerFailure(name, `it advertised a size of ${size} bytes`, path));
}
