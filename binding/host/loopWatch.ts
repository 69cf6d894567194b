/** Turns of the event loop that are made without sleep: some fifty microseconds. */
const TURNS = 12;
/** Replies after which the loop sleeps at once, at first and at most. */
const FEWEST_SLEEPS = 15;
const MOST_SLEEPS = 1023;

/**
 * Keeps the event loop awake for a moment after a reply, because the next call often follows at once, and being woken for it
 * takes the system longer than the call itself. Where that was in vain the loop sleeps at once after the next replies, and
 * after ever more of them: an agent that takes its time, or that needs this very processor, is not kept waiting.
 */
export class LoopWatch {
  readonly #schedule: (turn: () => void) => void;
  #turnsLeft = 0;
  #isTurning = false;
  #sleepsLeft = 0;
  #sleeps = FEWEST_SLEEPS;

  /** `schedule`: runs something in the next turn of the event loop, which does not sleep before it. */
  constructor(schedule: (turn: () => void) => void = setImmediate) {
    this.#schedule = schedule;
  }

  /** A reply is on its way. */
  replied(): void {
    if (this.#sleepsLeft > 0) {
      this.#sleepsLeft -= 1;
      return;
    }
    this.#turnsLeft = TURNS;
    if (!this.#isTurning) this.#turn();
  }

  /** A call has come. */
  called(): void {
    if (this.#turnsLeft === 0) return;
    this.#turnsLeft = 0;
    this.#sleeps = FEWEST_SLEEPS;
  }

  #turn(): void {
    this.#isTurning = true;
    this.#schedule(() => {
      this.#isTurning = false;
      if (this.#turnsLeft === 0) return;
      this.#turnsLeft -= 1;
      if (this.#turnsLeft > 0) return this.#turn();
      this.#sleepsLeft = this.#sleeps;
      this.#sleeps = Math.min(MOST_SLEEPS, this.#sleeps * 2 + 1);
    });
  }
}
