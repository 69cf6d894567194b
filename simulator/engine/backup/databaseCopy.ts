import type { JetErrorNumber } from '../../protocol/index.ts';
import { type DatabaseHeader, encodeDatabaseHeader, PAGE_SIZE_BYTES } from '../format/index.ts';
import { HEADER_PAGE_COUNT } from '../pages/index.ts';
import type { AttachedDatabase, Frame, PatchRule } from '../store/index.ts';
import type { PatchFile } from './patchFile.ts';
import { readPages } from './readPages.ts';

/** What a read answers: the bytes handed out, or an error, after which nothing has moved. */
export interface CopyRead {
  readonly bytes: number;
  readonly error: JetErrorNumber | 0;
  /** The page that is damaged, 0 for none. */
  readonly pageNumber: number;
}

/**
 * A database being streamed while it is in use. It hands out the header of the moment it began, twice, then the pages
 * as they are *on the disk* when they are read, up to the last page of the moment it began.
 *
 * Which pages go to the patch file. Rows move from a giver to a receiver, and the log does not carry them; redo takes
 * them from the giver as it was. The engine writes the receiver before the giver. So as long as the receiver has not
 * been written, the giver on the disk is still as it was, and whoever copies it now copies what redo needs. The moment
 * to look is when the receiver is written, not when rows move: if the copy already has the receiver as it was before
 * and has yet to get the giver, then the giver may be copied as it is afterwards, and the rows would be in neither.
 * That image of the receiver must be kept (this refines ese-engine.md 5.5).
 *
 * Two cases beside the plain one. A page that was added after the copy began will never be copied, which is the same as
 * having been copied long ago. And a giver that has been copied, but is itself a receiver whose image will be kept,
 * counts as a page still to come: recovery may put that newer image in its place.
 *
 * So the pages of a copy are of different moments, and need not fit each other before recovery has been there. Leaf links
 * may even run in a circle: leaf A with its link to B is copied; A is merged away, comes back from the list of free pages
 * as the right half of B, and then B is copied, with its link to A. Both are right for their moment, and no copier that
 * takes pages as they are flushed could have them otherwise; redo changes the links of both. At any one moment the links
 * are a line, so a circle takes a page that was written after everything that was settled when the copy began: one without
 * such a page is damage, and verify says so (verify/trees). leafLinkCircle.test.ts makes one.
 */
export class DatabaseCopy {
  readonly database: AttachedDatabase;
  readonly sizeBytes: number;
  readonly #headers: Uint8Array;
  readonly #patch: PatchFile;
  readonly #rule: PatchRule;
  readonly #lastPageNumber: number;
  readonly #onEnd: (copy: DatabaseCopy) => void;
  /** The page of which only a part was handed out: its rest comes from the same image. */
  #cutPage = new Uint8Array(PAGE_SIZE_BYTES);
  /** The highest page handed out, completely or in part. */
  #cursor = 0;
  #position = 0;
  #failure: JetErrorNumber | 0 = 0;

  constructor(
    database: AttachedDatabase,
    header: DatabaseHeader,
    patch: PatchFile,
    rule: PatchRule,
    onEnd: (copy: DatabaseCopy) => void,
  ) {
    const page = encodeDatabaseHeader(header);
    this.database = database;
    this.#headers = new Uint8Array(HEADER_PAGE_COUNT * PAGE_SIZE_BYTES);
    this.#headers.set(page);
    this.#headers.set(page, PAGE_SIZE_BYTES);
    this.#patch = patch;
    this.#rule = rule;
    this.#lastPageNumber = database.lastPageNumber;
    this.#onEnd = onEnd;
    this.sizeBytes = copySizeBytes(database);
  }

  get positionBytes(): number {
    return this.#position;
  }

  /**
   * Hands out the next bytes; fewer only at the end, none behind it. Any length will do. `verify`: false in the builds
   * that hand out damaged pages unseen.
   */
  read(target: Uint8Array, targetOffset: number, lengthBytes: number, verify = true): CopyRead {
    if (this.#failure !== 0) return { bytes: 0, error: this.#failure, pageNumber: 0 };
    const start = this.#position;
    const end = Math.min(start + lengthBytes, this.sizeBytes);
    let position = start;
    if (position < this.#headers.length) {
      const stop = Math.min(end, this.#headers.length);
      target.set(this.#headers.subarray(position, stop), targetOffset);
      position = stop;
    } else if (position % PAGE_SIZE_BYTES !== 0) {
      const inPage = position % PAGE_SIZE_BYTES;
      const length = Math.min(end - position, PAGE_SIZE_BYTES - inPage);
      target.set(this.#cutPage.subarray(inPage, inPage + length), targetOffset);
      position += length;
    }
    const wholeBytes =
      position % PAGE_SIZE_BYTES === 0 ? Math.floor((end - position) / PAGE_SIZE_BYTES) * PAGE_SIZE_BYTES : 0;
    const { file } = this.database;
    if (wholeBytes > 0) {
      const damaged = readPages(file, position, target, targetOffset + position - start, wholeBytes, verify);
      if (damaged !== null) return { bytes: 0, ...damaged };
      position += wholeBytes;
    }
    if (position < end) {
      const page = new Uint8Array(PAGE_SIZE_BYTES);
      const damaged = readPages(file, position, page, 0, PAGE_SIZE_BYTES, verify);
      if (damaged !== null) return { bytes: 0, ...damaged };
      target.set(page.subarray(0, end - position), targetOffset + position - start);
      this.#cutPage = page;
    }
    this.#moveTo(end);
    return { bytes: end - start, error: 0, pageNumber: 0 };
  }

  /** The rest will not be read. Pages written from now on are no concern of this copy. */
  close(): void {
    this.#onEnd(this);
  }

  /** A page is about to be written; keeps its image if this copy needs it. */
  observeWrite(frame: Frame, image: Uint8Array): void {
    if (frame.database !== this.database || !this.#needsImage(frame) || this.#failure !== 0) return;
    this.#failure = this.#patch.append(image);
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.#cursor = Math.max(0, Math.ceil(position / PAGE_SIZE_BYTES) - HEADER_PAGE_COUNT);
    // At its end every page is settled and no image is needed any more.
    if (position === this.sizeBytes) this.#onEnd(this);
  }

  /** The copy has this page, or will never have it. */
  #isSettled(frame: Frame): boolean {
    const { pageNumber } = frame.page;
    return pageNumber <= this.#cursor || (pageNumber > this.#lastPageNumber && this.#rule !== 'old-pages');
  }

  /** A settled receiver with a giver still to come, directly or by way of settled pages whose images are kept. */
  #needsImage(receiver: Frame): boolean {
    if (this.#rule === 'off' || !this.#isSettled(receiver)) return false;
    const seen = new Set<Frame>();
    const open = [receiver];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const giver of next.waiters) {
        if (!this.#isSettled(giver)) return true;
        if (seen.has(giver) || this.#rule === 'direct-givers') continue;
        seen.add(giver);
        open.push(giver);
      }
    }
    return false;
  }
}

/** Both header pages and every page up to the last. */
export function copySizeBytes(database: AttachedDatabase): number {
  return (database.lastPageNumber + HEADER_PAGE_COUNT) * PAGE_SIZE_BYTES;
}
