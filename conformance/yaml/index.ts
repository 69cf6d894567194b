/** Files that people write: read from YAML, held against a schema, and every mistake told with its place. */
export { keyAt } from './keyAt.ts';
export { nearestName } from './nearestName.ts';
export { readYaml, type YamlKind } from './readYaml.ts';
export { MAXIMUM_YAML_BYTES, readYamlText } from './readYamlText.ts';
