import { facet } from './facet.ts';

/** Facets of the beginning of a backup: what refuses it, and which records say so. */
export const prepareFacets = {
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
    {
      on: '5.5, and 4.0 or 5.0 beside it, with circular logging on',
      act: 'HrBackupPrepareW with LOGS_ONLY after a full backup',
      see: 'whether it answers 0xC7FF000B or 0xC800020E',
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
    {
      on: 'any product, newly installed with circular logging off, never backed up',
      act: 'HrBackupPrepareW with LOGS_ONLY',
      see: 'whether it answers 0xC8000230 or 0xC7FF000E, and whether event 156 is there',
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
    {
      on: 'any product whose service is stopped, a closed log above the last backup replaced by one of the same number from another server, and started again',
      act: 'HrBackupPrepareW with LOGS_ONLY',
      see: 'the return value and the events',
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
    {
      on: 'any product, never backed up, with circular logging on',
      act: 'HrBackupPrepareW with LOGS_ONLY; then again after HrSetCurrentBackupLogW with 0xFFFFFFFF',
      see: 'which of the reasons that hold at once each code names',
    },
  ),
  refusalWhileBusy: facet(
    'refusal-while-busy',
    'Which reason refuses LOGS_ONLY under circular logging while another backup runs?',
    ['backup-in-progress', 'circular-logging'],
    {
      value: 'backup-in-progress',
      provenance: 'UNKNOWN',
      source: 'ESE (-526 is asked before -505); ese-engine.md 4.0',
      reason: 'The engine asks for circular logging first, but the backup layer above it may know of the other backup.',
    },
    {
      on: 'any product with circular logging on, while a full backup runs',
      act: 'HrBackupPrepareW with LOGS_ONLY from a second client',
      see: 'whether it answers 0xC80001F9, 0xC7FF000B or 0xC800020E',
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
    {
      on: 'any product after a full and an incremental backup',
      act: 'raise the numbers below the key Backupinformation by hand, restart the service, then HrBackupPrepareW with LOGS_ONLY; the same with the number in the database headers left as it is',
      see: 'whether the refusal follows the registry or the header',
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
    {
      on: 'any product after a full backup',
      act: 'move priv.edb with the Performance Optimizer, start the service, eseutil /mh, then HrBackupPrepareW with LOGS_ONLY',
      see: 'whether the header still records the full backup, and which code refuses',
    },
  ),
  stalePatchFile: facet(
    'stale-patch-file',
    'Which call fails when a patch file was left behind by an earlier backup?',
    ['prepare-fails', 'open-fails', 'replaced'],
    {
      value: 'prepare-fails',
      provenance: 'DOCUMENTED',
      source: 'Q297172 (5.5: HrBackupPrepare failed), Q178999',
      reason: 'Q297172 names the call for 5.5; Q178999 gives -1811 for 4.0 and 5.0 and names none.',
    },
    {
      on: '4.0, 5.0 and 5.5, each with a priv.pat left behind by a client that was killed',
      act: 'a full backup: HrBackupPrepareW, then HrBackupOpenFileW of priv.edb',
      see: 'which call fails, its code and the events',
    },
  ),
  unreadableCheckpoint: facet(
    'unreadable-checkpoint',
    'What does HrBackupPrepare of a full backup answer while the checkpoint file is missing or damaged?',
    ['hrCheckpointCorrupt', 'begins'],
    {
      value: 'hrCheckpointCorrupt',
      provenance: 'UNKNOWN',
      source: 'JET-JetBeginExternalBackup against Q184578; ese-engine.md 3',
      reason:
        'Later engines read the file first and fail with -533; in Q184578, of 4.0, the full backup is taken and only its logs are not deleted.',
    },
    {
      on: 'any product under load, with both copies in edb.chk damaged while the service runs',
      act: 'a full backup from HrBackupPrepareW to HrBackupEnd',
      see: 'whether the first call answers 0xC8000215, and if it does not, which log the list begins with, and which logs are gone',
    },
  ),
} as const;
