/** The time of a simulated world, in whole seconds since 1970 UTC. It moves only when told. */
export class VirtualClock {
  #seconds: number;

  constructor(startSeconds: number) {
    if (!Number.isSafeInteger(startSeconds) || startSeconds <= 0) {
      throw new RangeError(`a clock starts at a positive whole second, not at ${startSeconds}`);
    }
    this.#seconds = startSeconds;
  }

  nowSeconds(): number {
    return this.#seconds;
  }

  advance(seconds: number): void {
    if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`a clock cannot advance by ${seconds} s`);
    this.#seconds += seconds;
  }
}
