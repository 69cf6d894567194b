import { says } from './evidence.ts';

/** What the sources say of the calls of a restore, in our words, and where. */
export const restoreCallsEvidence = {
  'EDB-RPREP-1': [
    says(
      'M-HrRestorePrepare',
      'first sentence and phbcBackupContext',
      'It connects to the database of a server, prepares its restore, and gives out a context.',
    ),
  ],
  'EDB-RLOC-1': [
    says('M-loc', 'third example', 'Checkpoint and log directory come first, then the databases, each with its token.'),
    says(
      'M-HrRestoreGetDatabaseLocations',
      'table of ppszDatabaseLocationList',
      'System database and log location come first in both services, then the directory, or private and public store.',
    ),
    says('M-overview', 'last paragraph', 'The paths that are configured at present are those that the call gives.'),
  ],
  'EDB-RREG-1': [
    says(
      'M-HrRestoreRegister',
      'Parameters',
      'It takes the paths of checkpoint, logs and restored logs, the map, and the lowest and highest number.',
    ),
    says('Q201811', 'SYMPTOMS', 'HrRestoreRegister is called to create the key that changes how the server starts.'),
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'The key holds these paths, the map with its size, LowLog and HighLog Number.',
    ),
  ],
  'EDB-RREG-3': [
    says(
      'Q147121',
      'SYMPTOMS',
      'RestoreRegister[] answers that the databases were not restored, and that an incremental backup needs the full one first.',
    ),
    says(
      'H',
      'EDBMSG.H, 0xC7FF000C and 0xC7FF0008',
      'That text is the one of hrNoFullRestore; by another one a map belongs to a full restore only.',
    ),
  ],
  'EDB-RREG-4': [
    says(
      'M-HrRestoreRegister',
      'szLogPath, szBackupLogPath, genLow, genHigh',
      'Neither path can be NULL; the numbers are the lowest and highest that is restored, 0x00000 to 0xFFFFF.',
    ),
  ],
  'EDB-RCOMP-1': [
    says(
      'H',
      'comment above HrRestoreRegisterComplete',
      'The target may start when the state is success, and is kept from starting when it is not hrNone.',
    ),
    says(
      'M-HrRestoreRegisterComplete',
      'hrRestoreState and Remarks',
      'hrNone lets the target start; the page calls the parameter an output.',
    ),
    says(
      'Q161584',
      'CAUSE',
      'The key that a restore adds makes the store recover at its next start, and goes when that has succeeded.',
    ),
  ],
  'EDB-RCOMP-2': [
    says(
      'M-restore',
      'step 5',
      'After a status that is no success the service does not start until a valid database was restored.',
    ),
  ],
  'EDB-REND-1': [
    says(
      'M-HrRestoreEnd',
      'Remarks',
      'It closes binding handles and cleans up after an attempt; of what was registered nothing is said.',
    ),
    says(
      'M-HrRestoreRegister',
      'first sentence',
      'The target is kept from starting until HrRestoreRegisterComplete is called; no other call is named.',
    ),
    says(
      'Q181795',
      'SYMPTOMS and CAUSE',
      'After a restore that was halted or failed the key is still there, and keeps the directory from starting.',
    ),
  ],
  'EDB-TARGET-1': [
    says(
      'M-restore',
      'first paragraph',
      'Because of its addressing a directory goes back to its own server only, an information store also to another.',
    ),
    says(
      'Q155600',
      'MORE INFORMATION',
      'The original server is the only place for a directory; the destination of the store can be changed.',
    ),
  ],
} as const;
