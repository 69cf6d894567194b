/** What a run of the program came to. */
export interface Ended {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Good, unmet, bad input, output that could not be written, interrupted; never an internal error. */
const exitCodes = [0, 1, 2, 4, 130];

/** What no run may do, whatever it is given; a sentence each. `json`: what its output is meant to be. */
export function indecencies(
  { exitCode, out, err }: Ended,
  json: 'none' | 'lines' | 'document' = 'none',
): readonly string[] {
  const found: string[] = [];
  if (!exitCodes.includes(exitCode)) found.push(`it ended with ${exitCode}`);
  if (exitCode === 2 && out + err === '') found.push('it refused without a word');
  if (/internal error|\n {4}at /.test(err)) found.push('it showed a stack');
  const control = /[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.exec(out + err);
  if (control !== null) found.push(`U+${control[0].codePointAt(0)?.toString(16)} reached the terminal`);
  if (/^\s*FORGED/m.test(out + err)) found.push('a line was forged');
  if (Math.max(...`${out}${err}`.split('\n').map((line) => line.length)) > 25_000 && json === 'none')
    found.push('a line has no end');
  if (err.split('\n').length > 250) found.push('there is no end of mistakes');
  const texts = json === 'none' || out === '' ? [] : json === 'lines' ? out.trimEnd().split('\n') : [out];
  for (const text of texts) if (!isJson(text)) found.push(`this is no JSON: ${text.slice(0, 200)}`);
  return found;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
