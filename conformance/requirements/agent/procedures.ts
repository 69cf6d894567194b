import { requirement } from '../../../simulator/rules/index.ts';
import { agentEntry, scenarios, verified } from '../entry.ts';
import { agent } from '../testFiles.ts';

const { backupAgent, backupProcedure, restoreAgent, restoreProcedure } = agent;

const documentedOrder =
  'a full backup makes the documented calls in the documented order, and commits before it truncates';
const kindsOfBackup = 'incremental truncates, differential and copy never do, and only full and copy ask for databases';
const fullRestore =
  'a full restore registers its map and generations, erases, and writes every file where its token belongs';

/** What the documented procedures ask of an agent beyond the rules that field failures taught. */
export const procedureEntries = [
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-41',
      'DOCUMENTED',
      'Q159838, M-backup; edbbcli.md 4.1',
      [
        'HrBackupPrepare',
        'HrBackupGetDatabaseNames',
        'HrBackupOpenFile',
        'HrBackupRead',
        'HrBackupClose',
        'HrBackupGetBackupLogs',
        'HrBackupTruncateLogs',
        'HrBackupEnd',
      ],
      'A full backup: prepare, list and save the databases, list and save the logs, truncate, end.',
    ),
    verified(backupProcedure(documentedOrder)),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-42',
      'DOCUMENTED',
      'M-backup, M-HrBackupPrepare, BT (against Q271987); edbbcli.md 4.2, 4.3',
      ['HrBackupPrepare', 'HrBackupGetBackupLogs', 'HrBackupTruncateLogs', 'HrBackupEnd'],
      'An incremental or differential backup lists and saves logs only, prepared with LOGS_ONLY and grbit 1.',
    ),
    verified(backupProcedure(kindsOfBackup)),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-43',
      'INFERRED',
      'Q152313, JET-JetEndExternalBackup; edbbcli.md 4.4',
      ['HrBackupPrepare', 'HrBackupTruncateLogs'],
      'A copy is a full backup that does not truncate.',
    ),
    verified(backupProcedure(kindsOfBackup), scenarios('never-backed-up')),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-44',
      'DOCUMENTED',
      'M-HrBackupTruncateLogs, M-backup; edbbcli.md 3.7, 4.6',
      ['HrBackupTruncateLogs'],
      'Truncate when every file is safe on the medium, and not before.',
    ),
    verified(
      backupProcedure(documentedOrder),
      backupAgent(
        'everything is durable before the logs are truncated: files, folder, name, parent, in this order',
        'any other failure of the storage does the same, also at the very last flush',
      ),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-45',
      'INFERRED',
      'M-HrBackupOpenFile, BT; edbbcli.md 3.3, 3.4',
      ['HrBackupOpenFile', 'HrBackupRead'],
      'A file that ends before the size that was announced has failed.',
    ),
    verified(
      backupProcedure('both ways to say end of file are understood, and nothing is read after the advertised size'),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-46',
      'DOCUMENTED',
      'M-HrBackupPrepare, M-HrRestorePrepare, M-HrSetCurrentBackupLog; edbbcli.md 3',
      ['HrBackupPrepare', 'HrRestorePrepare', 'HrSetCurrentBackupLog'],
      'Name no server with an underscore.',
    ),
    verified(
      backupProcedure(
        'a server name with an underscore and a buffer that breaks a limit are refused before anything is called',
      ),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-47',
      'DOCUMENTED',
      'M-restore, M-HrRestoreEnd; edbbcli.md 5',
      ['HrRestoreRegister', 'HrRestoreRegisterComplete', 'HrRestoreEnd'],
      'Register before the first file is written, complete after the last one, and only then start the service; end the context whatever comes of it.',
    ),
    verified(
      restoreProcedure(
        fullRestore,
        'whatever fails, the registration is completed with the failure and every context ended (property)',
      ),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-48',
      'DOCUMENTED',
      'M-restore; edbbcli.md 5',
      ['HrRestorePrepare'],
      'Stop the service before its files are restored.',
    ),
    verified(scenarios('restore-while-running')),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-49',
      'DOCUMENTED',
      'M-loc; edbbcli.md 3.11',
      ['HrRestoreGetDatabaseLocations'],
      'Write a database to the directory of its own token, logs and patch files to that of BFT_LOG_DIR, nothing to that of BFT_CHECKPOINT_DIR.',
    ),
    verified(
      restoreProcedure(
        fullRestore,
        'a server without a place for one of the databases, the logs or the checkpoint is not registered at all',
      ),
      restoreAgent('a restore writes back every byte, and erases old logs, patch files and databases but nothing else'),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-50',
      'INFERRED',
      'M-HrRestoreRegister, M-loc; edbbcli.md 3.11',
      ['HrRestoreGetDatabaseLocations', 'HrRestoreRegister'],
      'Ask for the locations before registering: the arguments come from them.',
    ),
    verified(restoreProcedure(fullRestore)),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-51',
      'INFERRED',
      'NTM, Q200941; edbbcli.md 3.12',
      ['HrRestoreRegister'],
      'Only the full set brings a map; a set of logs is registered without one and extends the highest generation.',
    ),
    verified(
      restoreProcedure('following sets pass no map, keep the low generation, extend the high one, and erase nothing'),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-52',
      'DOCUMENTED',
      'Q247109, M-overview, Q200941; edbbcli.md 5',
      ['HrRestoreRegister'],
      'Restore sets in the order in which they were taken: the full one, then every incremental one or the last differential.',
      { level: 'should' },
    ),
    verified(
      restoreProcedure(
        'sets that do not form a chain are refused in words that name the missing link, before anything is called',
      ),
      scenarios('incremental-chain', 'differential-chain'),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-53',
      'DOCUMENTED',
      'Q296787, Q191357, Q128325; edbbcli.md 4.6',
      ['HrBackupPrepare'],
      'Take a full backup after a database was added or removed, after one store was restored with the logs removed, and after logs were deleted by hand.',
    ),
    verified(
      backupProcedure(
        'what happened since the last full backup makes one of the logs only a full one, without asking, and says why (A-43)',
      ),
      restoreProcedure('after one of two stores was restored a full backup is asked for (Q191357)'),
      scenarios('log-missing'),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-54',
      'DOCUMENTED',
      'Q146306, Q231299; edbbcli.md 5',
      ['HrRestoreRegister'],
      'Erase all existing data of the set before a restore when the user wants it erased, and no log when not.',
    ),
    verified(
      restoreAgent(
        'a restore writes back every byte, and erases old logs, patch files and databases but nothing else',
        'without erasing, a restore removes nothing and warns',
      ),
    ),
  ),
  agentEntry(
    null,
    requirement(
      'EDB-AGENT-55',
      'DOCUMENTED',
      'M-restore, Q155600; edbbcli.md 3.10',
      ['HrRestorePrepare', 'HrRestoreRegister'],
      'Restore a directory to the server that it came from and to no other; an information store may go elsewhere.',
    ),
    verified(
      restoreProcedure(
        'a directory goes back to its own server and to no other, and nothing is called for it (Q155600)',
      ),
    ),
  ),
];
