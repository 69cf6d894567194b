/** Statements about the server that no outcome of a rule names: shapes, files, formats, recovery. */
export { apiEntries } from './api.ts';
export { checkpointEntries } from './checkpoint.ts';
export { eventEntries } from './events.ts';
export { fileEntries } from './files.ts';
export { listEntries } from './lists.ts';
export { patchFileEntries } from './patchFiles.ts';
export { recoveryEntries } from './recovery.ts';
export { restoreKeyEntries } from './restoreKey.ts';
export { sessionEntries } from './sessions.ts';
