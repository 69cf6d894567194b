import { PAGE_SIZE_BYTES } from '../format/index.ts';

/** Where a page and the copy behind it first differ, in bytes; -1 when they are one. */
export function firstDifference(bytes: Uint8Array): number {
  const shadow = bytes.subarray(PAGE_SIZE_BYTES);
  return bytes.subarray(0, PAGE_SIZE_BYTES).findIndex((value, index) => value !== shadow[index]);
}
