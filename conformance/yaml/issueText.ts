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
  if (!isOfLibrary(issue)) return issue.message;
  const seen = node === undefined ? '' : `, not ${seenText(node)}`;
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return `expected ${boundText(issue)}${['string', 'array'].includes(issue.origin) ? '' : seen}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}${seen}`;
    case 'invalid_type': {
      const isUnquoted = issue.expected === 'string' && isScalar(node) && node.value !== null;
      return `expected ${kindText(issue.expected)}${seen}${isUnquoted ? '; put quotes around it' : ''}`;
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const near = isScalar(node) ? nearestName(String(node.value), allowed) : null;
      const help = near === null || allowed.length === 1 ? '' : `; did you mean "${near}"?`;
      return `expected ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}${seen}${help}`;
    }
    default:
      return issue.message;
  }
}

/** Whether the format has no better words than the library. */
const isOfLibrary = ({ message }: z.core.$ZodIssue): boolean => /^(Invalid \w+|Too (small|big)): /.test(message);

/** A kind of value, as people call it. */
export const kindText = (kind: string): string => kindNames[kind] ?? kind;

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

function boundText(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const isLow = issue.code === 'too_small';
  const bound = isLow ? issue.minimum : issue.maximum;
  const words = issue.inclusive === false ? (isLow ? 'more than' : 'less than') : isLow ? 'at least' : 'at most';
  const unit = issue.origin === 'string' ? ' character' : issue.origin === 'array' ? ' item' : '';
  return `${words} ${bound}${unit === '' || bound === 1 ? unit : `${unit}s`}`;
}

function seenText(node: unknown): string {
  if (isMap(node)) return 'keys with values';
  if (isSeq(node)) return 'a list';
  const value: unknown = isScalar(node) ? node.value : null;
  if (value === null) return 'nothing';
  const text = String(value);
  if (text.length > MAXIMUM_QUOTED_CHARACTERS) return 'so long a text';
  return typeof value === 'string' ? JSON.stringify(value) : text;
}
