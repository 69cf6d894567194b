import type { Signature } from '../format/index.ts';
import { LogWriter } from '../log/index.ts';
import type { Store } from '../store/index.ts';
import { type Failure, failure, type RecoveryEvent } from './report.ts';

/**
 * No logs: a new stream with a signature of its own (Q296787). It begins before anybody has looked at the databases, so
 * a database that needs the old logs is found when it is to join, and the new edb.log stays (Q185577).
 */
export function beginStream(store: Store, events: RecoveryEvent[]): Failure | null {
  const { disk, logFolder, random, clock, computerName } = store.options;
  const signature: Signature = { random: random.next(2 ** 31), createdSeconds: clock.nowSeconds(), computerName };
  const generation = store.internals.firstGeneration ?? 1;
  const log = LogWriter.create(disk, logFolder, store, store.newStreamHeader(generation, signature));
  if (typeof log === 'number') return failure(log, logFolder, `there is no room for a log in ${logFolder}.`);
  store.openLog(log);
  events.push({ kind: 'new-stream', generation });
  return null;
}
