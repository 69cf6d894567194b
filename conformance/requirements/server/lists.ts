import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, verified } from '../entry.ts';
import { engine, exchange, protocol, rules } from '../testFiles.ts';

const listCalls = ['HrBackupGetDatabaseNames', 'HrBackupGetBackupLogs', 'HrRestoreGetDatabaseLocations'] as const;
const databaseLists = ['HrBackupGetDatabaseNames', 'HrRestoreGetDatabaseLocations'] as const;

/** What the three lists look like, and what is on them. */
export const listEntries = [
  serverEntry(
    requirement(
      'EDB-LIST-1',
      'DOCUMENTED',
      'M-HrBackupGetDatabaseNames, M-loc; edbbcli.md 3.2',
      listCalls,
      'A list is a run of strings, each a token character and a UNC path closed by a NUL, and one more NUL at the end.',
    ),
    verified(
      protocol.lists(
        'one entry is its token, its path, a NUL, and the NUL that closes the list',
        'lists that are not well formed are refused at the byte where they go wrong, in both forms',
        'every list comes back as it was, in A under every code page and in W',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-2',
      'DOCUMENTED',
      'M-HrBackupGetDatabaseNames, M-HrBackupGetBackupLogs, M-HrRestoreGetDatabaseLocations; edbbcli.md 3.2',
      listCalls,
      'The size of a list is given in bytes; that this is so in the W form and for locations is inferred.',
    ),
    verified(exchange.lists('a list is as many bytes as it says, with the closing NUL, in both forms')),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-3',
      'INFERRED',
      'ESE; edbbcli.md 3.2',
      listCalls,
      'The size of a list counts its closing NUL.',
    ),
    verified(exchange.lists('a list is as many bytes as it says, with the closing NUL, in both forms')),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-4',
      'DOCUMENTED',
      'H; edbbcli.md 1.4',
      listCalls,
      'Tokens are binary values in a text: a low code with flags for a directory, the database directory and the log directory.',
    ),
    verified(
      protocol.tokens(
        'every token is its low code and its flag',
        'every token of the header is described once, under its own value',
        'a token says which lists it appears in',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-5',
      'INFERRED',
      'H, Q159170; edbbcli.md 1.4',
      listCalls,
      'Between A and W a token is zero-extended; no code page is applied to it.',
    ),
    verified(
      protocol.lists(
        'the directory tokens 0x82 and 0x83 survive in every code page, also where they begin a two-byte character',
        'in a W list a token is zero-extended: 0x82 is the unit 0x0082, not the letter that code page 1252 has there',
        'a W token above 0xFF is refused: that is what a code page would make of 0x82',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-6',
      'INFERRED',
      'Q169859, Q192176 (against M-loc); edbbcli.md 3.2',
      listCalls,
      'Paths lead through the administrative share of the drive: \\\\SERVER\\D$\\exchsrvr\\mdbdata\\priv.edb.',
    ),
    verified(
      exchange.lists('every path of every list leads through an administrative share to what it names (Q169859)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-7',
      'DOCUMENTED',
      'Q200941, Q296787; edbbcli.md 3.2',
      databaseLists,
      'An information store lists one or two databases: the private one, the public one, or both.',
    ),
    verified(exchange.lists('a store lists the databases it has, private before public; the directory lists its own')),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-8',
      'INFERRED',
      'H; edbbcli.md 3.2',
      databaseLists,
      'A directory lists one database, with the token BFT_DSA_DATABASE.',
    ),
    verified(
      exchange.lists('a store lists the databases it has, private before public; the directory lists its own'),
      scenarios('directory'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-9',
      'INFERRED',
      'M-loc; edbbcli.md 3.2',
      databaseLists,
      'The private database is listed before the public one.',
      { level: 'should' },
    ),
    verified(exchange.lists('a store lists the databases it has, private before public; the directory lists its own')),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-10',
      'DOCUMENTED',
      'M-loc; edbbcli.md 3.11',
      ['HrRestoreGetDatabaseLocations'],
      'The locations of databases are directories, under the tokens that the databases have in a backup.',
    ),
    verified(
      exchange.restore(
        'the locations are folders: checkpoint, logs, then the databases under their own tokens (M-loc)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-11',
      'DOCUMENTED',
      'Q200941; edbbcli.md 3.6, 6.4',
      ['HrBackupGetBackupLogs'],
      'Every log list has at least one log.',
    ),
    verified(
      rules.logs('every list has a log: the one just closed, even when edb.log is the only log (Q200941)'),
      engine.copyInvariants('I2 the logs of a backup are whole, consecutive, chained, of one stream, and at least one'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-12',
      'INFERRED',
      'Q296787, M-loc, M-overview; edbbcli.md 6.1',
      ['HrBackupGetDatabaseNames', 'HrBackupGetBackupLogs'],
      'The reserve logs and the checkpoint file are on no list.',
    ),
    verified(exchange.lists('edb.log, the reserve logs and the checkpoint file are on no list of a backup')),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-13',
      'INFERRED',
      'M-backup (against Q271987); edbbcli.md 4.2, 6.4',
      ['HrBackupGetBackupLogs'],
      'A backup of the logs only has no patch file.',
    ),
    verified(
      exchange.client('a logs-only context has no database list, and cannot open one'),
      rules.logs(
        'a LOGS_ONLY backup rolls the log and lists lowest on disk … generation just closed, and no patch file',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-14',
      'INFERRED',
      'ESE; edbbcli.md 6.5',
      ['HrBackupGetBackupLogs', 'HrBackupTruncateLogs'],
      'Logs between the checkpoint and the end of a list stay after truncation and are listed again: sets overlap.',
    ),
    verified(
      exchange.lists('what truncation leaves is listed again by the next logs-only backup: sets overlap'),
      scenarios('nightly-backup'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-LIST-15',
      'INFERRED',
      'BT; edbbcli.md 3.3',
      ['HrBackupOpenFile'],
      'The token is no part of a file’s name: with it in front the name is that of no file.',
    ),
    verified(exchange.lists('a name with its token still in front names no file')),
  ),
  serverEntry(
    requirement(
      'EDB-NAMES-4',
      'INFERRED',
      'ESE; ese-engine.md 4.0',
      ['HrBackupGetDatabaseNames'],
      'In a full backup the databases can be listed at any time, also when the logs have been listed.',
    ),
    verified(exchange.lists('the databases of a full backup are listed as before when its logs have been listed')),
  ),
];
