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
    'Ese.dll 5.5.2608.0 may answer a sound database with -1018 on one processor, when the buffer is above 512 KiB.',
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
    'Q264102, Q254682, Q263903',
    ['HrBackupRead'],
    'With the Edbbcli.dll of the fixes after Service Pack 3, 5.5.2652.31, a read behind the end of a file may never come back.',
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
    'Before Edbbcli.dll 4.0.997.1 and 5.0.1461.31, and before Service Pack 1 of 5.5, a backup that is stopped before it is complete may never come back.',
  ),
  secondRemoteFile: requirement(
    'EDB-BUILD-7',
    'DOCUMENTED',
    'Q156715, Q174189, Q159170',
    ['HrBackupRead'],
    'Exchange 4.0 before Service Pack 3 fails the second file of a backup for a remote client on Windows NT 4.0; which code its 102 is, is a facet.',
  ),
  terminalSession: requirement(
    'EDB-BUILD-8',
    'DOCUMENTED',
    'Q245664',
    ['HrBackupRead'],
    'Before Service Pack 4 of 5.5 a read by a client in a Terminal Server session is answered with hrCommunicationError.',
  ),
  undrainedClient: requirement(
    'EDB-CONN-5',
    'DOCUMENTED',
    'Q192440; edbbcli.md 3.4',
    ['HrBackupRead'],
    'A client that discards or buffers the data it reads can lock itself and the server, and ends with a communication error.',
    { level: 'hazard' },
  ),
  socketLookup: requirement(
    'EDB-CONN-6',
    'DOCUMENTED',
    'Q177807; edbbcli.md 3',
    ['HrBackupRead'],
    'The DLL of 5.0 SP1, and that of 5.5 before a service pack, can end with an access violation while it looks for socket addresses, in a local backup.',
    { level: 'hazard' },
  ),
} as const;
