import type { Breaks } from './break.ts';

/** The copy of a database in use, and what makes it whole: COPY. */
export const copyBreaks: Breaks = {
  'EDB-COPY-1': {
    file: 'simulator/engine/backup/databaseCopy.ts',
    line: 'this.#headers.set(page, PAGE_SIZE_BYTES);',
    becomes: '',
  },
  'EDB-COPY-2': {
    file: 'simulator/engine/store/pageCache.ts',
    line: 'for (const frame of this.#dirty) oldest = Math.min(oldest, frame.firstDirtyAddress);',
    becomes: '',
  },
  'EDB-COPY-3': {
    file: 'simulator/engine/store/applyContext.ts',
    line: 'return record.databaseTime > frame.page.databaseTime;',
    becomes: 'return record.databaseTime > 0;',
  },
  'EDB-COPY-4': {
    file: 'simulator/engine/backup/databaseCopy.ts',
    line: 'if (!this.#isSettled(giver)) return true;',
    becomes: 'if (this.#isSettled(giver)) return true;',
  },
  'EDB-COPY-5': {
    file: 'simulator/engine/store/applySplit.ts',
    line: "if (record.shape !== 'append') {",
    becomes: 'if (record !== null) {',
  },
  'EDB-COPY-6': {
    file: 'simulator/engine/recovery/undo.ts',
    line: 'for (const transaction of open.reverse()) {',
    becomes: 'for (const transaction of open.slice(open.length)) {',
  },
  'EDB-COPY-7': {
    file: 'simulator/engine/store/store.ts',
    line: 'generation < highExclusive; generation += 1',
    becomes: 'generation <= highExclusive; generation += 1',
  },
  'EDB-COPY-8': {
    file: 'simulator/engine/verify/verifyPatch.ts',
    line: 'const pageNumber = image.view.getUint32(image.at + 4, true);',
    becomes: 'const pageNumber = image.slot;',
  },
  'EDB-COPY-9': {
    file: 'simulator/engine/recovery/patchImages.ts',
    line: 'if (pageNumber === 0 || pageDamage(bytes, 0, pageNumber) !== null) return',
    becomes: 'if (pageNumber === 0) return',
  },
};
