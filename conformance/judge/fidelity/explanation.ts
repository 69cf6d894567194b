import type { ServiceKindNumber } from '../../../simulator/rules/index.ts';
import { FIELDS, FIRST_GENERATION, Field } from './fields.ts';
import type { Knowledge } from './knowledge.ts';
import { addedOf, numberOf, symbol, UNKNOWN } from './symbol.ts';
import { Zone } from './zone.ts';

/** No context of the history. */
export const NOBODY = -1;

/**
 * States of a service that explain all that was seen so far, described together: what is known of each field, bounds between the
 * generations, the versions of the server that would have answered so, and whose sessions there are. Never changed once made.
 */
export interface Explanation {
  readonly kind: ServiceKindNumber;
  readonly words: readonly number[];
  readonly ends: readonly number[] | null;
  readonly zone: Zone;
  readonly knowledge: Knowledge;
  /** The context that the backup session belongs to, and the one of the restore session. */
  readonly backupOwner: number;
  readonly restoreOwner: number;
  /** What is the same in all explanations that differ in bounds and versions alone. */
  readonly key: string;
}

export type Unkeyed = Omit<Explanation, 'key'>;

/** What may be known of a service before anything was seen of it: flags and numbers of the rules' state. */
export type StartFacts = Readonly<
  Partial<Record<'running' | 'circularLogging' | 'databaseCount' | 'active' | 'restoreKey' | 'restoreActive', number>>
>;

/** A server that somebody else has used until now. */
export function unknownStart(kind: ServiceKindNumber, knowledge: Knowledge, known: StartFacts = {}): Explanation {
  const words = new Array<number>(FIELDS).fill(UNKNOWN);
  // What a session of somebody else has done does not show; that there is one does.
  for (let field = Field.active + 1; field <= Field.restoreCompleted; field++) words[field] = 0;
  for (let field = Field.lowGeneration; field < FIELDS; field++) words[field] = 0;
  words[Field.restoreActive] = UNKNOWN;
  words[Field.firstSoft] = 0;
  words[Field.secondSoft] = 0;
  for (const [name, value] of Object.entries(known)) words[Field[name as keyof StartFacts]] = value;
  return explanation({
    kind,
    words,
    ends: null,
    zone: Zone.constantOnly(),
    knowledge,
    backupOwner: NOBODY,
    restoreOwner: NOBODY,
  });
}

/** The same in the one form that it has: generations that are known are constants, each other is numbered where it first occurs. */
export function explanation(open: Unkeyed): Explanation {
  const { zone } = open;
  const numbers: number[] = [];
  const shifts: number[] = [];
  const plain = (word: number): number => {
    const number = numberOf(word);
    if (number === 0) return word;
    const added = addedOf(word);
    if (zone.most(number, 0) === zone.least(number, 0)) return zone.most(number, 0) + added;
    for (let index = 0; index < numbers.length; index++) {
      const other = numbers[index] ?? 0;
      const difference = zone.most(number, other);
      if (difference === zone.least(number, other)) return symbol(index + 1, difference + added - (shifts[index] ?? 0));
    }
    numbers.push(number);
    shifts.push(added);
    return symbol(numbers.length, 0);
  };
  const words = open.words.slice();
  for (let field = FIRST_GENERATION; field < FIELDS; field++) words[field] = plain(words[field] ?? UNKNOWN);
  const ends = open.ends?.map(plain) ?? null;
  const key = `${words.join()};${ends?.join() ?? ''};${open.backupOwner};${open.restoreOwner}`;
  return { ...open, words, ends, zone: zone.chosen(numbers, shifts), key };
}

/** Everything that the other one explains is explained by this one. */
const includes = (one: Explanation, other: Explanation): boolean =>
  one.knowledge.includes(other.knowledge) && one.zone.includes(other.zone);

const isSame = (one: Zone, other: Zone): boolean => one.includes(other) && other.includes(one);

/** The two as one, where that explains nothing more than they did. */
function union(one: Explanation, other: Explanation): Explanation | null {
  if (includes(one, other)) return one;
  if (includes(other, one)) return other;
  if (isSame(one.zone, other.zone)) {
    const knowledge = one.knowledge.union(other.knowledge);
    return knowledge === null ? null : { ...one, knowledge };
  }
  if (!one.knowledge.includes(other.knowledge) || !other.knowledge.includes(one.knowledge)) return null;
  const zone = one.zone.union(other.zone);
  return zone === null ? null : { ...one, zone };
}

/** Every explanation that there is. */
export class Belief implements Iterable<Explanation> {
  readonly #byKey = new Map<string, Explanation[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(explained: Explanation): void {
    const same = this.#byKey.get(explained.key);
    if (same === undefined) {
      this.#byKey.set(explained.key, [explained]);
      this.#size++;
      return;
    }
    let added = explained;
    for (let index = 0; index < same.length; ) {
      const other = same[index];
      const joined = other === undefined ? null : union(other, added);
      if (joined === null) {
        index++;
        continue;
      }
      if (joined === other) return;
      // A larger one may now be joined to others, which it was not before.
      added = joined;
      same.splice(index, 1);
      this.#size--;
      index = 0;
    }
    same.push(added);
    this.#size++;
  }

  *[Symbol.iterator](): Iterator<Explanation> {
    for (const same of this.#byKey.values()) yield* same;
  }
}

/** A belief of these explanations; the one that they come from, when they are just those of it. */
export function beliefOf(explanations: ReadonlySet<Explanation>, source: Belief): Belief {
  const isAll = explanations.size === source.size && [...source].every((one) => explanations.has(one));
  if (isAll) return source;
  const belief = new Belief();
  for (const one of explanations) belief.add(one);
  return belief;
}
