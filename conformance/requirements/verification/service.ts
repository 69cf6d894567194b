import { scenarios, verified } from '../entry.ts';
import { engine, exchange, rules } from '../testFiles.ts';
import type { VerificationOf } from './verificationOf.ts';

const { service } = rules;

export const serviceVerification = {
  activity: verified(
    service(
      'activity closes logs, moves the checkpoint, and under circular logging deletes logs below it',
      'activity that an engine cannot do is a defect of the engine, and says which',
    ),
  ),
  stopDuringBackup: verified(
    service('a service cannot be stopped while a backup runs (ESE -505)'),
    exchange.service('a service with a running backup does not stop, and stops after it'),
  ),
  stop: verified(
    engine.files('a running database is dirty and a stopped one is clean where it left the log'),
    engine.files('a clean stop leaves every log in place, and closes none'),
  ),
  crash: verified(
    service('a crash during a backup ends the session, records nothing and leaves the patch files (Q178999, Q297172)'),
    scenarios('server-dies-in-backup'),
  ),
  start: verified(
    service(
      'a service that starts after a restore has consumed the key; one that fails to start keeps it (Q200941, Q161584)',
    ),
    exchange.restore('a full and an incremental backup bring everything back on an empty server'),
  ),
  startLocked: verified(
    service('a service starts unless a restore is registered and not completed, or was completed with a failure'),
  ),
  startFailed: verified(
    exchange.restore('a key without databases keeps failing with 0xC8000713 and makes no new databases (Q161584)'),
  ),
  filesChanged: verified(
    exchange.restore(
      'files of a service are written, replaced and deleted through the share while it is stopped, and not while it runs',
    ),
    service('files of a running service cannot be replaced'),
  ),
  logDeleted: verified(
    exchange.service(
      'a log that was deleted by hand refuses the next incremental, and edb.log keeps the service down (Q181796)',
    ),
    scenarios('log-missing'),
  ),
  databaseMoved: verified(
    service(
      'moving a database makes LOGS_ONLY fail until a full backup, by the record the facet names (M-backup, Q296787)',
    ),
    exchange.service('a moved database is found where it was moved to, and needs a full backup'),
  ),
  circularLoggingSet: verified(
    service('circular logging can be switched per service while it is stopped, and never while it runs (Q155269)'),
    exchange.service('switching circular logging restarts the service and is in the registry'),
  ),
  clientGone: verified(
    service('a client that vanishes leaves its session, or its patch files, or nothing, as the facet says'),
    exchange.client('a client that vanishes leaves its patch file, and the next full backup says so (Q297172)'),
    exchange.faults('a connection lost after: the server has acted, and the contexts are dead'),
  ),
  keyDeleted: verified(
    service('the "Restore in Progress" key can be deleted by hand, and a locked service starts again (Q175116)'),
    engine.hardRefusals('a restored set started without its restore key has no edb.log (Q188674)'),
    scenarios('restore-key-lost'),
  ),
  registryEdited: verified(
    exchange.restoreKey(
      'a map with a database that was not restored fails the start with 3355445011, until its row is taken out (Q188650)',
    ),
    exchange.consultedRecords(
      'each record alone: no full backup is the header’s to say, a mark the registry’s, a missing log the facet’s',
    ),
  ),
  startKeySenseless: verified(
    exchange.restore('a key whose values make no sense fails the start with 0x57 (Q169859, Q232705)'),
  ),
  startParameterMissing: verified(
    exchange.startAnswers(
      'a directory whose path is not in the registry says which, and does not start: 1016, 1002 with error 1 (Q263548)',
    ),
  ),
  startCircularLogging: verified(
    service('a completed restore starts unless its key makes no sense or, on 5.0, circular logging differs'),
    exchange.restore(
      '5.0 with circular logging on does not start after a restore from a server that had it off: error 2; the other way round it does (Q175469)',
    ),
  ),
  foreignDirectory: verified(
    service('a directory from another server is what the facet says, a store from another server starts (M-restore)'),
    exchange.anotherServer(
      'an information store comes back on a server of another name (M-restore)',
      'a directory on a server of another name: nothing in the API refuses it, and the start is what the facet says (Q155600)',
    ),
  ),
  logDiskFull: verified(
    rules.service(
      'a full log disk stops the service, which says so in three events and stays consistent (Q163913, Q246272)',
    ),
    exchange.openQuestions(
      'a full log disk stops the service by itself: 49 of EDB, 1113 of the service, and the databases are consistent',
    ),
    scenarios('log-disk-full'),
  ),
  logWriteFailed: verified(
    service(
      'a log that cannot be made stops the service: the answer of the system, then that it stops (Q196217, Q275602, Q247788)',
    ),
    exchange.faults(
      'a service whose next log cannot be made stops at once, dirty, with the events of its engine (Q196217, Q275602)',
    ),
    scenarios('log-cannot-be-made'),
  ),
  databaseTooLarge: verified(
    exchange.startAnswers(
      'a store that reaches 16 GB takes the transaction back, says 1112 and stops in order; the Enterprise Edition goes on (Q185457)',
    ),
  ),
} satisfies VerificationOf<'service'>;
