import type { EvidenceById } from '../evidence/index.ts';
import { sourceKeysIn } from './sourceKeys.ts';

/** What the evidence is held against: a requirement by its id, or a setting by its key. */
export interface Cited {
  readonly key: string;
  readonly isDocumented: boolean;
  readonly source: string;
}

/** A sentence of ours: not a heading, not a quotation, not a page. */
const sentence = /^\S.*[^\s.]\.$/s;
const length = { least: 30, most: 220 };

/**
 * Everything that is wrong with the evidence of these statements, in words: each source that a DOCUMENTED statement
 * cites has its evidence, nothing else has any, and every sentence is one.
 */
export function problemsOfEvidence(statements: readonly Cited[], files: readonly EvidenceById[]): readonly string[] {
  const known = new Map(statements.map((statement) => [statement.key, statement]));
  const all = files.flatMap((file) => Object.entries(file));
  const evidence = new Map(all);
  const twice = all.filter(([key], index) => all.findIndex(([other]) => other === key) !== index);
  const unknown = [...evidence.keys()].filter((key) => !known.has(key));
  return [
    ...twice.map(([key]) => `${key} has its evidence in two places`),
    ...unknown.map((key) => `${key} has evidence and does not exist`),
    ...statements.flatMap(({ key, isDocumented, source }) => {
      const cited = sourceKeysIn(source);
      const rows = evidence.get(key) ?? [];
      const missing = cited.filter((name) => !rows.some((row) => row.source === name));
      return [
        ...(isDocumented && cited.length === 0 ? [`${key} is DOCUMENTED and cites no source`] : []),
        ...(isDocumented ? missing.map((name) => `${key} cites ${name}, and nothing says what is there`) : []),
        ...rows
          .filter((row) => !cited.includes(row.source))
          .map((row) => `${key} does not cite ${row.source}, and has evidence of it`),
      ];
    }),
    ...all.flatMap(([key, rows]) =>
      rows.flatMap((row) => problemsOfRow(row).map((what) => `${key}, ${row.source}: ${what}`)),
    ),
  ];
}

function problemsOfRow(row: EvidenceById[string][number]): readonly string[] {
  if (row.kind === 'not-opened') return row.reason.length < length.least ? ['no reason for not opening it'] : [];
  const { where, words } = row;
  return [
    ...(/\S/.test(where) ? [] : ['no place']),
    ...(sentence.test(words) ? [] : ['no sentence']),
    ...(words.length < length.least || words.length > length.most ? [`${words.length} characters`] : []),
  ];
}
