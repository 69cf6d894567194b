import { statSync } from 'node:fs';
import { fileProblem } from './fileProblem.ts';

/** What a path leads to, through links; null when that is nothing, or nobody may know. */
export function pathKind(path: string): 'file' | 'folder' | 'other' | null {
  try {
    const facts = statSync(path);
    if (facts.isFile()) return 'file';
    return facts.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    fileProblem(error);
    return null;
  }
}
