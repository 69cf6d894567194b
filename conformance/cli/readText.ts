import { readFileSync } from 'node:fs';

/** The text of a file that was named on the command line, or null when it cannot be read. */
export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
