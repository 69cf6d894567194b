import type { VirtualDisk, VirtualFile } from '../../engine/index.ts';
import { HEADER_PAGE_COUNT, LOG_SECTOR_SIZE_BYTES, PAGE_SIZE_BYTES } from '../../protocol/index.ts';

/** What damaging a file came to: null, or why it changed nothing. */
export type DamageResult = string | null;

const SECTORS_PER_PAGE = PAGE_SIZE_BYTES / LOG_SECTOR_SIZE_BYTES;

/** Where a page begins: page 1 comes after the header and its shadow (ese-engine.md 2.1); images of a patch file count alike. */
const offsetOfPage = (page: number): number => (page - 1 + HEADER_PAGE_COUNT) * PAGE_SIZE_BYTES;

/** Flips one bit of a byte. */
export function corruptByte(disk: VirtualDisk, path: string, offsetBytes: number): DamageResult {
  return disk.corruptByte(path, offsetBytes, 1) ? null : `${path} has no byte ${offsetBytes}`;
}

/** Flips one bit in the middle of a page. */
export function corruptPage(disk: VirtualDisk, path: string, page: number): DamageResult {
  const done = disk.corruptByte(path, offsetOfPage(page) + PAGE_SIZE_BYTES / 2, 1);
  return done ? null : `${path} has no page ${page}`;
}

/** Leaves nothing but zeros of a page: a write that was said to be done, and never was. */
export function blankPage(disk: VirtualDisk, path: string, page: number): DamageResult {
  const file = disk.open(path);
  const start = offsetOfPage(page);
  if (file === null || start + PAGE_SIZE_BYTES > file.sizeBytes) return `${path} has no page ${page}`;
  return zero(file, start, start + PAGE_SIZE_BYTES);
}

/**
 * A page whose write stopped half-way: the first sectors are there, the last are not. What was in them before is not
 * known, so they are zero, as in a page that is written for the first time. A disk writes whole sectors of 512 bytes
 * (ese-engine.md 1.1). Where half a page of zeros would leave the checksum as it is (2.3: it is a XOR), more is missing.
 */
export function tearPage(disk: VirtualDisk, path: string, page: number): DamageResult {
  const file = disk.open(path);
  const start = offsetOfPage(page);
  if (file === null || start + PAGE_SIZE_BYTES > file.sizeBytes) return `${path} has no page ${page}`;
  for (let sector = SECTORS_PER_PAGE / 2; sector > 0; sector--) {
    const from = start + sector * LOG_SECTOR_SIZE_BYTES;
    if (checksumOf(file, from, start + PAGE_SIZE_BYTES) !== 0) return zero(file, from, start + PAGE_SIZE_BYTES);
  }
  return `page ${page} of ${path} is empty, so nothing of it can be missing`;
}

/**
 * A write that stopped at a byte: from the byte's sector to the end of its 4096 bytes nothing is there. A log is
 * allocated in full and zero before it is written (ese-engine.md 1.1).
 */
export function tearFile(disk: VirtualDisk, path: string, offsetBytes: number): DamageResult {
  const file = disk.open(path);
  if (file === null || offsetBytes >= file.sizeBytes) return `${path} has no byte ${offsetBytes}`;
  const from = offsetBytes - (offsetBytes % LOG_SECTOR_SIZE_BYTES);
  const end = Math.min(file.sizeBytes, from - (from % PAGE_SIZE_BYTES) + PAGE_SIZE_BYTES);
  if (bytesOf(file, from, end).every((byte) => byte === 0))
    return `nothing was written to ${path} at byte ${offsetBytes}`;
  return zero(file, from, end);
}

function bytesOf(file: VirtualFile, from: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - from);
  file.read(from, bytes, 0, bytes.length);
  return bytes;
}

/** The XOR of the 32-bit words: what these bytes contribute to a checksum of the era. */
function checksumOf(file: VirtualFile, from: number, end: number): number {
  const bytes = bytesOf(file, from, end);
  const view = new DataView(bytes.buffer);
  let sum = 0;
  for (let offset = 0; offset < bytes.length; offset += 4) sum ^= view.getUint32(offset, true);
  return sum;
}

function zero(file: VirtualFile, from: number, end: number): DamageResult {
  // Inside the file: no disk is too full for it.
  file.write(from, new Uint8Array(end - from));
  return null;
}
