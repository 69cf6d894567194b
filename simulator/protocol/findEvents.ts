import { type EventFacts, eventFacts } from './events/index.ts';

const withoutSpaces = (text: string): string => text.replace(/[\s-]+/g, '').toLowerCase();

/** Every source that has events, as events are ordered. */
const eventSources: readonly string[] = [...new Set(eventFacts.map(({ source }) => source))];

/** A text that names an event: `1120`, `event 1120`, `ESE97 104`, `1005 MSExchangeIS Private`. */
export interface EventText {
  /** Null where the text does not name one. */
  readonly source: string | null;
  readonly id: number;
}

const fillers: ReadonlySet<string> = new Set(['event', 'id', 'source', 'of', 'from']);
const isId = (word: string | undefined): word is string => word !== undefined && /^\d{1,5}$/.test(word);

/** Reads an id with a source before or behind it. Null for any other text; a number with a sign is no id. */
export function readEventText(text: string): EventText | null {
  if (/(^|\s)[+-]\d/.test(text)) return null;
  const words = text.split(/[\s:,;/-]+/).filter((word) => word !== '' && !fillers.has(word.toLowerCase()));
  const id = [words.at(-1), words[0]].find(isId);
  if (id === undefined) return null;
  const source = (id === words.at(-1) ? words.slice(0, -1) : words.slice(1)).join(' ');
  return { source: source === '' ? null : source, id: Number(id) };
}

/**
 * The events that a text means. A source may be written without its spaces; MSExchangeIS means the store and each of its
 * two halves, as articles do not keep them apart.
 */
export function findEvents(text: string): readonly EventFacts[] {
  const wanted = readEventText(text);
  if (wanted === null) return [];
  const { id } = wanted;
  const source = wanted.source === null ? '' : withoutSpaces(wanted.source);
  const isMeant = (name: string): boolean =>
    source === '' || name === source || (source === 'msexchangeis' && name.startsWith(source));
  return eventFacts.filter((event) => event.id === id && isMeant(withoutSpaces(event.source)));
}

/** The source that a text names and nothing else, as the events write it; null for any other text. */
export const eventSourceOf = (text: string): string | null =>
  eventSources.find((source) => withoutSpaces(source) === withoutSpaces(text)) ?? null;

/** An event of a source, to show how one is asked for. */
export const exampleOf = (source: string): string =>
  `${source} ${eventFacts.find((event) => event.source === source && event.id > 0)?.id ?? 0}`;
