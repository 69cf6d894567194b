import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { linear } from './linear.ts';

const MAXIMUM_CHARACTERS = 120;

/**
 * The key of what stands at a place in a YAML text: `steps[3].backup.kind`, with items counted from 1. `column` null: of
 * what begins first on the line. Null where nothing has a key.
 */
export function keyAt(text: string, line: number, column: number | null): string | null {
  const lineCounter = new LineCounter();
  const { contents } = parseDocument(text, { ...linear, lineCounter });
  const start = lineCounter.lineStarts[line - 1] ?? text.length;
  const indent = /^[ \t]*(?:- +)?/.exec(text.slice(start))?.[0].length ?? 0;
  const key = keyOf(contents, start + (column === null ? indent : column - 1));
  // Longer than that it says nothing that the line does not.
  return key === '' || key.length > MAXIMUM_CHARACTERS ? null : key;
}

/** Walks down to the deepest thing that covers the offset; a key counts as a part of what it names. */
function keyOf(node: unknown, offset: number): string {
  if (isSeq(node)) {
    const index = node.items.findIndex((item) => covers(item, item, offset));
    const item = node.items[index];
    return item === undefined ? '' : joined(`[${index + 1}]`, keyOf(item, offset));
  }
  if (!isMap(node)) return '';
  const pair = node.items.find(({ key, value }) => covers(key, value ?? key, offset));
  if (pair === undefined) return '';
  return joined(isScalar(pair.key) ? String(pair.key.value) : '', keyOf(pair.value, offset));
}

/** `[3]` follows its list without a point. */
const joined = (first: string, rest: string): string =>
  rest === '' || rest.startsWith('[') ? `${first}${rest}` : `${first}.${rest}`;

function covers(from: unknown, to: unknown, offset: number): boolean {
  const first = rangeOf(from)?.[0];
  const end = rangeOf(to)?.[1];
  return first !== undefined && end !== undefined && first <= offset && offset <= end;
}

const rangeOf = (node: unknown): Node['range'] | undefined =>
  isMap(node) || isSeq(node) || isScalar(node) ? node.range : undefined;
