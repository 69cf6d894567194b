import { type FacetName, facetNames, facets, isOpen, type Profile } from '../../../simulator/profiles/index.ts';

const ALL = -1;

/** One way in which a facet can be answered: its value, and by which of the profiles. */
export interface FacetOption {
  readonly value: string;
  readonly knowledge: Knowledge;
}

interface FacetGround {
  readonly values: readonly string[];
  /** Bit p: profile p has settled on the value of this index. */
  readonly settled: readonly number[];
  /** Bit p: profile p leaves it open. */
  readonly open: number;
}

/** The profiles that a history may come from, and what each of them says of every facet. At most 30. */
export class Candidates {
  readonly profiles: readonly Profile[];
  readonly #grounds = new Map<FacetName, FacetGround>();
  readonly #facetIndex = new Map<FacetName, number>();

  constructor(profiles: readonly Profile[]) {
    if (profiles.length === 0 || profiles.length > 30) {
      throw new RangeError(`${profiles.length} profiles to choose from; there may be 1 to 30`);
    }
    this.profiles = profiles;
    for (const [index, name] of facetNames.entries()) {
      const { values } = facets[name];
      const bits = (holds: (profile: Profile) => boolean): number =>
        profiles.reduce((mask, profile, bit) => (holds(profile) ? mask | (1 << bit) : mask), 0);
      this.#facetIndex.set(name, index);
      this.#grounds.set(name, {
        values,
        settled: values.map((value) =>
          bits(({ settings }) => !isOpen(settings[name]) && settings[name].value === value),
        ),
        open: bits(({ settings }) => isOpen(settings[name])),
      });
    }
  }

  /** Nothing has been seen yet. */
  everything(): Knowledge {
    return new Knowledge(
      (1 << this.profiles.length) - 1,
      facetNames.map(() => ALL),
    );
  }

  indexOf(name: FacetName): number {
    return this.#facetIndex.get(name) ?? 0;
  }

  ground(name: FacetName): FacetGround {
    const ground = this.#grounds.get(name);
    if (ground === undefined) throw new Error(`there is no facet "${name}"`);
    return ground;
  }

  /** The values that a facet can have by any of these pieces of knowledge. */
  valuesIn(name: FacetName, known: readonly Knowledge[]): string[] {
    return this.ground(name).values.filter((_, bit) =>
      known.some(
        (one) => ((this.ground(name).settled[bit] ?? 0) & one.profiles) !== 0 || this.#isOpenTo(name, bit, one),
      ),
    );
  }

  /** The same of the profiles that leave the facet open. */
  openValuesIn(name: FacetName, known: readonly Knowledge[]): string[] {
    return this.ground(name).values.filter((_, bit) => known.some((one) => this.#isOpenTo(name, bit, one)));
  }

  #isOpenTo(name: FacetName, bit: number, { profiles, values }: Knowledge): boolean {
    const isAllowed = ((values[this.indexOf(name)] ?? ALL) & (1 << bit)) !== 0;
    return (this.ground(name).open & profiles) !== 0 && isAllowed;
  }

  /** Every answer to a facet that is still possible, each with what would then be known. */
  options(name: FacetName, { profiles, values: limits }: Knowledge): FacetOption[] {
    const { values, settled, open } = this.ground(name);
    const index = this.indexOf(name);
    const allowed = limits[index] ?? ALL;
    const openHere = open & profiles;
    const options: FacetOption[] = [];
    values.forEach((value, bit) => {
      const settledHere = (settled[bit] ?? 0) & profiles;
      if (settledHere !== 0) options.push({ value, knowledge: new Knowledge(settledHere, limits) });
      if (openHere !== 0 && (allowed & (1 << bit)) !== 0) {
        options.push({ value, knowledge: new Knowledge(openHere, limits.with(index, 1 << bit)) });
      }
    });
    return options;
  }
}

/**
 * What a history has told of the server's version: the profiles that remain, and for each facet that they leave open the values
 * that remain. Both are bits, so that two pieces of knowledge are joined where that claims nothing more than they did.
 */
export class Knowledge {
  /** Bit p: profile p is possible. */
  readonly profiles: number;
  /** For each facet: bit v: the value of index v is possible where the facet is open; all bits when nothing was seen. */
  readonly values: readonly number[];

  constructor(profiles: number, values: readonly number[]) {
    this.profiles = profiles;
    this.values = values;
  }

  includes(other: Knowledge): boolean {
    if ((other.profiles & ~this.profiles) !== 0) return false;
    if (this.values === other.values) return true;
    return this.values.every((mask, index) => ((other.values[index] ?? ALL) & ~mask) === 0);
  }

  /** Both together, when that says nothing that neither said: they differ in one place at most. Null otherwise. */
  union(other: Knowledge): Knowledge | null {
    let differing = this.profiles === other.profiles ? -1 : -2;
    for (let index = 0; index < this.values.length; index++) {
      if (this.values[index] === other.values[index]) continue;
      if (differing !== -1) return null;
      differing = index;
    }
    if (differing === -2) return new Knowledge(this.profiles | other.profiles, this.values);
    if (differing === -1) return this;
    const joined = (this.values[differing] ?? ALL) | (other.values[differing] ?? ALL);
    return new Knowledge(this.profiles, this.values.with(differing, joined));
  }
}
