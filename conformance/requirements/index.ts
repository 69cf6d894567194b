/** The catalogue of requirements: every statement about server and agent, with what shows that it is kept. */

/** The one line that makes a statement false. */
export { breakOf } from './breaks/index.ts';
export { catalogue } from './catalogue.ts';
export type { CatalogueEntry, Party, Verification, Witness } from './entry.ts';
/** What the sources of a statement, and of a setting of a facet, say themselves. */
export { type Evidence, evidenceFor, evidenceForSetting } from './evidence/index.ts';
