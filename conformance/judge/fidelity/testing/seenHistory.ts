import * as fc from 'fast-check';
import {
  facetNames,
  facets,
  isOpen,
  type Profile,
  profiles,
  withFacets,
} from '../../../../simulator/profiles/index.ts';
import {
  type ApiCall,
  type Call,
  decideByProfile,
  Handle,
  type Outcome,
  type ServiceEvent,
  type ServiceState,
} from '../../../../simulator/rules/index.ts';
import { playHistory, randomHistories } from '../../../../simulator/rules/testing/randomHistory.ts';
import type { Ending, SeenAnswer, SeenCall } from '../index.ts';
import { Fidelity, type Judged } from '../index.ts';

/** A random life of a service, of any version and with any value of what is open, and how much of it a history shows. */
export interface SeenLife {
  readonly history: typeof randomHistories extends fc.Arbitrary<infer Life> ? Life : never;
  readonly profile: number;
  /** One number for each facet: which of its values it has where it is open. */
  readonly values: readonly number[];
  /** Whether the judge knows the version. */
  readonly isVersionKnown: boolean;
  /** The answer of every so many-th call is lost on its way; 0: of none. */
  readonly loses: number;
}

export const seenLives: fc.Arbitrary<SeenLife> = fc.record({
  history: randomHistories,
  profile: fc.nat({ max: profiles.length - 1 }),
  values: fc.array(fc.nat({ max: 7 }), { minLength: facetNames.length, maxLength: facetNames.length }),
  isVersionKnown: fc.boolean(),
  loses: fc.constantFrom(0, 0, 5, 9),
});

/** A version with a value for everything that it leaves open. */
export function settled(profile: Profile, values: readonly number[]): Profile {
  const chosen = facetNames.flatMap((name, index): [string, string][] => {
    const { id, values: allowed } = facets[name];
    const value = allowed[(values[index] ?? 0) % allowed.length];
    return isOpen(profile.settings[name]) && value !== undefined ? [[id, value]] : [];
  });
  const change = withFacets(profile, Object.fromEntries(chosen), 'drawn by a test');
  if (!change.ok) throw new Error(change.reason);
  return change.profile;
}

export interface Told {
  /** A call with what the judge says of it, or an event. */
  readonly seen: SeenCall | null;
  readonly event: ServiceEvent | null;
  readonly judged: Judged | null;
  readonly isExplained: boolean;
  readonly outcome: Outcome;
  readonly judge: Fidelity;
}

const isApiCall = (call: Call): call is ApiCall => /^I?_?Hr/.test(call.kind);

/** The bits of the patch files in a state. */
const patchFilesOf = ({ databases: [first, second] }: ServiceState): number =>
  first.patchFile | (second.patchFile << 1);

/**
 * Lives it, and tells what a judge says who sees the calls, and what happened to the service from outside, but not what the engine did by
 * itself. `tell` is asked before the next thing happens.
 */
export function judgeLife(life: SeenLife, tell: (told: Told) => void): void {
  const named = profiles[life.profile];
  if (named === undefined) throw new Error('no such profile');
  const profile = settled(named, life.values);
  let judge: Fidelity | null = null;
  const contexts = new Contexts();
  let number = 0;
  playHistory(life.history, (state, call) => {
    judge ??= new Fidelity({
      profiles: life.isVersionKnown ? [named] : profiles,
      kind: state.kind,
      // Random lives come to generations that no server has.
      bounds: { highestGeneration: 0x100fff, startRuns: 2 },
      unseenActivity: true,
      unseenStops: false,
    });
    const outcome = decideByProfile(state, call, profile);
    if (!isApiCall(call)) {
      contexts.follow(outcome.next, false);
      const isShown = call.kind !== 'Activity' || call.patchFiles !== patchFilesOf(state);
      const isExplained = !isShown || judge.event(call);
      tell({ seen: null, event: call, judged: null, isExplained, outcome, judge });
      return outcome.next.clone();
    }
    const context = contexts.contextOf(call);
    // The life has a handle that no history can: of a session that began before it, or of one that is no more.
    if (context === 'none') return state;
    number++;
    const isLost = life.loses > 0 && number % life.loses === 0;
    const newContext = isLost ? null : contexts.made(call, outcome);
    const seen: SeenCall = {
      calls: [call],
      context,
      newContext,
      ending: isLost ? { kind: 'lost' } : endingOf(outcome),
    };
    const judged = judge.call(seen);
    contexts.follow(outcome.next, !isLost);
    tell({ seen, event: null, judged, isExplained: judged.verdict !== 'divergent', outcome, judge });
    return outcome.next.clone();
  });
}

/** The contexts that a client has, by the sessions that the service has. */
class Contexts {
  #backup: number | null = null;
  #restore: number | null = null;
  readonly #dead: number[] = [];
  #last = 0;

  /** The context that a call is made on; 'none' when the client has no such context. */
  contextOf(call: ApiCall): number | null | 'none' {
    if (!('handle' in call)) return null;
    switch (call.handle) {
      case Handle.backup:
        return this.#backup ?? 'none';
      case Handle.restore:
        return this.#restore ?? 'none';
      case Handle.dead:
        return this.#dead.at(-1) ?? 'none';
      default:
        return 1_000_000;
    }
  }

  /** The context that a call has made, or null. */
  made(call: ApiCall, outcome: Outcome): number | null {
    if (outcome.code !== 0 || outcome.answer?.kind !== 'context') return null;
    const context = ++this.#last;
    if (call.kind === 'HrRestorePrepare') this.#restore = context;
    else this.#backup = context;
    return context;
  }

  /** Sessions that are over have left a dead context, unless their client ended them and knows of it. */
  follow(next: ServiceState, isEnded: boolean): void {
    if (next.backup.active === 0) this.#backup = this.#forget(this.#backup, isEnded);
    if (next.restore.active === 0) this.#restore = this.#forget(this.#restore, isEnded);
  }

  #forget(context: number | null, isEnded: boolean): null {
    if (context !== null && !isEnded) this.#dead.push(context);
    return null;
  }
}

export function endingOf({ neverCompletes, endsProcess, code, answer, next }: Outcome): Ending {
  if (neverCompletes) return { kind: 'hung' };
  if (endsProcess) return { kind: 'process-ended' };
  return { kind: 'answered', code, answer: answer === null ? null : seenAnswer(answer, next) };
}

function seenAnswer(answer: NonNullable<Outcome['answer']>, next: ServiceState): SeenAnswer {
  switch (answer.kind) {
    case 'databases':
      return { kind: 'databases', count: next.databaseCount };
    case 'context':
      return { kind: 'context' };
    default:
      return answer;
  }
}
