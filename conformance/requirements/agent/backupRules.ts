import { requirement } from '../../../simulator/rules/index.ts';
import { agentEntry, scenarios, testsIn, verified } from '../entry.ts';
import { agent } from '../testFiles.ts';

const { backupAgent, backupProcedure, faultyBackups } = agent;
const advice = testsIn('conformance/procedures/advice');
const documentedOrder =
  'a full backup makes the documented calls in the documented order, and commits before it truncates';
const anyFailure = 'any failing call ends the backup without truncation, with everything put away (property)';
const worldRefuses = 'a refusal of the outside world at any step ends the backup in the same way (property)';
const everyByte = 'a backup hands the sink every byte of every file, with its token and generation';

/** Rules: what a refusal means, when to truncate, what to save. */
export const backupRuleEntries = [
  agentEntry(
    'A-1',
    requirement(
      'EDB-AGENT-1',
      'INFERRED',
      'Q297172, Q178999',
      ['HrBackupPrepare', 'HrBackupEnd'],
      'Leave no patch file behind; when HrBackupPrepare fails, name a stale patch file as the cause instead of trying again blindly.',
    ),
    verified(
      advice('a backup that is refused with hrFileNotFound or hrError is told to look for a stale patch file (A-1)'),
      backupProcedure(anyFailure),
      scenarios('client-dies-in-backup'),
    ),
  ),
  agentEntry(
    'A-2',
    requirement(
      'EDB-AGENT-2',
      'DOCUMENTED',
      'Q256347',
      ['HrBackupGetBackupLogs', 'HrBackupClose'],
      'Take the log list only after the last database was closed.',
    ),
    verified(backupProcedure(documentedOrder), scenarios('log-list-too-early')),
  ),
  agentEntry(
    'A-3',
    requirement(
      'EDB-AGENT-3',
      'DOCUMENTED',
      'Q159838, M-backup',
      ['HrBackupTruncateLogs'],
      'Never truncate after any error.',
    ),
    verified(
      backupProcedure(anyFailure, worldRefuses),
      faultyBackups(
        'under any fault rules and engine agree, finished sets verify, nothing is truncated without one, and the next backup works or is refused for its patch file (property)',
      ),
      backupAgent('a disk that fills at any byte leaves no set, truncates nothing and ends the context (property)'),
      scenarios('truncated-after-failure', 'not-truncated-after-failure'),
    ),
  ),
  agentEntry(
    'A-4',
    requirement(
      'EDB-AGENT-4',
      'INFERRED',
      'M-backup, JET-JetReadFile (against BT; edbbcli.md 3.5)',
      ['HrBackupRead', 'HrBackupClose'],
      'A failed read outlives the success of HrBackupClose: the file counts as failed.',
    ),
    verified(
      backupProcedure(
        'a read error survives the success of HrBackupClose, unless the client deviates as the SDK sample does',
      ),
    ),
  ),
  agentEntry(
    'A-5',
    requirement(
      'EDB-AGENT-5',
      'DOCUMENTED',
      'M-HrBackupTruncateLogs, DS-DsBackupTruncateLogs, Q271987',
      ['HrBackupTruncateLogs'],
      'Truncate for full and incremental backups, never for differential ones and copies.',
    ),
    verified(
      backupProcedure(
        'incremental truncates, differential and copy never do, and only full and copy ask for databases',
      ),
      scenarios('differential-chain'),
    ),
  ),
  agentEntry(
    'A-6',
    requirement(
      'EDB-AGENT-6',
      'INFERRED',
      'Q159838, M-backup',
      ['HrBackupPrepare'],
      'When an incremental backup is refused, take a full one and say so, or fail in clear words; never ask again and again.',
    ),
    verified(
      backupProcedure(
        'a refused logs-only backup becomes a full one when asked to, and says so',
        'without fallback a refusal fails; an unreachable server is not asked a second time',
        'the fallback happens once: when the full backup is refused too, the backup fails',
      ),
      scenarios('circular-logging'),
    ),
  ),
  agentEntry(
    'A-7',
    requirement(
      'EDB-AGENT-7',
      'DOCUMENTED',
      'M-HrBackupPrepare, Q295751',
      ['HrBackupPrepare'],
      'Ask the server whether an incremental backup is possible; archive bits do not know.',
    ),
    verified(scenarios('never-backed-up')),
  ),
  agentEntry(
    'A-8',
    requirement(
      'EDB-AGENT-8',
      'DOCUMENTED',
      'M-backup, Q159838, Q200941',
      ['HrBackupGetDatabaseNames', 'HrBackupGetBackupLogs', 'HrBackupOpenFile'],
      'Save every file of both lists, the patch files too.',
    ),
    verified(backupProcedure(everyByte), scenarios('patch-file-left-out', 'patch-file-needed')),
  ),
];
