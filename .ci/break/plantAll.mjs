// Plants breaks one after the other and says what noticed each.
import { judge } from './witness.mjs';

/** What is more than any test takes that still gets on, however busy the machine is. */
const LEAST_LIMIT_MILLISECONDS = 120_000;
const LIMIT_FACTOR = 20;
const GREEN_LIMIT_MILLISECONDS = 3_600_000;

/**
 * @typedef {object} Verdict
 * @property {import('./rows.mjs').Row} row
 * @property {'red' | 'hangs' | 'NOT NOTICED' | 'no proof'} is
 * @property {string} witness
 * @property {string} why
 */

/**
 * Runs every witness once without a break. Times by file and title; throws when one is not green.
 *
 * @param {readonly import('./tree.mjs').Tree[]} trees
 * @param {readonly import('./witness.mjs').Group[]} groups
 * @returns {Promise<Map<string, Map<string, number>>>}
 */
export async function timesUnbroken(trees, groups) {
  /** @type {Map<string, Map<string, number>>} */
  const times = new Map();
  /** @type {string[]} */
  const problems = [];
  await shared(trees, groups, async (tree, group) => {
    const { is, witness, why, milliseconds } = await judge(tree, group, {
      limitMilliseconds: GREEN_LIMIT_MILLISECONDS,
      all: true,
    });
    await tree.clear();
    times.set(group.file, milliseconds);
    if (is !== 'green') problems.push(`${witness} ${is === 'red' ? 'is red' : is} with nothing broken: ${why}`);
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return times;
}

/**
 * @param {readonly import('./tree.mjs').Tree[]} trees
 * @param {readonly import('./rows.mjs').Row[]} rows
 * @param {Map<string, Map<string, number>>} times
 * @param {(verdict: Verdict) => void} tell
 * @param {number} leastLimitMilliseconds
 */
export async function plantAll(trees, rows, times, tell, leastLimitMilliseconds = LEAST_LIMIT_MILLISECONDS) {
  await shared(trees, rows, async (tree, row) => {
    const impossible = await tree.plant(row.planted);
    /** @type {Omit<Verdict, 'row'>} */
    const noProof = { is: 'no proof', witness: '', why: impossible ?? '' };
    const verdict = impossible === null ? await verdictOn(tree, row, times, leastLimitMilliseconds) : noProof;
    await tree.clear();
    tell({ row, ...verdict });
  });
}

/**
 * The quickest witnesses first; the first that is red is proof enough.
 *
 * @param {import('./tree.mjs').Tree} tree
 * @param {import('./rows.mjs').Row} row
 * @param {Map<string, Map<string, number>>} times
 * @param {number} leastLimitMilliseconds
 * @returns {Promise<Omit<Verdict, 'row'>>}
 */
async function verdictOn(tree, { planted, groups }, times, leastLimitMilliseconds) {
  const costOf = (/** @type {import('./witness.mjs').Group} */ { file, titles }) =>
    (titles.length === 0 ? [''] : titles).reduce((sum, title) => sum + (times.get(file)?.get(title) ?? 0), 0);
  /** @type {Omit<Verdict, 'row'>} */
  let best = { is: 'NOT NOTICED', witness: '', why: '' };
  // Every test of a file is red: proof only when another witness shows that not everything is.
  let felled = '';
  let isGreenElsewhere = false;
  for (const group of [...groups].sort((one, other) => costOf(one) - costOf(other))) {
    const limitMilliseconds = leastLimitMilliseconds + LIMIT_FACTOR * costOf(group);
    const { is, witness, why } = await judge(tree, group, { limitMilliseconds });
    if (is === 'red' || (is === 'hangs' && planted.hangs !== undefined)) return { is: 'red', witness, why: why || is };
    if (is === 'green') isGreenElsewhere = true;
    if (is === 'breaks everything') felled = witness;
    if (felled !== '' && isGreenElsewhere) return { is: 'red', witness: felled, why };
    if (is === 'hangs') best = { is: 'hangs', witness, why };
    else if (is !== 'green' && best.is === 'NOT NOTICED') best = { is: 'no proof', witness, why: `${is}: ${why}` };
  }
  return best;
}

/**
 * Hands the items to as many workers as there are trees.
 *
 * @template Item
 * @param {readonly import('./tree.mjs').Tree[]} trees
 * @param {readonly Item[]} items
 * @param {(tree: import('./tree.mjs').Tree, item: Item) => Promise<void>} work
 */
async function shared(trees, items, work) {
  const queue = [...items];
  await Promise.all(
    trees.map(async (tree) => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(tree, item);
    }),
  );
}
