/** The catalogue of requirements: every statement about server and agent, with what shows that it is kept. */
export { catalogue } from './catalogue.ts';
export type { CatalogueEntry, Party, Verification, Witness } from './entry.ts';
