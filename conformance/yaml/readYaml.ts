import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ProblemList } from '../messages/index.ts';
import { documentProblem } from './documentProblem.ts';
import { issueText } from './issueText.ts';
import { keyAt } from './keyAt.ts';
import { linear } from './linear.ts';
import { nearestName } from './nearestName.ts';
import { plainIssues } from './plainIssues.ts';
import { knownKeys } from './schemaKeys.ts';
import { aliasNode, syntaxText } from './syntaxText.ts';

/** A kind of file that people write. */
export interface YamlKind<Value> {
  readonly schema: z.ZodType<Value>;
  /** What the file is: "scenario". */
  readonly whole: string;
  /** Files of this kind are small; a larger one is a mistake. */
  readonly maximumCharacters: number;
}

export type YamlReading<Value> =
  | {
      readonly ok: true;
      readonly value: Value;
      /** Lines of the items of a list at the top, from 1; empty when there is no such list. */
      itemLines(key: string): readonly number[];
      /** `file:line:column` of what stands at a path, or of the deepest thing on the way to it. */
      place(path: readonly PropertyKey[]): string;
    }
  /** Each problem is one line: file, line, column, what is wrong, what was expected. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads a file from YAML text and holds it against its schema. `file` is only used in messages. */
export function readYaml<Value>(text: string, file: string, kind: YamlKind<Value>): YamlReading<Value> {
  if (text.length > kind.maximumCharacters) {
    return { ok: false, problems: [`${file}: ${text.length} characters are too many for a ${kind.whole}`] };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { ...linear, lineCounter });
  const place = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  // Errors of the syntax after the first mostly follow from it.
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    const at = lineCounter.linePos(syntaxError.pos[0]);
    return { ok: false, problems: [`${place(syntaxError.pos[0])}: ${syntaxText(syntaxError, text, at)}`] };
  }
  const root = document.contents;
  const structure = documentProblem(document);
  if (structure !== null) {
    const at = offsetOf(structure.node);
    return { ok: false, problems: [`${place(at)}: ${keyed(structure.text, text, lineCounter.linePos(at))}`] };
  }
  const content = contentOf(document);
  if (!content.ok) {
    const node = content.alias === null ? null : aliasNode(root, content.alias);
    const at = node === null ? null : offsetOf(node);
    if (at === null) return { ok: false, problems: [`${file}: ${content.problem}`] };
    return { ok: false, problems: [`${place(at)}: ${keyed(content.problem, text, lineCounter.linePos(at))}`] };
  }
  const parsed = kind.schema.safeParse(content.value);
  if (!parsed.success) {
    const problems = new ProblemList(MAXIMUM_PROBLEMS);
    for (const issue of plainIssues(parsed.error.issues, kind.schema)) {
      problems.addAll(describe(issue, kind, root, place));
    }
    return { ok: false, problems: problems.lines };
  }
  const itemLines = (key: string): readonly number[] => {
    const items = childOf(root, key);
    return isSeq(items) ? items.items.map((item) => lineCounter.linePos(offsetOf(item)).line) : [];
  };
  return { ok: true, value: parsed.data, itemLines, place: (path) => place(offsetOf(follow(root, path).node)) };
}

/** Nobody mends more mistakes in one go; some follow from the first. */
const MAXIMUM_PROBLEMS = 10;

/** What is wrong at a place, with the key that is there. */
function keyed(problem: string, text: string, { line, col }: { line: number; col: number }): string {
  const key = keyAt(text, line, col);
  return key === null ? problem : `${key}: ${problem}`;
}

/** Most times that one alias is used, and what it stands for: a few lines may mean billions. */
const MAXIMUM_ALIAS_COUNT = 100;

/** What the text means, or what is wrong with its aliases: the only mistakes that are left once the syntax is good. */
function contentOf(
  document: Document,
): { ok: true; value: unknown } | { ok: false; problem: string; alias: string | null } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: MAXIMUM_ALIAS_COUNT }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const alias = error.message.startsWith('Unresolved alias') ? (error.message.split(': ').at(-1) ?? null) : null;
    return {
      ok: false,
      alias,
      problem:
        alias === null
          ? 'its aliases stand for too much; write it out'
          : `the alias *${alias} stands for nothing: put an anchor of that name before it`,
    };
  }
}

type Place = (offset: number) => string;

function describe(
  issue: z.core.$ZodIssue,
  { schema, whole }: Pick<YamlKind<unknown>, 'schema' | 'whole'>,
  root: unknown,
  place: Place,
): (() => string)[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => () => {
      const known = knownKeys(schema, issue.path);
      const near = nearestName(key, known);
      const help = near === null ? `known: ${known.join(', ')}` : `did you mean "${near}"?`;
      const at = place(keyOffset(follow(root, issue.path).node, key));
      return `${at}: unknown key "${shortened(key, 80)}" in ${pathText(issue.path, whole)}; ${help}`;
    });
  }
  return [() => describeOne(issue, whole, root, place)];
}

function describeOne(issue: z.core.$ZodIssue, whole: string, root: unknown, place: Place): string {
  const { node, reached } = follow(root, issue.path);
  const where = reached ? pathText(issue.path, whole) : `${pathText(issue.path, whole)} (missing)`;
  const what = issueText(issue, reached ? node : undefined);
  return `${place(offsetOf(node))}: ${where}: ${what}`;
}

const pathText = (path: readonly PropertyKey[], whole: string): string =>
  path.length === 0
    ? `the ${whole}`
    : path
        .map((key) => shortened(String(key), 80))
        .join('.')
        .replace(/\.(\d+)/g, (_, index) => `[${Number(index) + 1}]`);

/** The node at a path, or the deepest one on the way to it. */
function follow(root: unknown, path: readonly PropertyKey[]): { node: unknown; reached: boolean } {
  let node = root;
  for (const key of path) {
    const child = childOf(node, key);
    if (child === undefined) return { node, reached: false };
    node = child;
  }
  return { node, reached: true };
}

function childOf(node: unknown, key: PropertyKey): unknown {
  if (isSeq(node) && typeof key === 'number') return node.items[key];
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)?.value ?? undefined;
}

const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

const isNode = (node: unknown): node is Node => isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);

const shortened = (text: string, maximum: number): string =>
  text.length <= maximum ? text : `${text.slice(0, maximum)}…`;

function keyOffset(node: unknown, key: string): number {
  if (!isMap(node)) return offsetOf(node);
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return offsetOf(pair?.key);
}
