/** Statements about the server that no outcome of a rule names: shapes, files, formats, recovery. */
export { apiEntries } from './api.ts';
export { bookkeepingEntries } from './bookkeeping.ts';
export { checkpointEntries } from './checkpoint.ts';
export { copyEntries } from './copies.ts';
export { eventEntries } from './events.ts';
export { fileEntries } from './files.ts';
export { formatEntries } from './formats.ts';
export { listEntries } from './lists.ts';
export { logEntries } from './logs.ts';
export { patchFileEntries } from './patchFiles.ts';
export { recoveryEntries } from './recovery.ts';
export { recoveryBeginningEntries } from './recoveryBeginnings.ts';
export { recoveryCheckEntries } from './recoveryChecks.ts';
export { restoreKeyEntries } from './restoreKey.ts';
export { sessionEntries } from './sessions.ts';
export { startEventEntries } from './startEvents.ts';
export { startEntries } from './starts.ts';
