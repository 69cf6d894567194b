import type { Breaks } from './break.ts';

/** How a backup begins, and what refuses it: PREP. */
export const prepareBreaks: Breaks = {
  'EDB-PREP-1': {
    file: 'simulator/rules/prepare.ts',
    line: "{ kind: 'context', restore: false }",
    becomes: 'null',
  },
  'EDB-PREP-2': {
    file: 'simulator/rules/logs.ts',
    line: 'isFull ? backup.lowGeneration :',
    becomes: 'isFull ? next.checkpointGeneration :',
  },
  'EDB-PREP-3': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (call.backupType !== BackupType.BACKUP_TYPE_FULL && call.backupType !== BackupType.BACKUP_TYPE_LOGS_ONLY) {',
    becomes: 'if (call.backupType > 3) {',
  },
  'EDB-PREP-4': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (grbit > 1) return outcome.notModelled(R.prepare.grbit);',
    becomes: '',
  },
  'EDB-PREP-5': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (next.running === 0) return outcome.refuse(Hr.hrCouldNotConnect, R.prepare.serviceStopped);',
    becomes: '',
  },
  'EDB-PREP-6': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (next.backup.active === 1) return refuseWhileBusy(outcome, isFull);',
    becomes: '',
  },
  'EDB-PREP-7': {
    file: 'simulator/rules/prepare.ts',
    line: "next.checkpointGeneration === 0 && choices.of('unreadableCheckpoint') === 'hrCheckpointCorrupt'",
    becomes: 'next.checkpointGeneration === 0',
  },
  'EDB-PREP-8': {
    file: 'simulator/rules/prepare.ts',
    line: "databaseAt(next, index).patchFile === 1 && choices.of('stalePatchFile') === 'prepare-fails'",
    becomes: 'databaseAt(next, index).patchFile === 1',
  },
  'EDB-PREP-9': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (outcome.next.lastBackupLog !== BACKUP_DISABLE_INCREMENTAL) return false;',
    becomes: 'if (outcome !== null) return false;',
  },
  'EDB-PREP-10': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (outcome.next.circularLogging === 0) return false;',
    becomes: 'if (outcome !== null) return false;',
  },
  'EDB-PREP-11': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (databaseAt(next, index).fullLow === 0) {',
    becomes: 'if (databaseAt(next, index).fullLow < 0) {',
  },
  'EDB-PREP-12': {
    file: 'simulator/rules/prepare.ts',
    line: ' || firstMissingGeneration(choices, runs, low, highestGeneration(runs)) !== 0',
    becomes: '',
  },
  'EDB-PREP-13': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (firstBrokenGeneration(choices, runs, low, highestGeneration(runs)) !== 0) {',
    becomes: 'if (low < 0) {',
  },
  'EDB-PREP-14': {
    file: 'simulator/rules/prepare.ts',
    line: 'next.checkpointGeneration || lowestGeneration(next.runs)',
    becomes: 'next.checkpointGeneration || next.currentGeneration',
  },
};
