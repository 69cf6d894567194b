import { requirement } from '../../../simulator/rules/index.ts';
import { serverEntry, testsIn, verified } from '../entry.ts';
import { rules } from '../testFiles.ts';

const products = testsIn('simulator/profiles/products');

/** What a server writes to the event log. */
export const eventEntries = [
  serverEntry(
    requirement(
      'EDB-EVENT-1',
      'DOCUMENTED',
      'Q178999, Q178934, Q188646, Q219035; edbbcli.md 2.5',
      [],
      'The engine writes to the event log as EDB in 4.0 and 5.0, and as ESE97 in 5.5.',
    ),
    verified(products('every product names every event; 5.5 writes as ESE97, the older ones as EDB')),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-2',
      'DOCUMENTED',
      'Q178934, Q178999, Q188646, Q251410, Q271847; edbbcli.md 2.5',
      ['HrBackupOpenFile', 'HrBackupRead'],
      'A backup that the engine stops is event 15 of EDB or 105 of ESE97.',
    ),
    verified(
      products('the event ids that a source prints are these, and the inferred ones keep the offset (edbbcli.md 2.5)'),
      rules.reading(
        'a page that fails its checksum ends the backup with -1018 and two events, and truncation is out of reach (Q188646)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-3',
      'INFERRED',
      'Q219035, Q188646, Q262041; edbbcli.md 2.5',
      ['HrBackupPrepare'],
      'The start of a full and of an incremental backup are events 102 and 103 of ESE97, 12 and 13 of EDB: the numbers keep their offset.',
      { level: 'should' },
    ),
    verified(
      products('the event ids that a source prints are these, and the inferred ones keep the offset (edbbcli.md 2.5)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-4',
      'DOCUMENTED',
      'Q219035; edbbcli.md 2.5',
      ['HrBackupEnd'],
      'A backup that ends well is event 104 of ESE97.',
    ),
    verified(
      testsIn('simulator/exchange/events/backupEvents')(
        'a backup leaves an event for its beginning and one for its end, with the numbers of its engine',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-5',
      'INFERRED',
      'ESE (jetmsg.mc); edbbcli.md 2.5, 3.5',
      ['HrBackupOpenFile', 'HrBackupClose', 'HrBackupGetBackupLogs', 'HrBackupTruncateLogs'],
      'No event tells of the files that are read, of the logs on the list or of those deleted: such events came with Exchange 2000.',
    ),
    verified(
      testsIn('simulator/exchange/events/backupEvents')(
        'no event tells of files, of the range of logs or of truncation: those are of Exchange 2000 (ESE jetmsg.mc)',
      ),
    ),
  ),
];
