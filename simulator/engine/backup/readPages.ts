import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { VirtualFile } from '../disk/index.ts';
import { PAGE_SIZE_BYTES } from '../format/index.ts';
import { HEADER_PAGE_COUNT, pageDamage } from '../pages/index.ts';

/** A page that must not be handed out. */
export interface DamagedPage {
  readonly error: JetErrorNumber;
  readonly pageNumber: number;
}

/**
 * Reads whole pages and, if asked, verifies each that somebody wrote: checksum and page number (Q186184: every page, used or not;
 * pages of zeros are all right). Answers the first damaged one.
 */
export function readPages(
  file: VirtualFile,
  offsetBytes: number,
  target: Uint8Array,
  targetOffset: number,
  lengthBytes: number,
  verify: boolean,
): DamagedPage | null {
  const read = file.read(offsetBytes, target, targetOffset, lengthBytes);
  if (read < lengthBytes) target.fill(0, targetOffset + read, targetOffset + lengthBytes);
  if (!verify) return null;
  const first = offsetBytes / PAGE_SIZE_BYTES;
  const limit = first + lengthBytes / PAGE_SIZE_BYTES;
  // Pages that nobody wrote are made when they are read, and right by construction.
  const next = (slot: number): number => file.nextWrittenPage(slot, limit);
  for (let slot = next(first); slot < limit; slot = next(slot + 1)) {
    const pageNumber = slot - HEADER_PAGE_COUNT + 1;
    const at = targetOffset + (slot - first) * PAGE_SIZE_BYTES;
    if (pageDamage(target, at, pageNumber) !== null) return { error: JetError.JET_errReadVerifyFailure, pageNumber };
  }
  return null;
}
