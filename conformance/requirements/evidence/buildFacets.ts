import { says } from './evidence.ts';

/** What the sources say of the settings of facets that change with a build, in our words, and where. */
export const buildFacetEvidence = {
  'page-verification = every-page @ initial': [
    says(
      'Q186184',
      'CAUSE and MORE INFORMATION',
      'An online backup reads every page, also those that are not used; of 5.5.',
    ),
    says(
      'Q271987',
      'Detecting Physical Corruption',
      '4.0 to 5.5: every 4 KB page goes to the engine, which verifies its checksum, else -1018.',
    ),
  ],
  'page-verification = none-on-one-processor @ exchange-5.5-sp2': [
    says(
      'Q230215',
      'title, SYMPTOMS and RESOLUTION',
      '5.5 SP2 on one processor: no checksum error in a backup, which may hold damage; from Ese.dll 5.5.2608.0 on it is mended.',
    ),
  ],
  'page-verification = false-failure-above-512-kib-on-one-processor @ exchange-5.5-sp2-ese2608': [
    says(
      'Q237953',
      'SYMPTOMS and CAUSE',
      'Only Ese.dll 5.5.2608.0, on one processor, with a buffer above 512 KB: -1018 may come for a sound database.',
    ),
    says('Q230215', 'RESOLUTION', 'The same Ese.dll 5.5.2608.0 is the one that mends the missing verification.'),
  ],
  'page-verification = every-page @ exchange-5.5-sp3-edbbcli2652': [
    says(
      'Q253216',
      'SYMPTOMS and STATUS',
      'Damage unnoticed above 64 KB on several processors, noticed on one with any buffer; first corrected in SP4.',
    ),
    says(
      'Q254682',
      'Fixes Released on May 25, 2000',
      'Q253216 is among them, with Edbbcli.dll 5.5.2652.31 and Ese.dll 5.5.2652.6.',
    ),
  ],
  'large-read-buffer = never-completes @ exchange-5.5': [
    says(
      'Q197500',
      'CAUSE',
      'The server may fail to allocate a large buffer; no data comes back and the program waits for ever.',
    ),
  ],
  'large-read-buffer = served @ exchange-5.5-sp2-ese2608': [
    says(
      'Q197500',
      'RESOLUTION',
      'Mended in Edbbcli.dll 5.5.2511.0, posted as a fix after SP2; first corrected in SP3.',
    ),
  ],
  'read-past-end = never-completes @ exchange-5.5-sp3-edbbcli2652': [
    says(
      'Q264102',
      'CAUSE',
      'After the fixes of Q254682 some programs stop responding: overlapped I/O and attempts to read beyond the end of a file.',
    ),
    says(
      'Q263903',
      'CAUSE and RESOLUTION',
      'The DLL is Edbbcli.dll 5.5.2652.31; a later one, 5.5.2652.45, mends ARCserve 6.5. No end of a file is named.',
    ),
  ],
  'read-past-end = answers @ exchange-5.5-sp4': [
    says('Q264102', 'STATUS', 'First corrected in Service Pack 4 of 5.5.'),
    says('Q274832', 'list of fixes', 'Q264102 is among what Service Pack 4 mends.'),
  ],
  'long-client-name = stalls @ exchange-5.5': [
    says(
      'Q275885',
      'SYMPTOMS and CAUSE',
      'A backup over the network stops after some KB when the client has a name of 15 characters or more.',
    ),
  ],
  'long-client-name = served @ exchange-5.5-sp4-edbbcli2654': [
    says('Q275885', 'RESOLUTION', 'Mended by Edbbcli.dll and Eseback.dll 5.5.2654.15 together.'),
    says('Q309149', 'list of fixes after SP4', 'Q275885 is in the list that goes with these two files.'),
  ],
  'close-before-end = returns @ initial': [
    says(
      'Q185694',
      'RESOLUTION and STATUS',
      'The hang of a stopped backup is mended in 4.0.997.1, 5.0.1461.31 and SP1 of 5.5; no call is named.',
    ),
  ],
  'close-before-end = returns @ exchange-4.0-edbbcli997': [
    says(
      'Q185694',
      'RESOLUTION, Exchange Server 4.0',
      'Edbbcli.dll 4.0.997.1 mends the hang of NTBackup when a backup is stopped; HrBackupClose is not named.',
    ),
  ],
  'close-before-end = returns @ exchange-5.0-sp2-edbbcli1461': [
    says(
      'Q185694',
      'RESOLUTION, Exchange Server 5.0',
      'Edbbcli.dll 5.0.1461.31 mends the hang of NTBackup when a backup is stopped; HrBackupClose is not named.',
    ),
  ],
  'close-before-end = returns @ exchange-5.5-sp1': [
    says(
      'Q185694',
      'STATUS, Exchange Server 5.5',
      'The hang of a stopped backup was first corrected in Service Pack 1.',
    ),
    says('Q242221', 'list of fixes', 'Q185694 is among what Service Pack 1 of 5.5 mends.'),
  ],
  'second-remote-file = served @ initial': [
    says(
      'Q156715',
      'products and STATUS',
      'The problem is confirmed for 4.0 and corrected in a service pack; no other product is mentioned.',
    ),
  ],
  'second-remote-file = fails @ exchange-4.0': [
    says(
      'Q156715',
      'SYMPTOMS and MORE INFORMATION',
      'NTBackup on NT 4.0 always fails at the second file of a remote server, directory or store; 8010 with 102.',
    ),
  ],
  'second-remote-file = served @ exchange-4.0-sp3': [
    says('Q156715', 'STATUS', 'The problem is corrected in the latest service pack of 4.0, which has no number here.'),
    says('Q174189', 'list of Service Pack 3', 'Q156715 is among what Service Pack 3 of 4.0 mends first.'),
    says(
      'Q159170',
      'CAUSE and REFERENCES',
      'SP3 has a new Edbbcli.dll that mends remote backups from Windows NT 4.0; the article refers to Q156715.',
    ),
  ],
  'second-remote-file = served @ exchange-5.0': [
    says(
      'Q156715',
      'products and STATUS',
      'Of 4.0 alone; corrected in its latest service pack and, says the note, in SP5 of Windows NT 4.0.',
    ),
    says(
      'Q174189',
      'list of Service Pack 3',
      'Q156715 is among what Service Pack 3 of 4.0 mends first; 5.0 is not spoken of.',
    ),
  ],
  'terminal-session = hrCommunicationError @ exchange-5.5': [
    says(
      'Q245664',
      'products, SYMPTOMS and STATUS',
      '5.5 with Windows 2000: c7ff000d from BackupRead() in a terminal session; first corrected in SP4.',
    ),
    says('Q254682', 'Fixes Released on May 25, 2000', 'Q245664 is already among these fixes after SP3.'),
  ],
  'terminal-session = served @ exchange-5.5-sp3-edbbcli2652': [
    says('Q245664', 'STATUS', 'First corrected in Service Pack 4 of 5.5; the fix before it is not named here.'),
    says(
      'Q254682',
      'Fixes Released on May 25, 2000',
      'Q245664 is among the fixes that come with Edbbcli.dll 5.5.2652.31.',
    ),
  ],
  'undrained-client = served @ initial': [
    says(
      'Q192440',
      'RESOLUTION',
      'Mended by a service pack of 5.5, and for 4.0 and 5.0 by fixes that name no file version.',
    ),
    says('Q242222', 'list of fixes', 'Q192440 is among what Service Pack 2 of 5.5 mends.'),
  ],
  'undrained-client = served @ exchange-5.5-sp2': [
    says(
      'Q192440',
      'Keyword(s)',
      'The article itself says only the latest service pack; its keyword marks a fix of SP2.',
    ),
    says('Q242222', 'list of fixes', 'Q192440 is among what Service Pack 2 of 5.5 mends.'),
  ],
  'completion-event-text = stopped-the-procedure @ initial': [
    says(
      'Q219035',
      'MORE INFORMATION',
      'SP1 of 5.5 gave event 104 this text; it is a success of the database operation and no word on the whole backup.',
    ),
  ],
  'completion-event-text = completed-successfully @ exchange-5.5': [
    says(
      'Q219035',
      'MORE INFORMATION',
      'The text of event 104 in 5.5 RTM says that the engine completed the backup successfully.',
    ),
  ],
  'completion-event-text = stopped-the-procedure @ exchange-5.5-sp1': [
    says(
      'Q219035',
      'SYMPTOMS and MORE INFORMATION',
      'Service Pack 1 changed the English text of event 104; the German one it made wrong.',
    ),
  ],
} as const;
