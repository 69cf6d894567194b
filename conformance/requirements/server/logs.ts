import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, testsIn, verified } from '../entry.ts';
import { exchange, rules } from '../testFiles.ts';

/** Lists and truncation, besides what the rules decide. */
export const logEntries = [
  serverEntry(
    requirement(
      'EDB-LOGS-8',
      'INFERRED',
      'Q271987, ESE; edbbcli.md 3.6',
      ['HrBackupGetBackupLogs'],
      'The log that is closed for a list ends with a record that says for which kind of backup.',
    ),
    verified(
      testsIn('simulator/engine/backup/backupMarker')(
        'the log that is closed for a list ends with a record that says for which backup',
      ),
      exchange.lists(
        'the log that is closed for a list says in its last record but one for which kind of backup it was closed',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LOGS-9',
      'DOCUMENTED',
      'BT (against M-HrBackupPrepare); edbbcli.md 3.1',
      ['HrBackupPrepare', 'HrBackupGetBackupLogs'],
      'A full backup that was prepared with grbit 0 lists its logs all the same.',
    ),
    verified(
      rules.logs(
        'a full backup rolls the log and lists checkpoint at the start … generation just closed, and its patch files',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-TRUNC-8',
      'INFERRED',
      'ESE; ese-engine.md 4.0',
      ['HrBackupTruncateLogs'],
      'Logs that are missing below the bound are passed over.',
    ),
    verified(
      rules.truncate('logs that are missing are passed over, so that truncation leaves what is above its bound'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-TRUNC-9',
      'INFERRED',
      'DS-DsBackupTruncateLogs; edbbcli.md 3.7',
      ['HrBackupTruncateLogs'],
      'A differential backup that truncates is an incremental one: what it deleted is in no later differential.',
      { level: 'hazard' },
    ),
    verified(
      rules.truncate(
        'an incremental backup truncates like a full one, and both leave the same logs',
        'what a differential backup truncates is on no later list, although no full backup has saved it',
      ),
      scenarios('incremental-link-missing'),
    ),
  ),
];
