import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, verified } from '../entry.ts';
import { engine, exchange, rules } from '../testFiles.ts';

/** The checkpoint, what is recorded in it, and circular logging. */
export const checkpointEntries = [
  serverEntry(
    requirement(
      'EDB-CHECK-1',
      'DOCUMENTED',
      'Q296787; edbbcli.md 6.2',
      [],
      'The checkpoint says up to which log everything is in the databases; it lags behind by some generations.',
    ),
    verified(
      engine.log(
        'the checkpoint lags as many generations as it was told, and no further when all is written',
        'an open transaction holds the checkpoint',
      ),
      engine.crashInvariants('a crash at any moment loses nothing that was committed and keeps nothing that was not'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CHECK-2',
      'DOCUMENTED',
      'Q240145; edbbcli.md 6.2',
      [],
      'The log of the checkpoint may still be edb.log.',
    ),
    verified(
      engine.log('the checkpoint lags as many generations as it was told, and no further when all is written'),
      rules.logs('every list has a log: the one just closed, even when edb.log is the only log (Q200941)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CHECK-3',
      'DOCUMENTED',
      'Q240145, Q259751, Q182960, Q296787; edbbcli.md 6.2',
      [],
      'The checkpoint file records the last full and the last incremental backup, with zeros where there was none.',
    ),
    verified(
      engine.patchPath('what is noted about backups is in the checkpoint file, and still there after a restart'),
      engine.checkpointFile('every field is where the table of ese-engine.md 3 says, and nothing else is written'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CHECK-4',
      'DOCUMENTED',
      'Q184578 (against Q176239); edbbcli.md 6.5',
      [],
      'In 4.0, with a checkpoint file that cannot be written, a full backup deletes no logs.',
    ),
    verified(
      engine.log('a checkpoint file that cannot be written holds the checkpoint, and logs are kept'),
      exchange.damagedCheckpoint(
        'on 4.0 a full backup with a damaged checkpoint file goes well, and event 61 tells why its logs stay (Q184578)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CHECK-5',
      'INFERRED',
      'Q184578, JET-JetBeginExternalBackup; edbbcli.md 6.5',
      ['HrBackupPrepare', 'HrBackupTruncateLogs'],
      'A checkpoint file that was damaged under a running service is not written over before the next start; until then no log goes.',
    ),
    verified(
      exchange.damagedCheckpoint(
        'with a damaged checkpoint file nothing is truncated and event 61 or its like says so, but the backup is recorded (Q184578)',
        'a damaged checkpoint file is written again when the service starts anew; nothing is lost, and logs go again',
        'under circular logging no log goes while the checkpoint file is damaged',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CHECK-6',
      'DOCUMENTED',
      'Q176239; edbbcli.md 7',
      [],
      'While another program holds the checkpoint file circular logging goes by the checkpoint in memory: the log that the file names may be deleted, and after a crash the service does not start until the file is removed.',
      { level: 'hazard' },
    ),
    verified(
      exchange.heldCheckpoint(
        'while another program holds edb.chk circular logging goes on deleting, also the log that the file names (Q176239)',
        'after a crash the store does not start, until edb.chk is removed: then nothing is lost (Q176239)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CIRC-1',
      'DOCUMENTED',
      'Q229032, Q237767, Q155269; edbbcli.md 6.3',
      [],
      'Circular logging is on unless it is switched off, for each service by itself.',
    ),
    verified(exchange.lists('a server is installed with circular logging on, for each service by itself (Q229032)')),
  ),
  serverEntry(
    requirement(
      'EDB-CIRC-2',
      'DOCUMENTED',
      'Q240145, Q271987, Q296787; edbbcli.md 6.3',
      [],
      'With circular logging a log is deleted when the checkpoint has passed it.',
    ),
    verified(
      engine.log('circular logging keeps what the checkpoint needs, and says so in the headers'),
      rules.service('activity closes logs, moves the checkpoint, and under circular logging deletes logs below it'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CIRC-3',
      'INFERRED',
      'M-backup, Q246272; edbbcli.md 6.3',
      ['HrBackupPrepare'],
      'A full backup works under circular logging.',
    ),
    verified(
      rules.prepare('circular logging does not stand in the way of a full backup'),
      scenarios('circular-logging', 'circular-logging-loses-the-day'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CIRC-4',
      'DOCUMENTED',
      'Q177794; edbbcli.md 6.3',
      ['HrBackupPrepare', 'HrBackupEnd'],
      'During an online backup more logs than usual pile up under circular logging.',
    ),
    verified(
      rules.service(
        'during a full backup circular logging may delete what is below its lowest generation, and nothing else',
      ),
      engine.log('held logs stay until they are released'),
      exchange.service('under circular logging 5.5 removes what piled up during a backup, 5.0 leaves it (Q177794)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-CIRC-5',
      'DOCUMENTED',
      'Q155269, Q296787; edbbcli.md 6.3',
      [],
      'Switching circular logging restarts the service.',
    ),
    verified(exchange.service('switching circular logging restarts the service and is in the registry')),
  ),
  serverEntry(
    requirement(
      'EDB-CIRC-6',
      'DOCUMENTED',
      'Q181798; edbbcli.md 6.3',
      [],
      'After circular logging was switched off, logs do not lead on from the last full backup until another one is taken.',
      { level: 'hazard' },
    ),
    verified(scenarios('circular-logging-switched-off', 'circular-logging')),
  ),
  serverEntry(
    requirement(
      'EDB-CIRC-7',
      'DOCUMENTED',
      'Q271987; edbbcli.md 6.3',
      [],
      'Under circular logging a restore brings back the last full backup and nothing that was committed after it.',
      { level: 'hazard' },
    ),
    verified(scenarios('circular-logging-loses-the-day')),
  ),
  serverEntry(
    requirement(
      'EDB-CIRC-9',
      'INFERRED',
      'ESE, M-DeleteFile',
      [],
      'Circular logging deletes the lowest log first and stops at one that cannot be deleted: it and those above stay until it can be.',
    ),
    verified(
      exchange.lockedFiles('circular logging stops at a log that is held, and goes on when that is let go'),
      scenarios('locked-logs'),
    ),
  ),
];
