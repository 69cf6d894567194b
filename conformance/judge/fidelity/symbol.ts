/**
 * A generation of which not all is known, as one number that can lie in a state in the place of a plain one: a number of the zone and
 * what is added to it. It is larger than anything that a state holds otherwise, and adding 1 to it means what it says.
 */

/** Nothing is known, not even whether there is such a number; it is decided when a rule asks. */
export const UNKNOWN = -1;

const FIRST = 2 ** 34;
const SPREAD = 2 ** 24;
const ZERO = 2 ** 23;

/** The number of the zone with something added. Number 0 is the constant, which is written as a plain number. */
export const symbol = (number: number, added: number): number =>
  number === 0 ? added : FIRST + number * SPREAD + added + ZERO;

const isSymbol = (word: number): boolean => word >= FIRST;
export const numberOf = (word: number): number => (isSymbol(word) ? Math.floor((word - FIRST) / SPREAD) : 0);
export const addedOf = (word: number): number => (isSymbol(word) ? ((word - FIRST) % SPREAD) - ZERO : word);
