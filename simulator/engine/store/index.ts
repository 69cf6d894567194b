/** Pages, rows and transactions over one log stream: what a running engine and recovery share. */
export { applyRecord } from './applyRecord.ts';
export { attachDatabase } from './attachDatabase.ts';
export { AttachedDatabase } from './attachedDatabase.ts';
export type { Frame } from './frame.ts';
export { dirtyFields } from './headerFields.ts';
export { accessReasons, openDatabaseFile } from './openDatabaseFile.ts';
export {
  DEFAULT_LAZY_FLUSH,
  type EngineInternals,
  type EngineOptions,
  type EngineRandom,
  type FileAccess,
  type PatchRule,
} from './options.ts';
export { committedRows, DamagedRowsError, type Row, readRow } from './readRows.ts';
export { changeRow, commit, type RowChange, rollback } from './rowOperations.ts';
export type { StartAnswers } from './startAnswers.ts';
export { Store } from './store.ts';
export type { UndoStep } from './transactions.ts';
