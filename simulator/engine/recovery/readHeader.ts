import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { VirtualFile } from '../disk/index.ts';
import { EDB_FORMAT, type EngineFormat, type LogHeader } from '../format/index.ts';
import { readLogHeader } from '../log/index.ts';
import { type Failure, headerFailure, type RecoveryEvent } from './report.ts';

/** The header of a log that this engine can read; or why it cannot. */
type LogHeaderReading =
  | { readonly kind: 'read'; readonly header: LogHeader }
  | { readonly kind: 'failed'; readonly error: JetErrorNumber; readonly reason: string };

/** Minor log versions of the engine of Exchange 4.0 and 5.0: its own, and that of NT (ese-engine.md, era map). */
const MINOR_VERSIONS_OF_EDB: readonly number[] = [EDB_FORMAT.logMinor, 909];

/**
 * Reads the header of a log as ese-engine.md 1.5 has it: `unreadable` when its checksum is wrong, the formats
 * of older engines by their own errors, JET_errBadLogVersion for any other engine's.
 */
export function readEngineLogHeader(file: VirtualFile | null, { format, unreadable }: LogReading): LogHeaderReading {
  const header = readLogHeader(file);
  if (header === null) {
    const older = file === null ? null : olderFormat(file);
    const error = older ?? unreadable;
    return { kind: 'failed', error, reason: older === null ? 'its header is damaged' : 'an older engine wrote it' };
  }
  const { major, minor, update } = header;
  if (major === format.logMajor && minor === format.logMinor) return { kind: 'read', header };
  const reason = `it has log version ${major}.${minor}.${update}, which this engine does not understand`;
  const isEdb = major === EDB_FORMAT.logMajor && MINOR_VERSIONS_OF_EDB.includes(minor);
  const error = isEdb && format.logMajor > major ? JetError.JET_errDatabase500Format : JetError.JET_errBadLogVersion;
  return { kind: 'failed', error, reason };
}

/** The marks by which logs of two older engines are told (ese-engine.md 1.2); null for anything else. */
function olderFormat(file: VirtualFile): JetErrorNumber | null {
  const bytes = new Uint8Array(52);
  if (file.read(0, bytes, 0, bytes.length) < bytes.length) return null;
  const view = new DataView(bytes.buffer);
  const at = (offset: number): number => view.getUint32(offset, true);
  if (at(20) === 443 && at(24) === 0 && at(28) === 0) return JetError.JET_errDatabase400Format;
  return at(44) === 0 && at(48) === 0x00ca0001 ? JetError.JET_errDatabase200Format : null;
}

/** What is needed to read the header of a log. */
export interface LogReading {
  readonly format: EngineFormat;
  /** The answer to a header that does not verify. */
  readonly unreadable: JetErrorNumber;
}

/** As readEngineLogHeader, where a header that cannot be read ends the recovery, and is told of by an event. */
export function requireLogHeader(
  file: VirtualFile | null,
  reading: LogReading,
  path: string,
  events: RecoveryEvent[],
): LogHeader | Failure {
  const read = readEngineLogHeader(file, reading);
  if (read.kind === 'read') return read.header;
  return headerFailure(
    events,
    read.error,
    path,
    `${path} cannot be used: ${read.reason}; put back a sound copy of it.`,
  );
}
