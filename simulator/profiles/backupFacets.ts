import { facet } from './facet.ts';

/** Facets of a backup that has begun: log lists, truncation, bookkeeping, its end. */
export const backupFacets = {
  backupRecordedAt: facet(
    'backup-recorded-at',
    'When is a backup recorded in the database headers and the registry?',
    ['end-if-truncated', 'end-always', 'truncate'],
    {
      value: 'end-if-truncated',
      provenance: 'UNKNOWN',
      source: 'JET-JetEndExternalBackup, JET-JetBeginExternalBackup; edbbcli.md 4.4, 8.5',
      reason: 'A backup that truncates nothing is a copy or a differential, and those must not move the record.',
    },
    {
      on: 'any product',
      act: 'a full backup with eseutil /mh and a registry dump before and after HrBackupTruncateLogs and HrBackupEnd; then one without HrBackupTruncateLogs',
      see: 'after which call the header, edb.chk and Backupinformation change, and whether they do without truncation',
    },
  ),
  emptyTruncation: facet(
    'empty-truncation',
    'Does a backup count as truncated when HrBackupTruncateLogs had nothing to delete?',
    ['counts', 'does-not-count'],
    {
      value: 'counts',
      provenance: 'UNKNOWN',
      source: 'Q177773; edbbcli.md 8.6',
      reason: 'A truncation that deletes nothing is a success by design, so the backup is as good as another.',
    },
    {
      on: 'any product whose checkpoint is in its lowest log',
      act: 'an incremental backup with HrBackupTruncateLogs, with eseutil /mh and a registry dump before and after',
      see: 'whether header, edb.chk and Backupinformation record it',
    },
  ),
  logListBeforeClose: facet(
    'log-list-before-close',
    'What does HrBackupGetBackupLogs answer before the last database was closed?',
    ['succeeds', 'hrInvalidBackupSequence'],
    {
      value: 'succeeds',
      provenance: 'DOCUMENTED',
      source: 'Q256347 (4.0 to 5.5 SP3, by design), JET-JetGetLogInfo',
      reason: 'The call succeeds and the backup cannot be restored; later engines answer -521.',
    },
    {
      on: 'any product, in a full backup',
      act: 'HrBackupGetBackupLogsW while the last database is still open',
      see: 'the return value, and whether a second call after HrBackupClose gives another list',
    },
  ),
  databaseAfterLogList: facet(
    'database-after-log-list',
    'May a database be opened after the log list was taken?',
    ['opened', 'hrInvalidBackupSequence'],
    {
      value: 'opened',
      provenance: 'UNKNOWN',
      source: 'Q256347, ESE; edbbcli.md 3.6, 6.9, dialects.md A-2',
      reason: 'An agent that took the list first saw no error from any call (A-2); later engines answer -521.',
    },
    {
      on: 'any product, in a full backup after HrBackupGetBackupLogsW',
      act: 'HrBackupOpenFileW of a database that was not copied yet',
      see: 'the return value, and whether a second list names its patch file',
    },
  ),
  truncateBeforeLogList: facet(
    'truncate-before-log-list',
    'What does HrBackupTruncateLogs answer before any log list was taken?',
    ['hrInvalidBackupSequence', 'truncates'],
    {
      value: 'hrInvalidBackupSequence',
      provenance: 'UNKNOWN',
      source: 'ESE; edbbcli.md 3.7, ese-engine.md 9',
      reason: 'Modern engines answer -521; no source speaks for 4.0 to 5.5.',
    },
    {
      on: 'any product with many closed logs, in a full backup',
      act: 'HrBackupTruncateLogs before HrBackupGetBackupLogsW',
      see: 'the return value, and which logs are gone',
    },
  ),
  truncateOpenFile: facet(
    'truncate-open-file',
    'What does HrBackupTruncateLogs answer while a file is open?',
    ['hrInvalidBackupSequence', 'truncates'],
    {
      value: 'hrInvalidBackupSequence',
      provenance: 'UNKNOWN',
      source: 'JET-JetTruncateLog; edbbcli.md 3.7 against 6.9',
      reason: 'The engine call underneath asks for closed files; 4.0 to 5.5 are known to be lax with the log list.',
    },
    {
      on: 'any product, in a full backup after the log list',
      act: 'HrBackupTruncateLogs while a log is open',
      see: 'the return value, and which logs are gone',
    },
  ),
  secondTruncate: facet(
    'second-truncate',
    'What does a second HrBackupTruncateLogs of a session answer?',
    ['nothing-left', 'hrInvalidBackupSequence'],
    {
      value: 'nothing-left',
      provenance: 'UNKNOWN',
      source: 'edbbcli.md 3.7',
      reason: 'There is nothing left to delete, and deleting nothing is a success.',
    },
    {
      on: 'any product with many closed logs, in a full backup after the log list',
      act: 'HrBackupTruncateLogs twice',
      see: 'the return value of the second call',
    },
  ),
  truncationBound: facet(
    'truncation-bound',
    'Which checkpoint bounds the logs that HrBackupTruncateLogs deletes?',
    ['at-log-list', 'at-truncation'],
    {
      value: 'at-log-list',
      provenance: 'UNKNOWN',
      source: 'ESE; edbbcli.md 6.5, ese-engine.md 9',
      reason:
        'Modern engines fix the bound when the list is made; it is also the bound that can never lose an unlisted log.',
    },
    {
      on: 'any product under load, in a full backup',
      act: 'wait after HrBackupGetBackupLogsW until eseutil /mk shows a checkpoint some generations further, then HrBackupTruncateLogs',
      see: 'whether the lowest log left is the checkpoint of the list or the later one',
    },
  ),
  lockedLogTruncation: facet(
    'locked-log-truncation',
    'What does HrBackupTruncateLogs do at a log that another program holds, or that is marked read-only?',
    ['stops-with-error', 'stops-silently', 'passes-over'],
    {
      value: 'stops-with-error',
      provenance: 'UNKNOWN',
      source: 'ESE; M-DeleteFile',
      reason:
        'Windows refuses the deletion; modern engines stop there, so that what is left is without a gap, and answer -1032. No source speaks for 4.0 to 5.5.',
    },
    {
      on: 'any product with many closed logs, in a full backup after the log list',
      act: 'open a log in the middle of those below the checkpoint without sharing it, then HrBackupTruncateLogs',
      see: 'the return value, which logs are gone, the events, and what a second HrBackupTruncateLogs answers',
    },
  ),
  patchFileRemoval: facet(
    'patch-file-removal',
    'When is a patch file deleted?',
    ['backup-end', 'after-reading'],
    {
      value: 'backup-end',
      provenance: 'UNKNOWN',
      source: 'Q271847 (after it was written to tape), ESE (at the end); edbbcli.md 3.8',
      reason: 'Both are told, and both are true of a backup that is ended at once.',
    },
    {
      on: 'any product, in a full backup after the log list',
      act: 'HrBackupRead of priv.pat to its end, HrBackupClose, wait, then HrBackupEnd',
      see: 'before and after HrBackupEnd, whether priv.pat is in the folder',
    },
  ),
  clientGone: facet(
    'client-gone',
    'What happens to a session whose client vanishes?',
    ['ended-patch-files-left', 'ended-patch-files-deleted', 'session-stays'],
    {
      value: 'ended-patch-files-left',
      provenance: 'UNKNOWN',
      source: 'Q297172, Q178999; edbbcli.md 3.8, 8.12',
      reason: 'The leftover patch files are documented, the rest of the rundown is not.',
    },
    {
      on: 'any product, in a full backup with a database open',
      act: 'end the client from the Task Manager, wait some minutes, look at the folder, then HrBackupPrepareW from another client',
      see: 'whether priv.pat is there, and whether 0xC80001F9 or another code answers',
    },
  ),
  circularLeftovers: facet(
    'circular-leftovers',
    'What happens to logs that piled up during a backup under circular logging?',
    ['removed', 'left'],
    {
      value: 'removed',
      provenance: 'DOCUMENTED',
      source: 'Q177794',
      reason: 'Exchange 5.5 removes them when the backup ends; 4.0 and 5.0 do not.',
    },
    {
      on: '4.0 or 5.0, and 5.5, with circular logging on',
      act: 'a full backup under load that fills ten logs, to HrBackupEnd',
      see: 'how many numbered logs are left a minute later',
    },
  ),
  logNumberWhileStopped: facet(
    'log-number-while-stopped',
    'What does HrSetCurrentBackupLog answer while the service is stopped?',
    ['accepted', 'hrCouldNotConnect'],
    {
      value: 'accepted',
      provenance: 'UNKNOWN',
      source: 'M-prevent, Q245211; edbbcli.md 3.15',
      reason: 'It is meant for those who change a database offline, and writes a registry value that needs no service.',
    },
    {
      on: 'any product with the service stopped',
      act: 'HrSetCurrentBackupLogW with 0xFFFFFFFF',
      see: 'the return value, and whether the key Backupinformation changes',
    },
  ),
  endOfAbortedBackupEvent: facet(
    'end-of-aborted-backup-event',
    'Which event is logged when HrBackupEnd comes before the log list of a full backup?',
    ['backup-stopped', 'backup-completed', 'none'],
    {
      value: 'backup-stopped',
      provenance: 'UNKNOWN',
      source: 'Q219035, ESE',
      reason: 'Later engines log an abort; the text that SP1 gave event 104 leaves it open.',
    },
    {
      on: '5.5 RTM and SP1 or later',
      act: 'HrBackupPrepareW with FULL, then HrBackupEnd at once',
      see: 'which of the events 104 and 105 are there, and their texts',
    },
  ),
} as const;
