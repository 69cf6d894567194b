import { BACKUP_DISABLE_INCREMENTAL } from '../../../simulator/protocol/index.ts';
import { ServiceKind, type ServiceKindNumber } from '../../../simulator/rules/index.ts';
import { domainOf, FIELDS, Field, softOf } from './fields.ts';
import type { Forks } from './forks.ts';
import { UNKNOWN } from './symbol.ts';

/** How far from an empty server an unknown start can be. */
export interface Bounds {
  /** No generation is above this one. */
  readonly highestGeneration: number;
  /** In how many pieces the logs of an unknown start can be at most: between two is a gap, or a chain that is broken. */
  readonly startRuns: number;
}

/**
 * The fields of a service's state, a word each, as far as they are known. A field of which nothing is known is decided when a
 * rule asks for it, in every way in which it can be; of a generation only the bounds are said then that it always has.
 */
export class Words {
  readonly list: number[] = new Array<number>(FIELDS).fill(UNKNOWN);
  /** The ends of the runs of logs; null when nothing is known of them. A rule may change the list. */
  #ends: number[] | null = null;
  #currentBefore: number | null = null;
  /** Something was written or decided since the state was loaded. */
  #isChanged = false;
  kind: ServiceKindNumber = ServiceKind.informationStore;
  readonly #forks: Forks;
  readonly #bounds: Bounds;

  constructor(forks: Forks, bounds: Bounds) {
    this.#forks = forks;
    this.#bounds = bounds;
  }

  load(kind: ServiceKindNumber, list: readonly number[], ends: readonly number[] | null): void {
    this.kind = kind;
    for (let field = 0; field < FIELDS; field++) this.list[field] = list[field] ?? UNKNOWN;
    this.#ends = ends === null ? null : [...ends];
    this.#currentBefore = null;
    this.#isChanged = false;
  }

  copyFrom(other: Words): void {
    this.load(other.kind, other.list, other.#ends);
  }

  /** The state is still the one that was loaded: a rule may have read it, and the list of logs is as it was. */
  isAsLoaded(ends: readonly number[] | null): boolean {
    if (this.#isChanged || this.#ends === null || ends === null) return !this.#isChanged;
    return this.#ends.length === ends.length && this.#ends.every((word, index) => word === ends[index]);
  }

  /** What is known of the logs without asking further. */
  get ends(): readonly number[] | null {
    return this.#ends?.[0] === UNKNOWN ? null : this.#ends;
  }

  /** The ends of the runs of logs, decided now if nothing is known of them. */
  runs(): number[] {
    if (this.#ends === null) this.#isChanged = true;
    this.#ends ??= this.#decideRuns();
    return this.#ends;
  }

  /** A field; decided now, if nothing is known of it. */
  read(field: number): number {
    const word = this.list[field] ?? UNKNOWN;
    return word === UNKNOWN ? this.#decide(field) : word;
  }

  write(field: number, word: number): void {
    if (field === Field.currentGeneration) this.#currentBefore ??= this.list[field] ?? UNKNOWN;
    this.#decided(field, word);
  }

  writeIncrementalHigh(fullHigh: number, word: number): void {
    if (this.list[softOf(fullHigh)] === 1) this.#replaceIncremental(fullHigh, word);
    this.write(fullHigh + 1, word);
  }

  writeFullHigh(fullHigh: number, word: number): void {
    this.write(softOf(fullHigh), 0);
    this.write(fullHigh, word);
  }

  /** The current log as it was before the rule wrote another: what is decided late is of the state before. */
  #current(): number {
    const before = this.#currentBefore;
    return before === null || before === UNKNOWN ? this.read(Field.currentGeneration) : before;
  }

  #decide(field: number): number {
    switch (field) {
      case Field.active:
        // A service that is down has no backup session.
        return this.read(Field.running) === 0 ? this.#decided(field, 0) : this.#choose(field);
      case Field.databaseCount:
        return this.kind === ServiceKind.directory ? this.#decided(field, 1) : this.#choose(field);
      case Field.currentGeneration: {
        const isThere = this.read(Field.running) === 1 || this.#forks.choose(2) === 0;
        return this.#decided(field, isThere ? this.#generation() : 0);
      }
      case Field.checkpointGeneration:
        return this.#decided(field, this.#forks.choose(2) === 0 ? this.#checkpoint() : 0);
      case Field.lastBackupLog: {
        // A registry without a number is one with the number 0.
        const isNumber = this.#forks.choose(2) === 0;
        return this.#decided(field, isNumber ? this.#generation(0) : BACKUP_DISABLE_INCREMENTAL);
      }
      case Field.firstFullHigh:
      case Field.firstIncrementalHigh:
        return this.#decideRecord(Field.firstFull, Field.firstFullHigh, field);
      case Field.secondFullHigh:
      case Field.secondIncrementalHigh:
        return this.#decideRecord(Field.secondFull, Field.secondFullHigh, field);
      default:
        return this.#choose(field);
    }
  }

  #choose(field: number): number {
    const domain = domainOf(field);
    return this.#decided(field, domain[this.#forks.choose(domain.length)] ?? 0);
  }

  /** The checkpoint is not ahead of the current log. */
  #checkpoint(): number {
    const current = this.#current();
    if (current === 0) return this.#generation();
    const checkpoint = this.#forks.addGeneration(1, Number.POSITIVE_INFINITY);
    this.#forks.bound(checkpoint, current, 0);
    return checkpoint;
  }

  /**
   * What a database says of its backups: nothing, or up to which generation they go. Rules ask for the higher one of the two
   * generations in its header only, so which of them it is stays open until an incremental backup that ends below takes the place of one.
   */
  #decideRecord(full: number, fullHigh: number, asked: number): number {
    const isThere = this.read(full) === 1;
    if (this.list[fullHigh] === UNKNOWN) this.#decided(fullHigh, isThere ? this.#generation() : 0);
    if (this.list[fullHigh + 1] === UNKNOWN) {
      this.#decided(fullHigh + 1, 0);
      this.#decided(softOf(fullHigh), isThere ? 1 : 0);
    }
    return this.read(asked);
  }

  /** An incremental backup is recorded: if the known generation was that of an incremental one before, the full one is any below it. */
  #replaceIncremental(fullHigh: number, word: number): void {
    this.write(softOf(fullHigh), 0);
    if (word === 0 || !this.#forks.isBelow(word, this.read(fullHigh))) return;
    const full = this.#generation();
    this.#forks.bound(full, this.read(fullHigh), 0);
    this.write(fullHigh, full);
  }

  /** The logs of an unknown start: some pieces, of which the last ends in the current log. */
  #decideRuns(): number[] {
    const forks = this.#forks;
    const current = this.#current();
    if (current === 0 && forks.choose(2) === 0) return [];
    const ends = [current === 0 ? this.#generation() : current];
    for (let pieces = 1; ; pieces++) {
      const from = this.#generation();
      forks.bound(from, ends[0] ?? from, 0);
      ends.unshift(from);
      const separation = pieces >= this.#bounds.startRuns ? 0 : forks.choose(3);
      if (separation === 0) return ends;
      const to = this.#generation();
      // A gap, or a neighbour to which the log does not chain.
      forks.bound(to, from, separation === 1 ? -2 : -1);
      if (separation === 2) forks.bound(from, to, 1);
      ends.unshift(to);
    }
  }

  #generation(lowest = 1): number {
    return this.#forks.addGeneration(lowest, this.#bounds.highestGeneration);
  }

  #decided(field: number, word: number): number {
    if (this.list[field] !== word) this.#isChanged = true;
    this.list[field] = word;
    return word;
  }
}
