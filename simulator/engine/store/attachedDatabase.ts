import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { VirtualFile } from '../disk/index.ts';
import {
  type Attachment,
  type DatabaseHeader,
  type LogPosition,
  PAGE_SIZE_BYTES,
  writeShadowedDatabaseHeader,
} from '../format/index.ts';
import { lastPageNumberOf, pageOffsetBytes } from '../pages/index.ts';

/** A database file in use: its header as it is on the disk, its clock, and its place in the log stream. */
export class AttachedDatabase {
  readonly id: number;
  readonly path: string;
  readonly file: VirtualFile;
  /** dbtime of the latest change of any page. */
  databaseTime: number;
  lastPageNumber: number;
  /** It may not grow beyond this page: an edition of the product has a limit (Q185457). */
  maximumPageNumber = Number.MAX_SAFE_INTEGER;
  /** Where it joined the log stream, and where it was clean before that: what log headers say about it. */
  attachPosition: LogPosition;
  consistentPosition: LogPosition;
  #header: DatabaseHeader;

  constructor(id: number, path: string, file: VirtualFile, header: DatabaseHeader) {
    this.id = id;
    this.path = path;
    this.file = file;
    this.databaseTime = header.databaseTime;
    this.lastPageNumber = lastPageNumberOf(file.sizeBytes);
    this.attachPosition = header.attachPosition;
    this.consistentPosition = header.consistentPosition;
    this.#header = header;
  }

  get header(): DatabaseHeader {
    return this.#header;
  }

  /** Changes fields of the header, on the disk at once, with the dbtime of now. */
  updateHeader(changes: Partial<DatabaseHeader>): void {
    this.#header = { ...this.#header, databaseTime: this.databaseTime, ...changes };
    // The header pages exist from the beginning, so this cannot find the disk full.
    writeShadowedDatabaseHeader(this.file, this.#header);
  }

  /** Lengthens the file so that the page exists; or JET_errDiskFull, or JET_errOutOfDatabaseSpace at its limit. */
  extendTo(pageNumber: number): JetErrorNumber | 0 {
    if (pageNumber <= this.lastPageNumber) return 0;
    if (pageNumber > this.maximumPageNumber) return JetError.JET_errOutOfDatabaseSpace;
    const sizeBytes = pageOffsetBytes(pageNumber) + PAGE_SIZE_BYTES;
    if (this.file.resize(sizeBytes) === 'disk-full') return JetError.JET_errDiskFull;
    this.lastPageNumber = pageNumber;
    return 0;
  }

  /** Its entry in the attach list of a log or checkpoint header. */
  attachment(): Attachment {
    return {
      databaseId: this.id,
      databaseTime: this.databaseTime,
      objectIdLast: this.#header.objectIdLast,
      maximumPages: 0,
      attachPosition: this.attachPosition,
      consistentPosition: this.consistentPosition,
      signature: this.#header.signature,
      path: this.path,
    };
  }
}
