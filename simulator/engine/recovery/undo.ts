import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { joinPath } from '../disk/index.ts';
import { CURRENT_LOG_NAME } from '../format/index.ts';
import { inspectLogFolder, LogSet, LogWriter, numberedLogPath } from '../log/index.ts';
import { rollback, type Store } from '../store/index.ts';
import type { Replay } from './replay.ts';
import type { ReplayEnd } from './replayLog.ts';
import { errorName, type Failure, failure, type RecoveryEvent } from './report.ts';

/**
 * Opens the log behind the last record that was replayed: edb.log goes on, and behind a closed generation a new edb.log
 * begins. An edb.log whose last record closes it was caught by a crash on the way to its number.
 */
export function openLogBehind(store: Store, end: ReplayEnd, isCurrent: boolean): Failure | null {
  const { disk, logFolder } = store.options;
  const currentPath = joinPath(logFolder, CURRENT_LOG_NAME);
  const { header } = end.tail;
  if (!end.isEnded && isCurrent) {
    store.openLog(new LogWriter(disk, logFolder, store, end.tail));
    store.logs = new LogSet(inspectLogFolder(disk, logFolder).runs);
    return null;
  }
  if (isCurrent && !disk.rename(currentPath, numberedLogPath(logFolder, header.generation))) {
    return failure(JetError.JET_errLogWriteFail, currentPath, `${currentPath} cannot be renamed to its number.`);
  }
  const log = LogWriter.create(disk, logFolder, store, store.headerBehind(header));
  if (typeof log === 'number') return failure(log, currentPath, `there is no room for a new ${currentPath}.`);
  store.openLog(log);
  store.logs = new LogSet(inspectLogFolder(disk, logFolder).runs);
  return null;
}

/**
 * Takes back what no transaction committed, and leaves every replayed database clean. The log ends with the record of a
 * recovery that is over even where there was nothing to undo, or the next start would replay it all again (ESE: logredo).
 */
export function undoAndDetach(store: Store, replay: Replay, events: RecoveryEvent[]): Failure | null {
  const { log } = store;
  log.allowReserve(true);
  if (log.append({ kind: 'recoveryUndo' }) === 0) return undoFailure(log.failure, store);
  // All of them are open until they are undone: the checkpoint must not pass one that waits for its turn.
  const open = [...replay.unfinished].map(([id, unfinished]) => store.transactions.adopt({ id, ...unfinished }));
  for (const transaction of open.reverse()) {
    const error = rollback(store.rows, transaction);
    if (error !== 0) return undoFailure(error, store);
    store.rest();
  }
  events.push({ kind: 'undone', transactions: replay.unfinished.size });
  for (const database of [...store.databases.values()]) {
    const error = store.detach(database);
    if (error !== 0) return undoFailure(error, store);
  }
  if (log.append({ kind: 'recoveryQuit' }) === 0) return undoFailure(log.failure, store);
  log.flush();
  log.allowReserve(false);
  return null;
}

/** Why what was not committed cannot be taken back. The reason is that of the error, which may be a page and no disk. */
function undoFailure(error: JetErrorNumber | 0, store: Store): Failure {
  const { logFolder } = store.options;
  const failed = error === 0 ? JetError.JET_errLogWriteFail : error;
  const what = 'what was not committed cannot be undone';
  if (failed === JetError.JET_errLogDiskFull || failed === JetError.JET_errDiskFull) {
    return failure(failed, logFolder, `${what}; make room on the disks of ${logFolder} and start again.`);
  }
  const damage = store.cache.lastDamage;
  if (damage !== null) {
    const { path, pageNumber } = damage;
    const sentence = `${what}: page ${pageNumber} of ${path} is damaged; restore it from a backup.`;
    return failure(failed, path, sentence, pageNumber);
  }
  return failure(failed, logFolder, `${what}: ${errorName(failed)}; restore the databases from a backup.`);
}
