import type { RecoveryReport } from '../engine/index.ts';
import type { EventName, Profile } from '../profiles/index.ts';
import { JetError } from '../protocol/index.ts';

/** An event to be written to the event log. */
export interface EventToWrite {
  readonly name: EventName;
  readonly text: string;
}

/**
 * What a server of the era writes to the event log about a recovery, in order, and no more: a database that is skipped
 * because its path is not the one in the logs leaves no trace (Q262041), nor do logs that are discarded (Q179654), a
 * checkpoint that is ignored, or a low log that is missing and that nobody can know of (Q200941).
 *
 * An ordinary start that redoes: 108, 109 for each log, 110 (Q242063, Q185577). A restore: 106, 109 for each log, 107
 * (Q262041); 107 also when it fails (I, from the engine's descendant). What fails in it is 124 with the error for a log
 * header (Q247769), 199 where the product has it (Q192657), else event 0 with the bare error (Q231299, Q275602).
 */
export function recoveryEvents(report: RecoveryReport, profile: Profile): EventToWrite[] {
  return report.events.flatMap((event): EventToWrite[] => {
    switch (event.kind) {
      case 'started':
        return event.mode === 'soft'
          ? [{ name: 'recovery-started', text: 'The database engine begins to recover.' }]
          : [{ name: 'restore-started', text: `The database engine restores from ${event.folder}.` }];
      case 'replaying':
        return [{ name: 'log-replayed', text: `The database engine replays ${event.path}.` }];
      case 'completed':
        return isRestore(report) ? [] : [{ name: 'recovery-completed', text: 'The database engine has recovered.' }];
      case 'ended':
        return [{ name: 'restore-ended', text: 'The database engine restores no more.' }];
      case 'database-skipped':
        return event.reason === 'path'
          ? []
          : [{ name: 'database-not-recovered', text: `The database ${event.path} was not recovered.` }];
      case 'database-held':
        return [{ name: 'file-access-failed', text: `The database engine has no access to ${event.path}.` }];
      case 'database-unreadable':
        return [
          {
            name: 'database-header-unreadable',
            text: `The header of ${event.path} cannot be read, error ${event.error}. Perhaps it was moved; recovery goes on with it where it is now.`,
          },
        ];
      case 'log-header-unreadable':
        return [
          {
            name: 'log-header-unreadable',
            text: `The log header of ${event.path} cannot be read. Error ${event.error}.`,
          },
        ];
      case 'log-missing':
        return logGap(event.path, report.error, profile);
      case 'failed':
        // A file that is not found is told of by the service alone (Q161584, Q175116, Q192657).
        return event.error === JetError.JET_errFileNotFound
          ? []
          : [{ name: 'recovery-failed', text: `${event.error}` }];
      default:
        return [];
    }
  });
}

const isRestore = ({ events }: RecoveryReport): boolean =>
  events.some((event) => event.kind === 'started' && event.mode === 'hard');

/** Q192657: up to Ese.dll 5.5.2389.0 nobody says which file was not found. */
function logGap(path: string, error: number, profile: Profile): EventToWrite[] {
  if (profile.settings.logGapEvent.value === 'event-199') {
    const text = `There is a gap in the logs: ${path}, and perhaps more behind it, is missing.`;
    return [{ name: 'log-gap', text }];
  }
  // I: as any other error of a restore.
  return error === JetError.JET_errFileNotFound ? [] : [{ name: 'recovery-failed', text: `${error}` }];
}
