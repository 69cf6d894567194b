import type { Writable } from 'node:stream';
import { visible } from './output/index.ts';

export interface OutputWatch {
  /** Whether something that was said has not arrived. */
  readonly isLost: boolean;
}

/**
 * Watches where our words go. When they cannot be written, one line tells it where there is somebody left to tell, and
 * `onLost` is called, once. A reader that has seen enough (`edbproof requirements | head`) is no defect of ours; but what
 * it has not read, it does not know.
 */
export function watchOutput(out: Writable, err: Writable, onLost: () => void): OutputWatch {
  let isLost = false;
  const lose = (line: string | null): void => {
    if (isLost) return;
    isLost = true;
    if (line !== null) err.write(line);
    onLost();
  };
  out.on('error', (error) => lose(`edbproof: not all of the output could be written: ${reasonOf(error)}\n`));
  err.on('error', () => lose(null));
  return {
    get isLost() {
      return isLost;
    },
  };
}

function reasonOf(error: Error): string {
  const code = 'code' in error ? error.code : null;
  if (code === 'EPIPE') return 'whoever read it went away';
  if (code === 'ENOSPC') return 'there is no room left where it goes';
  return visible(error.message);
}
