/** What the commands print with `--json`, as schemas. */
export { jsonSchemaText, outputs, type SchemaName, schemaNames } from './outputs.ts';
