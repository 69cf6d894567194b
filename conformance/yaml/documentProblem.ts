import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';

/** Deeper than any format of ours goes, and far from where a program runs out of stack. */
const MAXIMUM_DEPTH = 50;
/** Most aliases in a file: each is looked up in the whole of it. */
const MAXIMUM_ALIASES = 1000;

/** Something that no file of ours has; `node`: where. */
export interface DocumentProblem {
  readonly node: Node | null;
  readonly text: string;
}

/**
 * What is wrong with a document besides its syntax, in one pass: keys that are there twice or are no text, too many levels,
 * too many aliases. The parser would compare every key with all before it.
 */
export function documentProblem(document: Document): DocumentProblem | null {
  const waiting: { readonly node: unknown; readonly depth: number }[] = [{ node: document.contents, depth: 0 }];
  let aliases = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    if (isAlias(node) && ++aliases > MAXIMUM_ALIASES) return { node, text: 'it has too many aliases; write it out' };
    if (!isMap(node) && !isSeq(node)) continue;
    if (depth === MAXIMUM_DEPTH) return { node, text: 'it is nested deeper than any file of this kind' };
    const values = isMap(node) ? node.items.map(({ value }) => value) : node.items;
    const problem = isMap(node) ? keyProblem(node.items.map(({ key }) => key)) : null;
    if (problem !== null) return problem;
    for (const value of values) waiting.push({ node: value, depth: depth + 1 });
  }
  return null;
}

function keyProblem(keys: readonly unknown[]): DocumentProblem | null {
  const seen = new Set<string>();
  for (const key of keys) {
    if (!isScalar(key))
      return { node: isMap(key) || isSeq(key) || isAlias(key) ? key : null, text: 'a key must be text' };
    const text = String(key.value);
    if (seen.has(text)) return { node: key, text: `the key "${shortened(text)}" is there twice; keep one` };
    seen.add(text);
  }
  return null;
}

const shortened = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 80)}…`);
