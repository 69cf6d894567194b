import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programs, root } from './programs.mjs';
import { filesEndingWith } from './testFiles.mjs';

/**
 * Whether a compiled file has nothing that could run: its source is types only, which nothing ever loads, or a door that
 * only passes on what others export.
 *
 * @param {string} compiled
 */
export const hasNothingToRun = (compiled) =>
  compiled
    .replace(/^\/\/.*$/gm, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^export (?:\*(?: as \w+)?|\{[^}]*\}) from '[^']+';$/gm, '')
    .replace(/^export \{\};$/gm, '')
    .trim() === '';

/**
 * The command that judges the coverage of the last run: .c8rc.json, without the files that have nothing to run, which
 * c8 would count as never run. Every other file counts, also one that no test loads.
 *
 * @returns {readonly string[]}
 */
export function coverageCommand() {
  const settings = JSON.parse(readFileSync(join(root, '.c8rc.json'), 'utf8'));
  const withoutCode = filesEndingWith(join(root, 'dist'), '.js').filter((file) =>
    hasNothingToRun(readFileSync(join(root, 'dist', file), 'utf8')),
  );
  const exclude = [...settings.exclude, ...withoutCode.flatMap((file) => [`dist/${file}`, file.replace(/js$/, 'ts')])];
  mkdirSync(join(root, 'coverage'), { recursive: true });
  const path = join(root, 'coverage', 'c8rc.json');
  writeFileSync(path, `${JSON.stringify({ ...settings, exclude }, null, 2)}\n`);
  return [programs.c8, 'report', '--config', path, '--check-coverage', '--reporter=text'];
}
