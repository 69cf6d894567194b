import { type Explanation, explanation } from './explanation.ts';
import { Field } from './fields.ts';
import { addedOf, numberOf, symbol, UNKNOWN } from './symbol.ts';
import type { Zone } from './zone.ts';

/**
 * What a running engine may have done that nobody saw, in all its measures at once: logs filled, the checkpoint advanced, and with
 * circular logging old logs deleted. It says of bounds what the rule of `Activity` says of single numbers (simulator/rules/service.ts);
 * a test holds the two to each other, number by number.
 */
export function unseenActivity(before: Explanation, highestGeneration: number): readonly Explanation[] {
  const running = before.words[Field.running] ?? UNKNOWN;
  if (running === 0) return [before];
  const isUntouched =
    before.ends === null &&
    before.words[Field.currentGeneration] === UNKNOWN &&
    before.words[Field.checkpointGeneration] === UNKNOWN;
  // Of a service of which nothing is known nothing new is said.
  if (isUntouched) return [before];
  if (running === UNKNOWN) {
    return [
      withWord(before, Field.running, 0),
      ...unseenActivity(withWord(before, Field.running, 1), highestGeneration),
    ];
  }
  const circular = before.words[Field.circularLogging] ?? UNKNOWN;
  if (circular === UNKNOWN) {
    return [0, 1].flatMap((on) => unseenActivity(withWord(before, Field.circularLogging, on), highestGeneration));
  }
  return [...new Activity(before, highestGeneration).outcomes(circular === 1)];
}

/** Whether a word stands for a generation, known or not. */
const isGeneration = (word: number): boolean => word > 0;

const withWord = (before: Explanation, field: number, word: number): Explanation =>
  explanation({ ...before, words: before.words.with(field, word) });

class Activity {
  readonly #before: Explanation;
  readonly #highest: number;

  constructor(before: Explanation, highest: number) {
    this.#before = before;
    this.#highest = highest;
  }

  *outcomes(isCircular: boolean): Iterable<Explanation> {
    const { words } = this.#before;
    const zone = this.#before.zone.clone();
    const currentBefore = words[Field.currentGeneration] ?? UNKNOWN;
    // A running service has a current log.
    const current = this.#atLeast(zone, isGeneration(currentBefore) ? currentBefore : 1);
    for (const [checkpoint, checkpointZone] of this.#checkpoints(zone, current, isCircular)) {
      const ends = this.#rolled(current);
      const next = words.with(Field.currentGeneration, current).with(Field.checkpointGeneration, checkpoint);
      if (!isCircular || ends === null) yield this.#made(next, ends, checkpointZone);
      else yield* this.#deletions(next, ends, checkpointZone, checkpoint);
    }
  }

  #made(words: readonly number[], ends: readonly number[] | null, zone: Zone): Explanation {
    return explanation({ ...this.#before, words, ends, zone });
  }

  /** A number that is not below another one. */
  #atLeast(zone: Zone, word: number): number {
    // Nothing goes on beyond the highest generation, and a log that is there stays.
    const highest = Math.max(this.#highest, zone.most(numberOf(word), 0) + addedOf(word));
    const number = zone.add(1, highest);
    if (!zone.bound(numberOf(word), number, -addedOf(word))) throw new Error('a generation that cannot be');
    return symbol(number, 0);
  }

  /** Where the checkpoint can be: further on, or wherever it is put when it could not be read. */
  *#checkpoints(zone: Zone, current: number, isCircular: boolean): Iterable<readonly [number, Zone]> {
    const before = this.#before.words[Field.checkpointGeneration] ?? UNKNOWN;
    if (before === UNKNOWN && !isCircular) {
      yield [UNKNOWN, zone];
      return;
    }
    if (before === 0 || before === UNKNOWN) yield [0, zone];
    const other = zone.clone();
    const word = isGeneration(before)
      ? this.#atLeast(other, before)
      : symbol(other.add(1, Number.POSITIVE_INFINITY), 0);
    if (below(other, word, current)) yield [word, other];
  }

  /** The logs with those that were filled: the last of them is edb.log. */
  #rolled(current: number): readonly number[] | null {
    const { ends, words } = this.#before;
    const last = ends?.at(-1);
    if (ends === null || last === undefined || last !== words[Field.currentGeneration]) return ends;
    return ends.with(-1, current);
  }

  /** Circular logging deletes from below, up to the checkpoint and to what a running backup holds. */
  *#deletions(
    words: readonly number[],
    ends: readonly number[],
    zone: Zone,
    checkpoint: number,
  ): Iterable<Explanation> {
    const lowGeneration = words[Field.lowGeneration] ?? 0;
    const isHeld = words[Field.active] === 1 && words[Field.cancelled] === 0 && isGeneration(lowGeneration);
    yield this.#made(words, ends, zone);
    for (let index = 0; index < ends.length; index += 2) {
      const after = zone.clone();
      const lowest = this.#atLeast(after, ends[index] ?? 0);
      const isPossible =
        below(after, lowest, ends[index + 1] ?? 0) &&
        (!isGeneration(checkpoint) || below(after, lowest, checkpoint)) &&
        (!isHeld || below(after, lowest, lowGeneration));
      if (isPossible) yield this.#made(words, ends.slice(index).with(0, lowest), after);
    }
  }
}

/** The one is not above the other; false when it cannot be. */
const below = (zone: Zone, word: number, other: number): boolean =>
  zone.bound(numberOf(word), numberOf(other), addedOf(other) - addedOf(word));
