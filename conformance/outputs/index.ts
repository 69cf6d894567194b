/** What the commands print with `--json`, as schemas. */
export { jsonSchemaText, outputs, schemaNames } from './outputs.ts';
