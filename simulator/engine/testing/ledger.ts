/** Committed rows, kept outside the engine: what recovery must bring back. Values as hexadecimal text. */
export class Ledger {
  readonly #rows: Map<number, Map<number, string>>;

  constructor(rows = new Map<number, Map<number, string>>()) {
    this.#rows = rows;
  }

  rowsOf(databaseId: number): Map<number, string> {
    const rows = this.#rows.get(databaseId) ?? new Map<number, string>();
    this.#rows.set(databaseId, rows);
    return rows;
  }

  clone(): Ledger {
    return new Ledger(new Map([...this.#rows].map(([id, rows]) => [id, new Map(rows)])));
  }

  /** Where these rows differ from the ledger, a line for each of the first few; empty when they are the same. */
  differences(databaseId: number, found: Iterable<{ readonly key: number; readonly value: Uint8Array }>): string[] {
    const expected = new Map(this.rowsOf(databaseId));
    const lines: string[] = [];
    let lastKey = -1;
    for (const { key, value } of found) {
      if (key <= lastKey) lines.push(`row ${key} comes after ${lastKey}`);
      lastKey = key;
      const wanted = expected.get(key);
      if (wanted === undefined) lines.push(`row ${key} should not be there`);
      else if (wanted !== asText(value)) lines.push(`row ${key} has another value`);
      expected.delete(key);
    }
    for (const key of expected.keys()) lines.push(`row ${key} is missing`);
    return lines.slice(0, 8);
  }
}

export function asText(value: Uint8Array): string {
  return Buffer.from(value).toString('latin1');
}
