import {
  compareLogPositions,
  type DatabaseHeader,
  DatabaseState,
  type LogPosition,
  type Signature,
  signaturesEqual,
} from '../format/index.ts';

/** What the log says about a database where it joins the stream, or where a log begins with it attached. */
export interface LoggedAttachment {
  readonly databaseId: number;
  readonly databaseTime: number;
  readonly path: string;
  readonly signature: Signature;
  readonly attachPosition: LogPosition;
  readonly consistentPosition: LogPosition;
  /** Where it is said: in the record of the attachment, or in the header of a log that begins later. */
  readonly isRecord: boolean;
}

export type AttachmentMatch = 'match' | 'later' | 'too-old' | 'foreign';

/**
 * Whether the file with this header is the database that the log means here (ese-engine.md 6, attach matching):
 *
 * foreign: another database, or one of another stream; ignored. match: replay it from here. later: the file is newer
 * than this place, its own place comes later in the log. too-old: the file was complete, or joined, before this place,
 * and what happened between is missing: JET_errConsistentTimeMismatch.
 *
 * A dirty header has no consistent position, so a dirty file is placed by where it was attached (I).
 */
export function matchAttachment(
  header: DatabaseHeader,
  attachment: LoggedAttachment,
  logSignature: Signature,
): AttachmentMatch {
  const isOurs =
    signaturesEqual(header.signature, attachment.signature) && signaturesEqual(header.logSignature, logSignature);
  if (!isOurs) return 'foreign';
  const isClean = header.state === DatabaseState.Clean;
  const order = isClean
    ? compareLogPositions(header.consistentPosition, attachment.consistentPosition)
    : compareLogPositions(header.attachPosition, attachment.attachPosition);
  // A clean file must see the record: where a log begins with it attached, changes have been made that it lacks.
  if (order === 0) return isClean && !attachment.isRecord ? 'too-old' : 'match';
  return order > 0 ? 'later' : 'too-old';
}
