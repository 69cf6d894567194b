import { scenarios, verified } from '../entry.ts';
import { exchange, rules } from '../testFiles.ts';
import type { VerificationOf } from './verificationOf.ts';

const { end, logs, refusals, truncate } = rules;

export const logVerification = {
  list: verified(
    logs(
      'a full backup rolls the log and lists checkpoint at the start … generation just closed, and its patch files',
      'a LOGS_ONLY backup rolls the log and lists lowest on disk … generation just closed, and no patch file',
    ),
    exchange.client(
      'rows that move between copied and uncopied pages put images into the patch file, and it is listed',
    ),
    exchange.lists(
      'the list of a full backup is its logs in ascending order, then the patch files in the order of the databases (M-loc)',
      'edb.log, the reserve logs and the checkpoint file are on no list of a backup',
    ),
  ),
  listFull: verified(
    logs(
      'a full backup rolls the log and lists checkpoint at the start … generation just closed, and its patch files',
      'only the databases that were closed have a patch file on the list',
      'logs that are closed between HrBackupPrepare and the list are on the list',
    ),
    exchange.calls(
      'a log list is made once, has the patch files of what was copied before it, and none of what is copied after it',
    ),
  ),
  listLogsOnly: verified(
    logs(
      'a LOGS_ONLY backup rolls the log and lists lowest on disk … generation just closed, and no patch file',
      'a log list after the lowest log was deleted begins at the lowest log that is left',
    ),
    exchange.client('a logs-only context has no database list, and cannot open one'),
  ),
  listAgain: verified(
    logs('the list is computed once per session: later calls answer the same and roll nothing (Q256347)'),
    exchange.calls(
      'a log list is made once, has the patch files of what was copied before it, and none of what is copied after it',
    ),
  ),
  listTooEarly: verified(
    logs(
      'with a database open the list succeeds, lacks that database’s patch file, and is frozen like that (Q256347)',
      'where the list is refused before the last close it is a sequence error that rolls nothing',
    ),
    scenarios('log-list-too-early'),
    exchange.calls(
      'a log list is made once, has the patch files of what was copied before it, and none of what is copied after it',
    ),
  ),
  listGenerationLimit: verified(
    logs('when the last generation number is used up the log cannot be closed: hrLogSequenceEnd'),
  ),
  listFailed: verified(
    logs('a log that cannot be closed fails the call with the engine’s code and ends the session'),
    exchange.service(
      'a log disk that fills while the log list is made fails the call, ends the session and stops the service',
    ),
  ),
  truncate: verified(
    truncate(
      'truncation deletes the logs below the checkpoint; never the checkpoint’s own, never edb.log (Q240145, Q271987)',
      'the checkpoint at the log list bounds truncation, however far it has advanced since',
      'where the checkpoint at truncation is the bound, the logs that no list named still stay (ESE)',
    ),
    exchange.client('truncation deletes below the checkpoint and never the checkpoint’s own log'),
  ),
  truncateNothing: verified(
    truncate('when every log is still needed nothing is deleted, and that is success (Q177773)'),
    scenarios('nothing-to-truncate'),
  ),
  truncateUnchecked: verified(
    truncate('truncation after a backup that read nothing succeeds: nobody checks what was read (Q159838)'),
    scenarios('truncated-after-failure'),
  ),
  truncateTooEarly: verified(
    truncate(
      'truncation before the log list is a sequence error',
      'where truncation is allowed before the log list, it deletes below the checkpoint and records nothing',
    ),
  ),
  truncateOpenFile: verified(
    truncate(
      'truncation while a file is open is a sequence error (JET-JetTruncateLog)',
      'truncation while a file is open may succeed, as the facet says',
    ),
  ),
  truncateNoCheckpoint: verified(
    truncate(
      'with an unreadable checkpoint no log is deleted, the call succeeds and an event says so (Q184578)',
      'a checkpoint that was unreadable at the log list lets nothing be deleted, even if it is readable again',
    ),
    exchange.damagedCheckpoint(
      'with a damaged checkpoint file nothing is truncated and event 61 or its like says so, but the backup is recorded (Q184578)',
    ),
  ),
  end: verified(
    end('after HrBackupEnd the context is gone and the next backup can begin, whatever came before'),
    exchange.calls('both preparing calls hand out a context, which serves until its own end and not after it'),
  ),
  endAborted: verified(end('an aborted full backup is not recorded, wherever backups are recorded')),
  endRecorded: verified(
    exchange.bookkeeping(
      'what each way of a backup changes in headers, checkpoint, registry and files, in every product engine',
      'the same where the end always records, and where truncation does',
    ),
    end(
      'what each kind of backup leaves on record is what the facet says, in headers and registry alike',
      'a cancelled backup is not recorded at its end, but the truncation it did stays done',
    ),
  ),
  endPatchFiles: verified(
    end(
      'the end of a full backup records it, says so in the event log, and deletes its patch files, in this order',
      'the end of a backup deletes the patch files of its own session and no leftover of an earlier one',
    ),
    rules.files('a patch file goes when it was read to its end, or when the backup ends, as the facet says'),
  ),
  endCircular: verified(
    end(
      'under circular logging 5.5 and 5.0 SP2 remove at the end what piled up below the checkpoint; those before leave it (Q177794)',
    ),
    exchange.service('under circular logging 5.5 removes what piled up during a backup, 5.0 leaves it (Q177794)'),
  ),
  setCurrentLog: verified(
    logs('HrSetCurrentBackupLog sets the registry’s log number without a context, for a stopped service too'),
    exchange.calls(
      'HrSetCurrentBackupLog needs no context and writes the number it is given, the mark included, into the registry',
    ),
  ),
  disableIncremental: verified(
    refusals(
      'BACKUP_DISABLE_INCREMENTAL refuses LOGS_ONLY with hrIncrementalBackupDisabled until a full backup (M-prevent)',
      'a copy and an aborted full backup leave BACKUP_DISABLE_INCREMENTAL in force',
      'BACKUP_DISABLE_INCREMENTAL that comes during an incremental backup survives its end (M-prevent)',
    ),
    scenarios('incremental-disabled'),
    exchange.calls(
      'HrSetCurrentBackupLog needs no context and writes the number it is given, the mark included, into the registry',
    ),
  ),
  setCurrentLogRange: verified(exchange.client('what nobody knows is answered with the mark, never with a guess')),
  truncateLocked: verified(
    truncate(
      'at a log that cannot be deleted truncation stops with -1032 or without a word, or passes over it, as the facet says',
    ),
    exchange.lockedFiles(
      'truncation at a log that is held, or read-only, leaves it, as the facet says, in the engine and in the rules',
    ),
    scenarios('locked-logs'),
  ),
  endLocked: verified(
    rules.end('what cannot be deleted at the end of a backup stays, and the end succeeds without a word'),
    exchange.lockedFiles('a patch file that cannot be deleted at the end stays, and refuses the next backup'),
  ),
  truncateTwice: verified(
    truncate(
      'a session may truncate a second time or not, as the facet says',
      'a second truncation finds nothing left to delete',
    ),
  ),
  setCurrentLogStopped: verified(
    rules.logs('while the service is stopped HrSetCurrentBackupLog is taken or refused, as the facet says'),
  ),
} satisfies VerificationOf<'log'>;
