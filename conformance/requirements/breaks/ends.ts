import type { Breaks } from './break.ts';

/** The end of a backup, and what is on record then: END, SETLOG. */
export const endBreaks: Breaks = {
  'EDB-END-1': {
    file: 'simulator/rules/end.ts',
    line: 'clearBackup(next);',
    becomes: '',
  },
  'EDB-END-2': {
    file: 'simulator/rules/end.ts',
    line: '    requirement = R.log.endAborted;\n',
    becomes:
      '    requirement = R.log.endAborted;\n    backup.listed = 1;\n    backup.listedPatches = backup.closedDatabases;\n    backup.listedLow = backup.lowGeneration;\n    backup.listedHigh = next.currentGeneration;\n    recordBackup(outcome);\n',
  },
  'EDB-END-3': {
    file: 'simulator/rules/end.ts',
    line: "when === 'end-always' || (when === 'end-if-truncated' && backup.truncated === 1)",
    becomes: "when === 'end-always' || when === 'end-if-truncated'",
  },
  'EDB-END-4': {
    file: 'simulator/rules/end.ts',
    line: '  deletePatchFiles(outcome, call.locked);\n  if',
    becomes: '  if',
  },
  'EDB-END-5': {
    file: 'simulator/rules/end.ts',
    line: "next.circularLogging === 1 && choices.of('circularLeftovers') === 'removed'",
    becomes: 'next.circularLogging === 1',
  },
  'EDB-SETLOG-1': {
    file: 'simulator/rules/logs.ts',
    line: "outcome.choices.of('logNumberWhileStopped') === 'hrCouldNotConnect'",
    becomes: 'outcome !== null',
  },
  'EDB-SETLOG-2': {
    file: 'simulator/rules/logs.ts',
    line: 'outcome.next.lastBackupLog = currentLog;',
    becomes: 'outcome.next.lastBackupLog = isDisable ? LAST_GENERATION : currentLog;',
  },
  'EDB-SETLOG-3': {
    file: 'simulator/rules/logs.ts',
    line: 'outcome.notModelled(R.log.setCurrentLogRange)',
    becomes: 'outcome.refuse(Hr.hrInvalidParam, R.log.setCurrentLogRange)',
  },
  'EDB-SETLOG-4': {
    file: 'simulator/rules/logs.ts',
    line: "outcome.next.running === 0 && outcome.choices.of('logNumberWhileStopped') === 'hrCouldNotConnect'",
    becomes: 'outcome.next.running === 0',
  },
  'EDB-END-6': {
    file: 'simulator/rules/end.ts',
    line: 'lockedLogs(choices, locked, low, high)[0] ?? high',
    becomes: 'high',
  },
};
