import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { DiskWriteResult, VirtualFile } from '../disk/index.ts';
import { checksumMatches, holdsBlock, PAGE_SIZE_BYTES } from './checksum.ts';
import { type DatabaseHeader, decodeDatabaseHeader, encodeDatabaseHeader } from './databaseHeader.ts';

/** A header page and its shadow: where page 1 of a database, and the first image of a patch file, begins. */
export const SHADOWED_HEADER_SIZE_BYTES = 2 * PAGE_SIZE_BYTES;

/** `damaged` names the copy that should be rewritten from the header that was read. */
export type ShadowedHeaderResult =
  | { readonly kind: 'read'; readonly header: DatabaseHeader; readonly damaged: 'none' | 'primary' | 'shadow' }
  | { readonly kind: 'failed'; readonly error: JetErrorNumber; readonly reason: string };

/** Both pages of a block that is kept twice; shorter where the file is. */
export function readShadowedPages(file: VirtualFile): Uint8Array {
  const bytes = new Uint8Array(SHADOWED_HEADER_SIZE_BYTES);
  return bytes.subarray(0, file.read(0, bytes, 0, bytes.length));
}

/** One page, twice. */
export function twice(page: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(2 * page.length);
  bytes.set(page);
  bytes.set(page, page.length);
  return bytes;
}

/**
 * Reads a header that is kept twice. Rule (D: ese-engine.md 2.1): both valid and equal, fine; one valid, use it and
 * repair the other; both valid but different, the primary wins; none valid, an error.
 *
 * Which of the two errors the source names belongs to which case is our choice: JET_errReadVerifyFailure when a copy's
 * checksum is wrong, JET_errDatabaseCorrupted when the bytes are sound but no database header, or the file is too short.
 */
export function readShadowedDatabaseHeader(file: VirtualFile): ShadowedHeaderResult {
  const bytes = readShadowedPages(file);
  const primary = decodeDatabaseHeader(bytes, 0);
  const shadow = decodeDatabaseHeader(bytes, PAGE_SIZE_BYTES);
  if (primary !== null) return { kind: 'read', header: primary, damaged: isRepeated(bytes) ? 'none' : 'shadow' };
  if (shadow !== null) return { kind: 'read', header: shadow, damaged: 'primary' };
  if (!holdsBlock(bytes, 0)) {
    return {
      kind: 'failed',
      error: JetError.JET_errDatabaseCorrupted,
      reason: `the file has ${file.sizeBytes} bytes, less than one header page; put back a whole copy of it`,
    };
  }
  if (checksumMatches(bytes, 0) || (holdsBlock(bytes, PAGE_SIZE_BYTES) && checksumMatches(bytes, PAGE_SIZE_BYTES))) {
    return {
      kind: 'failed',
      error: JetError.JET_errDatabaseCorrupted,
      reason:
        'a header page has a right checksum but is not a database header; check that this is a database or patch file',
    };
  }
  return {
    kind: 'failed',
    error: JetError.JET_errReadVerifyFailure,
    reason: 'the checksums of the header and of its shadow are wrong; restore the file from a backup',
  };
}

/** Writes both copies; all or nothing. */
export function writeShadowedDatabaseHeader(file: VirtualFile, header: DatabaseHeader): DiskWriteResult {
  return file.write(0, twice(encodeDatabaseHeader(header)));
}

function isRepeated(bytes: Uint8Array): boolean {
  if (bytes.length < SHADOWED_HEADER_SIZE_BYTES) return false;
  return bytes.subarray(0, PAGE_SIZE_BYTES).every((value, index) => value === bytes[PAGE_SIZE_BYTES + index]);
}
