import { requirement } from '../../../simulator/rules/index.ts';
import { agentEntry, impossible, scenarios, testsIn, verified } from '../entry.ts';
import { agent, engine, rules } from '../testFiles.ts';

const { backupProcedure, restoreAgent } = agent;
const advice = testsIn('conformance/procedures/advice');
const refusals = testsIn('conformance/procedures/refusal');
const everyRefusal =
  'each of the ten refusals makes an incremental or a differential backup a full one, and no other code does';
const documentedOrder =
  'a full backup makes the documented calls in the documented order, and commits before it truncates';
const anyFailure = 'any failing call ends the backup without truncation, with everything put away (property)';
const worldRefuses = 'a refusal of the outside world at any step ends the backup in the same way (property)';
const everyByte = 'a backup hands the sink every byte of every file, with its token and generation';

/** Rules: what is around a backup, from the end of the session to the builds and the machine. */
export const surroundingRuleEntries = [
  agentEntry(
    'A-31',
    requirement(
      'EDB-AGENT-28',
      'DOCUMENTED',
      'Q275885',
      ['HrBackupPrepare'],
      'Warn of a client computer whose name has 15 characters or more: remote backups stall with 5.5 before Edbbcli.dll and Eseback.dll 5.5.2654.15.',
      { level: 'should' },
    ),
    verified(
      backupProcedure('a client computer with a long name is warned of, and backed up from all the same (Q275885)'),
      scenarios('long-client-name'),
    ),
  ),
  agentEntry(
    'A-32',
    requirement(
      'EDB-AGENT-29',
      'DOCUMENTED',
      'Q245211',
      ['HrBackupPrepare'],
      'Be ready for a refused incremental backup after a cluster has failed over.',
    ),
    verified(
      rules.refusals(
        'a registry that was not replicated to the other node refuses LOGS_ONLY with hrLogFileNotFound (Q245211)',
      ),
      refusals(everyRefusal),
    ),
  ),
  agentEntry(
    'A-32',
    requirement(
      'EDB-AGENT-30',
      'INFERRED',
      'Q238063, Q314588',
      ['HrBackupPrepare', 'HrRestorePrepare'],
      'Name the virtual server of a cluster, not one of its nodes.',
    ),
    impossible('No clusters are simulated: a server has one name.'),
  ),
  agentEntry(
    'A-33',
    requirement(
      'EDB-AGENT-31',
      'DOCUMENTED',
      'M-HrBackupEnd, Q159838',
      ['HrBackupEnd'],
      'End every context, whatever has failed.',
    ),
    verified(backupProcedure(anyFailure, worldRefuses)),
  ),
  agentEntry(
    'A-35',
    requirement(
      'EDB-AGENT-32',
      'INFERRED',
      'M-HrBackupTruncateLogs',
      ['HrBackupTruncateLogs'],
      'Tell of a failed truncation by itself: the set is good, the logs were not purged.',
    ),
    verified(backupProcedure('a failed truncation or a failed end is a warning about a good set, never silence')),
  ),
  agentEntry(
    'A-40',
    requirement(
      'EDB-AGENT-33',
      'INFERRED',
      'Q181445, Q246337 (against Q264102)',
      [],
      'Load the EDBBCLI.DLL that belongs to the version of the server, and overwrite a newer one only when told to.',
    ),
    impossible('The reference agent is handed an API and loads no DLL: whoever hands it one has chosen the file.'),
  ),
  agentEntry(
    'A-41',
    requirement(
      'EDB-AGENT-34',
      'DOCUMENTED',
      'Q245664, Q261160, Q314588',
      ['HrBackupPrepare', 'HrBackupRead'],
      'When communication fails, name what is known to stand in the way: a terminal session, NetBIOS over TCP/IP turned off, an address that Exchange does not bind to.',
      { level: 'should' },
    ),
    verified(
      advice('a communication error names what articles know of: terminal sessions, NetBIOS, the address (A-41)'),
    ),
  ),
  agentEntry(
    'A-42',
    requirement(
      'EDB-AGENT-35',
      'DOCUMENTED',
      'Q188646, JET-JetReadFile, Q159838',
      ['HrBackupRead', 'HrBackupTruncateLogs'],
      'After a damaged page fail the backup, keep the last good set, and truncate nothing.',
    ),
    verified(
      advice('a damaged page is answered with the advice to keep the last good set (A-42)'),
      scenarios('damaged-page'),
    ),
  ),
  agentEntry(
    'A-43',
    requirement(
      'EDB-AGENT-36',
      'DOCUMENTED',
      'Q183380, Q195515, Q262041, Q181798',
      ['HrBackupPrepare'],
      'Take a full backup after a repair, a defragmentation, a move of the server or of a database, and when circular logging is turned off.',
    ),
    verified(
      refusals(everyRefusal),
      scenarios('defragmentation', 'moved-database', 'circular-logging', 'circular-logging-switched-off'),
    ),
  ),
  agentEntry(
    'A-44',
    requirement(
      'EDB-AGENT-37',
      'INFERRED',
      'JET-JetOpenFile',
      ['HrBackupOpenFile'],
      'Open no file that is on no list.',
    ),
    verified(backupProcedure(documentedOrder)),
  ),
  agentEntry(
    'A-47',
    requirement(
      'EDB-AGENT-38',
      'DOCUMENTED',
      'Q296787, M-loc, Q176239 (against Q296229)',
      [],
      'Neither save nor restore edb.chk, and hold it open in no backup.',
    ),
    verified(
      backupProcedure(documentedOrder),
      restoreAgent('a restore writes back every byte, and erases old logs, patch files and databases but nothing else'),
    ),
  ),
  agentEntry(
    'A-48',
    requirement(
      'EDB-AGENT-39',
      'INFERRED',
      'Q164161, Q200941, BT',
      [],
      'Look up the text of an unknown code in the DLL, then in the system, and print its number in hexadecimal and signed.',
      { level: 'should' },
    ),
    verified(
      testsIn('conformance/procedures/codeText')(
        'a code is printed by name, in hexadecimal and signed; its text is the DLL’s, then the system’s (A-48)',
        'a code that neither knows is printed by its numbers, with the command that explains it (A-48)',
      ),
    ),
  ),
  agentEntry(
    'A-50',
    requirement(
      'EDB-AGENT-40',
      'DOCUMENTED',
      'M-backup, Q177794, Q296787',
      ['HrBackupGetBackupLogs'],
      'Take the names and the number of logs from the list: under circular logging there may be more than usual, and the header counts.',
    ),
    verified(
      backupProcedure('a log whose header disagrees with its name is a warning, and the header wins', everyByte),
      engine.log('held logs stay until they are released'),
    ),
  ),
];
