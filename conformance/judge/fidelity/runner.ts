import type { Profile } from '../../../simulator/profiles/index.ts';
import { type Call, ImpossibleEvent, step } from '../../../simulator/rules/index.ts';
import type { Explanation } from './explanation.ts';
import { Forks, Impossible } from './forks.ts';
import type { Candidates } from './knowledge.ts';
import { OpenOutcome } from './openOutcome.ts';
import { OpenState } from './openState.ts';
import { type Bounds, Words } from './words.ts';
import { Zone } from './zone.ts';

/** Looks at one outcome of a run; what it finds of it, or null. It may ask further questions. */
export type Look<Found> = (outcome: OpenOutcome) => Found | null;

/** Runs the rules on an explanation, in every way in which what is not known can be. */
export class RuleRunner {
  readonly #forks: Forks;
  readonly #outcome: OpenOutcome;
  readonly #before: OpenState;
  readonly #profile: Profile;

  constructor(candidates: Candidates, bounds: Bounds) {
    const [profile] = candidates.profiles;
    if (profile === undefined) throw new RangeError('no profile to choose from');
    // Facets are asked of the forks, never of a profile; `step` wants one all the same.
    this.#profile = profile;
    this.#forks = new Forks(candidates, Zone.constantOnly());
    this.#outcome = new OpenOutcome(new Words(this.#forks, bounds), this.#forks);
    this.#before = new OpenState(new Words(this.#forks, bounds));
  }

  /** What was found of all outcomes of a call in the states of an explanation. */
  outcomes<Found>(before: Explanation, call: Call, look: Look<Found>): Found[] {
    const found: Found[] = [];
    const forks = this.#forks;
    forks.start();
    do {
      forks.beginRun(before.knowledge, before.zone);
      this.#before.words.load(before.kind, before.words, before.ends);
      const one = this.#one(call, look);
      if (one !== null) found.push(one);
    } while (forks.advance());
    return found;
  }

  #one<Found>(call: Call, look: Look<Found>): Found | null {
    let found: Found | null = null;
    const visit = (outcome: unknown): boolean => {
      if (outcome === this.#outcome) found = look(this.#outcome);
      return false;
    };
    try {
      step(this.#before, call, this.#profile, visit, this.#outcome);
    } catch (error) {
      if (error instanceof Impossible || error instanceof ImpossibleEvent) return null;
      throw error;
    }
    return found;
  }
}
