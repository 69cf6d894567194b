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
    'Does a service start after a restore when its circular logging is set otherwise than on the server that was backed up?',
    ['starts', 'fails-with-2'],
    {
      value: 'starts',
      provenance: 'UNKNOWN',
      source: 'Q175469; edbbcli.md 6.3',
      reason: 'The article speaks of 5.0 only; nothing is said of the others.',
    },
    {
      on: '4.0 and 5.5, with circular logging off where the backup is made and on where it is restored',
      act: 'a full restore by HrRestoreRegisterW and HrRestoreRegisterComplete, then start the service',
      see: 'whether it starts, and event 1081 with its error',
    },
  ),
  existingLogsAfterGap: facet(
    'existing-logs-after-gap',
    'What does hard recovery do with logs on disk that do not continue the restored ones?',
    ['discarded', 'fail-565'],
    {
      value: 'discarded',
      provenance: 'UNKNOWN',
      source: 'Q179654 against Q269782, Q322314; edbbcli.md 6.7, 8.15',
      reason: 'Both are documented and the condition between them is not; discarding is called by design.',
    },
    {
      on: '5.5 with an Ese.dll before and from 5.5.2389.0 on, with one closed log above the restored range taken away',
      act: 'a full restore without erasing, by HrRestoreRegisterW and HrRestoreRegisterComplete, then start the service',
      see: 'whether the logs behind the gap are deleted, or the start fails with -565 and event 199',
    },
  ),
} as const;
