import { type FacetName, type FacetValue, facets, isOpen, type Profile } from '../profiles/index.ts';
import type { Order } from './order.ts';
import { shorten } from './shorten.ts';

export interface Decision {
  readonly facet: FacetName;
  readonly value: string;
}

/**
 * How a rule consults facets. A rule is straight-line code that asks for a value; where no source settles the facet, and
 * the caller wants every outcome, the rule is run again with each other allowed value. So nondeterminism lives here, and
 * in no rule.
 */
export class Choices implements Order {
  #profile: Profile | null = null;
  #all = false;
  /** The open facets consulted by the last run, in order, with the value each was given. */
  readonly decisions: Decision[] = [];
  #script: string[] = [];

  /** Prepares for a first run: with the profile's values only, or with all that the sources allow. */
  begin(profile: Profile, all: boolean): void {
    this.#profile = profile;
    this.#all = all;
    shorten(this.#script, 0);
    shorten(this.decisions, 0);
  }

  /** The value of a facet for this run. */
  of<Name extends FacetName>(name: Name): FacetValue<Name> {
    if (this.#profile === null) throw new Error('a facet was consulted before begin()');
    const setting = this.#profile.settings[name];
    if (!isOpen(setting)) return setting.value as FacetValue<Name>;
    const known = this.decisions.find((decision) => decision.facet === name);
    const value = known?.value ?? this.#script[this.decisions.length] ?? setting.value;
    if (known === undefined) this.decisions.push({ facet: name, value });
    return value as FacetValue<Name>;
  }

  /** Generations are plain numbers; a judge, who knows some of them by bounds alone, has this decided as a facet is. */
  isBelow(generation: number, other: number): boolean {
    return generation < other;
  }

  /** True when every decision of the last run was the profile's own. */
  get followsProfile(): boolean {
    const profile = this.#profile;
    return profile !== null && this.decisions.every(({ facet, value }) => profile.settings[facet].value === value);
  }

  /** Prepares the next run; false when every combination that can be reached has been seen. */
  next(): boolean {
    if (!this.#all || this.#profile === null) return false;
    while (this.decisions.length > 0) {
      const last = this.decisions.pop();
      if (last === undefined) break;
      const own = this.#profile.settings[last.facet].value;
      const order: readonly string[] = [own, ...facets[last.facet].values.filter((value) => value !== own)];
      const following = order[order.indexOf(last.value) + 1];
      if (following !== undefined) {
        this.#script = [...this.decisions.map((decision) => decision.value), following];
        this.decisions.length = 0;
        return true;
      }
    }
    return false;
  }
}
