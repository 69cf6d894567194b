import { JetError } from '../../protocol/index.ts';
import { DatabaseState, readShadowedDatabaseHeader, type Signature } from '../format/index.ts';
import { LogWriter } from '../log/index.ts';
import type { Store } from '../store/index.ts';
import { type Failure, failure, type RecoveryEvent } from './report.ts';

/** No logs: a new stream with a signature of its own, if no database needs the old one (Q296787). */
export function beginStream(store: Store, events: RecoveryEvent[]): Failure | null {
  const { disk, databases, logFolder, random, clock, computerName } = store.options;
  for (const { path } of databases) {
    const file = disk.open(path);
    if (file === null) return failure(JetError.JET_errFileNotFound, path, `${path} is missing.`);
    const read = readShadowedDatabaseHeader(file);
    if (read.kind === 'failed') return failure(read.error, path, `${path}: ${read.reason}.`);
    if (read.header.state === DatabaseState.Dirty) {
      return failure(
        JetError.JET_errDatabaseInconsistent,
        path,
        `${path} was not shut down cleanly and there are no logs in ${logFolder}; put its logs back, or restore.`,
      );
    }
  }
  const signature: Signature = { random: random.next(2 ** 31), createdSeconds: clock.nowSeconds(), computerName };
  const generation = store.internals.firstGeneration ?? 1;
  const log = LogWriter.create(disk, logFolder, store, store.newStreamHeader(generation, signature));
  if (typeof log === 'number') return failure(log, logFolder, `there is no room for a log in ${logFolder}.`);
  store.openLog(log);
  events.push({ kind: 'new-stream', generation });
  return null;
}
