/** A product version whose article shows an event. */
export type EventVersion = '4.0' | '5.0' | '5.5';

/** One event of the NT event log. Two facts may share source and id: builds renumbered (EDB 8, EDB 63). */
export interface EventFacts {
  readonly source: string;
  readonly id: number;
  /** The versions that the articles are about; of an event of one engine, those that have this engine. */
  readonly versions: readonly EventVersion[];
  readonly meaning: string;
  /** Codes seen in it or beside it, as the articles print them. */
  readonly codes: readonly string[];
  /** Knowledge Base articles that show it or tell of it, sorted: Q295751. */
  readonly articles: readonly string[];
  /** Why the id is believed, where no article shows it with this source. */
  readonly inferredFrom: string | null;
}

type EventRow = Omit<EventFacts, 'source'>;

/** `5.5`, or `4.0 5.0 5.5`. */
type Versions = '4.0' | '5.0' | '5.5' | '4.0 5.0' | '5.0 5.5' | '4.0 5.0 5.5';

const wordsOf = (text: string, separator: RegExp): readonly string[] =>
  text.split(separator).filter((word) => word !== '');

const isVersion = (word: string): word is EventVersion => word === '4.0' || word === '5.0' || word === '5.5';

/** An event that articles show. `articles` and `codes` are lists with commas. */
export const shownEvent = (
  id: number,
  versions: Versions,
  meaning: string,
  articles: string,
  codes = '',
): EventRow => ({
  id,
  versions: wordsOf(versions, / /).filter(isVersion),
  meaning,
  codes: wordsOf(codes, /, /),
  articles: [...wordsOf(articles, /, /)].sort(),
  inferredFrom: null,
});

/** An event whose id follows from others, or is shown without its source. */
export const inferredEvent = (
  id: number,
  versions: Versions,
  meaning: string,
  inferredFrom: string,
  articles = '',
): EventRow => ({ ...shownEvent(id, versions, meaning, articles), inferredFrom });

export const eventsOf = (source: string, rows: readonly EventRow[]): readonly EventFacts[] =>
  rows.map((row) => ({ source, ...row }));
