import type { Io } from './io.ts';

const maximumWidth = 100;

/** Nobody reads more lines than that. */
const MINIMUM_GAP_MILLISECONDS = 100;

/**
 * One line on the error output that is written over again and again; nothing at all when that is no terminal. It is never
 * wider than the terminal, where it would become many lines, and what comes too soon after the last is left out.
 */
export function progressLine(
  io: Pick<Io, 'overwrite' | 'errorIsTerminal' | 'errorColumns'>,
  now: () => number = () => performance.now(),
): { show(text: string): void; clear(): void } {
  let isShown = false;
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show(text) {
      if (!io.errorIsTerminal || now() - shownAt < MINIMUM_GAP_MILLISECONDS) return;
      isShown = true;
      shownAt = now();
      // A terminal may go to the next line when its last column is written.
      io.overwrite(text, Math.max(0, Math.min(maximumWidth, io.errorColumns - 1)));
    },
    clear() {
      if (!isShown) return;
      isShown = false;
      io.overwrite(null, 0);
    },
  };
}
