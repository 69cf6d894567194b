import type { EventFacts } from './events/index.ts';
import { type CodeReading, findCode } from './findCode.ts';
import { eventSourceOf, exampleOf, findEvents, readEventText } from './findEvents.ts';
import { findServiceErrors, type ServiceErrorFacts } from './serviceErrors.ts';

/** All that a text means. The three are numberings of their own, so one number may be something in each. */
export interface Meanings {
  /** Codes of the API, the engine and Windows; the likeliest reading comes first. */
  readonly codes: readonly CodeReading[];
  readonly serviceErrors: readonly ServiceErrorFacts[];
  /** By source, as the table has them. */
  readonly events: readonly EventFacts[];
}

export type Lookup =
  | ({ readonly found: true } & Meanings)
  | {
      readonly found: false;
      /** What is wrong, and what the number looks like if it is one. */
      readonly reason: string;
      /** Examples of every form that is understood. */
      readonly forms: readonly string[];
      /** Names that are close to the text. */
      readonly nearNames: readonly string[];
    };

const moreForms: readonly string[] = [
  '1011 or 0x3f3 (service-specific error, as a dialog or event 7024 prints it)',
  "1120 or 'ESE97 104' (event, alone or with its source)",
];

/** `Service-specific error code: 1011`, `error -1018`: what stands before it says that the number is no event. */
const words = /^(?:(?:service|server)[- ]specific )?error(?: code)?:? +/i;

/** Finds everything that a text means: codes, service-specific errors and events, in this order. */
export function lookUp(text: string): Lookup {
  const wanted = text.trim();
  const number = wanted.replace(words, '');
  const code = findCode(number);
  const serviceErrors = findServiceErrors(number);
  const events = number === wanted ? findEvents(wanted) : [];
  if (code.found || serviceErrors.length > 0 || events.length > 0) {
    return { found: true, codes: code.found ? code.readings : [], serviceErrors, events };
  }
  const { reason, forms, nearNames } = code;
  return { found: false, reason: reasonFor(wanted) ?? reason, forms: [...forms, ...moreForms], nearNames };
}

/** What is wrong with a text that speaks of events. */
function reasonFor(text: string): string | null {
  const alone = eventSourceOf(text);
  if (alone !== null) return `${alone} is a source of events; say which, as in '${exampleOf(alone)}'`;
  const signed = eventSourceOf(/^(.*\S)\s+[+-]\d+$/.exec(text)?.[1] ?? '');
  if (signed !== null) return `an event of ${signed} has a number without a sign, as in '${exampleOf(signed)}'`;
  const named = readEventText(text);
  const source = named?.source == null ? null : eventSourceOf(named.source);
  return source === null ? null : `no article at hand shows an event ${named?.id} of ${source}`;
}
