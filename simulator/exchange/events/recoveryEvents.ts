import type { RecoveryReport } from '../../engine/index.ts';
import type { EventName, Profile } from '../../profiles/index.ts';
import { JetError } from '../../protocol/index.ts';
import { type EventToWrite, eventToWrite } from './eventToWrite.ts';

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
  const told = (name: EventName, about?: string): EventToWrite[] => [eventToWrite(profile, name, about)];
  return report.events.flatMap((event): EventToWrite[] => {
    switch (event.kind) {
      case 'started':
        return event.mode === 'soft' ? told('recovery-started') : told('restore-started', event.folder);
      case 'replaying':
        return told('log-replayed', event.path);
      case 'completed':
        return isRestore(report) ? [] : told('recovery-completed');
      case 'ended':
        return told('restore-ended');
      case 'database-skipped':
        return event.reason === 'path' ? [] : told('database-not-recovered', event.path);
      case 'file-held':
        return told('file-access-failed', event.path);
      case 'database-unreadable':
        return told('database-header-unreadable', `${event.path}, error ${event.error}`);
      case 'log-header-unreadable':
        return told('log-header-unreadable', `${event.path}, error ${event.error}`);
      case 'page-unreadable':
        return told(
          'page-unreadable',
          `${event.path}, page ${event.pageNumber}, error ${JetError.JET_errReadVerifyFailure}`,
        );
      case 'log-missing':
        return logGap(event.path, report.error, profile);
      case 'failed':
        // A file that is not found is told of by the service alone (Q161584, Q175116, Q192657).
        return event.error === JetError.JET_errFileNotFound ? [] : bareError(event.error);
      default:
        return [];
    }
  });
}

/** The event that the engine has no words for is the number of the error and nothing else (Q231299, Q275602). */
const bareError = (error: number): EventToWrite[] => [{ name: 'recovery-failed', text: `${error}` }];

const isRestore = ({ events }: RecoveryReport): boolean =>
  events.some((event) => event.kind === 'started' && event.mode === 'hard');

/** Q192657: up to Ese.dll 5.5.2389.0 nobody says which file was not found. */
function logGap(path: string, error: number, profile: Profile): EventToWrite[] {
  if (profile.settings.logGapEvent.value === 'event-199') {
    return [eventToWrite(profile, 'log-gap', `${path}, and perhaps more behind it, is missing`)];
  }
  // I: as any other error of a restore.
  return error === JetError.JET_errFileNotFound ? [] : bareError(error);
}
