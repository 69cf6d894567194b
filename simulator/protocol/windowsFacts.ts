import { type CodeFacts, plainCode, shown, use } from './codeFacts.ts';
import type { Win32Name } from './windowsCodes.ts';

/** Codes of Windows that come through the API, or are told of it. */
export const windowsFacts = {
  ERROR_INVALID_FUNCTION: plainCode(
    'The function is not a valid one.',
    shown('service start', 'a path of the directory is not in the registry; event 1002', 'Q263548'),
  ),
  ERROR_FILE_NOT_FOUND: plainCode(
    'Windows did not find a file.',
    use(
      'service start',
      'after a restore to a server whose circular logging is set otherwise',
      'DOCUMENTED',
      'Q175469 (edbbcli.md 2.4)',
    ),
  ),
  ERROR_ACCESS_DENIED: plainCode(
    'Windows refused access.',
    shown('service start', 'the account of the services lacks rights on the folders of Exchange', 'Q163139'),
  ),
  ERROR_INVALID_HANDLE: plainCode(
    'A handle is not valid, says Windows.',
    shown('service start', 'event 0 of the engine, for the directory after a restore; -1022 follows', 'Q311396'),
  ),
  ERROR_HANDLE_EOF: plainCode(
    'The end of the file was reached.',
    use(
      'HrBackupRead',
      'at the end of the file: the SDK sample takes it for a success, the sibling API lists it',
      'UNKNOWN',
      'backtest.c, DS-DsBackupRead (edbbcli.md 2.4, section 8 question 7)',
    ),
  ),
  ERROR_HANDLE_DISK_FULL: plainCode(
    'The disk is full, says Windows.',
    use('the SDK sample', 'it could not write all that it had read', 'DOCUMENTED', 'backtest.c (edbbcli.md 2.4)'),
  ),
  ERROR_UNEXP_NET_ERR: plainCode(
    'An unexpected error of the network.',
    shown('a tool', 'eseutil /d with its temporary database on another computer; event 0 says 0x3b', 'Q274563'),
  ),
  ERROR_INVALID_PARAMETER: plainCode(
    'Windows found an argument not valid.',
    use(
      'HrBackupGetDatabaseNames',
      'always, in the A form of the EDBBCLI.DLL of Exchange 4.0 SP3',
      'DOCUMENTED',
      'Q159170 (edbbcli.md 2.4)',
    ),
    use(
      'service start',
      'the Restore in Progress key holds a wrong value, such as a broken restore map',
      'DOCUMENTED',
      'Q169859, Q232705 (edbbcli.md 2.4)',
    ),
  ),
  ERROR_SEM_IS_SET: plainCode(
    'A semaphore is set already, says Windows.',
    use(
      'HrBackupRead',
      'event 8010 says 102, which is this code if the event printed decimal; elsewhere it prints hex',
      'UNKNOWN',
      'Q156715 (edbbcli.md 2.4)',
    ),
  ),
  WAIT_TIMEOUT: plainCode(
    'A wait took too long.',
    use(
      'HrBackupRead',
      'event 8010 says 102, which is this code if the event printed hex, as it does elsewhere',
      'UNKNOWN',
      'Q156715 (edbbcli.md 2.4)',
    ),
  ),
  ERROR_PROCESS_ABORTED: plainCode(
    'A process ended unexpectedly.',
    shown('service start', 'the dialog, when the directory could not recover after a restore', 'Q247769'),
  ),
  ERROR_SERVICE_LOGON_FAILED: plainCode(
    'A service could not log on.',
    shown('service start', 'the account of the services or its password is wrong', 'Q272981, Q312436'),
  ),
  RPC_S_ALREADY_LISTENING: plainCode(
    'The RPC server is listening already. EDBMSG.H gives it a second name, hrAlreadyListening.',
    use('unknown', 'no source names a function that returns it', 'UNKNOWN', 'dialects.md a4'),
  ),
  RPC_S_SERVER_UNAVAILABLE: plainCode(
    'The RPC server cannot be reached.',
    use(
      'HrBackupPrepare',
      'the address is one on which Exchange registered no endpoints',
      'DOCUMENTED',
      'Q314588 (edbbcli.md 2.4)',
    ),
  ),
  NERR_InternalError: plainCode(
    'An internal error of Windows NT: what the dialog says of a directory that did not start, whatever the cause.',
    shown(
      'service start',
      'the directory; event 1002 has the error of the engine',
      'Q131727, Q163139, Q262371, Q262374',
    ),
  ),
  NERR_ServiceCtlTimeout: plainCode(
    'A service does not answer the request to start or to stop.',
    shown('service start', 'the store, and the System Attendant', 'Q175353, Q184205'),
  ),
} as const satisfies Record<Win32Name, CodeFacts>;
