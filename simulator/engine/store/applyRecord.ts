import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { PageRecord, RowRecord } from '../log/index.ts';
import { leafNodeSizeBytes, PAGE_CAPACITY_BYTES } from '../pages/index.ts';
import { type ApplyContext, needs, touch } from './applyContext.ts';
import { applyMerge } from './applyMerge.ts';
import { applySplit } from './applySplit.ts';

/**
 * Applies a log record to the pages it names: the one piece of code for doing and for redoing. A page takes a record if
 * and only if the record's dbtime is higher than the page's (ese-engine.md 5.3), so twice is once.
 *
 * Answers 0, or why the record cannot be applied to this file.
 */
export function applyRecord(context: ApplyContext, record: PageRecord): JetErrorNumber | 0 {
  const { database } = context;
  const error = applyByKind(context, record);
  database.databaseTime = Math.max(database.databaseTime, record.databaseTime);
  return error;
}

function applyByKind(context: ApplyContext, record: PageRecord): JetErrorNumber | 0 {
  if (record.kind === 'split') return applySplit(context, record);
  if (record.kind === 'merge') return applyMerge(context, record);
  return applyRow(context, record);
}

function applyRow(context: ApplyContext, record: RowRecord): JetErrorNumber | 0 {
  const frame = context.cache.fetch(context.database, record.pageNumber);
  if (typeof frame === 'number') return frame;
  const { page } = frame;
  if (!needs(frame, record)) return 0;
  if (!page.isInUse) return JetError.JET_errPageNotInitialized;
  if (!page.isLeaf) return JetError.JET_errDatabaseCorrupted;
  if (record.after === null) {
    page.removeRow(record.key);
  } else {
    const old = page.valueOf(record.key);
    const growth = leafNodeSizeBytes(record.after.length) - (old === null ? 0 : leafNodeSizeBytes(old.length));
    if (page.usedBytes + growth > PAGE_CAPACITY_BYTES) return JetError.JET_errDatabaseCorrupted;
    page.putRow(record.key, record.after);
  }
  touch(context, frame, record);
  return 0;
}
