/** Files that somebody saved, verified alone and against each other: for the command line and for tests of other people. */
export type { NamedBytes } from './sources.ts';
export type { FileResult, VerifiedFile, VerifiedReport } from './verifiedFile.ts';
export { type GroupResult, verifySources } from './verifySources.ts';
