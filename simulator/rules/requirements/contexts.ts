import { requirement } from '../requirement.ts';
import { backupContextCalls, contextCalls, namingCalls } from './calls.ts';

/** Connections, contexts and handles. */
export const contextRequirements = {
  unknownHandle: requirement(
    'EDB-CTX-1',
    'INFERRED',
    'DS-DsBackupClose, NTM',
    contextCalls,
    'A handle that was never given out, or whose context has ended, is answered with hrInvalidHandle and changes nothing.',
  ),
  wrongKind: requirement(
    'EDB-CTX-2',
    'UNKNOWN',
    'H',
    contextCalls,
    'A backup call on a restore context, or the reverse, is refused; the code is a facet, and whether HrRestoreGetDatabaseLocations is among the refused is another.',
  ),
  deadContext: requirement(
    'EDB-CTX-3',
    'UNKNOWN',
    'Q245664, Q314588',
    contextCalls,
    'A call on a context whose server has gone away fails; the code is a facet.',
  ),
  cancelled: requirement(
    'EDB-CTX-4',
    'INFERRED',
    'ESE',
    backupContextCalls,
    'After the engine has cancelled a session every call but HrBackupEnd is answered with hrNoBackup.',
  ),
  underscore: requirement(
    'EDB-CTX-5',
    'DOCUMENTED',
    'M-HrBackupPrepare, M-HrRestorePrepare, M-HrSetCurrentBackupLog',
    namingCalls,
    'A server name must not contain an underscore; the code is a facet.',
  ),
  nullArgument: requirement(
    'EDB-CTX-6',
    'INFERRED',
    'NTM',
    namingCalls,
    'A NULL server name or annotation is answered with hrInvalidParam.',
  ),
  unknownServer: requirement(
    'EDB-CTX-7',
    'DOCUMENTED',
    'Q261160, Q314588',
    namingCalls,
    'A server that cannot be reached fails the call; two codes are documented, and which is a facet.',
  ),
  unknownAnnotation: requirement(
    'EDB-CTX-8',
    'UNKNOWN',
    'edbbcli.md 1.2',
    namingCalls,
    'An annotation that names no service is refused; the code is a facet.',
  ),
  checkBackupLogs: requirement(
    'EDB-CTX-9',
    'UNKNOWN',
    'L',
    ['I_HrCheckBackupLogs'],
    'I_HrCheckBackupLogs is exported and described nowhere.',
  ),
  sequenceError: requirement(
    'EDB-CTX-10',
    'INFERRED',
    'ESE, JET-JetGetAttachInfo',
    ['HrBackupGetDatabaseNames', 'HrBackupOpenFile', 'HrBackupGetBackupLogs', 'HrBackupTruncateLogs'],
    'A call that the session’s phase does not allow is answered with hrInvalidBackupSequence.',
  ),
  netbiosOff: requirement(
    'EDB-CTX-11',
    'DOCUMENTED',
    'Q261160, H',
    namingCalls,
    'A remote client with NetBIOS over TCP/IP switched off is answered with hrCouldNotConnect.',
  ),
  noEndpoints: requirement(
    'EDB-CTX-12',
    'DOCUMENTED',
    'Q314588',
    namingCalls,
    'A server that is addressed at an interface on which it registered no endpoints is answered for with 0x6BA, as Windows has it.',
  ),
  restoreW: requirement(
    'EDB-CTX-13',
    'UNKNOWN',
    'VC6-LIB; edbbcli.md 1.6',
    ['I_HrRestoreW'],
    'I_HrRestoreW is exported and described nowhere: nine words of arguments are all that is known of it.',
  ),
} as const;
