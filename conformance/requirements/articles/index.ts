import { backupFailures } from './backupFailures.ts';
import { restoreFailures } from './restoreFailures.ts';

export { openQuestions } from './openQuestions.ts';
export type { Places } from './places.ts';

/** The failure catalogue, row by row (edbbcli.md 7). */
export const failureRows = [...backupFailures, ...restoreFailures];
