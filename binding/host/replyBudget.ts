/**
 * How much may wait to be sent in the whole host. Agents that ask for much and take nothing would fill the memory: who
 * comes too late waits until others have taken theirs.
 */
export class ReplyBudget {
  readonly #limitBytes: number;
  readonly #waiting: (() => void)[] = [];
  #usedBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Takes the bytes, or calls back when it is worth another try. Alone, a reply may be larger than the limit. */
  take(sizeBytes: number, again: () => void): boolean {
    if (this.#usedBytes > 0 && this.#usedBytes + sizeBytes > this.#limitBytes) {
      this.#waiting.push(again);
      return false;
    }
    this.#usedBytes += sizeBytes;
    return true;
  }

  giveBack(sizeBytes: number): void {
    this.#usedBytes -= sizeBytes;
    if (this.#waiting.length === 0) return;
    for (const again of this.#waiting.splice(0)) again();
  }
}
