import type { JetError } from '../../protocol/index.ts';
import { xorChecksum } from '../format/index.ts';
import { pageDamage } from '../pages/index.ts';
import { type FindingList, placeOfPage } from './finding.ts';
import type { ScannedPage } from './pageScan.ts';
import type { PageFacts } from './report.ts';

/** 0x and eight digits. */
function hexWord(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

/** What is wrong with the checksum of a block, in words. */
export function checksumText(bytes: Uint8Array, offset: number): string {
  const stored = new DataView(bytes.buffer, bytes.byteOffset + offset, 4).getUint32(0, true);
  return `the checksum is ${hexWord(stored)}, and the bytes give ${hexWord(xorChecksum(bytes, offset))}`;
}

/** What is said of a damaged page besides what is wrong with it. */
export interface PageAdvice {
  readonly advice: string;
  readonly error: typeof JetError.JET_errReadVerifyFailure | typeof JetError.JET_errBadPatchPage;
}

/** Checks pages by checksum and number, as a backup does (Q186184: every page, used or not), and counts them. */
export class PageCheck implements PageFacts {
  pageCount = 0;
  zeroPageCount = 0;
  damagedPageCount = 0;
  newestDatabaseTime = 0;
  readonly #findings: FindingList;
  readonly #advice: PageAdvice;

  constructor(findings: FindingList, advice: PageAdvice) {
    this.#findings = findings;
    this.#advice = advice;
  }

  check({ bytes, view, at, slot }: ScannedPage, pageNumber: number): 'sound' | 'zeros' | 'damaged' {
    this.pageCount += 1;
    const damage = pageDamage(bytes, at, pageNumber);
    const found = view.getUint32(at + 4, true);
    if (damage !== null) {
      const what =
        damage === 'checksum'
          ? checksumText(bytes, at)
          : `the page says that it is page ${found}: it was written to the wrong place`;
      this.damaged(what, damage === 'checksum' ? 'page-checksum' : 'page-number', slot, pageNumber);
      return 'damaged';
    }
    if (found === 0) {
      this.zeroPageCount += 1;
      return 'zeros';
    }
    const databaseTime = view.getUint32(at + 8, true) + view.getUint32(at + 12, true) * 2 ** 32;
    if (databaseTime > this.newestDatabaseTime) this.newestDatabaseTime = databaseTime;
    return 'sound';
  }

  damaged(what: string, id: 'page-checksum' | 'page-number', slot: number, pageNumber: number): void {
    const { advice, error } = this.#advice;
    this.damagedPageCount += 1;
    this.#findings.add({ id, place: placeOfPage(pageNumber, slot * 4096), what, advice, errors: [error] });
  }

  /** The counts alone. */
  get facts(): PageFacts {
    const { pageCount, zeroPageCount, damagedPageCount, newestDatabaseTime } = this;
    return { pageCount, zeroPageCount, damagedPageCount, newestDatabaseTime };
  }
}
