import { keyAt } from '../yaml/index.ts';
import type { FileProblem } from './problems.ts';

/** A problem as one line, as those who read and play scenario files tell it, taken apart: `file:line:column: text`. */
export function problemAt(told: string, file: string, text: string): FileProblem {
  const rest = told.startsWith(`${file}:`) ? told.slice(file.length + 1) : told;
  const place = /^(\d+):(?:(\d+):)? /.exec(rest);
  if (place === null) return { file, line: null, column: null, key: null, text: rest.trim() };
  const line = Number(place[1]);
  const column = place[2] === undefined ? null : Number(place[2]);
  const what = rest.slice(place[0].length);
  // What is missing has no place; it is told at that of what should hold it.
  const missing = /^(\S+) \(missing\): /.exec(what)?.[1];
  return { file, line, column, key: missing ?? keyAt(text, line, column), text: what };
}
