import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { DatabaseState, NULL_LOG_POSITION, signaturesEqual } from '../format/index.ts';
import { addressToPosition } from '../log/index.ts';
import { lastPageNumberOf } from '../pages/index.ts';
import { AttachedDatabase } from './attachedDatabase.ts';
import { dirtyFields, streamFields } from './headerFields.ts';
import { openDatabaseFile } from './openDatabaseFile.ts';
import type { DatabaseOption } from './options.ts';
import type { Store } from './store.ts';

/**
 * Joins a clean database to the running log stream. JET_errFileNotFound, JET_errFileAccessDenied, the error of its
 * header, or JET_errDatabaseInconsistent when it is not clean and the log did not make it so.
 */
export function attachDatabase(store: Store, { id, path }: DatabaseOption): JetErrorNumber | 0 {
  const read = openDatabaseFile(store.options, path);
  if (read.kind === 'failed') return read.error;
  const { file, header } = read;
  if (header.state !== DatabaseState.Clean && header.state !== DatabaseState.JustCreated) {
    return JetError.JET_errDatabaseInconsistent;
  }
  const { log } = store;
  const isSameStream = signaturesEqual(header.logSignature, log.header.signature);
  const database = new AttachedDatabase(id, path, file, header);
  const { maximumDatabaseBytes } = store.options;
  if (maximumDatabaseBytes !== undefined) database.maximumPageNumber = lastPageNumberOf(maximumDatabaseBytes);
  // A position in another stream means nothing here.
  if (!isSameStream) database.consistentPosition = NULL_LOG_POSITION;
  const address = log.append({
    kind: 'attach',
    databaseId: id,
    databaseTime: header.databaseTime,
    objectIdLast: header.objectIdLast,
    signature: header.signature,
    consistentPosition: database.consistentPosition,
    path,
  });
  if (address === 0) return log.failure;
  log.flush();
  database.attachPosition = addressToPosition(address);
  database.updateHeader({
    ...streamFields(header, id, log.header.signature),
    ...dirtyFields(database.attachPosition, store.options.clock.nowSeconds()),
  });
  store.databases.set(id, database);
  store.onStep();
  return 0;
}
