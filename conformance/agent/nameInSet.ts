import { baseName } from '../procedures/index.ts';

/**
 * What the n-th file of a set is called, from 1. A number keeps names apart that differ only in what is left out: folders,
 * letter case, unusual characters.
 */
export function nameInSet(number: number, path: string): string {
  const plain = baseName(path)
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '-')
    .slice(0, 80);
  return `${String(number).padStart(3, '0')}-${plain}`;
}
