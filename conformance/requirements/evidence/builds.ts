import { says } from './evidence.ts';

/** What the sources say of the defects of single builds, in our words, and where. */
export const buildsEvidence = {
  'EDB-BUILD-1': [
    says(
      'Q230215',
      'SYMPTOMS and MORE INFORMATION',
      'With SP2 of 5.5 on one processor no page is found damaged, and a corrupt database may be backed up.',
    ),
    says('Q253216', 'SYMPTOMS', 'On several processors a damaged page is not detected when the buffer is above 64 KB.'),
  ],
  'EDB-BUILD-2': [
    says(
      'Q237953',
      'SYMPTOMS and CAUSE',
      'Only Ese.dll 5.5.2608.0 on one processor: -1018 may come of a sound database, with a buffer above 512 KB.',
    ),
  ],
  'EDB-BUILD-3': [
    says(
      'Q197500',
      'CAUSE and RESOLUTION',
      'A server that cannot allocate a large buffer leaves the program waiting for ever; mended in Edbbcli.dll 5.5.2511.0.',
    ),
  ],
  'EDB-BUILD-4': [
    says(
      'Q264102',
      'CAUSE',
      'After the fixes of Q254682 overlapped I/O and attempts to read beyond the end of a file stop some programs.',
    ),
    says(
      'Q263903',
      'CAUSE and RESOLUTION',
      'The DLL that does harm is 5.5.2652.31, and 5.5.2652.45 mends it; no end of a file is named.',
    ),
    says(
      'Q254682',
      'Fixes Released on May 25, 2000',
      'Edbbcli.dll 5.5.2652.31 comes with the fixes after Service Pack 3 that Q264102 speaks of.',
    ),
  ],
  'EDB-BUILD-5': [
    says(
      'Q275885',
      'SYMPTOMS to RESOLUTION',
      'A client whose name has 15 characters or more gets a few KB and no error; mended in 5.5.2654.15.',
    ),
  ],
  'EDB-BUILD-6': [
    says(
      'Q185694',
      'SYMPTOMS to STATUS',
      'NTBackup hangs when a backup is stopped before it is complete; mended in 4.0.997.1, 5.0.1461.31 and SP1 of 5.5.',
    ),
  ],
  'EDB-BUILD-7': [
    says(
      'Q156715',
      'SYMPTOMS to MORE INFORMATION',
      'From NT 4.0 a remote backup of 4.0 always fails at its second file, with 102 from BackupRead(); a service pack mends it.',
    ),
    says('Q174189', 'list of Service Pack 3', 'Q156715 is among what Service Pack 3 of 4.0 mends first.'),
    says(
      'Q159170',
      'CAUSE and REFERENCES',
      'SP3 has a new Edbbcli.dll for remote backups from Windows NT 4.0; the article refers to Q156715.',
    ),
  ],
  'EDB-BUILD-8': [
    says(
      'Q245664',
      'SYMPTOMS and STATUS',
      'BackupRead() answers c7ff000d in a Terminal Server session; first corrected in SP4 of 5.5.',
    ),
  ],
} as const;
