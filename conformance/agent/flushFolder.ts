import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes the names in a folder survive a power failure. */
export function flushFolder(path: string): void {
  // Windows cannot open a folder to flush it; NTFS journals the names itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
