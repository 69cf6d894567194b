/**
 * A figure: what was measured, what came out, what was promised, and whether it holds.
 *
 * @typedef {{ name: string, figure: string, goal: string, met: boolean }} Row
 *
 * What a bench answers: one figure, several, or what is missing on this machine and how to get it.
 * @typedef {Row | readonly Row[] | { missing: string }} Measured
 */

/**
 * Runs benches one after the other and tells each figure as soon as it is known: one that cannot run, or that breaks,
 * costs no other its figures. The last line counts; true when nothing broke and every figure measured meets its goal.
 *
 * @param {readonly { readonly name: string, readonly run: () => Promise<Measured> }[]} benches
 * @param {(text: string) => void} print
 * @returns {Promise<boolean>}
 */
export async function runBenches(benches, print) {
  const counts = { met: 0, notMet: 0, notRun: 0, broken: 0 };
  for (const { name, run } of benches) {
    try {
      const measured = await run();
      if ('missing' in measured) {
        counts.notRun += 1;
        print(`Not run: ${name}: ${measured.missing}\n`);
        continue;
      }
      for (const row of Array.isArray(measured) ? measured : [measured]) {
        counts[row.met ? 'met' : 'notMet'] += 1;
        print(`${row.met ? '✓' : '✗'} ${row.name}\n    ${row.figure}; goal: ${row.goal}\n`);
      }
    } catch (error) {
      counts.broken += 1;
      print(`✗ ${name}: broke: ${error instanceof Error ? error.stack : error}\n`);
    }
  }
  const { met, notMet, notRun, broken } = counts;
  print(`\n${met} figures meet their goal, ${notMet} do not; ${notRun} benches not run, ${broken} broke\n`);
  return notMet === 0 && broken === 0 && met > 0;
}
