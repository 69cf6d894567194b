// Which breaks are planted.

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {import('./tree.mjs').Break} planted
 * @property {import('./witness.mjs').Group[]} groups
 */

/**
 * The rows of a catalogue that have a break, with their witnesses by file.
 *
 * @param {readonly { id: string, verification: any }[]} catalogue
 * @param {(id: string) => import('./tree.mjs').Break | null} breakOf
 * @returns {Row[]}
 */
export function rowsOf(catalogue, breakOf) {
  return catalogue.flatMap(({ id, verification }) => {
    const planted = breakOf(id);
    if (planted === null || verification.state !== 'verified') return [];
    return [{ id, planted, groups: groupsOf(verification.by) }];
  });
}

/**
 * Each file once.
 *
 * @param {readonly { kind: string, file: string, title?: string }[]} witnesses
 * @returns {import('./witness.mjs').Group[]}
 */
function groupsOf(witnesses) {
  /** @type {Map<string, Set<string>>} */
  const byFile = new Map();
  for (const { file, title } of witnesses) {
    const titles = byFile.get(file) ?? new Set();
    byFile.set(file, title === undefined ? titles : titles.add(title));
  }
  return [...byFile].map(([file, titles]) => ({ file, titles: [...titles] }));
}

/**
 * What several rows need of a file, at once.
 *
 * @param {readonly Row[]} rows
 */
export const groupsOfAll = (rows) =>
  groupsOf(
    rows.flatMap(({ groups }) =>
      groups.flatMap(({ file, titles }) =>
        titles.length === 0 ? [{ kind: 'scenario', file }] : titles.map((title) => ({ kind: 'test', file, title })),
      ),
    ),
  );

/**
 * The rows whose id is named or contains what is named; all without a name.
 *
 * @param {readonly Row[]} rows
 * @param {readonly string[]} names a star stands for anything
 */
export function named(rows, names) {
  if (names.length === 0) return [...rows];
  const patterns = names.map((name) => {
    const text = name
      .toUpperCase()
      .split('*')
      .map((piece) => piece.replace(/[^\w-]/g, '\\$&'));
    return new RegExp(`^(EDB-)?${text.join('.*')}$`);
  });
  return rows.filter(({ id }) => patterns.some((pattern) => pattern.test(id)));
}

/**
 * So many of the rows, the same ones each time.
 *
 * @template Item
 * @param {readonly Item[]} rows
 * @param {number} count
 * @returns {Item[]}
 */
export function sampleOf(rows, count) {
  const left = [...rows];
  const taken = [];
  let seed = 1998;
  while (taken.length < count && left.length > 0) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    taken.push(...left.splice((seed >>> 8) % left.length, 1));
  }
  return rows.filter((row) => taken.includes(row));
}
