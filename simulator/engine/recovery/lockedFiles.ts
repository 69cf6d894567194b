import { accessReasons, type Store } from '../store/index.ts';
import { type Failure, failure, type RecoveryEvent } from './report.ts';

/** Files that must be opened for writing, replaced or deleted: an event for each that cannot be, and the failure of the first. */
export function lockedFiles(store: Store, paths: readonly string[], events: RecoveryEvent[]): Failure | null {
  const locked = paths.filter((path) => store.options.disk.exists(path) && store.isLocked(path));
  for (const path of locked) events.push({ kind: 'file-held', path });
  const [first] = locked;
  if (first === undefined) return null;
  const access = store.options.accessTo?.(first) ?? 'free';
  const reason = access === 'free' ? 'it cannot be opened' : `${accessReasons[access]} and start again`;
  return failure(store.answers.lockedFile, first, `${first}: ${reason}.`);
}
