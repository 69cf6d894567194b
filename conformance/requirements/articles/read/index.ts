/**
 * The articles of the Knowledge Base that were read for this project, and what each gave: a table in files of tab-separated
 * lines, by number (q126-q165.tsv and on), and families.tsv: what starts that fail, full disks, sizes that end,
 * recovery that is interrupted, repeated or run by tools, offline copies, and events came to, version by version, with the
 * facet where versions or sources differ. Where two articles disagree openly, openQuestions.ts has the question.
 *
 * How they were chosen. Of the public archive (jeffpar/kbarchive) 5,471 articles name Exchange Server 4.0, 5.0 or 5.5 among
 * the products they apply to. 900 of those have words of the database engine (its name and its errors, logs, checkpoint,
 * patch files, the tools), of backup and restore, or of a service that does not start. All 900 were looked at, in three
 * parts: 348, picked by a narrower choice of such words, were to be read from end to end (long readmes and lists of fixes
 * were searched only); the others by title, products and every place with such a word, and as a whole where it mattered.
 * What turned out to have nothing to do with the engine, a backup, a restore or a start is counted and not listed.
 *
 * "Cited by" is held to be exactly the requirements and facets that have the article among their sources; "agrees with"
 * names requirements that say the same and rest on others.
 */
export { type FamilyRow, parseFamilies } from './family.ts';
export { problemsOf } from './problems.ts';
export { parseReadings, type Reading } from './reading.ts';

/** The files of the table, in order. */
export const readingFiles = [
  'q126-q165.tsv',
  'q166-q179.tsv',
  'q180-q189.tsv',
  'q190-q239.tsv',
  'q240-q259.tsv',
  'q260-q329.tsv',
] as const;

/** What the table does not show: how many were chosen, and how many of each part have nothing to do with it. */
export const chosen = {
  archive: 'jeffpar/kbarchive',
  ofTheProducts: 5471,
  lookedAt: 900,
  nothingToDoWithIt: [102, 175, 164],
  /** In the table and not among the 900: of other products as well, named otherwise, or not in the archive. */
  besides: ['Q164161', 'Q182961', 'Q196217', 'Q271987'],
} as const;
