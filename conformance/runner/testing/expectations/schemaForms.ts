import { parse } from 'yaml';
import { scenarioJsonSchema } from '../../schema/index.ts';
import type { ExpectationCase } from './expectationCase.ts';

/** As much of a JSON Schema as the expectations of a scenario need. */
export interface SchemaNode {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: SchemaNode[];
  items?: SchemaNode;
  properties?: Record<string, SchemaNode>;
  required?: string[];
}

/** One form that the value of an expectation can have: `running`, a number, `{ lost: some }`. */
interface Form {
  readonly text: string;
  readonly isNumber: boolean;
  /** The value without what stands around it: of `{ lost: 7 }` the 7; undefined when it has another form. */
  valueIn(value: unknown): unknown;
}

/** Steps of the schema that the format itself gives. */
export const schemaOfSteps = (): Record<string, SchemaNode> => {
  const schema: SchemaNode = JSON.parse(scenarioJsonSchema());
  return schema.properties?.['steps']?.items?.properties ?? {};
};

/** What the step `expect` has besides: it says of what the others speak. */
const noExpectations = ['service'];
/** More words than anybody would expect one by one: the names of functions. */
const fewWords = 8;

/** Every expectation of every step by its place, such as `backup.expect.code`; null for a step without its `expect`. */
export function expectationsIn(steps: Record<string, SchemaNode>): ReadonlyMap<string, SchemaNode | null> {
  const found = new Map<string, SchemaNode | null>();
  for (const [name, step] of Object.entries(steps)) {
    const expect = name === 'expect' ? step : step.properties?.['expect'];
    if (expect === undefined) continue;
    const place = name === 'expect' ? name : `${name}.expect`;
    if (name !== 'expect' && step.required?.includes('expect') !== true) found.set(place, null);
    for (const [key, node] of Object.entries(expect.properties ?? {})) {
      if (name !== 'expect' || !noExpectations.includes(key)) found.set(`${place}.${key}`, node);
    }
  }
  return found;
}

/** What the schema knows and no case shows: each form must be met in one and fail in another, each number at its bounds. */
export function unshown(steps: Record<string, SchemaNode>, cases: readonly ExpectationCase[]): readonly string[] {
  const known = expectationsIn(steps);
  const unknown = cases.filter(({ of }) => !known.has(of)).map(({ of }) => `${of} is no expectation of the schema`);
  return [
    ...unknown,
    ...[...known].flatMap(([place, node]) =>
      problemsOf(
        place,
        node,
        cases.filter(({ of }) => of === place),
      ),
    ),
  ];
}

function problemsOf(place: string, node: SchemaNode | null, cases: readonly ExpectationCase[]): readonly string[] {
  if (node === null) {
    const fails = cases.some(({ unmet }) => unmet.some(([value]) => value === null));
    return fails ? [] : [`${place}: nothing fails without it`];
  }
  return formsOf(node).flatMap((form) => {
    const [met, unmet] = [
      cases.map((it) => valuesOf(form, it.met)),
      cases.map((it) =>
        valuesOf(
          form,
          it.unmet.map(([value]) => value),
        ),
      ),
    ];
    const problems: string[] = [];
    if (met.flat().length === 0) problems.push(`${place}: ${form.text} is never met`);
    if (unmet.flat().length === 0) problems.push(`${place}: ${form.text} never fails`);
    const isSharp = cases.some((_, index) => hasSharpNumber(met[index] ?? [], unmet[index] ?? []));
    if (form.isNumber && !isSharp) problems.push(`${place}: ${form.text} is not tried with one more and one less`);
    return problems;
  });
}

const valuesOf = (form: Form, values: readonly (string | null)[]): readonly unknown[] =>
  values.flatMap((value) => (value === null ? [] : (form.valueIn(parse(value)) ?? [])));

/** Whether a number is on one side, and those beside it on the other. */
function hasSharpNumber(met: readonly unknown[], unmet: readonly unknown[]): boolean {
  const isAlone = (some: readonly unknown[], others: readonly unknown[]): boolean =>
    some.some((value) => typeof value === 'number' && others.includes(value - 1) && others.includes(value + 1));
  return isAlone(met, unmet) || isAlone(unmet, met);
}

function formsOf(node: SchemaNode): readonly Form[] {
  if (node.anyOf !== undefined) return node.anyOf.flatMap(formsOf);
  if (node.const !== undefined) return [word(node.const)];
  if (node.enum !== undefined && node.enum.length <= fewWords) return node.enum.map(word);
  if (node.type === 'boolean') return [word(true), word(false)];
  if (node.properties !== undefined) {
    return Object.entries(node.properties).flatMap(([key, inner]) => formsOf(inner).map((form) => inside(key, form)));
  }
  if (node.type === 'integer' || node.type === 'number')
    return [kind('a number', (value) => typeof value === 'number')];
  if (node.type === 'string') return [kind('a text', (value) => typeof value === 'string')];
  if (node.type === 'array') return [kind('a list', Array.isArray)];
  throw new Error(`no form is known for ${JSON.stringify(node)}`);
}

const word = (wanted: unknown): Form => ({
  text: String(wanted),
  isNumber: false,
  valueIn: (value) => (value === wanted ? value : undefined),
});

const kind = (text: string, fits: (value: unknown) => boolean): Form => ({
  text,
  isNumber: text === 'a number',
  valueIn: (value) => (fits(value) ? value : undefined),
});

const inside = (key: string, { text, isNumber, valueIn }: Form): Form => ({
  text: `${key}: ${text}`,
  isNumber,
  valueIn: (value) =>
    typeof value === 'object' && value !== null && key in value ? valueIn(Object.entries(value)[0]?.[1]) : undefined,
});
