import { notOpened, says } from './evidence.ts';

/** What the sources say of the DLL, of contexts and of rights, in our words, and where. */
export const dllEvidence = {
  'EDB-API-1': [
    says(
      'L',
      'import table of edbbcli.lib',
      'Eight names come in two forms and eight in one, each with the bytes of its arguments; I_HrCheckBackupLogs has 4.',
    ),
    notOpened('VC6-LIB', 'a binary library, which is not text to be read; edbbcli.md 1.6 has its names and sizes'),
  ],
  'EDB-API-7': [
    notOpened('VC6-LIB', 'a binary library, which is not text to be read; edbbcli.md 1.6 has its names and sizes'),
  ],
  'EDB-API-2': [
    says(
      'H',
      'typedef and prototypes',
      'HRESULT is a LONG, all functions return it but BackupFree, which is VOID; hrNone stands for success.',
    ),
  ],
  'EDB-API-3': [
    says(
      'Q200941',
      'Interpreting Error Messages',
      'What is 0xfffffdee at an ordinary start is 0xc8000212 after a restore, and both are -530.',
    ),
    says(
      'H',
      'EDBMSG.H, facilities and codes',
      'Errors of the backup layer have facility 0x7FF, those of the database 0x800: hrMissingFullBackup is 0xC8000230.',
    ),
  ],
  'EDB-API-4': [
    says(
      'H',
      'prototypes',
      'The two forms of a function differ in char and WCHAR, or in the map of the one or the other, and have the same parameters otherwise.',
    ),
    says(
      'M-HrBackupGetDatabaseNames',
      'Quick Info',
      'One page describes both forms: it says only that there is a Unicode one.',
    ),
  ],
  'EDB-API-5': [
    says(
      'H',
      'prototypes',
      'Every parameter has its type there; of the two lists that HrBackupGetBackupLogs gives back the header says IN.',
    ),
  ],
  'EDB-API-6': [
    says(
      'Q177761',
      'table of error codes',
      'The list, of 5.5 only, has none of these numbers; nor has it -565, so that it is not complete.',
    ),
    says(
      'Q269782',
      'SYMPTOMS',
      '3355443765, which is -565, is shown for 4.0 to 5.5 although the list does not have it.',
    ),
  ],
  'EDB-CTX-5': [
    says(
      'M-HrBackupPrepare',
      'szBackupServer, Note',
      'A name with an underscore is not possible; what is answered to one is not said.',
    ),
    says('M-HrRestorePrepare', 'szServerName, Note', 'The same note stands there: a server name has no underscore.'),
    says(
      'M-HrSetCurrentBackupLog',
      'szServerName, Note',
      'The same note stands there: a server name has no underscore.',
    ),
  ],
  'EDB-CTX-7': [
    says(
      'Q261160',
      'SYMPTOMS',
      'BackupPrepare() answers with the text that one is not connected, or that the service is not running; no number.',
    ),
    says(
      'Q314588',
      'SYMPTOMS',
      'RPC_S_SERVER_UNAVAILABLE, 0x6ba or 1722 is what an agent gets that cannot reach the server of a cluster.',
    ),
  ],
  'EDB-CTX-11': [
    says(
      'Q261160',
      'SYMPTOMS and CAUSE',
      'A remote backup of 5.5 fails in BackupPrepare() at once when NetBIOS over TCP/IP is not enabled; by design.',
    ),
    says(
      'H',
      'EDBMSG.H, 0xC7FF0007',
      'hrCouldNotConnect has the text of that event: no connection, or a service that is not running.',
    ),
  ],
  'EDB-CTX-12': [
    says(
      'Q314588',
      'CAUSE',
      'Exchange registers its RPC endpoints for one address resource only; by another one the answer may be 0x6ba.',
    ),
  ],
  'EDB-CONN-1': [
    says(
      'M-HrBackupPrepare',
      'szBackupServer',
      'The backslashes before the name may be left out; the example has them.',
    ),
    says(
      'M-HrRestorePrepare',
      'szServerName',
      'The backslashes before the name may be left out; the example has them.',
    ),
    says(
      'M-HrSetCurrentBackupLog',
      'szServerName',
      'The backslashes before the name may be left out; the example has them.',
    ),
  ],
  'EDB-CONN-2': [
    says(
      'M-HrBackupRead',
      'cbBuffer and Remarks',
      'Multiples of 4096 bytes are asked for where the protocol is not TCP/IP, and only there.',
    ),
    notOpened('BT', 'no copy with a named origin was found; edbbcli.md 3.4 says that the sample reads in random sizes'),
  ],
  'EDB-CONN-3': [
    says(
      'Q177807',
      'CAUSE',
      'The extensions look for addresses of TCP/IP sockets to make a backup; of who opens them and of control nothing is said.',
    ),
    says(
      'Q314588',
      'CAUSE',
      'Exchange registers RPC endpoints for the address that it binds to, and calls to another one fail.',
    ),
    says(
      'M-HrBackupRead',
      'Remarks',
      'Client and server may be unable to use TCP/IP; then buffers of whole 4096 bytes are read all the same.',
    ),
    says('Q156715', 'CAUSE', 'A remote backup has an RPC connection, whose end point mapper was not validated in 4.0.'),
  ],
  'EDB-CONN-4': [
    says(
      'M-HrBackupPrepare',
      'btBackupType, Note',
      'The parameter serves to test what is possible now: a type that fails is not allowed.',
    ),
  ],
  'EDB-CONN-5': [
    says(
      'Q192440',
      'SYMPTOMS and CAUSE',
      'A client that backs up to NULL or buffers what it read may wait for the server and the server for it; a communications error ends that.',
    ),
  ],
  'EDB-CONN-6': [
    says(
      'Q177807',
      'SYMPTOMS, CAUSE and MORE INFORMATION',
      'Access violation in edbbcli!HrClnSockAddrFromSocket, it seems in local backups only; a problem of 5.0 and of 5.5, each mended.',
    ),
  ],
  'EDB-RIGHT-1': [
    says('M-HrBackupPrepare', 'Remarks', 'The caller has to be a member of the Backup Operators of the server.'),
    says(
      'Q166824',
      'MORE INFORMATION',
      'On a member server the account is in the Backup Operators of domain and computer; Exchange itself has to grant nothing.',
    ),
  ],
  'EDB-RIGHT-2': [
    says('M-HrRestorePrepare', 'Remarks', 'The caller has to be a member of the Administrators of the server.'),
    says(
      'Q166824',
      'MORE INFORMATION',
      'To restore, the account must be a local Administrator, for only they can stop services.',
    ),
    says(
      'Q201811',
      'SYMPTOMS',
      'Without rights to the remote registry the call of HrRestoreRegister fails, and the restore with it.',
    ),
  ],
} as const;
