import type { FacetName, FacetValue } from '../../../simulator/profiles/index.ts';
import { Choices } from '../../../simulator/rules/index.ts';
import type { Candidates, Knowledge } from './knowledge.ts';
import { addedOf, numberOf, symbol } from './symbol.ts';
import type { Zone } from './zone.ts';

/** A run of a rule came to a place that nothing known allows. */
export class Impossible extends Error {}

/**
 * Every question that a run of a rule leaves to us: what an open facet answers, what a flag is of which nothing is known, which
 * of two generations is the larger. A rule is run again for each other answer, as Choices has it for facets alone, and each
 * answer is kept: as knowledge of the server's version, or as a bound between generations.
 */
export class Forks extends Choices {
  readonly #candidates: Candidates;
  /** The answers of the current run, and how many there are to choose from at each place. */
  readonly #script: number[] = [];
  readonly #counts: number[] = [];
  #position = 0;
  readonly #assumed = new Map<FacetName, string>();
  #knowledge: Knowledge;
  #zone: Zone;
  /** The zone is the one that was handed in, and others have it too. */
  #isShared = true;

  constructor(candidates: Candidates, zone: Zone) {
    super();
    this.#candidates = candidates;
    this.#knowledge = candidates.everything();
    this.#zone = zone;
  }

  /** What the answers of this run say of the server's version. */
  get knowledge(): Knowledge {
    return this.#knowledge;
  }

  /** What they say of its generations. */
  get zone(): Zone {
    return this.#zone;
  }

  /** Forgets every run: the next one is the first. */
  start(): void {
    this.#script.length = 0;
    this.#counts.length = 0;
  }

  /** A run begins, with the answers that were fixed for it. */
  beginRun(knowledge: Knowledge, zone: Zone): void {
    this.#position = 0;
    this.#knowledge = knowledge;
    this.#zone = zone;
    this.#isShared = true;
    this.decisions.length = 0;
    if (this.#assumed.size > 0) this.#assumed.clear();
  }

  /** Fixes the answers of the next run; false when every one has been given. */
  advance(): boolean {
    while (this.#script.length > 0) {
      const last = this.#script.length - 1;
      const following = (this.#script[last] ?? 0) + 1;
      if (following < (this.#counts[last] ?? 0)) {
        this.#script[last] = following;
        return true;
      }
      this.#script.pop();
      this.#counts.pop();
    }
    return false;
  }

  /** The index of one of so many possibilities. */
  choose(count: number): number {
    if (count === 0) throw new Impossible();
    if (count === 1) return 0;
    const position = this.#position++;
    if (position === this.#script.length) {
      this.#script.push(0);
      this.#counts.push(count);
    }
    return this.#script[position] ?? 0;
  }

  /** The runs are driven by start, beginRun and advance; what `step` does about them is nothing. */
  override begin(): void {}

  override next(): boolean {
    return false;
  }

  override of<Name extends FacetName>(name: Name): FacetValue<Name> {
    const assumed = this.#assumed.get(name);
    if (assumed !== undefined) return assumed as FacetValue<Name>;
    const options = this.#candidates.options(name, this.#knowledge);
    const option = options[this.choose(options.length)];
    if (option === undefined) throw new Impossible();
    this.#knowledge = option.knowledge;
    this.#assumed.set(name, option.value);
    if (options.length > 1) this.decisions.push({ facet: name, value: option.value });
    return option.value as FacetValue<Name>;
  }

  override isBelow(generation: number, other: number): boolean {
    const i = numberOf(generation);
    const j = numberOf(other);
    // By how much the one must exceed the other, as numbers of the zone, to be at least as large.
    const difference = addedOf(other) - addedOf(generation);
    if (this.#zone.most(i, j) < difference) return true;
    if (this.#zone.least(i, j) >= difference) return false;
    const isBelow = this.choose(2) === 0;
    if (isBelow) this.#bound(i, j, difference - 1);
    else this.#bound(j, i, -difference);
    return isBelow;
  }

  /** A further generation between two constants. */
  addGeneration(lowest: number, highest: number): number {
    this.#own();
    return symbol(this.#zone.add(lowest, highest), 0);
  }

  /** The one exceeds the other by at most so much, or this run is none. */
  bound(generation: number, other: number, most: number): void {
    this.#bound(numberOf(generation), numberOf(other), most - addedOf(generation) + addedOf(other));
  }

  /** Two generations are the same. False when they cannot be. */
  areSame(generation: number, other: number): boolean {
    const i = numberOf(generation);
    const j = numberOf(other);
    const difference = addedOf(other) - addedOf(generation);
    if (difference > this.#zone.most(i, j) || difference < this.#zone.least(i, j)) return false;
    this.#own();
    return this.#zone.equate(i, j, difference);
  }

  #bound(i: number, j: number, most: number): void {
    if (most >= this.#zone.most(i, j)) return;
    this.#own();
    if (!this.#zone.bound(i, j, most)) throw new Impossible();
  }

  #own(): void {
    if (this.#isShared) this.#zone = this.#zone.clone();
    this.#isShared = false;
  }
}
