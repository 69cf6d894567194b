import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { VirtualFile } from '../disk/index.ts';
import { type DatabaseHeader, PAGE_SIZE_BYTES, SHADOWED_HEADER_SIZE_BYTES } from '../format/index.ts';
import { decodePage, type Page, pageDamage, pageIdentity } from '../pages/index.ts';

interface Image {
  readonly databaseTime: number;
  readonly offsetBytes: number;
}

/** The page images of a patch file. A page may be there more than once. */
export class PatchImages {
  readonly header: DatabaseHeader;
  readonly #file: VirtualFile;
  readonly #images = new Map<number, Image[]>();

  constructor(file: VirtualFile, header: DatabaseHeader) {
    this.#file = file;
    this.header = header;
  }

  /** Reads the identity of every image: JET_errBadPatchPage when one is damaged. */
  index(): JetErrorNumber | 0 {
    if (this.#file.sizeBytes % PAGE_SIZE_BYTES !== 0) return JetError.JET_errBadPatchPage;
    const bytes = new Uint8Array(PAGE_SIZE_BYTES);
    for (let offset = SHADOWED_HEADER_SIZE_BYTES; offset < this.#file.sizeBytes; offset += PAGE_SIZE_BYTES) {
      this.#file.read(offset, bytes, 0, PAGE_SIZE_BYTES);
      const { pageNumber, databaseTime } = pageIdentity(bytes, 0);
      if (pageNumber === 0 || pageDamage(bytes, 0, pageNumber) !== null) return JetError.JET_errBadPatchPage;
      const images = this.#images.get(pageNumber) ?? [];
      images.push({ databaseTime, offsetBytes: offset });
      this.#images.set(pageNumber, images);
    }
    for (const images of this.#images.values()) images.sort((a, b) => a.databaseTime - b.databaseTime);
    return 0;
  }

  /** The oldest image of a page that is at least as new as `databaseTime`; null when there is none. */
  find(pageNumber: number, databaseTime: number): Page | JetErrorNumber | null {
    const image = this.#images.get(pageNumber)?.find((candidate) => candidate.databaseTime >= databaseTime);
    if (image === undefined) return null;
    const bytes = new Uint8Array(PAGE_SIZE_BYTES);
    this.#file.read(image.offsetBytes, bytes, 0, PAGE_SIZE_BYTES);
    return decodePage(bytes, pageNumber) ?? JetError.JET_errBadPatchPage;
  }
}
