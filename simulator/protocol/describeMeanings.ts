import type { CodeInfo } from './codes.ts';
import { articleUrl, type CodeDescription, describeCode } from './describeCode.ts';
import { type EventFacts, eventFacts } from './events/index.ts';
import { type CodeForm, findCode } from './findCode.ts';
import type { Meanings } from './lookUp.ts';
import type { ServiceErrorFacts } from './serviceErrors.ts';

interface ArticleLink {
  readonly id: string;
  readonly url: string;
}

/** A service-specific error, ready to be printed. */
export interface ServiceErrorDescription extends Omit<ServiceErrorFacts, 'articles'> {
  /** 1011 and 0x3F3: dialogs print the one, events of the store the other. */
  readonly forms: { readonly unsigned: string; readonly hex: string };
  readonly articles: readonly ArticleLink[];
}

/** An event, ready to be printed. */
export interface EventDescription extends Omit<EventFacts, 'articles' | 'codes'> {
  /** A code as articles print it in this event, and its name where it can mean one code only. */
  readonly codes: readonly { readonly text: string; readonly name: string | null }[];
  readonly articles: readonly ArticleLink[];
}

interface CodeReadingDescription {
  readonly form: CodeForm;
  readonly code: CodeDescription;
  /** The events that it was seen in: `ESE97 105`. */
  readonly events: readonly string[];
}

export interface MeaningsDescription {
  readonly readings: readonly CodeReadingDescription[];
  readonly serviceErrors: readonly ServiceErrorDescription[];
  readonly events: readonly EventDescription[];
}

/** Everything that a text means, in full. */
export const describeMeanings = ({ codes, serviceErrors, events }: Meanings): MeaningsDescription => ({
  readings: codes.map(({ form, info }) => ({ form, code: describeCode(info), events: eventsWith(info) })),
  serviceErrors: serviceErrors.map((error) => ({
    ...error,
    forms: { unsigned: String(error.number), hex: `0x${error.number.toString(16).toUpperCase()}` },
    articles: linksTo(error.articles),
  })),
  events: events.map((event) => ({
    ...event,
    codes: event.codes.map((text) => ({ text, name: nameOfCode(text) })),
    articles: linksTo(event.articles),
  })),
});

const linksTo = (articles: readonly string[]): readonly ArticleLink[] =>
  articles.map((id) => ({ id, url: articleUrl(id) }));

/**
 * The one code that a text in an event means. Null for short numbers without a sign: 1011 in an event is the
 * service-specific error, not -1011.
 */
function codeSeen(text: string): CodeInfo | null {
  if (!/^(?:-\d+|(?:0x)?[0-9a-f]{8}|4\d{9}|JET_\w+)$/i.test(text)) return null;
  const lookup = findCode(text);
  return lookup.found ? lookup.readings[0].info : null;
}

function nameOfCode(text: string): string | null {
  const info = codeSeen(text);
  const name = info?.jetName ?? info?.name ?? null;
  return name === text ? null : name;
}

/** The events of each code, found once: `explain` may be asked for hundreds. */
const eventsOfCodes: ReadonlyMap<CodeInfo, ReadonlySet<string>> = eventFacts.reduce((found, { source, id, codes }) => {
  for (const info of codes.map(codeSeen)) {
    if (info !== null) found.set(info, new Set([...(found.get(info) ?? []), `${source} ${id}`]));
  }
  return found;
}, new Map<CodeInfo, ReadonlySet<string>>());

const eventsWith = (info: CodeInfo): readonly string[] => [...(eventsOfCodes.get(info) ?? [])];
