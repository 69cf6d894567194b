/** The name that was probably meant, or null when none is close: at most half of the letters may differ. */
export function nearestName(text: string, names: readonly string[]): string | null {
  let best: { name: string; distance: number } | null = null;
  for (const name of names) {
    // So much longer or shorter that half of the letters differ whatever they are: not worth the work, which is a product.
    if (Math.abs(text.length - name.length) > Math.max(1, text.length / 2)) continue;
    const distance = distanceBetween(text.toLowerCase(), name.toLowerCase());
    if (best === null || distance < best.distance) best = { name, distance };
  }
  return best !== null && best.distance <= Math.max(1, text.length / 2) ? best.name : null;
}

/**
 * Insertions, deletions and replacements that turn one text into the other (Levenshtein), row by row. A replaced letter
 * counts half more than a forgotten one: `sed` is nearer to `seed` than to `set`.
 */
function distanceBetween(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1.5);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
