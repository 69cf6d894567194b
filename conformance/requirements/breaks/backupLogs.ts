import type { Breaks } from './break.ts';

/** The logs of a backup: LOGS, TRUNC. */
export const backupLogBreaks: Breaks = {
  'EDB-LOGS-1': {
    file: 'simulator/exchange/client/lists.ts',
    line: 'generation < answer.high; generation++) {',
    becomes: 'generation <= answer.high; generation++) {',
  },
  'EDB-LOGS-2': {
    file: 'simulator/rules/logs.ts',
    line: 'isFull ? backup.lowGeneration : lowestGeneration(next.runs)',
    becomes: 'lowestGeneration(next.runs)',
  },
  'EDB-LOGS-3': {
    file: 'simulator/rules/logs.ts',
    line: 'backup.lowGeneration : lowestGeneration(next.runs)',
    becomes: 'backup.lowGeneration : next.checkpointGeneration',
  },
  'EDB-LOGS-4': {
    file: 'simulator/rules/logs.ts',
    line: 'if (backup.listed === 1) return answerList(outcome, R.log.listAgain);',
    becomes: '',
  },
  'EDB-LOGS-5': {
    file: 'simulator/rules/logs.ts',
    line: "tooEarly && choices.of('logListBeforeClose') === 'hrInvalidBackupSequence'",
    becomes: 'tooEarly',
  },
  'EDB-LOGS-6': {
    file: 'simulator/rules/logs.ts',
    line: 'if (!choices.isBelow(next.currentGeneration, LAST_GENERATION)) {',
    becomes: 'if (choices.isBelow(LAST_GENERATION, next.currentGeneration)) {',
  },
  'EDB-LOGS-7': {
    file: 'simulator/rules/logs.ts',
    line: 'cancelBackup(outcome, call.fault);',
    becomes: '',
  },
  'EDB-LOGS-8': {
    file: 'simulator/exchange/service/performer.ts',
    line: "kind: effect.backupType === BackupType.BACKUP_TYPE_FULL ? 'full' : 'incremental',",
    becomes: "kind: 'full',",
  },
  'EDB-LOGS-9': {
    file: 'simulator/rules/logs.ts',
    line: 'if (backup.listed === 1) return answerList(outcome, R.log.listAgain);',
    becomes:
      'if (backup.listed === 1) return answerList(outcome, R.log.listAgain);\n  if (backup.backupType === BackupType.BACKUP_TYPE_FULL) return outcome.refuse(Hr.hrInvalidBackup, R.log.listFull);',
  },
  'EDB-TRUNC-1': {
    file: 'simulator/rules/logs.ts',
    line: 'deleteLogs(outcome, low, high);\n  outcome',
    becomes: 'deleteLogs(outcome, low, high + 1);\n  outcome',
  },
  'EDB-TRUNC-2': {
    file: 'simulator/rules/logs.ts',
    line: 'if (isEmpty) return outcome.succeed(R.log.truncateNothing);',
    becomes:
      'if (isEmpty) deleteLogs(outcome, low, low + 1);\n  if (isEmpty) return outcome.succeed(R.log.truncateNothing);',
  },
  'EDB-TRUNC-3': {
    file: 'simulator/rules/logs.ts',
    line: 'if (backup.truncated === 1 && choices',
    becomes:
      'if (backup.filesOpened === 0) return outcome.refuse(Hr.hrInvalidBackup, R.log.truncate);\n  if (backup.truncated === 1 && choices',
  },
  'EDB-TRUNC-4': {
    file: 'simulator/rules/logs.ts',
    line: "backup.listed === 0 && choices.of('truncateBeforeLogList') === 'hrInvalidBackupSequence'",
    becomes: 'backup.listed === 0',
  },
  'EDB-TRUNC-5': {
    file: 'simulator/rules/logs.ts',
    line: "backup.openKind !== OpenKind.nothing && choices.of('truncateOpenFile') === 'hrInvalidBackupSequence'",
    becomes: 'backup.openKind !== OpenKind.nothing',
  },
  'EDB-TRUNC-6': {
    file: 'simulator/rules/logs.ts',
    line: "\n      .add({ kind: 'log-event', event: 'checkpoint-not-written', jetError: JetError.JET_errCheckpointCorrupt })",
    becomes: '',
  },
  'EDB-TRUNC-7': {
    file: 'simulator/rules/logs.ts',
    line: "backup.truncated === 1 && choices.of('secondTruncate') === 'hrInvalidBackupSequence'",
    becomes: 'outcome === null',
  },
  'EDB-TRUNC-8': {
    file: 'simulator/rules/runs.ts',
    line: '    if (startsInside && endsInside) {\n      runs.splice(i, 2);',
    becomes: '    if (startsInside && endsInside) {\n      runs.splice(i, 2);\n      return;',
  },
  'EDB-TRUNC-9': {
    file: 'simulator/rules/logs.ts',
    line: 'if (isEmpty) return outcome.succeed(R.log.truncateNothing);',
    becomes:
      'if (isEmpty || backup.backupType === BackupType.BACKUP_TYPE_LOGS_ONLY) return outcome.succeed(R.log.truncateNothing);',
  },
  'EDB-TRUNC-10': {
    file: 'simulator/rules/logs.ts',
    line: 'from = generation + 1;',
    becomes: 'from = generation;',
  },
};
