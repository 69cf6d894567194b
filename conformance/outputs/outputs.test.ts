import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { jsonSchemaText, schemaNames } from './index.ts';

const fixtures = new URL('../../../fixtures/', import.meta.url);

test('the schemas in fixtures are what the program prints: renew one with "edbproof schema NAME > FILE"', () => {
  const names = schemaNames.filter((name) => name !== 'scenario');
  for (const name of names) {
    assert.is(readFileSync(new URL(`schemas/${name}.schema.json`, fixtures), 'utf8'), jsonSchemaText(name), name);
  }
  assert.equal(readdirSync(new URL('schemas/', fixtures)).sort(), names.map((name) => `${name}.schema.json`).sort());
});

test('every schema refuses unknown keys wherever keys are named, and says which output of which version it is', () => {
  for (const name of schemaNames) {
    if (name === 'scenario') continue;
    const schema: unknown = JSON.parse(jsonSchemaText(name));
    assert.ok(isRecord(schema));
    assert.is(schema['$id'], `urn:edbproof:output:${name}:1`);
    const open = openObjects(schema, '');
    assert.equal(open, [], name);
  }
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Places in a schema where an object has named properties and takes others too. */
function openObjects(schema: unknown, path: string): string[] {
  if (!isRecord(schema)) return [];
  const isOpen =
    isRecord(schema['properties']) && schema['type'] === 'object' && schema['additionalProperties'] !== false;
  const below = Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${path}/${key}`));
  return isOpen ? [path, ...below] : below;
}

test.run();
