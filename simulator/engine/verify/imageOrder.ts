import { JetError } from '../../protocol/index.ts';
import { type FindingList, placeOfPage } from './finding.ts';
import type { Image } from './report.ts';

/**
 * The images of one page stand in the order in which they were written, each newer than the one before: the engine writes
 * a page only when it was changed (I: so does ours, and no source says otherwise). The same image twice, or an older one behind a newer, was put there by somebody else.
 */
export class ImageOrder {
  readonly images: Image[] = [];
  readonly #newest = new Map<number, Image>();
  readonly #findings: FindingList;
  readonly #advice: string;

  constructor(findings: FindingList, advice: string) {
    this.#findings = findings;
    this.#advice = advice;
  }

  add(image: Image): void {
    const { pageNumber, offsetBytes, databaseTime } = image;
    const before = this.#newest.get(pageNumber);
    this.images.push(image);
    if (before === undefined || databaseTime > before.databaseTime) {
      this.#newest.set(pageNumber, image);
      return;
    }
    const what =
      databaseTime === before.databaseTime
        ? `the image of dbtime ${databaseTime} is here twice, first at offset ${before.offsetBytes}: one of them lies over another image`
        : `the image of dbtime ${databaseTime} lies behind a newer one, of dbtime ${before.databaseTime} at offset ${before.offsetBytes}`;
    this.#findings.add({
      id: 'patch-image',
      place: placeOfPage(pageNumber, offsetBytes),
      what,
      advice: this.#advice,
      errors: [JetError.JET_errBadPatchPage],
    });
  }
}
