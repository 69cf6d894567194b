/** What rings when the clock passes a time. */
interface Alarm {
  readonly atSeconds: number;
  readonly ring: () => void;
}

/** A clock holds this many alarms that have not rung. */
const MAXIMUM_ALARMS = 10_000;

/** The time of a simulated world, in whole seconds since 1970 UTC. It moves only when told. */
export class VirtualClock {
  readonly startSeconds: number;
  readonly #alarms: Alarm[] = [];
  #seconds: number;

  constructor(startSeconds: number) {
    if (!Number.isSafeInteger(startSeconds) || startSeconds <= 0) {
      throw new RangeError(`a clock starts at a positive whole second, not at ${startSeconds}`);
    }
    this.startSeconds = startSeconds;
    this.#seconds = startSeconds;
  }

  nowSeconds(): number {
    return this.#seconds;
  }

  /** Seconds since the clock was started. */
  elapsedSeconds(): number {
    return this.#seconds - this.startSeconds;
  }

  /** Alarms on the way ring one after the other, each at its own time, before the clock is where it was told to be. */
  advance(seconds: number): void {
    if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`a clock cannot advance by ${seconds} s`);
    const end = this.#seconds + seconds;
    for (let first = this.#alarms[0]; first !== undefined && first.atSeconds <= end; first = this.#alarms[0]) {
      this.#alarms.shift();
      this.#seconds = Math.max(this.#seconds, first.atSeconds);
      first.ring();
    }
    this.#seconds = Math.max(this.#seconds, end);
  }

  /** Rings once when that time is passed, at once when it is now. A time in the past is a broken assumption. */
  alarm(atSeconds: number, ring: () => void): void {
    if (!Number.isSafeInteger(atSeconds) || atSeconds < this.#seconds) {
      throw new RangeError(`an alarm for ${atSeconds} s cannot be set at ${this.#seconds} s`);
    }
    if (this.#alarms.length >= MAXIMUM_ALARMS) throw new RangeError(`a clock holds at most ${MAXIMUM_ALARMS} alarms`);
    if (atSeconds === this.#seconds) return ring();
    const later = this.#alarms.findIndex((alarm) => alarm.atSeconds > atSeconds);
    this.#alarms.splice(later < 0 ? this.#alarms.length : later, 0, { atSeconds, ring });
  }
}
