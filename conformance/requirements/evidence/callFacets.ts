import { says } from './evidence.ts';

/** What the sources say of the settings of facets about single calls, in our words, and where. */
export const callFacetEvidence = {
  'ansi-database-names = works @ initial': [
    says(
      'M-HrBackupGetDatabaseNames',
      'prototype and Quick Info',
      'The call is documented with LPSTR, and as one that has a Unicode form; no version is excepted.',
    ),
    says(
      'Q159170',
      'WORKAROUND',
      'The DLL of 4.0 SP2 and that of 4.0a do not have the defect; 5.0 and 5.5 are not mentioned.',
    ),
  ],
  'ansi-database-names = win32InvalidParameter @ exchange-4.0-sp3': [
    says(
      'Q159170',
      'SYMPTOMS and CAUSE',
      'The call may answer 0x57, for ASCII is converted to Unicode wrongly; seen mostly with ARCserve, and NTBackup uses Unicode.',
    ),
  ],
  'ansi-database-names = works @ exchange-4.0-edbbcli997': [
    says('Q159170', 'STATUS', 'Corrected in the latest service pack of 4.0, which has no number here.'),
    says(
      'Q174189',
      'list of Service Pack 4',
      'Q159170 is among what Service Pack 4 mends first, and Service Pack 5 contains all earlier fixes.',
    ),
    says('Q244408', 'NOTE', 'Ntbackup.exe 4.0.997.0 asks for Service Pack 5, so files of build 997 come after it.'),
  ],
  'stale-patch-file = prepare-fails @ initial': [
    says(
      'Q297172',
      'SUMMARY',
      'ARCserve reports for 5.5 that HrBackupPrepare failed, for DBNAME=Directory, while the patch files lie in Mdbdata.',
    ),
    says(
      'Q178999',
      'SYMPTOMS and CAUSE',
      '4.0 and 5.0: -1811 and event 15 with a patch file in the directory; no call is named.',
    ),
  ],
  'log-list-before-close = succeeds @ initial': [
    says(
      'Q256347',
      'SYMPTOMS and STATUS',
      'The call succeeds and the backup cannot be restored consistently; by design, 4.0 to 5.5 SP3.',
    ),
    says('JET-JetGetLogInfo', 'JET_errInvalidBackupSequence', 'The later engine refuses while a file is open.'),
  ],
  'circular-leftovers = removed @ initial': [
    says('Q177794', 'MORE INFORMATION', '5.5 removes these logs after the backup is complete.'),
  ],
  'circular-leftovers = left @ exchange-4.0': [
    says(
      'Q177794',
      'STATUS and MORE INFORMATION',
      '4.0 and 5.0 do not remove them; 5.0 is corrected by a service pack, 4.0 is not. Of a later purge nothing is said.',
    ),
  ],
  'circular-leftovers = removed @ exchange-5.0-sp2': [
    says('Q177794', 'STATUS', 'For 5.0 the problem is corrected in the latest service pack, which has no number here.'),
    says('Q168735', 'list of fixes', 'Q177794 is among what the readme of Service Pack 2 of 5.0 lists as mended.'),
  ],
} as const;
