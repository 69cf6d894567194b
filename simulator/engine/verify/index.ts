/** Verifies files of the engine from their bytes, one by one and against each other, and prints their headers. */
export { crossCheck } from './crossCheck.ts';
export { engineName } from './engineName.ts';
export type { FileReader } from './fileReader.ts';
export type { Finding } from './finding.ts';
export { headerLines } from './headerText.ts';
export { pageStates } from './pageStates.ts';
export type { FileReport } from './report.ts';
export { verifyFile } from './verifyFile.ts';
