import type { FacetName, Profile } from '../../../simulator/profiles/index.ts';
import { NOT_MODELLED } from '../../../simulator/protocol/index.ts';
import {
  type ApiCall,
  type Call,
  Handle,
  type HandleNumber,
  type ServiceEvent,
  type ServiceKindNumber,
} from '../../../simulator/rules/index.ts';
import { unseenActivity } from './activity.ts';
import { Belief, beliefOf, type Explanation, explanation, type StartFacts, unknownStart } from './explanation.ts';
import { Field } from './fields.ts';
import { Candidates, type Knowledge } from './knowledge.ts';
import { explains, following, isUnmodelled, type Possibility, possibilityOf } from './matching.ts';
import { RuleRunner } from './runner.ts';
import type { SeenCall } from './seen.ts';
import { afterUnseenStop, withStrangersGone } from './strangers.ts';
import { UNKNOWN } from './symbol.ts';
import type { Bounds } from './words.ts';

export interface FidelityOptions {
  /** The versions that the server may be of. */
  readonly profiles: readonly Profile[];
  readonly kind: ServiceKindNumber;
  readonly bounds: Bounds;
  /** What is known of the service before its first call. */
  readonly known?: StartFacts;
  /** Whether the engine may have gone on between two calls without a word in the history. */
  readonly unseenActivity: boolean;
  /** Whether the service may have gone down, and come up again, without a word in the history. */
  readonly unseenStops: boolean;
}

/**
 * accurate: the server answered by the protocol. unsettled: it did if an open facet has the value that was seen. not-modelled: no
 * rule says what the answer should have been. inconclusive: the context is one of which, after a divergence or something that is not
 * modelled, nothing is known. divergent: no state, no version and no value of a facet explains the answer.
 */
export type CallVerdict = 'accurate' | 'unsettled' | 'not-modelled' | 'inconclusive' | 'divergent';

/** What there is to say of one call. */
export interface Judged {
  readonly verdict: CallVerdict;
  /** The ways in which it can be explained. */
  readonly explained: readonly Possibility[];
  /** What else could have been answered in the states that explained the history so far. */
  readonly otherwise: readonly Possibility[];
  /** Open facets of which this call has shown something, with the values that remain. */
  readonly shown: readonly { readonly facet: FacetName; readonly values: readonly string[] }[];
}

/** Calls before which it matters what others have done: the engine by itself, or an agent that the history does not show. */
const asksForOthers: ReadonlySet<string> = new Set<ApiCall['kind']>([
  'HrBackupPrepare',
  'HrBackupOpenFile',
  'HrBackupGetBackupLogs',
  'HrBackupTruncateLogs',
  'HrBackupEnd',
  'HrRestorePrepare',
  'HrRestoreRegister',
]);

/** Keeps every state of one service that can explain a history, and tells of each call whether there is still one. */
export class Fidelity {
  readonly #options: FidelityOptions;
  readonly #runner: RuleRunner;
  readonly #candidates: Candidates;
  /** The contexts that the history was given and has not ended. */
  readonly #contexts = new Map<number, 'backup' | 'restore' | 'lost'>();
  #belief = new Belief();
  /** Something happened that the rules may have explained, and may not know at all. */
  #mayBeUnmodelled = false;

  constructor(options: FidelityOptions) {
    this.#options = options;
    this.#candidates = new Candidates(options.profiles);
    this.#runner = new RuleRunner(this.#candidates, options.bounds);
    this.#beginAnew();
  }

  /** How many explanations there are, each of them of many states. */
  get size(): number {
    return this.#belief.size;
  }

  get explanations(): Iterable<Explanation> {
    return this.#belief;
  }

  /** The versions that can still have been the server's. */
  get possibleProfiles(): readonly Profile[] {
    const bits = [...this.#belief].reduce((mask, { knowledge }) => mask | knowledge.profiles, 0);
    return this.#candidates.profiles.filter((_, bit) => (bits & (1 << bit)) !== 0);
  }

  /** The values that a facet can still have. */
  possibleValues(name: FacetName): readonly string[] {
    return this.#candidates.valuesIn(name, this.#knowledge());
  }

  /** A call that was seen. When nothing explains it, what is believed of the server begins anew. */
  call(seen: SeenCall): Judged {
    const isLost = seen.context !== null && this.#contexts.get(seen.context) === 'lost';
    if (isLost) return this.#loseTrack(seen, 'inconclusive', [], []);
    const before = this.#knowledge();
    const at = this.#explainSomehow(seen);
    const { explained, otherwise, after, isUnmodelled } = at;
    if (after.size === 0) {
      const verdict = isUnmodelled || this.#mayBeUnmodelled ? 'not-modelled' : 'divergent';
      return this.#loseTrack(seen, verdict, explained, otherwise);
    }
    this.#belief = after;
    this.#mayBeUnmodelled ||= isUnmodelled;
    this.#noteContexts(seen);
    const shown = this.#shown(explained, before);
    if (at.isUnsettled) return { verdict: 'inconclusive', explained, otherwise, shown };
    // A simulator says itself what it does not model.
    const isMarked = explained.length > 0 && explained.every(({ code }) => code === NOT_MODELLED);
    if (isMarked) return { verdict: 'not-modelled', explained, otherwise, shown };
    return { verdict: shown.length > 0 ? 'unsettled' : 'accurate', explained, otherwise, shown };
  }

  /**
   * By the rules alone; if that fails, and something is known to have struck, as a call whose answer is worth nothing; and else by a service
   * that went down, or came up, while nobody looked.
   */
  #explainSomehow(seen: SeenCall) {
    const plain = this.#explain(seen, this.#foundBy(seen));
    if (plain.after.size > 0 || plain.isUnmodelled) return { ...plain, isUnsettled: false };
    if (seen.isStruck === true) {
      const struck = this.#explain({ ...seen, ending: { kind: 'lost' } }, this.#foundBy(seen));
      return { ...struck, isUnsettled: true };
    }
    if (!this.#options.unseenStops) return { ...plain, isUnsettled: false };
    const stopped = new Belief();
    for (const one of this.#belief) for (const later of afterUnseenStop(one)) stopped.add(later);
    const { otherwise } = plain;
    return { ...this.#explain(seen, stopped), otherwise, isUnsettled: false };
  }

  #explain(seen: SeenCall, found: Belief) {
    const explained: Possibility[] = [];
    const otherwise: Possibility[] = [];
    const after = new Set<Explanation>();
    let isUnmodelled = false;
    for (const before of found) {
      if (seen.ending.kind === 'lost') after.add(before);
      for (const call of seen.calls) {
        const asked = withHandle(call, this.#handleOf(seen.context, before));
        for (const { possibility, next } of this.#outcomes(before, asked, seen)) {
          if (next === 'not-modelled') isUnmodelled = true;
          else if (next === null) otherwise.push(possibility);
          else {
            after.add(next);
            explained.push(possibility);
          }
        }
      }
    }
    return { explained, otherwise, after: beliefOf(after, found), isUnmodelled };
  }

  /** Nothing is known any more: of the service, and of what its contexts have done. */
  #loseTrack(
    seen: SeenCall,
    verdict: CallVerdict,
    explained: readonly Possibility[],
    otherwise: readonly Possibility[],
  ): Judged {
    this.#noteContexts(seen);
    for (const context of this.#contexts.keys()) this.#contexts.set(context, 'lost');
    this.#beginAnew();
    return { verdict, explained, otherwise, shown: [] };
  }

  /** Something that happened to the service, as a history tells of it. False when nothing explains it. */
  event(event: ServiceEvent): boolean {
    const after = new Belief();
    for (const one of this.#goneOn()) {
      const before = toldBy(one, event);
      if (before === null) continue;
      for (const next of this.#runner.outcomes(before, event, (outcome) => following(before, outcome))) after.add(next);
    }
    this.#belief = after;
    if (after.size > 0) return true;
    for (const context of this.#contexts.keys()) this.#contexts.set(context, 'lost');
    this.#beginAnew();
    return false;
  }

  /** The same judge at the same point of the history; from here on the two go their own ways. */
  fork(): Fidelity {
    const copy = new Fidelity(this.#options);
    copy.#belief = this.#belief;
    copy.#mayBeUnmodelled = this.#mayBeUnmodelled;
    for (const [context, kind] of this.#contexts) copy.#contexts.set(context, kind);
    return copy;
  }

  #beginAnew(): void {
    const { kind, known } = this.#options;
    this.#mayBeUnmodelled = false;
    this.#belief = new Belief();
    this.#belief.add(unknownStart(kind, this.#candidates.everything(), known));
  }

  #knowledge(): readonly Knowledge[] {
    return [...new Set([...this.#belief].map(({ knowledge }) => knowledge))];
  }

  /** Open facets that the rules asked for, and of which fewer values remain than before. */
  #shown(explained: readonly Possibility[], before: readonly Knowledge[]): Judged['shown'] {
    const asked = new Set(explained.flatMap(({ decisions }) => decisions.map(({ facet }) => facet)));
    const after = this.#knowledge();
    return [...asked].flatMap((facet) => {
      const values = this.#candidates.openValuesIn(facet, after);
      const isLess = values.length < this.#candidates.openValuesIn(facet, before).length;
      return isLess && values.length > 0 ? [{ facet, values }] : [];
    });
  }

  /** The states in which a call can have found the service. */
  #foundBy({ calls }: SeenCall): Belief {
    return calls.some(({ kind }) => asksForOthers.has(kind)) ? this.#goneOn() : this.#belief;
  }

  /** What is believed, after whatever others may have done unseen. */
  #goneOn(): Belief {
    const { unseenActivity: isUnseen, bounds } = this.#options;
    const before = new Belief();
    for (const one of this.#belief) {
      for (const left of withStrangersGone(one)) {
        const later = isUnseen ? unseenActivity(left, bounds.highestGeneration) : [left];
        for (const each of later) before.add(each);
      }
    }
    return before;
  }

  #outcomes(one: Explanation, call: ApiCall, { ending, newContext }: SeenCall) {
    const before = toldBy(one, call);
    if (before === null) return [];
    return this.#runner.outcomes(before, call, (outcome) => {
      const possibility = possibilityOf(outcome);
      if (isUnmodelled(outcome, ending)) return { possibility, next: 'not-modelled' as const };
      return { possibility, next: explains(outcome, ending) ? following(before, outcome, call, newContext) : null };
    });
  }

  #handleOf(context: number | null, { backupOwner, restoreOwner }: Explanation): HandleNumber {
    const kind = context === null ? undefined : this.#contexts.get(context);
    if (kind === undefined || kind === 'lost') return Handle.unknown;
    if (kind === 'backup') return backupOwner === context ? Handle.backup : Handle.dead;
    return restoreOwner === context ? Handle.restore : Handle.dead;
  }

  #noteContexts({ calls, context, newContext, ending }: SeenCall): void {
    if (ending.kind !== 'answered' || ending.code !== 0) return;
    const kind = calls[0]?.kind;
    if (newContext !== null) this.#contexts.set(newContext, kind === 'HrRestorePrepare' ? 'restore' : 'backup');
    const isEnd = kind === 'HrBackupEnd' || kind === 'HrRestoreEnd';
    if (isEnd && context !== null) this.#contexts.delete(context);
  }
}

/** How many databases a service has of which a call or an event tells; null when it says nothing of it. */
function databasesToldBy(call: Call): number | null {
  if ('facts' in call) return call.facts.databases.length;
  if (call.kind === 'DatabaseMoved') return call.index === 0 ? null : 2;
  const isOfOne = call.kind === 'HrBackupOpenFile' && (call.file.kind === 'database' || call.file.kind === 'patch');
  return isOfOne && call.file.index > 0 ? 2 : null;
}

/** The same with as many databases as are told of; null when it has another number. */
function toldBy(one: Explanation, call: Call): Explanation | null {
  const count = databasesToldBy(call);
  const word = one.words[Field.databaseCount] ?? UNKNOWN;
  if (count === null || word === count) return one;
  return word === UNKNOWN ? explanation({ ...one, words: one.words.with(Field.databaseCount, count) }) : null;
}

const withHandle = (call: ApiCall, handle: HandleNumber): ApiCall => ('handle' in call ? { ...call, handle } : call);
