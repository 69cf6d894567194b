import { type CodeFacts, plainCode, use } from './codeFacts.ts';
import type { HrName } from './hr.ts';

/**
 * The codes of the backup API itself (facility 0x7FF), and the two of facility 0.
 * Names and values: dialects.md a4. Meanings in our words after edbbcli.md 2.2, where also the uses come from.
 */
export const apiCodes = {
  hrNone: plainCode(
    'Success; the same value as ERROR_SUCCESS.',
    use('any function', 'the call succeeded', 'DOCUMENTED', 'EDBBCLI.H (edbbcli.md 2.2)'),
    use(
      'HrRestoreRegisterComplete',
      'handed in by the caller: the restore succeeded and the service may start',
      'DOCUMENTED',
      'EDBBCLI.H, M-HrRestoreRegisterComplete (edbbcli.md 3.13)',
    ),
  ),
  hrNyi: plainCode(
    'The function is not implemented.',
    use('unknown', 'no source names a function that returns it', 'UNKNOWN', 'edbbcli.md 2.2'),
  ),
  hrInvalidParam: plainCode(
    'An argument is not valid for the backup API.',
    use('any function', 'an argument is not valid', 'INFERRED', 'message text (edbbcli.md 2.2)'),
  ),
  hrError: plainCode(
    'The backup API failed inside, for no reason it can name.',
    use('any function', 'something failed inside', 'INFERRED', 'message text (edbbcli.md 2.2)'),
    use(
      'the SDK sample',
      'its own malloc failed, or its command line was wrong',
      'DOCUMENTED',
      'backtest.c (edbbcli.md 2.2)',
    ),
  ),
  hrInvalidHandle: plainCode(
    'The context is not a valid one, or no file is open on it.',
    use('HrBackupClose', 'no file is open', 'INFERRED', 'DS-DsBackupClose, the sibling API (edbbcli.md 3.5)'),
    use('any function', 'the HBC is no context of this client', 'INFERRED', 'message text (edbbcli.md 2.2)'),
  ),
  hrRestoreInProgress: plainCode(
    'Another restore is under way.',
    use(
      'HrRestoreRegister',
      'another restore is registered and not completed',
      'INFERRED',
      'comment of EDBBCLI.H and message text (edbbcli.md 2.2)',
    ),
  ),
  hrAlreadyOpen: plainCode(
    'A file is open on this context already.',
    use(
      'HrBackupOpenFile',
      'the file opened before was not closed',
      'INFERRED',
      'message text; DS-DsBackupClose (edbbcli.md 3.3)',
    ),
  ),
  hrInvalidRecips: plainCode(
    'Recipients are not valid; a leftover without a use in backups.',
    use('unknown', 'no source names a use in this API', 'UNKNOWN', 'edbbcli.md 2.2'),
  ),
  hrCouldNotConnect: plainCode(
    'The backup server was not reached, or the service to back up does not run.',
    use(
      'HrBackupPrepare',
      'the service is stopped, or the server cannot be reached',
      'DOCUMENTED',
      'event 8010, Q261160 (edbbcli.md 2.2)',
    ),
    use(
      'service start',
      'event 1196 of MSExchangeDS: a Restore in Progress key blocks the start',
      'DOCUMENTED',
      'Q181795; it does not fit the message text (edbbcli.md section 8, question 1)',
    ),
  ),
  hrRestoreMapExists: plainCode(
    'A restore map is registered already; only a full restore may bring one.',
    use('HrRestoreRegister', 'a map is passed although one is registered', 'INFERRED', 'message text (edbbcli.md 2.2)'),
  ),
  hrIncrementalBackupDisabled: plainCode(
    'Something changed the database so that incrementals would be worthless; take a full backup.',
    use(
      'HrBackupPrepare',
      'LOGS_ONLY after HrSetCurrentBackupLog with BACKUP_DISABLE_INCREMENTAL',
      'INFERRED',
      'message text and M-prevent (edbbcli.md 2.2)',
    ),
  ),
  hrLogFileNotFound: plainCode(
    'An incremental is not possible: a log that it needs is missing.',
    use('HrBackupPrepare', 'LOGS_ONLY with a log missing from the sequence', 'DOCUMENTED', 'Q245211 (edbbcli.md 2.2)'),
  ),
  hrCircularLogging: plainCode(
    'The component logs circularly, so only a full backup is possible.',
    use(
      'HrBackupPrepare',
      'LOGS_ONLY while circular logging is on',
      'INFERRED',
      'M-backup names the function, the message text the code (edbbcli.md 2.2, section 8 question 2); Q246272',
    ),
  ),
  hrNoFullRestore: plainCode(
    'An incremental cannot be restored, because no full backup was restored to this machine before it.',
    use(
      'HrRestoreRegister',
      'an incremental without a registered full restore, as when the service was started in between',
      'DOCUMENTED',
      'event 8010, Q147121 (edbbcli.md 2.2)',
    ),
  ),
  hrCommunicationError: plainCode(
    'The local data channel failed during the backup.',
    use(
      'HrBackupRead',
      'in a Terminal Server session, before SP4',
      'DOCUMENTED',
      'event 8010, Q245664 (edbbcli.md 2.2)',
    ),
    use(
      'HrBackupRead',
      'the client does not drain what the server sends',
      'INFERRED',
      'Q192440 tells of a communications error without its number (edbbcli.md 3.4)',
    ),
  ),
  hrFullBackupNotTaken: plainCode(
    'A full backup must be taken before an incremental.',
    use(
      'HrBackupPrepare',
      'LOGS_ONLY without a recorded full backup',
      'INFERRED',
      'message text and M-backup (edbbcli.md 2.2)',
    ),
  ),
} as const satisfies Partial<Record<HrName, CodeFacts>>;
