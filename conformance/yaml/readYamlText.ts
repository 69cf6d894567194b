import { readText, type TextReading } from '../../binding/files/index.ts';

/** More than any kind of YAML file may have: four bytes for each of a million characters. */
export const MAXIMUM_YAML_BYTES = 4 * 1024 * 1024;

/** The text of a YAML file that was named on a command line. */
export const readYamlText = (path: string): TextReading => readText(path, MAXIMUM_YAML_BYTES);
