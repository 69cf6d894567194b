import { existsSync, readFileSync } from 'node:fs';
import type { Witness } from '../entry.ts';

/** From conformance/requirements/testing in the build folder to the sources. */
const root = new URL('../../../../', import.meta.url);

const titlesByFile = new Map<string, ReadonlySet<string>>();

/** The title of a test at the beginning of a line, in any quotes. Tests that are skipped or commented out have none. */
const titledTest = /^ *test\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gm;

/** The titles of the tests that a source declares, as they are printed. */
export const titlesOf = (source: string): ReadonlySet<string> =>
  new Set([...source.matchAll(titledTest)].map(([, , title = '']) => title.replace(/\\(.)/g, '$1')));

/** What is wrong with a witness, in a line; null when it is there. */
export function problemOf(witness: Witness): string | null {
  const { file } = witness;
  if (!existsSync(new URL(file, root))) return `${file} does not exist`;
  if (witness.kind === 'scenario') return null;
  const titles = titlesByFile.get(file) ?? titlesOf(readFileSync(new URL(file, root), 'utf8'));
  titlesByFile.set(file, titles);
  return titles.has(witness.title) ? null : `${file} has no test "${witness.title}"`;
}
