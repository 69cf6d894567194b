import type { PageSource } from '../disk/index.ts';
import { PAGE_SIZE_BYTES } from '../format/index.ts';
import { BULK_FANOUT, type BulkGeometry, type BulkLevel } from './bulkGeometry.ts';
import {
  BUCKET_OFFSET_BYTES,
  BULK_BUCKET_SIZE,
  BULK_DATABASE_TIME,
  BULK_SLOTS,
  buildLeafTemplate,
  KEY_COLUMN_OFFSETS_BYTES,
  type LeafTemplate,
  TEMPLATE_PAGE_COUNT,
} from './bulkTemplate.ts';
import { Page } from './page.ts';
import { encodePage } from './pageCodec.ts';
import {
  FIRST_LEAF_PAGE_NUMBER,
  FIRST_POOL_PAGE_NUMBER,
  HEADER_PAGE_COUNT,
  PageFlag,
  ROOT_PAGE_NUMBER,
  SPACE_PAGE_NUMBER,
} from './pageLayout.ts';
import { writeSystemPage } from './systemPages.ts';

const [KEY_0 = 0, KEY_1 = 0, KEY_2 = 0, KEY_3 = 0] = KEY_COLUMN_OFFSETS_BYTES;
const [SLOT_0 = 0, SLOT_1 = 0, SLOT_2 = 0, SLOT_3 = 0] = BULK_SLOTS;

/** By the slot in the file, so that a read of 64 KiB at a multiple of 64 KiB is one copy of the whole template. */
const templatePageOf = (pageNumber: number): number => (pageNumber + HEADER_PAGE_COUNT - 1) % TEMPLATE_PAGE_COUNT;

const isBetween = (value: number, first: number, count: number): boolean => value >= first && value < first + count;

/**
 * The pages of a bulk-loaded database, made when they are read: a leaf is a template, its number, its links and its
 * bucket, and a checksum that is adjusted and not computed. No memory but one template of 64 KiB.
 *
 * Why the checksum is so cheap: it is the XOR of all words. The words that differ between two leaves of one template
 * are page number, both links, the bucket in the prefix, and the bucket in four key columns; and equal bits in an even
 * number of words cancel.
 */
export class BulkSource implements PageSource {
  readonly sizeBytes: number;
  readonly #geometry: BulkGeometry;
  readonly #template: LeafTemplate;
  readonly #scratch = new Uint8Array(PAGE_SIZE_BYTES);
  /** The view of the last buffer read into: a backup reads into the same one again and again. */
  #view: DataView = new DataView(new ArrayBuffer(0));

  constructor(geometry: BulkGeometry, seed: number) {
    this.#geometry = geometry;
    this.#template = buildLeafTemplate(seed);
    this.sizeBytes = geometry.fileSizeBytes;
  }

  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): void {
    const end = offsetBytes + lengthBytes;
    let position = offsetBytes;
    while (position < end) {
      const to = targetOffset + position - offsetBytes;
      const pageNumber = Math.floor(position / PAGE_SIZE_BYTES) + 1 - HEADER_PAGE_COUNT;
      const inPage = position % PAGE_SIZE_BYTES;
      const wholePageCount = inPage === 0 ? Math.floor((end - position) / PAGE_SIZE_BYTES) : 0;
      if (wholePageCount > 0 && isBetween(pageNumber, FIRST_LEAF_PAGE_NUMBER, this.#geometry.leafCount)) {
        const leavesLeft = FIRST_LEAF_PAGE_NUMBER + this.#geometry.leafCount - pageNumber;
        const count = Math.min(wholePageCount, leavesLeft);
        this.#readLeaves(pageNumber, count, target, to);
        position += count * PAGE_SIZE_BYTES;
      } else {
        const length = Math.min(PAGE_SIZE_BYTES - inPage, end - position);
        this.#makePage(pageNumber);
        target.set(this.#scratch.subarray(inPage, inPage + length), to);
        position += length;
      }
    }
  }

  #readLeaves(firstPageNumber: number, count: number, target: Uint8Array, targetOffset: number): void {
    const template = this.#template.bytes;
    let done = 0;
    while (done < count) {
      const templatePage = templatePageOf(firstPageNumber + done);
      const pages = Math.min(count - done, TEMPLATE_PAGE_COUNT - templatePage);
      const from = templatePage * PAGE_SIZE_BYTES;
      const isWholeTemplate = pages === TEMPLATE_PAGE_COUNT;
      const source = isWholeTemplate ? template : template.subarray(from, from + pages * PAGE_SIZE_BYTES);
      target.set(source, targetOffset + done * PAGE_SIZE_BYTES);
      done += pages;
    }
    this.#adjustLeaves(firstPageNumber, count, target, targetOffset);
  }

  #adjustLeaves(firstPageNumber: number, count: number, target: Uint8Array, targetOffset: number): void {
    if (this.#view.buffer !== target.buffer) this.#view = new DataView(target.buffer);
    const view = this.#view;
    const checksums = this.#template.checksums;
    const lastLeaf = FIRST_LEAF_PAGE_NUMBER + this.#geometry.leafCount - 1;
    let at = target.byteOffset + targetOffset;
    for (let pageNumber = firstPageNumber; pageNumber < firstPageNumber + count; pageNumber += 1) {
      const bucket = pageNumber - FIRST_LEAF_PAGE_NUMBER;
      const previous = bucket === 0 ? 0 : pageNumber - 1;
      const next = pageNumber === lastLeaf ? 0 : pageNumber + 1;
      const bucketSwapped =
        (bucket << 24) | ((bucket << 8) & 0xff0000) | ((bucket >>> 8) & 0xff00) | ((bucket >>> 24) & 0xff);
      const base = checksums[templatePageOf(pageNumber)] ?? 0;
      const keyLow = bucket << 16;
      const keyHigh = bucket >>> 16;
      view.setInt32(at, base ^ pageNumber ^ previous ^ next ^ bucketSwapped, true);
      view.setInt32(at + 4, pageNumber, true);
      view.setInt32(at + 16, previous, true);
      view.setInt32(at + 20, next, true);
      view.setInt32(at + BUCKET_OFFSET_BYTES, bucketSwapped, true);
      view.setInt32(at + KEY_0, keyLow | SLOT_0, true);
      view.setInt32(at + KEY_0 + 4, keyHigh, true);
      view.setInt32(at + KEY_1, keyLow | SLOT_1, true);
      view.setInt32(at + KEY_1 + 4, keyHigh, true);
      view.setInt32(at + KEY_2, keyLow | SLOT_2, true);
      view.setInt32(at + KEY_2 + 4, keyHigh, true);
      view.setInt32(at + KEY_3, keyLow | SLOT_3, true);
      view.setInt32(at + KEY_3 + 4, keyHigh, true);
      at += PAGE_SIZE_BYTES;
    }
  }

  /** Any page, into the scratch page. Header slots, the pool and what the catalog may grow into are zeros. */
  #makePage(pageNumber: number): void {
    this.#scratch.fill(0);
    if (isBetween(pageNumber, FIRST_LEAF_PAGE_NUMBER, this.#geometry.leafCount)) {
      this.#readLeaves(pageNumber, 1, this.#scratch, 0);
    } else if (pageNumber === ROOT_PAGE_NUMBER) {
      encodePage(this.#rootPage(), this.#scratch);
    } else if (pageNumber === SPACE_PAGE_NUMBER) {
      encodePage(spacePage(), this.#scratch);
    } else if (pageNumber < SPACE_PAGE_NUMBER) {
      writeSystemPage(pageNumber, this.#geometry.lastPageNumber, this.#scratch);
    } else {
      const level = this.#geometry.levels.findIndex((it) => isBetween(pageNumber, it.firstPageNumber, it.pageCount));
      if (level > 0) encodePage(this.#branchPage(pageNumber, level), this.#scratch);
    }
  }

  #branchPage(pageNumber: number, level: number): Page {
    const own = this.#level(level);
    const index = pageNumber - own.firstPageNumber;
    const page = new Page(pageNumber);
    page.reset(level === 1 ? PageFlag.parentOfLeaf : 0, 0, 0);
    const below = this.#level(level - 1).pageCount;
    this.#fill(page, level, index * BULK_FANOUT, Math.min(below, (index + 1) * BULK_FANOUT));
    return page;
  }

  #rootPage(): Page {
    const level = this.#geometry.levels.length;
    const page = new Page(ROOT_PAGE_NUMBER);
    page.reset(PageFlag.root | (level === 1 ? PageFlag.parentOfLeaf : 0), 0, 0);
    this.#fill(page, level, 0, this.#level(level - 1).pageCount);
    return page;
  }

  #fill(page: Page, level: number, firstChild: number, childLimit: number): void {
    const first = this.#level(level - 1).firstPageNumber;
    const bucketsPerChild = BULK_FANOUT ** (level - 1);
    page.databaseTime = BULK_DATABASE_TIME;
    const keys: number[] = [];
    const children: number[] = [];
    for (let child = firstChild; child < childLimit; child += 1) {
      keys.push((child + 1) * bucketsPerChild * BULK_BUCKET_SIZE);
      children.push(first + child);
    }
    keys[keys.length - 1] = Number.POSITIVE_INFINITY;
    page.setNodes(keys, [], children);
  }

  #level(index: number): BulkLevel {
    const level = this.#geometry.levels[index];
    if (level === undefined) throw new Error(`The bulk tree has no level ${index}`);
    return level;
  }
}

/** The list of free pages, as it is after the load. */
function spacePage(): Page {
  const page = new Page(SPACE_PAGE_NUMBER);
  page.reset(PageFlag.root | PageFlag.leaf | PageFlag.spaceTree, 0, 0);
  page.databaseTime = BULK_DATABASE_TIME;
  for (let free = FIRST_POOL_PAGE_NUMBER; free < FIRST_LEAF_PAGE_NUMBER; free += 1)
    page.putRow(free, new Uint8Array(0));
  return page;
}
