import { type CodeDescription, describeCode, findCode } from '../../simulator/protocol/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';

interface Explained {
  readonly text: string;
  readonly readings: readonly { readonly form: string; readonly code: CodeDescription }[];
}

/** Tells what codes mean, in every form they can be written in. */
export function explain(codes: readonly string[], json: boolean, io: Io): ExitCodeValue {
  const explained: Explained[] = [];
  let exitCode: ExitCodeValue = ExitCode.good;
  for (const text of codes) {
    const lookup = findCode(text);
    if (lookup.found) {
      explained.push({ text, readings: lookup.readings.map(({ form, info }) => ({ form, code: describeCode(info) })) });
      continue;
    }
    exitCode = ExitCode.usage;
    const near = lookup.nearNames.length === 0 ? '' : ` Did you mean ${lookup.nearNames.join(' or ')}?`;
    io.err(`${text}: ${lookup.reason}.${near}\nForms that are understood:\n  ${lookup.forms.join('\n  ')}\n`);
  }
  if (json) io.out(`${JSON.stringify(explained, null, 2)}\n`);
  else io.out(explained.map(textOf).join('\n'));
  return exitCode;
}

function textOf({ text, readings }: Explained): string {
  const several =
    readings.length > 1 ? `${text} can be read in ${readings.length} ways; the likeliest comes first.\n\n` : '';
  return (
    several +
    readings.map(({ form, code }) => descriptionOf(code, readings.length > 1 ? ` (read as ${form})` : '')).join('\n')
  );
}

function descriptionOf(code: CodeDescription, reading: string): string {
  const { forms } = code;
  const other = code.jetName === null || code.jetName === code.name ? '' : `, ${code.jetName}`;
  const numbers = [forms.hex, forms.unsigned, forms.signed, ...(forms.jet === null ? [] : [`engine ${forms.jet}`])];
  const lines = [
    `${code.name}${other}${reading}`,
    `  ${code.meaning}`,
    `  Written as  ${[...new Set(numbers)].join(', ')}`,
    ...(forms.startUpHex === null ? [] : [`  At a start  ${forms.startUpHex}, ${forms.startUpUnsigned}`]),
    `  Defined by  ${code.origin} (${code.layer}, ${code.severity})`,
    ...code.returnedBy.map((use) => `  Returned    ${useText(use)}`),
    ...code.articles.map(({ id, url }) => `  Article     ${id} ${url}`),
  ];
  return `${lines.join('\n')}\n`;
}

const useText = (use: CodeDescription['returnedBy'][number]): string =>
  Object.values(use)
    .filter((value) => typeof value === 'string' && value !== '')
    .join('; ');
