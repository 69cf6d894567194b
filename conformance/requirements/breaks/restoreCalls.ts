import type { Breaks } from './break.ts';

/** The calls of a restore: RPREP, RLOC, RREG, RCOMP, REND, TARGET. */
export const restoreCallBreaks: Breaks = {
  'EDB-RPREP-1': {
    file: 'simulator/rules/restore.ts',
    line: "{ kind: 'context', restore: true }",
    becomes: 'null',
  },
  'EDB-RPREP-2': {
    file: 'simulator/rules/restore.ts',
    line: "next.running === 1 && choices.of('restoreWhileRunning') === 'hrError'",
    becomes: 'next.running === 1',
  },
  'EDB-RPREP-3': {
    file: 'simulator/rules/restore.ts',
    line: "outcome.refuse(Hr[choices.of('secondRestorePrepare')], R.restore.prepareSecond)",
    becomes: 'outcome.succeed(R.restore.prepareSecond)',
  },
  'EDB-RLOC-1': {
    file: 'simulator/exchange/client/lists.ts',
    line: 'path: unc(paths.systemFolder) }',
    becomes: 'path: unc(paths.logFolder) }',
  },
  'EDB-RLOC-2': {
    file: 'simulator/rules/restore.ts',
    line: 'if (!onBackup && !handleIs(Handle.restore, call.handle, outcome)) return;',
    becomes:
      'if (!onBackup && !handleIs(Handle.restore, call.handle, outcome)) return;\n  if (!onBackup && outcome.next.restore.registered === 0) return outcome.refuse(Hr.hrError, R.restore.locations);',
  },
  'EDB-RLOC-3': {
    file: 'simulator/rules/restore.ts',
    line: "hasAbsentStore ? outcome.choices.of('absentDatabaseLocation') : 'omitted'",
    becomes: "'omitted' as string",
  },
  'EDB-RLOC-4': {
    file: 'simulator/rules/restore.ts',
    line: "call.handle === Handle.backup && outcome.choices.of('locationsOnBackupContext') === 'served'",
    becomes: 'call.handle === Handle.backup',
  },
  'EDB-RREG-1': {
    file: 'simulator/exchange/registry/restoreKey.ts',
    line: "this.#text('BackupLogPath', backupLogFolder);",
    becomes: "this.#text('BackupLogPath', logFolder);",
  },
  'EDB-RREG-2': {
    file: 'simulator/rules/restore.ts',
    line: 'next.restoreHigh = high;',
    becomes: 'next.restoreHigh = Math.max(next.restoreHigh, high);',
  },
  'EDB-RREG-3': {
    file: 'simulator/rules/restore.ts',
    line: 'if (mapRows === 0 && !hasFullRestore) return outcome.refuse(Hr.hrNoFullRestore, R.restore.registerNoFull);',
    becomes: '',
  },
  'EDB-RREG-4': {
    file: 'simulator/rules/restore.ts',
    line: 'low <= high && ',
    becomes: '',
  },
  'EDB-RREG-5': {
    file: 'simulator/rules/restore.ts',
    line: 'if (next.restoreKey === RestoreKey.registered) {',
    becomes: 'if (outcome === null) {',
  },
  'EDB-RREG-6': {
    file: 'simulator/rules/restore.ts',
    line: "mapRows > 0 && hasFullRestore && choices.of('secondMap') === 'hrRestoreMapExists'",
    becomes: 'outcome === null',
  },
  'EDB-RREG-7': {
    file: 'simulator/rules/restore.ts',
    line: "next.restore.completed === 1 ? choices.of('registerAfterComplete') : 'accepted'",
    becomes: "'accepted' as string",
  },
  'EDB-RREG-8': {
    file: 'simulator/rules/restore.ts',
    line: "!call.checkpointPathGiven && choices.of('nullCheckpointPath') === 'hrInvalidParam'",
    becomes: '!call.checkpointPathGiven',
  },
  'EDB-RCOMP-1': {
    file: 'simulator/rules/restore.ts',
    line: 'isGood ? RestoreKey.completed : RestoreKey.failed',
    becomes: 'isGood ? RestoreKey.absent : RestoreKey.failed',
  },
  'EDB-RCOMP-2': {
    file: 'simulator/rules/restore.ts',
    line: 'isGood ? RestoreKey.completed : RestoreKey.failed',
    becomes: 'RestoreKey.completed',
  },
  'EDB-RCOMP-3': {
    file: 'simulator/rules/restore.ts',
    line: "answerOrMark(outcome, choices.of('completeWithoutRegister'), R.restore.completeUnregistered)",
    becomes: 'outcome.succeed(R.restore.completeUnregistered)',
  },
  'EDB-RCOMP-4': {
    file: 'simulator/rules/restore.ts',
    line: "answerOrMark(outcome, choices.of('secondComplete'), R.restore.completeAgain)",
    becomes: 'outcome.succeed(R.restore.completeAgain)',
  },
  'EDB-REND-1': {
    file: 'simulator/rules/restore.ts',
    line: 'clearRestore(outcome.next);',
    becomes: '',
  },
  'EDB-TARGET-1': {
    file: 'simulator/rules/service.ts',
    line: "isForeign && outcome.choices.of('directoryOfAnotherServer') === 'not-modelled'",
    becomes: 'outcome === null',
  },
};
