import { describeMeanings, eventSourceOf, lookUp, type MeaningsDescription } from '../../simulator/protocol/index.ts';
import { meaningLines, type Told } from './explainText.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonDocument } from './output/index.ts';

interface Explained extends MeaningsDescription {
  readonly text: string;
}

/** Tells what codes, service-specific errors and events mean, in every form they can be written in. */
export function explain(texts: readonly string[], json: boolean, io: Io): ExitCodeValue {
  const explained: Explained[] = [];
  let exitCode: ExitCodeValue = ExitCode.good;
  for (const text of withSources(texts)) {
    const lookup = lookUp(text);
    if (lookup.found) {
      explained.push({ text, ...describeMeanings(lookup) });
      continue;
    }
    exitCode = ExitCode.usage;
    const near = lookup.nearNames.length === 0 ? '' : ` Did you mean ${lookup.nearNames.join(' or ')}?`;
    const forms = lookup.forms.map((form) => `  ${form}`);
    io.err([`${text}: ${lookup.reason}.${near}`, 'Forms that are understood:', ...forms]);
  }
  if (json) io.out(jsonDocument(explained));
  else {
    const told: Told = new Map();
    io.out(
      explained.flatMap(({ text, ...meanings }, index) => [
        ...(index === 0 ? [] : ['']),
        ...meaningLines(text, meanings, told),
      ]),
    );
  }
  return exitCode;
}

/** `explain ESE97 104` without quotation marks: a source belongs to the number behind it. */
function withSources(texts: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const text of texts) {
    const source = joined.at(-1);
    const isIdOfSource = source !== undefined && eventSourceOf(source) !== null && /^\d+$/.test(text);
    if (isIdOfSource) joined.splice(-1, 1, `${source} ${text}`);
    else joined.push(text);
  }
  return joined;
}
