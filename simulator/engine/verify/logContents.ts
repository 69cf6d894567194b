import { type LogHeader, type Signature, signaturesEqual } from '../format/index.ts';
import type { LogRecord } from '../log/index.ts';

/** Rows, or children, that a record moves without carrying them: redo takes them from the giver as it was. */
export interface Move {
  readonly databaseId: number;
  readonly databaseTime: number;
  readonly giver: number;
  readonly receiver: number;
}

interface Attachment {
  readonly databaseId: number;
  readonly databaseTime: number;
  readonly signature: Signature;
}

/** What the records of a log say about databases, as far as other files are held against it. */
export class LogContents {
  readonly moves: Move[] = [];
  readonly #attachments: Attachment[] = [];
  readonly #newestTimes = new Map<number, number>();

  constructor(header: LogHeader | null) {
    if (header !== null) this.#attachments.push(...header.attachments);
  }

  add(record: LogRecord): void {
    if (record.kind === 'attach') this.#attachments.push(record);
    if (!('databaseTime' in record)) return;
    const { databaseId, databaseTime } = record;
    const newest = this.#newestTimes.get(databaseId) ?? 0;
    if (databaseTime > newest) this.#newestTimes.set(databaseId, databaseTime);
    const isMove = record.kind === 'split' ? record.shape !== 'append' : record.kind === 'merge' && record.movesRows;
    if (isMove && 'giver' in record)
      this.moves.push({ databaseId, databaseTime, giver: record.giver, receiver: record.receiver });
  }

  /** Where a database first appears in this log: among those attached when it was begun, or where it joined. */
  attachmentOf(signature: Signature): Attachment | null {
    return this.#attachments.find((attachment) => signaturesEqual(attachment.signature, signature)) ?? null;
  }

  /** The highest dbtime of a record of a database; 0 without one. */
  newestTimeOf(databaseId: number): number {
    return this.#newestTimes.get(databaseId) ?? 0;
  }
}
