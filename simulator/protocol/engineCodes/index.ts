import { cacheCodes } from './cacheCodes.ts';
import { callCodes } from './callCodes.ts';
import { databaseCodes } from './databaseCodes.ts';
import { fileCodes } from './fileCodes.ts';
import { loggingCodes } from './loggingCodes.ts';
import { recordCodes } from './recordCodes.ts';
import { restoreCodes } from './restoreCodes.ts';
import { tableCodes } from './tableCodes.ts';
import { treeCodes } from './treeCodes.ts';

export { headerCodes } from './headerCodes.ts';
export { laterCodes } from './laterCodes.ts';
export { unlistedCodes } from './unlistedCodes.ts';

/**
 * Microsoft's own list for Exchange 5.5, Q177761, but for its first row, success: every number has one home, in the file
 * of its subject, under the name that the list gives it. Meanings are in our words.
 */
export const listedCodes = {
  ...cacheCodes,
  ...treeCodes,
  ...recordCodes,
  ...loggingCodes,
  ...restoreCodes,
  ...callCodes,
  ...databaseCodes,
  ...tableCodes,
  ...fileCodes,
} as const;
