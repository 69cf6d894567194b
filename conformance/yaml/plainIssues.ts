import type { z } from 'zod';
import { kindText } from './issueText.ts';
import { keysOfAlternatives } from './schemaKeys.ts';

type Issue = z.core.$ZodIssue;

/**
 * The issues without those that only repeat another, and without alternatives: where what stands there is one of them in
 * kind, what is wrong with it is told; where it is none, all of them are named in one sentence.
 */
export function plainIssues(issues: readonly Issue[], schema: unknown): readonly Issue[] {
  const plain = issues.flatMap((issue) => withoutAlternatives(issue, schema));
  // What has an unknown key may also break a rule about all its keys: the first says it better.
  const unknownAt = new Set(plain.filter(({ code }) => code === 'unrecognized_keys').map(placeOf));
  const lowest = new Map<string, number | bigint>();
  for (const issue of plain) {
    if (issue.code !== 'too_big') continue;
    const place = placeOf(issue);
    const other = lowest.get(place);
    if (other === undefined || issue.maximum < other) lowest.set(place, issue.maximum);
  }
  return plain.filter((issue) => {
    if (issue.code === 'custom') return !unknownAt.has(placeOf(issue));
    // A whole number has a bound of its own, which says nothing beside a lower one.
    return issue.code !== 'too_big' || issue.maximum === lowest.get(placeOf(issue));
  });
}

const placeOf = ({ path }: Issue): string => path.join('.');

function withoutAlternatives(issue: Issue, schema: unknown): readonly Issue[] {
  // A format may have words of its own for them.
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return [issue];
  const meant = issue.errors.find((branch) => !branch.some(isOfAnotherKind));
  if (meant !== undefined) {
    return meant.flatMap((it) => withoutAlternatives({ ...it, path: [...issue.path, ...it.path] }, schema));
  }
  const keys = keysOfAlternatives(schema, issue.path);
  const values = issue.errors.flatMap((branch, index) => alternatives(branch, keys[index] ?? []));
  return [{ code: 'invalid_value', path: issue.path, message: 'Invalid option: none of these', values }];
}

const isOfAnotherKind = ({ path, code }: Issue): boolean =>
  path.length === 0 && ['invalid_type', 'invalid_value', 'invalid_union'].includes(code);

/** What an alternative would have been, in words. */
function alternatives(branch: readonly Issue[], keys: readonly string[]): readonly string[] {
  return branch.filter(isOfAnotherKind).flatMap((issue) => {
    if (issue.code === 'invalid_value') return issue.values.map(String);
    if (issue.code === 'invalid_union') return issue.errors.flatMap((inner) => alternatives(inner, []));
    if (keys.length > 0) return [`{ ${keys.map((key) => `${key}: ...`).join(', ')} }`];
    return issue.code === 'invalid_type' ? [kindText(issue.expected)] : [];
  });
}
