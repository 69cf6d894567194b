import type { VirtualFile } from '../disk/index.ts';
import { LogScan, readLogHeader } from '../log/index.ts';

/** The kinds of the last records of a log, in order. */
export function lastKinds(file: VirtualFile | null, count: number): readonly string[] {
  const header = readLogHeader(file);
  if (file === null || header === null) throw new Error('this is no log');
  const scan = new LogScan(file, header);
  const kinds: string[] = [];
  for (let next = scan.next(); next !== null; next = scan.next()) kinds.push(next.record.kind);
  return kinds.slice(-count);
}
