import { requirement } from '../requirement.ts';

/** HrBackupGetBackupLogs, HrBackupTruncateLogs, HrBackupEnd, HrSetCurrentBackupLog. */
export const logRequirements = {
  list: requirement(
    'EDB-LOGS-1',
    'DOCUMENTED',
    'M-HrBackupGetBackupLogs, Q271987, Q200941',
    'The first HrBackupGetBackupLogs closes edb.log as the next numbered log and lists logs in ascending order, then patch files; edb.log is never listed.',
  ),
  listFull: requirement(
    'EDB-LOGS-2',
    'INFERRED',
    'ESE, Q271987',
    'A full backup lists the generations from the checkpoint at the start to the one just closed, and the patch file of every database that was copied.',
  ),
  listLogsOnly: requirement(
    'EDB-LOGS-3',
    'INFERRED',
    'ESE, M-backup',
    'A LOGS_ONLY backup lists the generations from the lowest on disk to the one just closed, and no patch file.',
  ),
  listAgain: requirement(
    'EDB-LOGS-4',
    'DOCUMENTED',
    'Q256347',
    'The list is computed once per session; later calls answer the same.',
  ),
  listTooEarly: requirement(
    'EDB-LOGS-5',
    'DOCUMENTED',
    'Q256347',
    'Called before the last database was closed it succeeds with a list that is not complete, and the backup cannot be restored consistently.',
  ),
  listGenerationLimit: requirement(
    'EDB-LOGS-6',
    'INFERRED',
    'Q177761',
    'When the last generation number is used up the log cannot be closed: hrLogSequenceEnd.',
  ),
  listFailed: requirement(
    'EDB-LOGS-7',
    'INFERRED',
    'ESE',
    'A log that cannot be closed fails the call with the engine’s code and ends the session.',
  ),
  truncate: requirement(
    'EDB-TRUNC-1',
    'DOCUMENTED',
    'M-HrBackupTruncateLogs, Q240145, Q271987',
    'HrBackupTruncateLogs deletes the numbered logs below the checkpoint, oldest first; never the checkpoint’s log, never edb.log.',
  ),
  truncateNothing: requirement(
    'EDB-TRUNC-2',
    'DOCUMENTED',
    'Q177773',
    'When every log is still needed nothing is deleted, and that is success.',
  ),
  truncateUnchecked: requirement(
    'EDB-TRUNC-3',
    'INFERRED',
    'Q159838, Q177761',
    'Whether the listed files were read is not checked: truncating after an unsuccessful backup succeeds.',
  ),
  truncateTooEarly: requirement(
    'EDB-TRUNC-4',
    'UNKNOWN',
    'ESE',
    'What truncating before any log list does is a facet.',
  ),
  truncateOpenFile: requirement(
    'EDB-TRUNC-5',
    'INFERRED',
    'JET-JetTruncateLog',
    'What truncating while a file is open does is a facet.',
  ),
  truncateNoCheckpoint: requirement(
    'EDB-TRUNC-6',
    'DOCUMENTED',
    'Q184578',
    'With an unusable checkpoint file no log is deleted, and an event says so.',
  ),
  end: requirement(
    'EDB-END-1',
    'DOCUMENTED',
    'M-HrBackupEnd',
    'HrBackupEnd ends the context after a successful or unsuccessful backup; it is unusable afterwards.',
  ),
  endAborted: requirement(
    'EDB-END-2',
    'INFERRED',
    'ESE',
    'A full backup that ends before its log list was taken is not recorded as one.',
  ),
  endRecorded: requirement(
    'EDB-END-3',
    'UNKNOWN',
    'JET-JetEndExternalBackup, Q245211, Q240145',
    'A backup is recorded in the database headers, the checkpoint file and the registry; when, and on what condition, is a facet.',
  ),
  endPatchFiles: requirement(
    'EDB-END-4',
    'DOCUMENTED',
    'Q271847, Q158526',
    'The patch files of the session are deleted when the backup ends.',
  ),
  endCircular: requirement(
    'EDB-END-5',
    'DOCUMENTED',
    'Q177794',
    'Under circular logging Exchange 5.5 removes the logs that piled up during the backup; 4.0 and 5.0 leave them.',
  ),
  setCurrentLog: requirement(
    'EDB-SETLOG-1',
    'DOCUMENTED',
    'M-HrSetCurrentBackupLog',
    'HrSetCurrentBackupLog sets the last log considered backed up; no context is needed.',
  ),
  disableIncremental: requirement(
    'EDB-SETLOG-2',
    'DOCUMENTED',
    'M-prevent',
    'BACKUP_DISABLE_INCREMENTAL makes LOGS_ONLY backups fail until a full backup is performed.',
  ),
  setCurrentLogRange: requirement(
    'EDB-SETLOG-3',
    'UNKNOWN',
    'M-HrSetCurrentBackupLog',
    'What a number beyond the last generation does is not known.',
  ),
} as const;
