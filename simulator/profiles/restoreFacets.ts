import { facet } from './facet.ts';

/** Facets of the restore half and of hard recovery. */
export const restoreFacets = {
  restoreWhileRunning: facet(
    'restore-while-running',
    'Does HrRestorePrepare accept a target whose service is running?',
    ['accepted', 'hrError'],
    {
      value: 'accepted',
      provenance: 'UNKNOWN',
      source: 'Q147121; edbbcli.md 3.10, 8.10',
      reason: 'An incremental restore is documented not to check whether services are started.',
    },
    {
      on: 'any product with the service running',
      act: 'HrRestorePrepareW, and HrRestoreRegisterW behind it',
      see: 'the two return values',
    },
  ),
  secondRestorePrepare: facet(
    'second-restore-prepare',
    'What does HrRestorePrepare answer while another restore context is open?',
    ['hrRestoreInProgress', 'hrError'],
    {
      value: 'hrRestoreInProgress',
      provenance: 'UNKNOWN',
      source: 'H, NTM; edbbcli.md 8.10',
      reason: 'The code exists for a restore that is already running; which call gives it is not known.',
    },
    {
      on: 'any product with the service stopped',
      act: 'HrRestorePrepareW from a second client while the first has its context',
      see: 'the return value',
    },
  ),
  secondRegister: facet(
    'second-register',
    'What does HrRestoreRegister answer while a registered restore is not completed?',
    ['hrRestoreInProgress', 'hrRestoreMapExists'],
    {
      value: 'hrRestoreInProgress',
      provenance: 'UNKNOWN',
      source: 'H (interlocks later restores), NTM; edbbcli.md 8.10',
      reason: 'The header says that registering interlocks later restores until it is completed.',
    },
    {
      on: 'any product with the service stopped',
      act: 'HrRestoreRegisterW on a second context after the first registered and before it completed',
      see: 'the return value, and whether the key has changed',
    },
  ),
  registerAfterComplete: facet(
    'register-after-complete',
    'May a context that has completed a restore, well or not, register another one?',
    ['accepted', 'hrRestoreInProgress', 'hrInvalidParam'],
    {
      value: 'accepted',
      provenance: 'UNKNOWN',
      source: 'H (completing allows further restores); edbbcli.md 3.13, 8.10',
      reason: 'The header says that completing allows further restores, and not that the context must end first.',
    },
    {
      on: 'any product with the service stopped',
      act: 'HrRestoreRegisterW, HrRestoreRegisterComplete with an error, then HrRestoreRegisterW again on the same context',
      see: 'the return value, and what is in the key',
    },
  ),
  nullCheckpointPath: facet(
    'null-checkpoint-path',
    'Does HrRestoreRegister take NULL for the path of the checkpoint?',
    ['derived-from-logs', 'hrInvalidParam'],
    {
      value: 'derived-from-logs',
      provenance: 'UNKNOWN',
      source: 'M-HrRestoreRegister against M-loc; edbbcli.md 3.12',
      reason: 'The page of the function allows it; the page on locations says that the path must be supplied.',
    },
    {
      on: 'any product with the service stopped, after a full restore but for its registration',
      act: 'HrRestoreRegisterW with NULL for the checkpoint path, HrRestoreRegisterComplete, then start the service',
      see: 'the return value, the value CheckpointFilePath in the key, and whether the service starts',
    },
  ),
  locationsOnBackupContext: facet(
    'locations-on-backup-context',
    'Does HrRestoreGetDatabaseLocations answer on a backup context?',
    ['refused', 'served'],
    {
      value: 'refused',
      provenance: 'UNKNOWN',
      source:
        'M-overview, M-restore, M-loc, EDBBACK.H, H against DS-DsRestoreGetDatabaseLocations (MSDN of April 2000) and CertSrvRestoreGetDatabaseLocations with its scenario of a backup; Backup-CertificationAuthority of the PowerShell PKI module calls that so',
      reason:
        'MSDN’s overview, procedure and example of this API speak of a restore context, and its services register a DLL of their own for the locations, apart from backups. The header names the parameter a backup context, but it names what HrRestorePrepare gives so too. The two siblings, which are later, serve it on both; the newest page of one knows the restore context only.',
    },
    {
      on: 'any product, in a full backup of the running information store',
      act: 'HrRestoreGetDatabaseLocationsW, then HrBackupGetDatabaseNamesW on the same context',
      see: 'whether the first call gives a list and with which code it does not, whether the list is that of a restore context, and whether the second still succeeds',
    },
  ),
  absentDatabaseLocation: facet(
    'absent-database-location',
    'How do the restore locations tell of a store that the server does not have?',
    ['omitted', 'empty-path'],
    {
      value: 'omitted',
      provenance: 'UNKNOWN',
      source: 'M-loc; edbbcli.md 8.9',
      reason: 'The list names what is configured; M-loc numbers four entries and does not speak of fewer.',
    },
    {
      on: 'any product, a server with a private store only',
      act: 'HrRestoreGetDatabaseLocationsW',
      see: 'whether there is an entry with the token 0x46, and what follows it',
    },
  ),
  secondMap: facet(
    'second-map',
    'What does HrRestoreRegister with a map answer when a completed restore with a map waits for the service to start?',
    ['hrRestoreMapExists', 'replaces'],
    {
      value: 'hrRestoreMapExists',
      provenance: 'INFERRED',
      source: 'NTM (text of hrRestoreMapExists)',
      reason: 'The code’s text: a map exists already and may be given with a full restore only.',
    },
    {
      on: 'any product with the service stopped, after a full restore that was completed and before the service is started',
      act: 'HrRestoreRegisterW with a map on a new context',
      see: 'the return value, and the map in the key',
    },
  ),
  completeWithoutRegister: facet(
    'complete-without-register',
    'What does HrRestoreRegisterComplete answer when its context registered nothing?',
    ['not-modelled', 'hrInvalidParam', 'hrNone'],
    {
      value: 'not-modelled',
      provenance: 'UNKNOWN',
      source: 'edbbcli.md 8.10',
      reason: 'No source speaks of it, and nothing can be inferred.',
    },
    {
      on: 'any product with the service stopped',
      act: 'HrRestorePrepareW, then HrRestoreRegisterComplete with 0',
      see: 'the return value, and whether the service starts',
    },
  ),
  secondComplete: facet(
    'second-complete',
    'What does a second HrRestoreRegisterComplete on a context answer?',
    ['not-modelled', 'hrInvalidParam', 'hrNone'],
    {
      value: 'not-modelled',
      provenance: 'UNKNOWN',
      source: 'edbbcli.md 8.10',
      reason:
        'No source speaks of it, and it would matter: the first may have been a success and the second a failure.',
    },
    {
      on: 'any product with the service stopped',
      act: 'HrRestoreRegisterW, HrRestoreRegisterComplete with 0, then HrRestoreRegisterComplete with an error',
      see: 'the second return value, and whether the service starts',
    },
  ),
  missingPatchFile: facet(
    'missing-patch-file',
    'What does hard recovery do when a database’s patch file is not there?',
    ['file-not-found', 'when-needed'],
    {
      value: 'file-not-found',
      provenance: 'UNKNOWN',
      source: 'Q200941 (the patch file is needed), Q177761 (-1811, -534)',
      reason:
        'Q200941 says every log and the patch file must be there; the code, and whether an unneeded one may be absent, is not said.',
    },
    {
      on: 'any product, with a set whose patch file is empty (8 KB) and one whose patch file holds pages',
      act: 'a full restore without the patch file by HrRestoreRegisterW and HrRestoreRegisterComplete, then start the service',
      see: 'whether it starts, the service-specific error and the events, for both sets',
    },
  ),
  circularLoggingMismatch: facet(
    'circular-logging-mismatch',
    'Does a service with circular logging on start after a restore from a server that had it off?',
    ['starts', 'fails-with-2'],
    {
      value: 'starts',
      provenance: 'UNKNOWN',
      source: 'Q175469, Q163713',
      reason:
        'Q175469 has error 2, of 5.0 and in this direction only; Q163713 asks of every product that the settings match, and has no code.',
    },
    {
      on: '4.0 and 5.5, with circular logging off where the backup is made and on where it is restored',
      act: 'a full restore by HrRestoreRegisterW and HrRestoreRegisterComplete, then start the service',
      see: 'whether it starts, and event 1081 with its error',
    },
  ),
  directoryOfAnotherServer: facet(
    'directory-of-another-server',
    'Does a directory start on a server that it was not backed up on?',
    ['not-modelled', 'starts'],
    {
      value: 'not-modelled',
      provenance: 'UNKNOWN',
      source: 'M-restore, Q155600, Q200941',
      reason:
        'A directory can be restored to its own server only: NTBackup offers no other for it. Q200941 says that it logs an error which names the server it expects, and neither the number of that event nor the error of the start.',
    },
    {
      on: 'any product, two servers of one site with different names',
      act: 'a full backup of the directory of one, restored to the other by HrRestoreRegisterW and HrRestoreRegisterComplete, then start MSExchangeDS',
      see: 'which call refuses, or the service-specific error and the events of the start',
    },
  ),
  existingLogsAfterGap: facet(
    'existing-logs-after-gap',
    'What does hard recovery do with logs on disk that do not continue the restored ones?',
    ['discarded', 'file-not-found', 'fail-565'],
    {
      value: 'discarded',
      provenance: 'UNKNOWN',
      source: 'Q179654 against Q269782, Q322314, Q192657; edbbcli.md 6.7, 8.15',
      reason: 'Both are documented and the condition between them is not; discarding is called by design.',
    },
    {
      on: '5.5 with an Ese.dll before and from 5.5.2389.0 on, with one closed log above the restored range taken away',
      act: 'a full restore without erasing, by HrRestoreRegisterW and HrRestoreRegisterComplete, then start the service',
      see: 'whether the logs behind the gap are deleted, or the start fails with -1811, or with -565 and event 199',
    },
  ),
  missingRestoredLog: facet(
    'missing-restored-log',
    'What does hard recovery answer when a log of the registered range is not there?',
    ['hrFileNotFound', 'hrMissingRestoreLogFiles'],
    {
      value: 'hrFileNotFound',
      provenance: 'INFERRED',
      source: 'Q192657, Q258236',
      reason:
        'The article is of 5.5; Q258236 tells of -1811, for 4.0 to 5.5, when a backup program did not restore the logs. Q177761 lists -557.',
    },
    {
      on: '4.0, and 5.5 with an Ese.dll before and from 5.5.2389.0 on',
      act: 'a full restore by HrRestoreRegisterW and HrRestoreRegisterComplete with the last restored log taken away, then start the service',
      see: 'the service-specific error, and whether an event names the log',
    },
  ),
  logGapEvent: facet(
    'log-gap-event',
    'Does an event name the log that a hard recovery finds missing?',
    ['none', 'event-199'],
    {
      value: 'none',
      provenance: 'INFERRED',
      source: 'Q192657',
      reason: 'Ese.dll 5.5.2389.0 brought the event; nothing is said of one in 4.0 and 5.0.',
    },
    {
      on: '4.0 and 5.0, with one restored log taken away',
      act: 'a full restore by HrRestoreRegisterW and HrRestoreRegisterComplete, then start the service',
      see: 'the events of EDB in the event log',
    },
  ),
  foreignCurrentLog: facet(
    'foreign-current-log',
    'What does hard recovery do with an edb.log of another log stream behind the restored logs?',
    ['hrBadLogSignature', 'discarded'],
    {
      value: 'hrBadLogSignature',
      provenance: 'INFERRED',
      source: 'Q247769',
      reason: 'The article is of 5.5: event 124 with -530; the warning is for logs that have a number.',
    },
    {
      on: '4.0 and 5.5, a server set up afresh whose service was started once',
      act: 'a full restore without erasing, by HrRestoreRegisterW and HrRestoreRegisterComplete, then start the service',
      see: 'whether it starts, or fails with -530, and the events',
    },
  ),
} as const;
