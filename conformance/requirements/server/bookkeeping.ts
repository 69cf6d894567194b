import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, verified } from '../entry.ts';
import { engine, exchange, rules } from '../testFiles.ts';

/** What a backup leaves on record in headers, checkpoint file and registry, and who consults which. */
export const bookkeepingEntries = [
  serverEntry(
    requirement(
      'EDB-BOOK-1',
      'INFERRED',
      'ESE; ese-engine.md 4.0',
      ['HrBackupEnd'],
      'A full backup that is recorded leaves in the header of every database it copied where and when it began and its range of logs, and forgets the incremental one before it.',
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
        'the same where the end always records, and where truncation does',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-2',
      'INFERRED',
      'ESE; ese-engine.md 4.0',
      ['HrBackupEnd'],
      'An incremental backup that is recorded leaves its range of logs in every header, and the full backup there as it was.',
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
        'the same where the end always records, and where truncation does',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-3',
      'INFERRED',
      'ESE, Q200941; ese-engine.md 2.2, 2.4',
      ['HrBackupOpenFile'],
      'Only a copy has a current full backup in its header: where it began and its lowest log, without a highest; its patch file has both.',
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
      ),
      engine.copies(
        'both headers are those of the moment it began, with the backup in them and no last generation',
        'the patch file has the header of the copy, and its last generation when it is finished',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-4',
      'INFERRED',
      'Q182960, Q259751, Q296787; ese-engine.md 3, 4.0',
      ['HrBackupEnd'],
      'The checkpoint file has position and time of the beginning of the last full and of the last incremental backup; LastFullBackupCheckpoint is the position of the full one.',
      { level: 'should' },
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
        'the same where the end always records, and where truncation does',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-5',
      'INFERRED',
      'ESE, JET-JetBeginExternalBackup; ese-engine.md 4.0',
      ['HrBackupPrepare'],
      'Where a backup begins is the end of the log at the moment it is prepared; it lies between its lowest and its highest log.',
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-6',
      'INFERRED',
      'Q152313, JET-JetBeginExternalBackup; edbbcli.md 4.4',
      ['HrBackupEnd'],
      'A differential backup and a copy leave header, checkpoint file and registry as they were, unless every end is recorded.',
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
        'the same where the end always records, and where truncation does',
        'the table bites: a server that records at another moment fails in the rows that tell the two apart',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-7',
      'INFERRED',
      'ESE; edbbcli.md 6.9, ese-engine.md 4.0',
      ['HrBackupEnd', 'HrBackupRead'],
      'A backup that is given up before its log list, or in which a read failed, is nowhere on record.',
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
        'the same where the end always records, and where truncation does',
        'a backup that is given up before its list, or in which a read fails, is nowhere on record, whoever records when',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-8',
      'INFERRED',
      'ESE; ese-engine.md 4.0',
      ['HrBackupTruncateLogs', 'HrBackupPrepare'],
      'What was truncated stays deleted when the client dies before HrBackupEnd; where the end records, the next LOGS_ONLY backup is refused with hrLogFileNotFound.',
      { level: 'hazard' },
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
        'the same where the end always records, and where truncation does',
      ),
      scenarios('client-dies-after-truncation'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-9',
      'INFERRED',
      'Q295751, ESE; edbbcli.md 6.2',
      ['HrBackupPrepare'],
      'That a full backup is missing is what the header of a database says, and neither registry nor checkpoint file say otherwise.',
    ),
    verified(
      exchange.consultedRecords(
        'each record alone: no full backup is the header’s to say, a mark the registry’s, a missing log the facet’s',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-10',
      'UNKNOWN',
      'Q245211; edbbcli.md 6.2, 8.5',
      ['HrBackupPrepare'],
      'Whether the registry or the headers say from which log on a LOGS_ONLY backup must be whole is a facet.',
    ),
    verified(
      exchange.consultedRecords(
        'each record alone: no full backup is the header’s to say, a mark the registry’s, a missing log the facet’s',
      ),
      rules.refusals(
        'the record that says where logs must begin is the registry or the database headers, as the facet says',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-11',
      'INFERRED',
      'M-backup, Q183380; edbbcli.md 6.2',
      ['HrBackupPrepare'],
      'What the checkpoint file says of backups refuses nothing: a defragmented database is refused although it is still there, and without it nothing is.',
    ),
    verified(
      exchange.consultedRecords(
        'each record alone: no full backup is the header’s to say, a mark the registry’s, a missing log the facet’s',
        'a checkpoint file that somebody deleted comes back without its backup records, and nothing is refused for it',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-12',
      'INFERRED',
      'Q183380; edbbcli.md 4.6',
      [],
      'An offline defragmentation clears the records in the header of its database, and no other record.',
    ),
    verified(
      exchange.consultedRecords(
        'an offline defragmentation clears the header and no other record, and that is enough to refuse (Q183380)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-13',
      'DOCUMENTED',
      'M-HrSetCurrentBackupLog; edbbcli.md 3.7, 3.15',
      ['HrSetCurrentBackupLog'],
      'The backup functions keep the number of the last log by themselves: HrSetCurrentBackupLog is not needed for it.',
    ),
    verified(
      exchange.bookkeeping(
        'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-14',
      'INFERRED',
      'Q245211; edbbcli.md 3.15',
      ['HrSetCurrentBackupLog'],
      'HrSetCurrentBackupLog changes the registry, and neither a header nor the checkpoint file.',
    ),
    verified(exchange.consultedRecords('HrSetCurrentBackupLog writes the registry and nothing else')),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-15',
      'DOCUMENTED',
      'M-backup, Q159838, Q246272; edbbcli.md 3.1',
      ['HrBackupPrepare'],
      'Whatever refuses LOGS_ONLY, a full backup is accepted; after it LOGS_ONLY is too, but for circular logging.',
    ),
    verified(
      exchange.consultedRecords(
        'whatever refuses LOGS_ONLY, a full backup is accepted, and LOGS_ONLY after it (M-backup)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-BOOK-16',
      'INFERRED',
      'M-backup, Q159838; edbbcli.md 3.1',
      ['HrBackupPrepare'],
      'No record stands in the way of a full backup.',
    ),
    verified(exchange.consultedRecords('no record stands in the way of a full backup')),
  ),
];
