import { requirement } from '../requirement.ts';

/** What single builds do otherwise, and articles tell of. */
export const buildRequirements = {
  unverifiedRead: requirement(
    'EDB-BUILD-1',
    'DOCUMENTED',
    'Q230215, Q253216',
    ['HrBackupRead'],
    'Some builds hand out damaged pages unseen: with one processor, or with several and a buffer above 64 KiB.',
    { level: 'hazard' },
  ),
  falseFailure: requirement(
    'EDB-BUILD-2',
    'DOCUMENTED',
    'Q237953',
    ['HrBackupRead'],
    'Ese.dll 5.5.2608.0 answers a sound database with -1018 when the buffer is above 512 KiB.',
  ),
  largeBuffer: requirement(
    'EDB-BUILD-3',
    'DOCUMENTED',
    'Q197500',
    ['HrBackupRead'],
    'Before Edbbcli.dll 5.5.2511.0 a read with a buffer that the server cannot allocate never comes back.',
  ),
  pastEnd: requirement(
    'EDB-BUILD-4',
    'DOCUMENTED',
    'Q264102',
    ['HrBackupRead'],
    'With Edbbcli.dll 5.5.2652.x a read behind the end of a file may never come back.',
  ),
  longClientName: requirement(
    'EDB-BUILD-5',
    'DOCUMENTED',
    'Q275885',
    ['HrBackupRead'],
    'Before Edbbcli.dll 5.5.2654.15 a remote client whose name has 15 characters or more gets a few kilobytes and then nothing.',
  ),
  closeBeforeEnd: requirement(
    'EDB-BUILD-6',
    'DOCUMENTED',
    'Q185694',
    ['HrBackupClose'],
    'Before Edbbcli.dll 4.0.997.1 and 5.0.1461.31 a backup that is stopped in the middle of a file may never come back.',
  ),
} as const;
