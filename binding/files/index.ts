/** The one place where files of this computer are opened for reading: ordinary files only, and with a bound. */
export { type FileProblem, fileProblem } from './fileProblem.ts';
export { listFolder } from './listFolder.ts';
export { openFile } from './openFile.ts';
export { pathKind } from './pathKind.ts';
export { readBytes, readText, type TextReading } from './readBytes.ts';
export { withoutSlashes } from './withoutSlashes.ts';
