import { facet } from './facet.ts';

/** Facets of the backup half: refusals, log lists, truncation, bookkeeping. */
export const backupFacets = {
  circularLoggingRefusal: facet(
    'circular-logging-refusal',
    'Which code refuses LOGS_ONLY under circular logging?',
    ['hrCircularLogging', 'hrInvalidBackup'],
    {
      value: 'hrCircularLogging',
      provenance: 'UNKNOWN',
      source: 'M-backup, NTM, OCB; edbbcli.md 8.2',
      reason:
        'The text of the API code says exactly this; the engine code is attested for Exchange 2000 and later only.',
    },
  ),
  missingFullBackupRefusal: facet(
    'missing-full-backup-refusal',
    'Which code refuses LOGS_ONLY when no full backup is recorded in a database header?',
    ['hrMissingFullBackup', 'hrFullBackupNotTaken'],
    {
      value: 'hrMissingFullBackup',
      provenance: 'UNKNOWN',
      source: 'Q295751 (0xC8000230 and event 156 from the preparing call); edbbcli.md 8.2',
      reason: 'Attested once, with the event; the API code of the same meaning exists but nobody printed it.',
    },
  ),
  outOfSequenceRefusal: facet(
    'out-of-sequence-refusal',
    'Which code refuses LOGS_ONLY when the logs on disk are all there but do not chain?',
    ['hrInvalidLogSequence', 'hrLogFileNotFound'],
    {
      value: 'hrInvalidLogSequence',
      provenance: 'UNKNOWN',
      source: 'M-backup (refused), Q177761 (-515)',
      reason: 'MSDN documents the refusal and no code; -515 is the engine’s name for exactly this state.',
    },
  ),
  refusalPrecedence: facet(
    'refusal-precedence',
    'Which reason is given when several refuse LOGS_ONLY at once?',
    ['api-first', 'engine-first'],
    {
      value: 'api-first',
      provenance: 'UNKNOWN',
      source: 'edbbcli.md 2.2, 8.3',
      reason: 'The backup layer is asked before the engine: disabled, circular logging, full backup, logs.',
    },
  ),
  lastBackupConsulted: facet(
    'last-backup-consulted',
    'Which record says where the logs of the next LOGS_ONLY backup must begin?',
    ['registry', 'database-header'],
    {
      value: 'registry',
      provenance: 'UNKNOWN',
      source: 'Q245211; edbbcli.md 6.2, 8.5',
      reason: 'On a cluster the refusal follows from the registry not being replicated, so the registry is consulted.',
    },
  ),
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
  ),
  migrationRecord: facet(
    'migration-record',
    'How does moving a database make the next LOGS_ONLY backup fail?',
    ['header-cleared', 'incremental-disabled'],
    {
      value: 'header-cleared',
      provenance: 'UNKNOWN',
      source: 'M-backup (refused after a migration), M-prevent, Q296787',
      reason:
        'The refusal is documented, its mechanism is not; a cleared header gives the same code as after a defragmentation.',
    },
  ),
  logListBeforeClose: facet(
    'log-list-before-close',
    'What does HrBackupGetBackupLogs answer before the last database was closed?',
    ['succeeds', 'hrInvalidBackupSequence'],
    {
      value: 'succeeds',
      provenance: 'DOCUMENTED',
      source: 'Q256347 (4.0 to 5.5 SP3, by design)',
      reason: 'The call succeeds and the backup cannot be restored; later engines answer -521.',
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
  ),
  stalePatchFile: facet(
    'stale-patch-file',
    'Which call fails when a patch file was left behind by an earlier backup?',
    ['prepare-fails', 'open-fails', 'replaced'],
    {
      value: 'prepare-fails',
      provenance: 'DOCUMENTED',
      source: 'Q297172 (5.5: HrBackupPrepare failed)',
      reason: 'Q297172 names the call for 5.5; Q178999 gives -1811 for 4.0 and 5.0 and names none.',
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
  ),
} as const;
