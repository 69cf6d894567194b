/** The trees of a database, walked over what one pass through its pages leaves behind. */
export { checkTrees } from './checkTrees.ts';
export type { LooseEnd } from './looseEnd.ts';
export { PageMap } from './pageMap.ts';
