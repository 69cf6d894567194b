import { requirement } from '../../../simulator/rules/index.ts';
import { impossible, scenarios, serverEntry, verified } from '../entry.ts';
import { engine, exchange, rules } from '../testFiles.ts';

/** Sessions beside each other, their phases, and what is verified while a file is read. */
export const sessionEntries = [
  serverEntry(
    requirement(
      'EDB-SESS-1',
      'INFERRED',
      'JET-JetBeginExternalBackup; edbbcli.md 6.8',
      ['HrBackupPrepare'],
      'Information store and directory can be backed up at the same time.',
    ),
    verified(exchange.reads('information store and directory are backed up at the same time, file by file in turn')),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-2',
      'DOCUMENTED',
      'Q251410; edbbcli.md 6.8',
      ['HrBackupOpenFile'],
      'A log that another backup job holds stops the backup with -1032, with the events 105 and 145 of 5.5; that it is HrBackupOpenFile that fails is inferred.',
    ),
    verified(
      rules.files(
        'a log that another program holds is refused with -1032 and leaves both events, 145 and 105 (Q251410)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-3',
      'INFERRED',
      'JET-JetBeginExternalBackup; edbbcli.md 6.8',
      ['HrBackupPrepare'],
      'No backup begins with logging off, after a failed log write, or during recovery or termination.',
    ),
    impossible(
      'A service of this model that runs has logging on and has recovered, and stops by itself when its log cannot be written.',
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-4',
      'DOCUMENTED',
      'Q186184, Q271987; edbbcli.md 3.4',
      ['HrBackupRead'],
      'Every page of a database is verified while it is read, also pages that are not in use.',
    ),
    verified(
      engine.copies(
        'damage in any page, used or not, stops the copy there and moves nothing',
        'a page of another number is damage',
      ),
      exchange.client('a damaged page stops the backup with -1018, an event, and a session that is over (Q188646)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-5',
      'INFERRED',
      'M-HrBackupOpenFile, BT; edbbcli.md 3.3',
      ['HrBackupOpenFile', 'HrBackupRead'],
      'The size that HrBackupOpenFile gives is the length of the stream, however the database grows meanwhile.',
    ),
    verified(
      engine.copyInvariants('I9 the size of a copy is that of the moment it began, however the database grows'),
      engine.copies('the size is that of the moment it began; what grows later is not copied'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-6',
      'INFERRED',
      'JET-JetTruncateLog; edbbcli.md 3.7',
      ['HrBackupTruncateLogs'],
      'A second HrBackupTruncateLogs of a session finds nothing left to delete and succeeds.',
      { level: 'should' },
    ),
    verified(rules.truncate('a second truncation finds nothing left to delete')),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-7',
      'INFERRED',
      'Q271987, JET-JetEndExternalBackup; edbbcli.md 4.4',
      ['HrBackupPrepare', 'HrBackupTruncateLogs'],
      'A full backup without truncation is a copy: it is a good set, deletes nothing and leaves incrementals as they were.',
    ),
    verified(
      rules.end('a differential backup and a copy complete without a word on record'),
      scenarios('never-backed-up'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-8',
      'INFERRED',
      'M-HrBackupEnd, BT (against Q297172); edbbcli.md 3.8',
      ['HrBackupEnd'],
      'A backup that is given up with HrBackupEnd leaves databases and records alone, and the next one is as good as any.',
    ),
    verified(
      engine.copyInvariants(
        'I10 a copy that is given up leaves the headers alone, and the next backup is as good as any',
      ),
      rules.end(
        'an aborted full backup is not recorded, wherever backups are recorded',
        'after HrBackupEnd the context is gone and the next backup can begin, whatever came before',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-9',
      'DOCUMENTED',
      'M-overview; edbbcli.md 4.5',
      ['HrBackupTruncateLogs'],
      'A full backup and all incrementals behind it, or a full one and the last differential, bring everything back.',
    ),
    verified(
      engine.restoreInvariants(
        'I7 after truncation the logs that remain are contiguous, and carry the backup to the last committed row',
        'I8 a full backup and the incremental ones behind it bring back what was committed at the last',
      ),
      scenarios('incremental-chain', 'differential-chain', 'nightly-backup'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-10',
      'DOCUMENTED',
      'Q183380, Q296787; edbbcli.md 4.6',
      [],
      'Logs from before an offline defragmentation or a repair cannot be replayed into the database: its signature is new.',
      { level: 'hazard' },
    ),
    verified(
      engine.files('defragmentation keeps the rows under a new signature and forgets backups'),
      exchange.service('a defragmented database needs a full backup before the next incremental (Q183380)'),
      scenarios('defragmentation'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-11',
      'INFERRED',
      'ESE; ese-engine.md 4.0',
      ['HrBackupOpenFile', 'HrBackupRead', 'HrBackupClose'],
      'A parameter that is wrong is answered at once, and the session goes on.',
    ),
    verified(
      rules.files('a NULL or empty file name is answered with hrInvalidParameter and ends nothing'),
      rules.reading(
        'HrBackupRead without an open file is answered with hrInvalidHandle, with a NULL buffer with hrInvalidParam',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SESS-12',
      'INFERRED',
      'JET-JetReadFile; edbbcli.md 3',
      ['HrBackupRead'],
      'Two reads of one open file must not run at the same time.',
    ),
    impossible('Calls are synchronous here: no two of them run at the same time.'),
  ),
];
