import { requirement } from '../../../simulator/rules/index.ts';
import { impossible, serverEntry, testsIn, verified } from '../entry.ts';
import { exchange, protocol, rules, shim } from '../testFiles.ts';

const noRights = 'Windows checks rights before EDBBCLI is asked, and no Windows is simulated: every caller is allowed.';
const noWire = 'The simulator is called in the process of the agent; there is no wire between them.';

/** The shape of the DLL, who may call it, and what lists cost the caller. */
export const apiEntries = [
  serverEntry(
    requirement(
      'EDB-API-1',
      'DOCUMENTED',
      'L, VC6-LIB; edbbcli.md 1.6',
      [],
      'The DLL exports eight pairs of A and W and eight single functions, 24 names in both published lists, with the stdcall sizes of the import library.',
    ),
    verified(
      protocol.functions(
        'one published list has 24 exports and the other 26: two names make the difference',
        'stdcall sizes are those of the import library',
        'the bytes behind the @ are the bytes of the parameters',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-API-7',
      'DOCUMENTED',
      'VC6-LIB; edbbcli.md 1.6',
      [],
      'A program that was linked with the library of Visual C++ 6.0 finds two exports more, I_HrRestoreW with 36 bytes of arguments and DllEntryPoint with 12.',
    ),
    verified(
      protocol.functions(
        'one published list has 24 exports and the other 26: two names make the difference',
        'in the order of the table of names the entry point stands where its hint says (VC6-LIB)',
      ),
      shim.exports('the export file of the Windows libraries has the 26 names, each once'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-API-2',
      'DOCUMENTED',
      'H; edbbcli.md 3',
      [],
      'Every function but BackupFree returns a signed 32-bit code, and 0 is success.',
    ),
    verified(
      protocol.functions('only BackupFree returns nothing, and only the two private exports are not in the header'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-API-3',
      'DOCUMENTED',
      'H, Q200941; edbbcli.md 2.1',
      [],
      'An error -n of the engine is returned as 0xC8000000 + n, and an error of the backup layer as 0xC7FF0000 + n.',
    ),
    verified(
      protocol.codes(
        'every engine code is its layer formula of the engine number, and no other code has such a number',
        'EDBMSG.H has exactly 183 codes, and no name or value twice',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-API-4',
      'DOCUMENTED',
      'H, M-HrBackupGetDatabaseNames; edbbcli.md 3',
      [
        'HrBackupPrepare',
        'HrBackupGetDatabaseNames',
        'HrBackupOpenFile',
        'HrBackupGetBackupLogs',
        'HrRestorePrepare',
        'HrRestoreGetDatabaseLocations',
        'HrRestoreRegister',
        'HrSetCurrentBackupLog',
      ],
      'The A and the W form of a function differ in the texts they carry and in nothing else.',
    ),
    verified(
      protocol.functions('a name is its base name and its form, and the two forms differ in text types only'),
      exchange.client('the A functions do what the W functions do'),
      exchange.forms('each A function answers and does what its W twin does, argument by argument'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CONN-1',
      'DOCUMENTED',
      'M-HrBackupPrepare, M-HrRestorePrepare, M-HrSetCurrentBackupLog; edbbcli.md 3',
      ['HrBackupPrepare', 'HrRestorePrepare', 'HrSetCurrentBackupLog'],
      'Two backslashes in front of a server name are optional.',
    ),
    verified(exchange.client('targets that lead nowhere are told apart')),
  ),
  serverEntry(
    requirement(
      'EDB-CONN-2',
      'DOCUMENTED',
      'M-HrBackupRead, BT; edbbcli.md 3.4',
      ['HrBackupRead'],
      'Over TCP/IP a read may have any size.',
    ),
    verified(
      rules.reading('over TCP/IP a read may have any size; the sample reads sizes that are no multiple of 4096 (BT)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CONN-3',
      'INFERRED',
      'Q177807, Q156715, Q314588, M-HrBackupRead; edbbcli.md 3',
      ['HrBackupRead'],
      'Control goes over RPC; data goes over a socket that the client opens, or over the other transport when there is no TCP/IP.',
    ),
    impossible(noWire),
  ),
  serverEntry(
    requirement(
      'EDB-CONN-4',
      'DOCUMENTED',
      'M-HrBackupPrepare; edbbcli.md 3.1',
      ['HrBackupPrepare'],
      'A backup type that HrBackupPrepare refuses is not allowed now: the call can be used as a question; that a refusal opens no session is inferred.',
    ),
    verified(
      exchange.reads('a refused HrBackupPrepare opens no session: the next one that is allowed succeeds'),
      rules.prepare(
        'a second backup is answered with hrBackupInProgress and does not disturb the first, whatever their types',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RIGHT-1',
      'DOCUMENTED',
      'M-HrBackupPrepare, Q166824; edbbcli.md 3.1',
      ['HrBackupPrepare'],
      'Who backs up must be in the Backup Operators group of the server; no permission of Exchange is needed.',
    ),
    impossible(noRights),
  ),
  serverEntry(
    requirement(
      'EDB-RIGHT-2',
      'DOCUMENTED',
      'M-HrRestorePrepare, Q166824, Q201811; edbbcli.md 3.10, 3.12',
      ['HrRestorePrepare', 'HrRestoreRegister'],
      'Who restores must be an Administrator of the server, with the right to write its registry over the network.',
    ),
    impossible(noRights),
  ),
  serverEntry(
    requirement(
      'EDB-FREE-1',
      'DOCUMENTED',
      'M-HrBackupGetDatabaseNames, M-backup; edbbcli.md 3.2, 3.6, 3.9',
      ['HrBackupGetDatabaseNames', 'HrBackupGetBackupLogs', 'BackupFree'],
      'The DLL allocates the lists of a backup, and BackupFree gives them back.',
    ),
    verified(exchange.client('lists are counted until they are given back')),
  ),
  serverEntry(
    requirement(
      'EDB-FREE-2',
      'INFERRED',
      'DS-DsBackupFree; edbbcli.md 3.9',
      ['HrRestoreGetDatabaseLocations', 'BackupFree'],
      'A list of restore locations is given back with BackupFree too.',
    ),
    verified(exchange.lists('a list of locations is counted and given back like the others (DS-DsBackupFree)')),
  ),
  serverEntry(
    requirement(
      'EDB-FREE-3',
      'INFERRED',
      'M-overview, M-HrBackupRead against BT; edbbcli.md 3.4, 3.9',
      ['HrBackupRead', 'BackupFree'],
      'The read buffer is the caller’s: the DLL neither allocates nor frees it, whatever the page of HrBackupRead says.',
    ),
    impossible('Which allocator made a buffer cannot be seen in a language that has one allocator.'),
  ),
  serverEntry(
    requirement(
      'EDB-HINT-1',
      'DOCUMENTED',
      'BT, M-HrBackupOpenFile; edbbcli.md 3.3',
      ['HrBackupOpenFile', 'HrBackupRead'],
      'The size given to HrBackupOpenFile is a hint: reads of a smaller size are served.',
    ),
    verified(
      exchange.reads('the read hint binds nothing: whatever it says, reads of another size give the same bytes'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-HINT-2',
      'INFERRED',
      'BT; edbbcli.md 3.3',
      ['HrBackupOpenFile', 'HrBackupClose'],
      'HrBackupClose after a failed HrBackupOpenFile does no harm.',
    ),
    verified(exchange.reads('HrBackupClose after a failed open does no harm: the session goes on (BT)')),
  ),
  serverEntry(
    requirement(
      'EDB-API-5',
      'DOCUMENTED',
      'H; edbbcli.md 3.0',
      [],
      'The parameters of a function have the types of the header, and of an A and a W function only those of texts differ.',
    ),
    verified(
      protocol.functions(
        'the types of HrBackupOpenFile are those of the header, in both forms',
        'the types of every function are those of the header, word for word (edbbcli.md 3.0 to 3.15)',
        'a name is its base name and its form, and the two forms differ in text types only',
        'the bytes behind the @ are the bytes of the parameters',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-API-6',
      'INFERRED',
      'Q177761, Q269782; edbbcli.md 2.3',
      [],
      'No function, start or event has an error that came with a later engine, such as -543, -569, -615, -616 or -801.',
    ),
    verified(testsIn('simulator/protocol/jetErrors')('the engine has no error of a later one')),
  ),
  serverEntry(
    requirement(
      'EDB-FREE-4',
      'INFERRED',
      'M-overview; edbbcli.md 3.9',
      ['BackupFree', 'HrBackupEnd'],
      'A list stays until it is freed, also when its context has ended.',
      { level: 'should' },
    ),
    verified(exchange.lists('a list stays as it was until it is freed, also after HrBackupEnd')),
  ),
];
