import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { LogWriter, PageRecord } from '../log/index.ts';
import type { ApplyContext } from './applyContext.ts';
import { mergePageNumbers } from './applyMerge.ts';
import { applyRecord } from './applyRecord.ts';
import { splitPageNumbers } from './applySplit.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import type { PageCache } from './pageCache.ts';

/**
 * Does what a record says: log first, then the pages. Every page of the record is looked at before, so that nothing can
 * fail once it is in the log.
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

  /** 0; or an error of the log or of a damaged page, and nothing was changed. */
  write(database: AttachedDatabase, record: PageRecord): JetErrorNumber | 0 {
    const damage = this.#findDamage(database, record);
    if (damage !== 0) return damage;
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

  /** Pages that cannot be read, are not what the tree says, or claim to be newer than their database. */
  #findDamage(database: AttachedDatabase, record: PageRecord): JetErrorNumber | 0 {
    const pageNumbers = pagesOf(record);
    if (new Set(pageNumbers).size < pageNumbers.length) return JetError.JET_errDatabaseCorrupted;
    for (const pageNumber of pageNumbers) {
      const frame = this.cache.fetch(database, pageNumber);
      if (typeof frame === 'number') return frame;
      const isNew = record.kind === 'split' && pageNumber === record.receiver;
      const { isInUse, databaseTime } = frame.page;
      if (isInUse === isNew || databaseTime > database.databaseTime) return JetError.JET_errDatabaseCorrupted;
    }
    return 0;
  }
}

/** Every page that a record changes. */
function pagesOf(record: PageRecord): number[] {
  if (record.kind === 'split') return splitPageNumbers(record);
  return record.kind === 'merge' ? mergePageNumbers(record) : [record.pageNumber];
}
