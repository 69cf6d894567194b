import type {
  CodeDescription,
  EventDescription,
  MeaningsDescription,
  ServiceErrorDescription,
} from '../../simulator/protocol/index.ts';

/** The blocks that were told, each with the text that it was told for. */
export type Told = Map<string, string>;

/**
 * All meanings of a text, a block each: codes, then service-specific errors, then events. `told`: of what was told for
 * another text only the first line comes again.
 */
export function meaningLines(
  text: string,
  { readings, serviceErrors, events }: MeaningsDescription,
  told: Told,
): readonly string[] {
  const count = readings.length + serviceErrors.length + events.length;
  const blocks = [
    ...readings.map((reading) => codeText(reading, count > 1 ? ` (read as ${reading.form})` : '')),
    ...serviceErrors.map(serviceErrorText),
    ...events.map(eventText),
  ];
  const kinds = [
    ...(readings.length === 0 ? [] : ['codes, the likeliest first']),
    ...(serviceErrors.length === 0 ? [] : ['service-specific errors']),
    ...(events.length === 0 ? [] : ['events by source']),
  ];
  const order = count === 1 ? [] : [`${text} can be read in ${count} ways: ${kinds.join('; then ')}.`, ''];
  const once = blocks.map((lines) => onceOnly(lines, text, told));
  return [...order, ...once.flatMap((lines, index) => [...(index === 0 ? [] : ['']), ...lines])];
}

function onceOnly(lines: readonly string[], text: string, told: Told): readonly string[] {
  const [head = '', ...rest] = lines;
  const body = rest.join('\n');
  const before = told.get(body);
  if (before !== undefined) return [head, `  As above, for ${before}.`];
  told.set(body, text);
  return lines;
}

function codeText({ code, events }: MeaningsDescription['readings'][number], reading: string): readonly string[] {
  const { forms } = code;
  const other = code.jetName === null || code.jetName === code.name ? '' : `, ${code.jetName}`;
  const numbers = [forms.hex, forms.unsigned, forms.signed, ...(forms.jet === null ? [] : [`engine ${forms.jet}`])];
  return [
    `${code.name}${other}${reading}`,
    ...meaningsOf(code),
    `  Written as  ${[...new Set(numbers)].join(', ')}`,
    ...(forms.startUpHex === null ? [] : [`  At a start  ${forms.startUpHex}, ${forms.startUpUnsigned}`]),
    `  Defined by  ${definitionText(code)} (${code.layer}, ${code.severity})`,
    ...(code.returnedBy.length === 0
      ? ['  Returned    no source at hand says by what, or when']
      : code.returnedBy.map((use) => `  Returned    ${useText(use)}`)),
    ...(events.length === 0 ? [] : [`  Seen in     ${events.join(', ')}`]),
    ...articleLines(code.articles),
  ];
}

/** One line, or one for each list where two mean different things by one number. */
function meaningsOf({ meaning, names }: CodeDescription): readonly string[] {
  const isOne = names.every((name) => name.meaning === meaning);
  return isOne ? [`  ${meaning}`] : names.map((name) => `  ${name.list}: ${name.meaning}`);
}

/** The lists that have a code, and what they call it where there are several. */
function definitionText({ names, origin }: CodeDescription): string {
  if (origin === 'later engine') return 'engines after 5.5; 4.0 to 5.5 are not known to have it';
  const [only] = names;
  if (names.length === 1 && only !== undefined) return only.list;
  return names.map(({ list, name }) => `${list} as ${name}`).join(', ');
}

const serviceErrorText = (error: ServiceErrorDescription): readonly string[] => [
  `Service-specific error ${error.number} of ${error.service} (${error.versions.join(', ')})`,
  `  ${error.meaning}`,
  `  Written as  ${error.forms.unsigned}, ${error.forms.hex}${error.name === null ? '' : `, ${error.name}`}`,
  ...articleLines(error.articles),
];

const eventText = (event: EventDescription): readonly string[] => [
  `Event ${event.id} of ${event.source} (${event.versions.join(', ')})`,
  `  ${event.meaning}`,
  ...(event.codes.length === 0 ? [] : [`  Codes seen  ${event.codes.map(seenText).join(', ')}`]),
  ...(event.inferredFrom === null ? [] : [`  Inferred    ${event.inferredFrom}`]),
  ...articleLines(event.articles),
];

const seenText = ({ text, name }: EventDescription['codes'][number]): string =>
  name === null ? text : `${text} (${name})`;

const articleLines = (articles: CodeDescription['articles']): readonly string[] =>
  articles.map(({ id, url }) => `  Article     ${id} ${url}`);

const useText = (use: CodeDescription['returnedBy'][number]): string =>
  Object.values(use)
    .filter((value) => typeof value === 'string' && value !== '')
    .join('; ');
