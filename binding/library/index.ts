/** A native library with the ABI of EDBBCLI.DLL as a target: EDBBCLI.DLL itself, or our drop-in library. */
export { inspectLibrary } from './inspectLibrary.ts';
export { openLibrary } from './openLibrary.ts';
