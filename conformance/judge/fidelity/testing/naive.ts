import type { Profile } from '../../../../simulator/profiles/index.ts';
import { BACKUP_DISABLE_INCREMENTAL } from '../../../../simulator/protocol/index.ts';
import {
  type ApiCall,
  decideByProfile,
  Handle,
  type HandleNumber,
  ImpossibleEvent,
  type Outcome,
  ServiceKind,
  ServiceState,
  stateKey,
  step,
} from '../../../../simulator/rules/index.ts';
import type { SeenCall } from '../index.ts';
import { endingOf } from './seenHistory.ts';

/**
 * The same question as the judge's, answered in the plainest way there is: every single state that a small server can be in at the
 * start, every single thing its engine can do between two calls, every value of every facet. It shares the rules with the judge and nothing else.
 */

/** How small the server is. */
export interface Universe {
  readonly kind: 'one database' | 'two databases' | 'directory';
  readonly highestGeneration: number;
  /** Whether somebody else may be in the middle of a backup at the start. */
  readonly mayHaveStranger: boolean;
}

/** One state, the values that facets have shown, and whose sessions there are. */
interface Possible {
  readonly state: ServiceState;
  readonly facets: ReadonlyMap<string, string>;
  readonly backupOwner: number;
  readonly restoreOwner: number;
}

const NOBODY = -1;

const keyOf = ({ state, facets, backupOwner, restoreOwner }: Possible): string =>
  `${stateKey(state)}|${[...facets].sort().join()}|${backupOwner}|${restoreOwner}`;

/** Whole numbers from one to another, both included. */
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

/** Every way in which logs up to one generation can lie on a disk: some missing, some that do not chain. */
function everyRuns(current: number): number[][] {
  const ending = (last: number): number[][] =>
    range(1, last).flatMap((from) => {
      const run = [from, last];
      // Nothing below; or a gap, and any logs below it; or a neighbour to which this run does not chain.
      return [[run], range(1, from - 2).flatMap(ending), from > 1 ? ending(from - 1) : []].flatMap((below, index) =>
        index === 0 ? below : below.map((lower) => [...lower, ...run]),
      );
    });
  return ending(current);
}

interface Record {
  readonly low: number;
  readonly high: number;
  readonly incremental: number;
}

const everyRecord = (highest: number): Record[] => [
  { low: 0, high: 0, incremental: 0 },
  ...range(1, highest).flatMap((high) =>
    [0, ...range(high + 1, highest)].map((incremental) => ({ low: 1, high, incremental })),
  ),
];

/** Every state in which a running service can be at the start. What no call of a backup asks for is left as it is. */
export function everyStart({ kind, highestGeneration: highest, mayHaveStranger }: Universe): ServiceState[] {
  const states: ServiceState[] = [];
  const count = kind === 'two databases' ? 2 : 1;
  const records = everyRecord(highest);
  const pairs = count === 1 ? records.map((record) => [record]) : records.flatMap((a) => records.map((b) => [a, b]));
  for (const current of range(1, highest)) {
    for (const checkpoint of range(0, current)) {
      for (const runs of everyRuns(current)) {
        for (const pair of pairs) {
          for (const bits of range(0, 2 ** (count + 2) - 1)) {
            if ((bits & 2) !== 0 && !mayHaveStranger) continue;
            for (const lastBackupLog of [...range(0, highest), BACKUP_DISABLE_INCREMENTAL]) {
              const state = new ServiceState();
              state.kind = kind === 'directory' ? ServiceKind.directory : ServiceKind.informationStore;
              state.databaseCount = count;
              state.running = 1;
              state.circularLogging = bits & 1;
              state.backup.active = mayHaveStranger ? (bits >> 1) & 1 : 0;
              state.currentGeneration = current;
              state.checkpointGeneration = checkpoint;
              state.runs.push(...runs);
              state.lastBackupLog = lastBackupLog;
              pair.forEach(({ low, high, incremental }, index) => {
                const database = index === 0 ? state.databases[0] : state.databases[1];
                database.present = 1;
                database.fullLow = low;
                database.fullHigh = high;
                database.incrementalHigh = incremental;
                database.patchFile = (bits >> (2 + index)) & 1;
              });
              states.push(state);
            }
          }
        }
      }
    }
  }
  return states;
}

export type Activities = Map<string, readonly ServiceState[]>;

export class NaiveJudge {
  readonly #profile: Profile;
  readonly #highest: number;
  /** What follows from a state by activity; the same for every history. */
  readonly #activities: Activities;
  #possible: Map<string, Possible>;
  readonly #starts: readonly ServiceState[];
  readonly #contexts = new Map<number, 'backup' | 'restore'>();

  constructor(profile: Profile, universe: Universe, starts: readonly ServiceState[], activities: Activities) {
    this.#profile = profile;
    this.#highest = universe.highestGeneration;
    this.#activities = activities;
    this.#starts = starts;
    this.#possible = new Map();
    for (const state of starts) {
      const possible = { state, facets: new Map<string, string>(), backupOwner: NOBODY, restoreOwner: NOBODY };
      this.#possible.set(keyOf(possible), possible);
    }
  }

  get size(): number {
    return this.#possible.size;
  }

  /** Every answer that a call can have now, as text, with what is possible after it. */
  answers(call: ApiCall, context: number | null, newContext: number | null): Map<string, NaiveNext> {
    const answers = new Map<string, NaiveNext>();
    for (const before of this.#goneOn().values()) {
      const asked = 'handle' in call ? { ...call, handle: this.#handleOf(context, before) } : call;
      step(before.state, asked, this.#profile, (outcome) => {
        const facets = new Map(before.facets);
        for (const { facet, value } of outcome.choices.decisions) {
          if ((facets.get(facet) ?? value) !== value) return true;
          facets.set(facet, value);
        }
        const ending = endingOf(outcome);
        const key = JSON.stringify(ending);
        const next = answers.get(key) ?? {
          ending,
          possible: new Map<string, Possible>(),
          requirements: new Set<string>(),
        };
        answers.set(key, next);
        next.requirements.add(outcome.requirement?.id ?? '');
        const after = { state: outcome.next.clone(), facets, ...owners(before, outcome, call, newContext) };
        next.possible.set(keyOf(after), after);
        return true;
      });
    }
    return answers;
  }

  /** Goes on with one of the answers. */
  take(call: ApiCall, context: number | null, newContext: number | null, { ending, possible }: NaiveNext): void {
    this.#possible = possible;
    if (ending.kind !== 'answered' || ending.code !== 0) return;
    if (newContext !== null) this.#contexts.set(newContext, call.kind === 'HrRestorePrepare' ? 'restore' : 'backup');
    if ((call.kind === 'HrBackupEnd' || call.kind === 'HrRestoreEnd') && context !== null) {
      this.#contexts.delete(context);
    }
  }

  #handleOf(context: number | null, { backupOwner, restoreOwner }: Possible): HandleNumber {
    const kind = context === null ? undefined : this.#contexts.get(context);
    if (kind === undefined) return Handle.unknown;
    const owner = kind === 'backup' ? backupOwner : restoreOwner;
    if (owner !== context) return Handle.dead;
    return kind === 'backup' ? Handle.backup : Handle.restore;
  }

  /** Everything that is possible after whatever the engines and strangers may have done. */
  #goneOn(): Map<string, Possible> {
    const after = new Map<string, Possible>();
    const left = [...this.#possible.values()].flatMap((possible) => this.#withStrangerGone(possible));
    for (const before of left) {
      for (const state of this.#activitiesOf(before.state)) {
        const possible = { ...before, state };
        after.set(keyOf(possible), possible);
      }
    }
    return after;
  }

  /** The backup of somebody else may be over, and leave any logs, records and patch files behind. */
  #withStrangerGone(before: Possible): readonly Possible[] {
    const { state, backupOwner } = before;
    if (state.backup.active === 0 || backupOwner !== NOBODY) return [before];
    const isAfter = (start: ServiceState): boolean =>
      start.backup.active === 0 &&
      start.circularLogging === state.circularLogging &&
      start.currentGeneration === state.currentGeneration &&
      start.checkpointGeneration === state.checkpointGeneration;
    return [before, ...this.#starts.filter(isAfter).map((start) => ({ ...before, state: start }))];
  }

  #activitiesOf(state: ServiceState): readonly ServiceState[] {
    const key = stateKey(state);
    const known = this.#activities.get(key);
    if (known !== undefined) return known;
    const found = new Map([[key, state]]);
    if (state.running === 1) {
      const patchFiles = state.databases[0].patchFile | (state.databases[1].patchFile << 1);
      const highest = Math.max(this.#highest, state.currentGeneration);
      for (const currentGeneration of range(state.currentGeneration, highest)) {
        for (const checkpointGeneration of range(0, currentGeneration)) {
          // A checkpoint that can be read does not become unreadable by itself.
          if (checkpointGeneration === 0 && state.checkpointGeneration > 0) continue;
          for (const lowestGeneration of range(state.runs[0] ?? 0, currentGeneration)) {
            const next = tried(state, this.#profile, {
              kind: 'Activity',
              currentGeneration,
              checkpointGeneration,
              lowestGeneration,
              patchFiles,
            });
            if (next !== null) found.set(stateKey(next), next);
          }
        }
      }
    }
    const all = [...found.values()];
    this.#activities.set(key, all);
    return all;
  }
}

export interface NaiveNext {
  readonly ending: SeenCall['ending'];
  readonly possible: Map<string, Possible>;
  /** Ids of the requirements from which it can come. */
  readonly requirements: Set<string>;
}

function tried(
  state: ServiceState,
  profile: Profile,
  event: Parameters<typeof decideByProfile>[1],
): ServiceState | null {
  try {
    return decideByProfile(state, event, profile).next.clone();
  } catch (error) {
    if (error instanceof ImpossibleEvent) return null;
    throw error;
  }
}

function owners(
  before: Possible,
  { next, answer }: Outcome,
  call: ApiCall,
  newContext: number | null,
): Pick<Possible, 'backupOwner' | 'restoreOwner'> {
  const made = answer?.kind === 'context' ? (newContext ?? NOBODY) : null;
  const backup = made !== null && call.kind === 'HrBackupPrepare' ? made : before.backupOwner;
  const restore = made !== null && call.kind === 'HrRestorePrepare' ? made : before.restoreOwner;
  return {
    backupOwner: next.backup.active === 0 ? NOBODY : backup,
    restoreOwner: next.restore.active === 0 ? NOBODY : restore,
  };
}
