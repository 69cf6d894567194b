import { says } from './evidence.ts';

/** What the sources say of the "Restore in Progress" key, in our words, and where. */
export const restoreKeyEvidence = {
  'EDB-KEY-1': [
    says(
      'Q200941',
      'How to Re-Create the key, step 4',
      'Eight values are to be made, three of REG_SZ, three of REG_DWORD, one of REG_MULTI_SZ and one of REG_BINARY.',
    ),
  ],
  'EDB-KEY-2': [
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'Odd lines are the paths before, even lines those after; the size is the number of databases attached to the service, 1 or 2.',
    ),
  ],
  'EDB-KEY-3': [
    says(
      'M-HrRestoreRegister',
      'Parameters, rgrstmap',
      'A row is wanted for each database, and the rows may come in any order.',
    ),
  ],
  'EDB-KEY-4': [
    says(
      'M-HrRestoreRegister',
      'Parameters, szCheckpointFilePath',
      'If it is NULL the checkpoint file that is derived from the backup logs is used.',
    ),
    says(
      'M-loc',
      'last paragraph',
      'Has it otherwise: the path of the checkpoint must also be given, though nothing is ever restored to it.',
    ),
  ],
  'EDB-KEY-5': [
    says(
      'M-HrRestoreRegister',
      'Parameters, szBackupLogPath',
      'The directory where logs and patch file are restored can be the same as szLogPath.',
    ),
  ],
  'EDB-KEY-6': [
    says(
      'Q161584',
      'CAUSE',
      'A restore adds the key, the store that finds it performs recovery, and only a successful start deletes it.',
    ),
    says(
      'Q200941',
      'Hard Recovery and the key',
      'The key is deleted after recovery has succeeded; a start that does not work leaves it where it is.',
    ),
  ],
  'EDB-KEY-7': [
    says(
      'Q200941',
      'Key Values, EDB Database recovered',
      'After all logs are replayed and the database is started it becomes 01; at the start that follows the key is deleted.',
    ),
  ],
  'EDB-KEY-8': [
    says(
      'Q200941',
      'Key Values, EDB Database recovered',
      'To set it to 01 by hand comes to the same as to delete the key.',
    ),
  ],
  'EDB-KEY-9': [
    says(
      'M-restore',
      'To restore data, steps 1 to 5',
      'The service is shut down first; then the calls follow, and it is started last.',
    ),
    says(
      'Q296229',
      'steps 4, 5 and 8',
      'All services but the System Attendant are stopped and disabled before the backup software restores.',
    ),
  ],
  'EDB-KEY-11': [
    says(
      'Q200941',
      'MORE INFORMATION; How to Re-Create the key, step 3',
      'Restore in Progress, with case and spaces, is a key below MSExchangeDS or MSExchangeIS of the services.',
    ),
  ],
  'EDB-KEY-12': [
    says(
      'M-HrRestoreRegister',
      'Parameters, szLogPath',
      'If it leads to an empty directory new logs are generated there; the restored ones have a path of their own.',
    ),
    says(
      'JET-JetExternalRestore',
      'Parameters, szLogPath',
      'It is where the logs of the last phase, undo, are made, and it may be the same as szBackupLogPath.',
    ),
  ],
  'EDB-KEY-13': [
    says(
      'Q175298',
      'SUMMARY',
      'NTBackup of 5.5 requires that the System Attendant (MAD.EXE) runs and starts it; why, is not said.',
    ),
    says(
      'Q249148',
      'CAUSE and MORE INFORMATION',
      'Mad.exe loads Mdbrest.dll, which opens keys of MSExchangeIS; the article tells of backups, not of restores.',
    ),
    says('Q296229', 'step 4', 'Before a restore all services are stopped except the System Attendant.'),
  ],
} as const;
