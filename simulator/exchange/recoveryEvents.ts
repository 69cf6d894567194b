import type { RecoveryReport } from '../engine/index.ts';
import type { EventLog } from './eventLog.ts';
import type { ServiceLayout } from './layout.ts';

/**
 * Writes to the event log what a server of the era would have written about a recovery, and no more: a database that is
 * skipped because its path is not the one in the logs leaves no trace (Q262041), nor do logs that are discarded (Q179654).
 */
export function logRecovery(report: RecoveryReport, eventLog: EventLog, layout: ServiceLayout): void {
  const write = (name: Parameters<EventLog['write']>[0], text: string) => eventLog.write(name, text, layout.ntService);
  for (const event of report.events) {
    switch (event.kind) {
      case 'started':
        write('recovery-started', 'The database engine is initiating recovery steps.');
        break;
      case 'replaying':
        write('log-replayed', `The database engine is replaying log file generation ${event.generation}.`);
        break;
      case 'database-skipped':
        if (event.reason === 'signature') write('database-not-recovered', `Database ${event.path} was not recovered.`);
        break;
      case 'completed':
        write('recovery-completed', 'The database engine has completed recovery steps.');
        break;
      default:
        break;
    }
  }
}
