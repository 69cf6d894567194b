import type { JetErrorNumber } from '../../protocol/index.ts';
import type { LogWriter, PageRecord } from '../log/index.ts';
import type { ApplyContext } from './applyContext.ts';
import { applyRecord } from './applyRecord.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import type { PageCache } from './pageCache.ts';

/**
 * Does what a record says: log first, then the pages. Whoever calls `write` has fetched every page of the record before,
 * so that nothing can fail once it is in the log.
 */
export class PageWriter {
  readonly cache: PageCache;
  readonly #log: LogWriter;
  readonly #keepsFlushOrder: boolean;

  constructor(cache: PageCache, log: LogWriter, keepsFlushOrder: boolean) {
    this.cache = cache;
    this.#log = log;
    this.#keepsFlushOrder = keepsFlushOrder;
  }

  /** dbtime for the next record of a database. */
  nextTime(database: AttachedDatabase): number {
    return database.databaseTime + 1;
  }

  /** 0, or a log error and nothing was changed. */
  write(database: AttachedDatabase, record: PageRecord): JetErrorNumber | 0 {
    const address = this.#log.append(record);
    if (address === 0) return this.#log.failure;
    const context: ApplyContext = {
      cache: this.cache,
      database,
      address,
      keepsFlushOrder: this.#keepsFlushOrder,
      patchImage: () => null,
    };
    const error = applyRecord(context, record);
    if (error !== 0)
      throw new Error(`A ${record.kind} was logged and then failed with ${error}: its pages were not checked before`);
    return 0;
  }
}
