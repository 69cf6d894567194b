import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, testsIn, verified } from '../entry.ts';
import { engine, exchange } from '../testFiles.ts';

const lowLogs = testsIn('simulator/engine/invariants/lowLogMissing');
const withoutLowLog =
  'with a needed low log gone too, recovery succeeds and rows are lost: the header of a database in use names none (ESE)';

/** Where recovery begins, and which databases take part in it. */
export const recoveryBeginningEntries = [
  serverEntry(
    requirement(
      'EDB-RECOV-18',
      'DOCUMENTED',
      'Q200941, Q176239, Q296787; ese-engine.md 1.5, 3',
      [],
      'Without a checkpoint file recovery begins at the lowest log there is.',
    ),
    verified(
      engine.softRecovery(
        'replay starts at the lowest log when the checkpoint is missing, damaged or of another stream',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-46',
      'INFERRED',
      'ESE; ese-engine.md 1.5, 3',
      [],
      'A checkpoint file that is damaged or of another stream counts as none.',
    ),
    verified(
      engine.softRecovery(
        'replay starts at the lowest log when the checkpoint is missing, damaged or of another stream',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-19',
      'DOCUMENTED',
      'Q177761, Q176239, Q258236, Q259751; ese-engine.md 1.5, 6',
      [],
      'A start whose checkpoint names a log that is not there fails: with -509, or with -1811 as the facet missing-checkpoint-log says.',
    ),
    verified(
      engine.softRefusals('what is missing or does not belong among the logs is refused, each with its error'),
      exchange.startAnswers(
        'the log of the checkpoint is not there: -509 (Q177761, Q258236), or -1811 as in 5.5 (Q176239)',
      ),
      scenarios('checkpoint-log-deleted'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-20',
      'DOCUMENTED',
      'Q191357, Q296787; edbbcli.md 6.7, ese-engine.md 6',
      [],
      'A database of another signature takes no part in recovery; an event tells of it, and the start goes on.',
    ),
    verified(engine.softRefusals('a database of another signature or stream is skipped and told of (Q191357)')),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-47',
      'INFERRED',
      'ESE; ese-engine.md 6',
      [],
      'A database of another log stream takes no part in recovery either.',
    ),
    verified(engine.softRefusals('a database of another signature or stream is skipped and told of (Q191357)')),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-21',
      'INFERRED',
      'ESE; ese-engine.md 6',
      [],
      'A clean database that is older than the logs joins them where it left them; one that is older and was in use fails with -551.',
    ),
    verified(
      engine.softRecovery(
        'a clean copy from before rolls forward through every later start; an older dirty one is refused',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-22',
      'DOCUMENTED',
      'Q143235, Q240145, Q200941, Q296787; ese-engine.md 6',
      [],
      'Without a checkpoint file recovery replays the logs that it finds; a database that needs one that is not among them is damaged.',
      { level: 'hazard' },
    ),
    verified(
      lowLogs(
        'without the checkpoint and the logs below it nothing is lost: the checkpoint was right (Q240145)',
        withoutLowLog,
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-48',
      'INFERRED',
      'ESE, Q143235 (against Q240145); ese-engine.md 6',
      [],
      'A start without a checkpoint file neither notices a low log that is missing nor tells of it: the header of a database that was in use does not say which logs it needs.',
      { level: 'hazard' },
    ),
    verified(lowLogs(withoutLowLog), scenarios('low-log-missing')),
  ),
];
