import type { DiskWriteResult, VirtualFile } from '../disk/index.ts';
import { type Attachment, readAttachments, writeAttachments } from './attachment.ts';
import { checksumMatches, holdsBlock, PAGE_SIZE_BYTES, stampChecksum } from './checksum.ts';
import { viewOf } from './fields.ts';
import { type LogEnvironment, readLogEnvironment, writeLogEnvironment } from './logParameters.ts';
import { type LogPosition, readLogPosition, writeLogPosition } from './logPosition.ts';
import { readLogTime, writeLogTime } from './logTime.ts';
import { readShadowedPages, twice } from './shadowedHeader.ts';
import { readSignature, type Signature, writeSignature } from './signature.ts';

/** One page and its shadow (I: ese-engine.md 3). */
export const CHECKPOINT_FILE_SIZE_BYTES = 2 * PAGE_SIZE_BYTES;

/**
 * edb.chk: the oldest log position still needed, and the backups of this log sequence. Places as in the later engine;
 * a 5.5 dump proves the same fields (D: Q259751, Q240145), not that they are at the same offsets.
 */
export interface Checkpoint extends LogEnvironment {
  /** The last full backup once more: a 5.5 dump shows it at the position of `fullBackup` (Q259751). */
  readonly lastFullBackupCheckpoint: LogPosition;
  readonly checkpoint: LogPosition;
  readonly logSignature: Signature;
  readonly fullBackup: LogPosition;
  /** Seconds since 1970 UTC, 0 for never. */
  readonly fullBackupSeconds: number;
  readonly incrementalBackup: LogPosition;
  readonly incrementalBackupSeconds: number;
  readonly attachments: readonly Attachment[];
}

/** One page of 4096 bytes, checksummed. Throws a RangeError for a value that its field cannot hold. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE_BYTES);
  const view = viewOf(bytes);
  writeLogPosition(view, 4, checkpoint.lastFullBackupCheckpoint);
  writeLogPosition(view, 12, checkpoint.checkpoint);
  writeSignature(view, 20, checkpoint.logSignature);
  writeLogEnvironment(view, 48, checkpoint);
  writeLogPosition(view, 615, checkpoint.fullBackup);
  writeLogTime(view, 623, checkpoint.fullBackupSeconds);
  writeLogPosition(view, 631, checkpoint.incrementalBackup);
  writeLogTime(view, 639, checkpoint.incrementalBackupSeconds);
  writeAttachments(view, 679, checkpoint.attachments);
  stampChecksum(bytes);
  return bytes;
}

/** Null when the page is not all there, its checksum is wrong, or a path or the attach list has no end. */
export function decodeCheckpoint(bytes: Uint8Array, offset = 0): Checkpoint | null {
  if (!holdsBlock(bytes, offset) || !checksumMatches(bytes, offset)) return null;
  const view = viewOf(bytes.subarray(offset, offset + PAGE_SIZE_BYTES));
  const environment = readLogEnvironment(view, 48);
  const attachments = readAttachments(view, 679);
  if (environment === null || attachments === null) return null;
  return {
    ...environment,
    lastFullBackupCheckpoint: readLogPosition(view, 4),
    checkpoint: readLogPosition(view, 12),
    logSignature: readSignature(view, 20),
    fullBackup: readLogPosition(view, 615),
    fullBackupSeconds: readLogTime(view, 623),
    incrementalBackup: readLogPosition(view, 631),
    incrementalBackupSeconds: readLogTime(view, 639),
    attachments,
  };
}

/** The primary page if it is valid, else its shadow; null (JET_errCheckpointCorrupt) when neither is. */
export function readCheckpointFile(file: VirtualFile): Checkpoint | null {
  const bytes = readShadowedPages(file);
  return decodeCheckpoint(bytes, 0) ?? decodeCheckpoint(bytes, PAGE_SIZE_BYTES);
}

/** Writes both copies; all or nothing. */
export function writeCheckpointFile(file: VirtualFile, checkpoint: Checkpoint): DiskWriteResult {
  return file.write(0, twice(encodeCheckpoint(checkpoint)));
}
