import { isMap, isScalar, isSeq } from 'yaml';
import type { z } from 'zod';
import { nearestName } from './nearestName.ts';

/** Longer values are not repeated in a message. */
const MAXIMUM_QUOTED_CHARACTERS = 60;

/**
 * What is wrong at a node, and what was expected, where the format itself has no words for it. `node`: what stands
 * there; undefined when nothing does.
 */
export function issueText(issue: z.core.$ZodIssue, node: unknown): string {
  if (!/^Invalid (input|option): /.test(issue.message)) return issue.message;
  const seen = node === undefined ? '' : `, not ${seenText(node)}`;
  if (issue.code === 'invalid_type') return `expected ${typeNames[issue.expected] ?? issue.expected}${seen}`;
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const near = isScalar(node) ? nearestName(String(node.value), allowed) : null;
    const help = near === null || allowed.length === 1 ? '' : `; did you mean "${near}"?`;
    return `expected ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}${seen}${help}`;
  }
  return issue.message;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

function seenText(node: unknown): string {
  if (isMap(node)) return 'keys with values';
  if (isSeq(node)) return 'a list';
  const value: unknown = isScalar(node) ? node.value : null;
  if (value === null) return 'nothing';
  const text = String(value);
  return text.length <= MAXIMUM_QUOTED_CHARACTERS ? JSON.stringify(value) : 'so long a text';
}
