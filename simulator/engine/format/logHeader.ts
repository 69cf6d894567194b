import { type Attachment, readAttachments, writeAttachments } from './attachment.ts';
import { checksumMatches, holdsBlock, PAGE_SIZE_BYTES, stampChecksum } from './checksum.ts';
import { requireWithin, viewOf, writeUint32 } from './fields.ts';
import { type LogEnvironment, readLogEnvironment, writeLogEnvironment } from './logParameters.ts';
import { LOG_SECTOR_SIZE_BYTES, type LogPosition, readLogPosition, writeLogPosition } from './logPosition.ts';
import { readLogTime, writeLogTime } from './logTime.ts';
import { readSignature, type Signature, writeSignature } from './signature.ts';

/** 10 240 sectors of 512 bytes, fixed and allocated beforehand (D: Q259751, Q182960, ese-engine.md 1.1). */
export const LOG_FILE_SIZE_BYTES = 5242880;
/** The first record is at sector 8 (D: Q240145). */
export const LOG_HEADER_SIZE_BYTES = 4096;

const FLAG_RESERVE_LOG_USED = 0x01;
const FLAG_CIRCULAR_LOGGING = 0x02;
const FLAG_CIRCULAR_LOGGING_EARLIER = 0x04;

/**
 * LGFILEHDR of the era. It is not shadowed.
 *
 * Sourced offsets (ese-engine.md 1.2): checksum 0 (D), major 24, minor 28, update 32 (D for 4.x, I for 6.1503), and
 * generation 4, created 8, previous created 16 (I). Nothing public states the rest, so from 36 on the places are our
 * choice: the sizes of sector, header, file and page as four u16 at 36, then signature 44, parameters 72, flags 639,
 * checkpoint 640 and attach list 671, the same fields at the same places as in the later header.
 */
export interface LogHeader extends LogEnvironment {
  readonly generation: number;
  /** Seconds since 1970 UTC. */
  readonly createdSeconds: number;
  /** When the log of the generation before was created; 0 in the first. With the generation it makes the chain. */
  readonly previousCreatedSeconds: number;
  readonly major: number;
  readonly minor: number;
  readonly update: number;
  readonly signature: Signature;
  readonly circularLogging: boolean;
  /** Circular logging was on earlier in this sequence. */
  readonly circularLoggingEarlier: boolean;
  /** This log was made from a reserve log because the disk was full. */
  readonly reserveLogUsed: boolean;
  /** The checkpoint when this log was created. */
  readonly checkpoint: LogPosition;
  readonly attachments: readonly Attachment[];
}

/** The header of 4096 bytes, checksummed. Throws a RangeError for a value that its field cannot hold. */
export function encodeLogHeader(header: LogHeader): Uint8Array {
  const bytes = new Uint8Array(LOG_HEADER_SIZE_BYTES);
  const view = viewOf(bytes);
  const flags =
    (header.reserveLogUsed ? FLAG_RESERVE_LOG_USED : 0) |
    (header.circularLogging ? FLAG_CIRCULAR_LOGGING : 0) |
    (header.circularLoggingEarlier ? FLAG_CIRCULAR_LOGGING_EARLIER : 0);
  requireWithin('The generation of a log', header.generation, 1, 0x7fffffff);
  view.setInt32(4, header.generation, true);
  writeLogTime(view, 8, header.createdSeconds);
  writeLogTime(view, 16, header.previousCreatedSeconds);
  writeUint32(view, 24, 'The major log version', header.major);
  writeUint32(view, 28, 'The minor log version', header.minor);
  writeUint32(view, 32, 'The update of the log version', header.update);
  view.setUint16(36, LOG_SECTOR_SIZE_BYTES, true);
  view.setUint16(38, LOG_HEADER_SIZE_BYTES / LOG_SECTOR_SIZE_BYTES, true);
  view.setUint16(40, LOG_FILE_SIZE_BYTES / LOG_SECTOR_SIZE_BYTES, true);
  view.setUint16(42, PAGE_SIZE_BYTES, true);
  writeSignature(view, 44, header.signature);
  writeLogEnvironment(view, 72, header);
  view.setUint8(639, flags);
  writeLogPosition(view, 640, header.checkpoint);
  writeAttachments(view, 671, header.attachments);
  stampChecksum(bytes);
  return bytes;
}

/**
 * Reads the first 4096 bytes. Null (JET_errLogFileCorrupt) when they are not all there, the checksum is wrong, or what
 * it covers is no log header: a generation below 1, a path or attach list without an end. Versions are not judged here.
 */
export function decodeLogHeader(bytes: Uint8Array): LogHeader | null {
  if (!holdsBlock(bytes, 0) || !checksumMatches(bytes)) return null;
  const view = viewOf(bytes);
  const generation = view.getInt32(4, true);
  const environment = readLogEnvironment(view, 72);
  const attachments = readAttachments(view, 671);
  if (generation < 1 || environment === null || attachments === null) return null;
  const flags = view.getUint8(639);
  return {
    ...environment,
    generation,
    createdSeconds: readLogTime(view, 8),
    previousCreatedSeconds: readLogTime(view, 16),
    major: view.getUint32(24, true),
    minor: view.getUint32(28, true),
    update: view.getUint32(32, true),
    signature: readSignature(view, 44),
    circularLogging: (flags & FLAG_CIRCULAR_LOGGING) !== 0,
    circularLoggingEarlier: (flags & FLAG_CIRCULAR_LOGGING_EARLIER) !== 0,
    reserveLogUsed: (flags & FLAG_RESERVE_LOG_USED) !== 0,
    checkpoint: readLogPosition(view, 640),
    attachments,
  };
}
