/** What a schema knows at a place: found by walking it as the file is walked. */

/** The keys that the format knows at a path. */
export const knownKeys = (whole: unknown, path: readonly PropertyKey[]): readonly string[] =>
  Object.keys(shapeOf(schemaAt(whole, path)));

/** The keys of each alternative at a path, in their order; none for one that has no keys. */
export function keysOfAlternatives(whole: unknown, path: readonly PropertyKey[]): readonly (readonly string[])[] {
  const { options } = definitionOf(schemaAt(whole, path));
  return Array.isArray(options) ? options.map((option: unknown) => Object.keys(shapeOf(option))) : [];
}

function schemaAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  let schema = whole;
  for (const key of path) schema = inner(schema, key);
  return schema;
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
