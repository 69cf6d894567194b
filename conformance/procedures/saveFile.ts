import { type Hbc, type Hresult, Win32 } from '../../simulator/protocol/index.ts';
import { call } from './call.ts';
import {
  type Attempt,
  answerFailure,
  callFailure,
  type Failure,
  failed,
  isFailure,
  otherFailure,
  succeeded,
} from './failure.ts';
import { openFile } from './forms.ts';
import { generationOfHeader, generationOfName, isLog, logHeaderPrefixBytes } from './generation.ts';
import type { BackupOptions } from './options.ts';
import { goOn, tell } from './pause.ts';
import type { AnnouncedFile, Procedure, SavedFile } from './steps.ts';

/** What saving needs to know of the session: one context and one buffer for all its files. */
export interface ReadingSession {
  readonly hbc: Hbc;
  readonly options: BackupOptions;
  readonly buffer: Uint8Array;
  readonly warnings: string[];
}

interface Reading {
  sizeBytes: number;
  /** The first bytes of the file, kept for the generation in a log's header. */
  readonly prefix: Uint8Array;
}

/**
 * Opens one file, reads it to the advertised size, closes it, and hands every byte to the sink.
 *
 * `whileOpen` runs when the file is open and nothing of it has been read; only a deviating client has a use for it.
 */
export function* saveFile(
  session: ReadingSession,
  file: AnnouncedFile,
  whileOpen?: () => Procedure<void>,
): Procedure<Attempt<SavedFile>> {
  const { hbc, options } = session;
  const allowed = yield* goOn();
  if (!allowed.ok) return allowed;
  const opened = yield* openFile(hbc, file.path, options.bufferSizeBytes, options.form);
  // Nothing is open after a failed open, so nothing is closed: the SDK sample's extra HrBackupClose is its own defect.
  if (!opened.ok) return opened;
  const advertisedBytes = opened.value;

  if (whileOpen !== undefined) yield* whileOpen();
  const reading: Reading = { sizeBytes: 0, prefix: new Uint8Array(logHeaderPrefixBytes) };
  const content = yield* readToEnd(session, file, advertisedBytes, reading);
  const closed = yield* call('HrBackupClose', hbc);

  // the read error is the one that counts, whatever HrBackupClose says.
  const readFailure = content === null || options.deviations.closeHidesReadError ? null : content;
  if (readFailure !== null) {
    if (isFailure(closed.code)) session.warnings.push(callFailure('HrBackupClose', closed.code, file.path).what);
    return failed(readFailure);
  }
  if (isFailure(closed.code)) return failed(callFailure('HrBackupClose', closed.code, file.path));
  const ended = yield* tell({ kind: 'end-file' }, file.path);
  if (!ended.ok) return ended;
  return succeeded(describe(session, file, reading));
}

/** Reads until `advertisedBytes` have come. Null when they have; never asks for more after that. */
function* readToEnd(
  session: ReadingSession,
  file: AnnouncedFile,
  advertisedBytes: number,
  reading: Reading,
): Procedure<Failure | null> {
  const { hbc, buffer } = session;
  const begun = yield* tell({ kind: 'begin-file', file, sizeBytes: advertisedBytes }, file.path);
  if (!begun.ok) return begun.failure;
  while (reading.sizeBytes < advertisedBytes) {
    const allowed = yield* goOn();
    if (!allowed.ok) return allowed.failure;
    const { code, bytesRead } = yield* call('HrBackupRead', hbc, buffer, buffer.length);
    if (isFailure(code) && !isEndOfFile(code)) return callFailure('HrBackupRead', code, file.path);
    const problem = bytesReadProblem(bytesRead, buffer.length, advertisedBytes - reading.sizeBytes);
    if (problem !== null) return answerFailure('HrBackupRead', problem, file.path);
    if (bytesRead > 0) {
      const bytes = buffer.subarray(0, bytesRead);
      keepPrefix(reading, bytes);
      const taken = yield* tell({ kind: 'data', bytes }, file.path);
      if (!taken.ok) return taken.failure;
      reading.sizeBytes += bytesRead;
    }
    // End of file is said in two ways: nothing read, or ERROR_HANDLE_EOF (edbbcli.md 3.4).
    if ((bytesRead === 0 || isEndOfFile(code)) && reading.sizeBytes < advertisedBytes) {
      return shortFile(file, reading.sizeBytes, advertisedBytes);
    }
  }
  return null;
}

const isEndOfFile = (code: Hresult): boolean => code === Win32.ERROR_HANDLE_EOF;

function bytesReadProblem(bytesRead: number, bufferBytes: number, remainingBytes: number): string | null {
  if (!Number.isInteger(bytesRead) || bytesRead < 0 || bytesRead > bufferBytes) {
    return `it says it put ${bytesRead} bytes into a buffer of ${bufferBytes}`;
  }
  return bytesRead > remainingBytes ? `it gave ${bytesRead - remainingBytes} bytes more than the file has` : null;
}

const shortFile = (file: AnnouncedFile, sizeBytes: number, advertisedBytes: number): Failure =>
  otherFailure(
    'file',
    `${file.path} ended after ${sizeBytes} of ${advertisedBytes} advertised bytes`,
    'The file is worthless: keep the last good set, look at the event log, and start the backup again.',
    file.path,
  );

function keepPrefix(reading: Reading, bytes: Uint8Array): void {
  const { prefix, sizeBytes } = reading;
  if (sizeBytes < prefix.length) prefix.set(bytes.subarray(0, prefix.length - sizeBytes), sizeBytes);
}

function describe(session: ReadingSession, file: AnnouncedFile, reading: Reading): SavedFile {
  const saved: SavedFile = { ...file, sizeBytes: reading.sizeBytes, generation: null };
  if (!isLog(file.token)) return saved;
  const fromName = generationOfName(file.path);
  const fromHeader = reading.sizeBytes < reading.prefix.length ? null : generationOfHeader(reading.prefix);
  if (fromName === null || fromHeader === null) {
    session.warnings.push(`${file.path} is listed as a log, but its name or its header gives no generation`);
    return saved;
  }
  if (fromName !== fromHeader) {
    // Q296787: the header is authoritative over the name.
    session.warnings.push(`${file.path} is generation ${fromHeader} by its header, not ${fromName} as its name says`);
  }
  return { ...saved, generation: { fromName, fromHeader } };
}
