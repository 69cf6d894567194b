import type { Breaks } from './break.ts';

/** The checkpoint: CHECK. */
export const checkpointBreaks: Breaks = {
  'EDB-CHECK-1': {
    file: 'simulator/engine/store/store.ts',
    line: 'Math.min(this.cache.oldestChange(), this.transactions.oldestBegin());',
    becomes: 'this.transactions.oldestBegin();',
  },
  'EDB-CHECK-2': {
    file: 'simulator/engine/store/store.ts',
    line: 'oldest === NO_ADDRESS ? this.log.tipAddress : oldest',
    becomes: 'oldest === NO_ADDRESS ? logAddress(Math.max(1, this.log.generation - 1), 4096) : oldest',
  },
  'EDB-CHECK-3': {
    file: 'simulator/engine/format/checkpointFile.ts',
    line: 'writeLogTime(view, 639, checkpoint.incrementalBackupSeconds);',
    becomes: '',
  },
  'EDB-CHECK-4': {
    file: 'simulator/engine/store/checkpointKeeper.ts',
    line: 'isReadable: file !== null && readCheckpointFile(file) !== null };',
    becomes: 'isReadable: true };',
  },
  'EDB-CHECK-5': {
    file: 'simulator/engine/store/checkpointKeeper.ts',
    line: 'if (isOurs && !wasMissing && !this.isReadable) return JetError.JET_errCheckpointCorrupt;',
    becomes: '',
  },
  'EDB-CHECK-6': {
    file: 'simulator/engine/store/store.ts',
    line: 'this.checkpoint.inMemory.generation',
    becomes: 'this.checkpoint.position.generation',
  },
};
