/**
 * The runs of logs as the rules count them: the numbered logs' runs, and edb.log behind them. `isCurrentChained`: edb.log
 * continues the last numbered log. Writes into `into`, so that a check at every step makes no garbage.
 */
export function runsWithCurrent(
  numbered: readonly number[],
  currentGeneration: number,
  isCurrentChained: boolean,
  into: number[],
): number[] {
  into.length = numbered.length;
  for (let i = 0; i < numbered.length; i++) into[i] = numbered[i] ?? 0;
  if (currentGeneration === 0) return into;
  const last = into.length - 1;
  if (isCurrentChained && into[last] === currentGeneration - 1) into[last] = currentGeneration;
  else into.push(currentGeneration, currentGeneration);
  return into;
}
