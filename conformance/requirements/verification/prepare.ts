import { scenarios, verified } from '../entry.ts';
import { exchange, rules } from '../testFiles.ts';
import type { VerificationOf } from './verificationOf.ts';

const { prepare, refusals } = rules;

export const prepareVerification = {
  success: verified(
    prepare(
      'a full backup opens a session, fixes its lowest generation at the checkpoint and hands out a context',
      'a LOGS_ONLY backup opens a session whose lowest generation is not fixed before the log list',
      'every product accepts a full and a LOGS_ONLY backup of a service that allows both',
    ),
    exchange.calls('both preparing calls hand out a context, which serves until its own end and not after it'),
  ),
  lowGeneration: verified(
    prepare('a full backup opens a session, fixes its lowest generation at the checkpoint and hands out a context'),
  ),
  backupType: verified(
    prepare('only FULL and LOGS_ONLY are backup types; 3 belongs to Exchange 2000 (E2K)'),
    exchange.calls('the type of a backup and its grbit are taken whole: no bit of them is left out'),
  ),
  grbit: verified(
    prepare(
      'the grbit that does not go with the type is ignored or not modelled, as the facet says; other values never are',
      'where the grbit decides, the type that does not go with it is not the type of the session (ESE)',
    ),
    exchange.calls('the type of a backup and its grbit are taken whole: no bit of them is left out'),
  ),
  serviceStopped: verified(prepare('a service that is not running is answered with hrCouldNotConnect (Q261160)')),
  oneBackup: verified(
    prepare('a second backup is answered with hrBackupInProgress and does not disturb the first, whatever their types'),
    refusals(
      'while another backup runs LOGS_ONLY is refused for that or for circular logging, as the facet says (ESE)',
    ),
  ),
  checkpointUnreadable: verified(
    prepare(
      'a full backup without a readable checkpoint file is hrCheckpointCorrupt, or begins, as the facet says; LOGS_ONLY does not read it',
    ),
    exchange.damagedCheckpoint(
      'a full backup reads the checkpoint file: with a damaged or missing one it does not begin (JET-JetBeginExternalBackup)',
    ),
  ),
  stalePatchFile: verified(
    prepare(
      'a leftover patch file fails the next HrBackupPrepare of 5.5 with an event (Q297172), of a full backup only',
      'a leftover patch file does not fail HrBackupPrepare of 4.0 and 5.0, but the opening of its database (Q178999)',
    ),
    scenarios('client-dies-in-backup', 'server-dies-in-backup'),
  ),
  incrementalDisabled: verified(
    refusals(
      'BACKUP_DISABLE_INCREMENTAL refuses LOGS_ONLY with hrIncrementalBackupDisabled until a full backup (M-prevent)',
    ),
    scenarios('incremental-disabled'),
  ),
  circularLogging: verified(
    refusals('circular logging refuses LOGS_ONLY with the code the facet names (M-backup, Q246272)'),
    scenarios('circular-logging'),
  ),
  noFullBackup: verified(
    refusals(
      'no recorded full backup refuses LOGS_ONLY with hrMissingFullBackup and an event (Q295751)',
      'one database without a recorded full backup is enough to refuse LOGS_ONLY (ESE: every attached database)',
    ),
    scenarios('never-backed-up', 'defragmentation', 'moved-database'),
  ),
  logMissing: verified(
    refusals(
      'a log missing between the last backup and the lowest log on disk refuses LOGS_ONLY (Q245211)',
      'a log deleted by hand out of the middle refuses LOGS_ONLY (Q128325)',
    ),
    scenarios('log-missing'),
  ),
  logOutOfSequence: verified(
    refusals('logs that are all there but do not chain refuse LOGS_ONLY with the code the facet names (M-backup)'),
    scenarios('log-out-of-sequence'),
  ),
  lowWithoutCheckpoint: verified(
    prepare('a full backup that begins without a checkpoint lists every log, and truncates none of them (Q184578)'),
    exchange.damagedCheckpoint(
      'on 4.0 a full backup with a damaged checkpoint file goes well, and event 61 tells why its logs stay (Q184578)',
    ),
    scenarios('checkpoint-damaged'),
  ),
} satisfies VerificationOf<'prepare'>;
