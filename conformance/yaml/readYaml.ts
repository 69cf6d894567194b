import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ProblemList } from '../messages/index.ts';
import { documentProblem } from './documentProblem.ts';
import { issueText } from './issueText.ts';
import { nearestName } from './nearestName.ts';

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
    const message =
      syntaxError.code === 'RESOURCE_EXHAUSTION' ? 'it is nested too deeply' : shortened(syntaxError.message, 200);
    const hint = syntaxError.code === 'BLOCK_AS_IMPLICIT_KEY' ? '; put quotes around text with a colon in it' : '';
    return { ok: false, problems: [`${place(syntaxError.pos[0])}: ${message}${hint}`] };
  }
  const root = document.contents;
  const structure = documentProblem(document);
  if (structure !== null) return { ok: false, problems: [`${place(offsetOf(structure.node))}: ${structure.text}`] };
  const content = contentOf(document);
  if (!content.ok) return { ok: false, problems: [`${file}: ${content.problem}`] };
  const parsed = kind.schema.safeParse(content.value);
  if (!parsed.success) {
    const problems = new ProblemList(MAXIMUM_PROBLEMS);
    for (const issue of withoutEchoes(parsed.error.issues)) problems.addAll(describe(issue, kind, root, place));
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

/**
 * What the parser does for each key or each mistake with the whole text is done here, once; see documentProblem. Sets and
 * ordered maps are in no format of ours.
 */
const linear = { uniqueKeys: false, prettyErrors: false, resolveKnownTags: false } as const;

/** Most times that one alias is used, and what it stands for: a few lines may mean billions. */
const MAXIMUM_ALIAS_COUNT = 100;

/** What the text means, or what is wrong with its aliases: the only mistakes that are left once the syntax is good. */
function contentOf(document: Document): { ok: true; value: unknown } | { ok: false; problem: string } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: MAXIMUM_ALIAS_COUNT }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const isUnknown = error.message.startsWith('Unresolved alias');
    return {
      ok: false,
      problem: isUnknown
        ? `the alias *${error.message.split(': ').at(-1)} stands for nothing: put an anchor of that name before it`
        : 'its aliases stand for too much; write it out',
    };
  }
}

/** What has an unknown key may also break a rule about all its keys: the first says it better. */
const withoutEchoes = (issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] => {
  const unknownAt = new Set(
    issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('.')),
  );
  return issues.filter(({ code, path }) => code !== 'custom' || !unknownAt.has(path.join('.')));
};

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
  return `${place(offsetOf(node))}: ${where}: ${what}${optionsOf(issue)}`;
}

const optionsOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code !== 'invalid_union') return '';
  const messages = issue.errors.flatMap((branch) => branch.map(({ message }) => message));
  return messages.length === 0 ? '' : ` (${[...new Set(messages)].join('; or ')})`;
};

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
  return node.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value ?? undefined;
}

const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

const isNode = (node: unknown): node is Node => isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);

const shortened = (text: string, maximum: number): string =>
  text.length <= maximum ? text : `${text.slice(0, maximum)}…`;

function keyOffset(node: unknown, key: string): number {
  if (!isMap(node)) return offsetOf(node);
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
  return offsetOf(pair?.key);
}

/** The keys that the format knows at a path: found by walking the schema the same way. */
function knownKeys(whole: unknown, path: readonly PropertyKey[]): readonly string[] {
  let schema = whole;
  for (const key of path) schema = inner(schema, key);
  return Object.keys(shapeOf(schema));
}

function inner(schema: unknown, key: PropertyKey): unknown {
  const definition = definitionOf(schema);
  if (typeof key === 'number') return definition['element'];
  return shapeOf(schema)[String(key)];
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
  const definition = definitionOf(schema);
  const { shape, options } = definition;
  if (Array.isArray(options)) return Object.assign({}, ...options.map((option: unknown) => shapeOf(option)));
  return isRecord(shape) ? shape : {};
}

/** What a schema was made from, without the wrapper that makes it optional. */
function definitionOf(schema: unknown): Readonly<Record<string, unknown>> {
  const definition = isRecord(schema) ? schema['def'] : undefined;
  if (!isRecord(definition)) return {};
  const { innerType } = definition;
  return innerType === undefined ? definition : definitionOf(innerType);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
