import { readText, readUint64, requireWithin, writeText, writeUint32, writeUint64 } from './fields.ts';
import { type LogPosition, readLogPosition, writeLogPosition } from './logPosition.ts';
import { readSignature, type Signature, writeSignature } from './signature.ts';

/** Room for the attach list of a log or checkpoint header (D for later logs: ese-engine.md 1.2). */
export const ATTACHMENTS_SIZE_BYTES = 2048;

const FIXED_SIZE_BYTES = 64;

/** ATTACHINFO: a database that is attached where a log begins. It is what ties a log to the paths of its databases. */
export interface Attachment {
  /** 1 to 255: a list ends with a zero byte where the next id would be. */
  readonly databaseId: number;
  readonly databaseTime: number;
  readonly objectIdLast: number;
  readonly maximumPages: number;
  readonly attachPosition: LogPosition;
  readonly consistentPosition: LogPosition;
  readonly signature: Signature;
  readonly path: string;
}

/** Null when the bytes are no list: a name without an end, or an entry that leaves the field. */
export function readAttachments(view: DataView, offset: number): readonly Attachment[] | null {
  const attachments: Attachment[] = [];
  let at = offset;
  const end = offset + ATTACHMENTS_SIZE_BYTES;
  while (at < end && view.getUint8(at) !== 0) {
    if (at + FIXED_SIZE_BYTES > end) return null;
    const nameSizeBytes = view.getUint16(at + 2, true);
    const databaseTime = readUint64(view, at + 4);
    if (at + FIXED_SIZE_BYTES + nameSizeBytes > end || databaseTime === null) return null;
    const path = readText(view, at + FIXED_SIZE_BYTES, nameSizeBytes);
    if (path === null) return null;
    attachments.push({
      databaseId: view.getUint8(at),
      databaseTime,
      objectIdLast: view.getUint32(at + 12, true),
      maximumPages: view.getUint32(at + 16, true),
      attachPosition: readLogPosition(view, at + 20),
      consistentPosition: readLogPosition(view, at + 28),
      signature: readSignature(view, at + 36),
      path,
    });
    at += FIXED_SIZE_BYTES + nameSizeBytes;
  }
  return attachments;
}

/** Expects zeros in the field. Throws a RangeError when the list and its closing zero do not fit 2048 bytes. */
export function writeAttachments(view: DataView, offset: number, attachments: readonly Attachment[]): void {
  let at = offset;
  for (const attachment of attachments) {
    const nameSizeBytes = attachment.path.length + 1;
    if (at + FIXED_SIZE_BYTES + nameSizeBytes >= offset + ATTACHMENTS_SIZE_BYTES) {
      throw new RangeError(
        `${attachments.length} attached databases do not fit the ${ATTACHMENTS_SIZE_BYTES} bytes of a header; "${attachment.path}" is the first too many`,
      );
    }
    requireWithin('The id of an attached database', attachment.databaseId, 1, 0xff);
    view.setUint8(at, attachment.databaseId);
    view.setUint16(at + 2, nameSizeBytes, true);
    writeUint64(view, at + 4, 'The database time of an attachment', attachment.databaseTime);
    writeUint32(view, at + 12, 'The last object id of an attachment', attachment.objectIdLast);
    writeUint32(view, at + 16, 'The maximum size of an attachment in pages', attachment.maximumPages);
    writeLogPosition(view, at + 20, attachment.attachPosition);
    writeLogPosition(view, at + 28, attachment.consistentPosition);
    writeSignature(view, at + 36, attachment.signature);
    writeText(view, at + FIXED_SIZE_BYTES, 'The path of an attached database', attachment.path, {
      fieldSizeBytes: nameSizeBytes,
    });
    at += FIXED_SIZE_BYTES + nameSizeBytes;
  }
}
