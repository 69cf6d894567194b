import { requirement } from '../../../simulator/rules/index.ts';
import { agentEntry, impossible, scenarios, testsIn, verified } from '../entry.ts';
import { agent } from '../testFiles.ts';

const { backupAgent, backupProcedure } = agent;
const cli = testsIn('conformance/cli/cli');
const documentedOrder =
  'a full backup makes the documented calls in the documented order, and commits before it truncates';
const anyFailure = 'any failing call ends the backup without truncation, with everything put away (property)';
const everyByte = 'a backup hands the sink every byte of every file, with its token and generation';

/** Rules: reading, buffers, lists and names. */
export const transferRuleEntries = [
  agentEntry(
    'A-22',
    requirement(
      'EDB-AGENT-19',
      'INFERRED',
      'M-HrBackupRead, Q264102, DS-DsBackupRead, JET-JetReadFile, BT',
      ['HrBackupRead'],
      'A short read is normal: go on by bytes. The end is ERROR_HANDLE_EOF or no bytes, and nothing is read beyond it.',
    ),
    verified(
      backupProcedure(
        'both ways to say end of file are understood, and nothing is read after the advertised size',
        'short reads of any size give the same bytes (property)',
      ),
    ),
  ),
  agentEntry(
    'A-23',
    requirement(
      'EDB-AGENT-20',
      'INFERRED',
      'Q243601',
      ['HrBackupRead'],
      'Wait for a read for more than two minutes, as long as the user says.',
      { level: 'should' },
    ),
    impossible('The calls of the reference agent are synchronous and have no timeout that could be too short.'),
  ),
  agentEntry(
    'A-24',
    requirement(
      'EDB-AGENT-21',
      'INFERRED',
      'M-HrBackupRead, JET-JetReadFile, Q197500, Q237953 (against Q253216)',
      ['HrBackupOpenFile', 'HrBackupRead'],
      'Use one buffer of bounded size: whole pages, at least three, at most 512 KB.',
      { level: 'should' },
    ),
    verified(
      backupProcedure(
        'a server name with an underscore and a buffer that breaks a limit are refused before anything is called',
      ),
    ),
  ),
  agentEntry(
    'A-25',
    requirement(
      'EDB-AGENT-22',
      'INFERRED',
      'Q192440',
      ['HrBackupRead'],
      'Take what is read while you wait for the medium: no stalling, and no buffering without a bound.',
    ),
    verified(
      testsIn('conformance/procedures/saveFile')(
        'what was read is handed on before the next read, from one buffer: nothing is hoarded (A-25)',
      ),
      scenarios('backup-to-null'),
    ),
  ),
  agentEntry(
    'A-26',
    requirement(
      'EDB-AGENT-23',
      'INFERRED',
      'Q185694, M-HrBackupEnd',
      ['HrBackupClose', 'HrBackupEnd'],
      'A backup that is cancelled comes to an end: it closes, ends, and returns.',
    ),
    verified(
      backupAgent('an interrupted backup ends the context and leaves nothing that looks finished'),
      cli('Ctrl-C in the middle of a backup ends with 130, and nothing that looks finished is left'),
    ),
  ),
  agentEntry(
    'A-27',
    requirement(
      'EDB-AGENT-24',
      'INFERRED',
      'M-backup, DS-DsBackupFree, BT (against M-HrBackupRead, M-BackupFree)',
      ['BackupFree'],
      'Free every list once, with BackupFree, and nothing else with it: the read buffer is yours.',
    ),
    verified(
      backupProcedure(
        anyFailure,
        'a list that cannot be decoded, or has the wrong size, fails the backup and is freed',
      ),
    ),
  ),
  agentEntry(
    'A-28',
    requirement(
      'EDB-AGENT-25',
      'DOCUMENTED',
      'M-HrBackupGetDatabaseNames, M-HrBackupGetBackupLogs, M-loc, E2K-HrESEBackupGetLogAndPatchFiles',
      ['HrBackupGetDatabaseNames', 'HrBackupGetBackupLogs', 'HrRestoreGetDatabaseLocations'],
      'Walk a list to its double NUL, by its size in bytes; it is not one string.',
    ),
    verified(
      backupProcedure('a list that cannot be decoded, or has the wrong size, fails the backup and is freed', everyByte),
    ),
  ),
  agentEntry(
    'A-29',
    requirement(
      'EDB-AGENT-26',
      'DOCUMENTED',
      'Q159838, M-loc, BT',
      ['HrBackupOpenFile'],
      'Open a file by its name without the token, and keep the token with what was saved.',
    ),
    verified(backupProcedure(documentedOrder, everyByte)),
  ),
  agentEntry(
    'A-30',
    requirement(
      'EDB-AGENT-27',
      'INFERRED',
      'Q159170, M-HrBackupGetDatabaseNames',
      ['HrBackupGetDatabaseNames', 'HrBackupOpenFile'],
      'Prefer the W form, and send names that no code page has through it.',
      { level: 'should' },
    ),
    verified(
      backupProcedure(
        'without a word the W form is called, and no call of the A form is made (A-30)',
        'the A form makes only A calls, and file names of the code page survive the way to the server and back',
        'a server name that the code page cannot say is refused before anything is called',
      ),
      scenarios('ansi-bug-of-sp3'),
    ),
  ),
];
