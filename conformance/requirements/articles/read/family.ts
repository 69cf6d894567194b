import { rowsOf } from './reading.ts';

/** What each version does in one state of a server, as far as the articles tell. */
export interface FamilyRow {
  readonly family: string;
  readonly what: string;
  /** By product, 4.0, 5.0 and 5.5: what the model answers; an event as source and id. */
  readonly answers: readonly [string, string, string];
  /** A facet where versions or sources differ, a requirement where they do not, an event of the tables; null where it is not modelled. */
  readonly foundIn: string | null;
  readonly articles: readonly string[];
}

const COLUMNS = ['family', 'what happens', '4.0', '5.0', '5.5', 'found in', 'articles'];

export function parseFamilies(text: string): readonly FamilyRow[] {
  return rowsOf(text, COLUMNS).map(
    ([family = '', what = '', of40 = '', of50 = '', of55 = '', found = '', from = '']) => ({
      family,
      what,
      answers: [of40, of50, of55],
      foundIn: found === '-' ? null : found,
      articles: from.split(', '),
    }),
  );
}
