import type { Io } from './io.ts';

const maximumWidth = 100;

/** One line on the error output that is written over again and again; nothing at all when that is no terminal. */
export function progressLine(io: Pick<Io, 'err' | 'errorIsTerminal'>): { show(text: string): void; clear(): void } {
  let shown = false;
  return {
    show(text) {
      if (!io.errorIsTerminal) return;
      shown = true;
      io.err(`\r${text.slice(0, maximumWidth)}\u001b[K`);
    },
    clear() {
      if (!shown) return;
      shown = false;
      io.err('\r\u001b[K');
    },
  };
}
