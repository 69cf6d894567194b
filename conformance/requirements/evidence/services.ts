import { says } from './evidence.ts';

/** What the sources say of the life of a service, in our words, and where. */
export const servicesEvidence = {
  'EDB-SVC-1': [
    says(
      'Q240145',
      'step 4',
      'A full Edb.log takes its number and the next one is begun; the checkpoint may be in Edb.log itself.',
    ),
    says(
      'Q271987',
      'The Checkpoint File; Circular Logging',
      'The checkpoint is a pointer into the sequence of logs, and moves on to the next log with time.',
    ),
    says(
      'Q296787',
      'How Exchange Server Database Files Relate; Point in Time, step 3',
      'The checkpoint lags logs behind Edb.log; a start without any log begins a new series at 1.',
    ),
  ],
  'EDB-SVC-3': [
    says(
      'Q296787',
      'How Exchange Server Database Files Relate; Backing Up, step 6',
      'Databases are consistent after a normal stop only; logs stay until a backup or a person removes them.',
    ),
  ],
  'EDB-SVC-4': [
    says(
      'Q178999',
      'CAUSE',
      'A backup that failed for an unknown reason leaves a patch file; of crashes and records nothing is said.',
    ),
    says(
      'Q297172',
      'MORE INFORMATION',
      'The .pat files of an unsuccessful backup are still there; of crashes and records nothing is said.',
    ),
  ],
  'EDB-SVC-5': [
    says(
      'Q200941',
      'Consistent vs. Inconsistent; Hard Recovery and the key',
      'A start recovers what was not shut down cleanly; the key of a restore is deleted when recovery has succeeded.',
    ),
  ],
  'EDB-SVC-6': [
    says(
      'M-restore',
      'steps 3 and 5',
      'Registering keeps the service from starting until the restore is complete, and without success it does not start.',
    ),
    says(
      'Q181795',
      'SYMPTOMS and CAUSE',
      'After a restore that was halted or failed the key keeps the directory from starting, and that is what it is for.',
    ),
  ],
  'EDB-SVC-7': [
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'Each start looks for the key, and if its files are not all there the start does not work.',
    ),
    says('Q161584', 'CAUSE', 'Only a successful start deletes the key; after one that failed it is still there.'),
  ],
  'EDB-SVC-8': [
    says(
      'M-restore',
      'steps 1 and 4',
      'The service is shut down, and the files are then copied from the medium to the server.',
    ),
  ],
  'EDB-SVC-9': [
    says(
      'Q128325',
      'Recovering Space Used by Log Files, steps and NOTE',
      'Logs can be deleted while the services are stopped; incremental backups are no longer possible then.',
    ),
    says('Q240145', 'last paragraph', 'Behind a gap in the sequence of logs nothing can be rolled forward any more.'),
  ],
  'EDB-SVC-10': [
    says(
      'M-backup',
      'second procedure, step 1',
      'A migration of the database is a reason why there must be a full backup first.',
    ),
    says(
      'Q296787',
      'Roll Forward, guidelines',
      'A changed database path is to be followed by a new full backup at once.',
    ),
  ],
  'EDB-SVC-11': [
    says(
      'Q155269',
      'first and second question',
      'There is a box for the directory and one for the store; the service that is changed is stopped and started.',
    ),
    says(
      'Q296787',
      'Before You Begin',
      'The check box of circular logging, when it is cleared, has the service stop and start again.',
    ),
  ],
  'EDB-SVC-13': [
    says(
      'Q200941',
      'MORE INFORMATION; Consistent vs. Inconsistent',
      'The key can be deleted, as a last resort; patch files are applied with it only, and without it soft recovery runs.',
    ),
    says(
      'Q175116',
      'WORKAROUND',
      'The key of a failed restore is deleted in the registry editor, so that the store can start.',
    ),
  ],
  'EDB-SVC-14': [
    says('Q188650', 'WORKAROUND', 'The map of the key and its size are edited by hand, and the store goes by that.'),
    says('Q192176', 'WORKAROUND', 'The map of the key and its size are edited by hand, and the store goes by that.'),
    says(
      'Q245211',
      'WORKAROUND',
      'A key of the software branch is replicated between the nodes of a cluster, and incrementals work.',
    ),
  ],
  'EDB-SVC-15': [
    says(
      'Q163913',
      'SYMPTOMS and MORE INFORMATION',
      'Updates are rejected, events 49 and 1113 tell of it, and the store stops with consistent databases.',
    ),
    says(
      'Q246272',
      'SYMPTOMS and MORE INFORMATION',
      'In 5.5 no transaction is taken any more, event 1113 is written, and the store stops with consistent databases.',
    ),
  ],
  'EDB-SVC-16': [
    says(
      'Q196217',
      'SYMPTOMS',
      'Event 32 of EDB, the log cannot be created, with -1811, then 1111: an attempt to stop the store.',
    ),
    says(
      'Q275602',
      'SYMPTOMS',
      'Event 125 of ESE97 with -1811, 1111, and 193: the process was ended, and a restart is to recover.',
    ),
    says('Q247788', 'SYMPTOMS', 'Event 125 of ESE97 with -1032, 145 with the path of the log, and 1111; 5.5.'),
    says('Q267987', 'SYMPTOMS', 'Event 32 of EDB with -1032 and 1171 of the directory of 5.0, which stops responding.'),
  ],
  'EDB-SVC-17': [
    says(
      'Q185457',
      'SYMPTOMS and MORE INFORMATION',
      'At 16 GB the transaction is rolled back, event 1112 is written, and the store shuts down gracefully.',
    ),
    says(
      'Q268000',
      'CAUSE',
      'The databases of the Standard Edition of 5.5 are limited to 16 GB each; then the store has to shut down.',
    ),
  ],
} as const;
