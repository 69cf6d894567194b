// Finds test files without asking uvu, so that what uvu did not find is missed.
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * The files under a folder whose names end as given, with forward slashes, relative to the folder and sorted. A folder
 * that does not exist has none.
 *
 * @param {string} folder
 * @param {string} ending
 * @returns {string[]}
 */
export function filesEndingWith(folder, ending) {
  return listFolder(folder)
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.split('/').includes('node_modules'))
    .sort();
}

/** @param {string} folder */
function listFolder(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
