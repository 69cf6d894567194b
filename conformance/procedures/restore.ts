import { type Hbc, Hr, type Hresult } from '../../simulator/protocol/index.ts';
import { call } from './call.ts';
import { type Attempt, callFailure, type Failure, failed, isFailure, succeeded } from './failure.ts';
import { fetchList, prepareRestore, type ServerList } from './forms.ts';
import { isDatabase, isPatchFile } from './generation.ts';
import { type ServerOptions, serverNameFailure } from './options.ts';
import { hungFailure } from './outcome.ts';
import { goOn, note, tell } from './pause.ts';
import { type DatabaseMapping, registerRestore } from './registerRestore.ts';
import { type PlannedSet, planRestore } from './restorePlan.ts';
import type { RestoreSet } from './restoreSet.ts';
import { type RestoreTarget, removalsBefore, restoreTarget } from './restoreTarget.ts';
import type { Procedure } from './steps.ts';

/** Deliberate ways to restore wrong. */
export interface RestoreDeviations {
  /** Restore sets that do not form a chain (rules ). */
  readonly acceptBrokenChain: boolean;
  /** Do not write the patch files back (Q200941). */
  readonly skipPatchFile: boolean;
}

export const noRestoreDeviations: RestoreDeviations = { acceptBrokenChain: false, skipPatchFile: false };

export interface RestoreOptions extends ServerOptions {
  /** The chain, oldest first: a full or copy set, then the others. */
  readonly sets: readonly RestoreSet[];
  /**
   * Remove old logs, patch files and the databases being restored before the full set is written (Q146306). Without it
   * logs that are still on the server stay, and are replayed if they continue the restored ones.
   */
  readonly eraseExisting: boolean;
  readonly deviations: RestoreDeviations;
}

export interface RestoreOutcome {
  /** `vanished`: the client died. `hung`: a call never came back, and somebody killed the client. Drivers say so. */
  readonly result: 'completed' | 'failed' | 'vanished' | 'hung';
  readonly failure: Failure | null;
  /** Failures after the first, while putting things away. */
  readonly followUps: readonly Failure[];
  /** Names of the sets that were restored to their end. */
  readonly restoredSets: readonly string[];
  readonly databases: readonly DatabaseMapping[];
  readonly lowGeneration: number | null;
  readonly highGeneration: number | null;
}

/** A restore that was ended from outside: by a call that never came back (one sentence), or by the client's death (null). */
export const unfinishedRestore = (hang: string | null): RestoreOutcome => ({
  result: hang === null ? 'vanished' : 'hung',
  failure: hang === null ? null : hungFailure(hang),
  followUps: [],
  restoredSets: [],
  databases: [],
  lowGeneration: null,
  highGeneration: null,
});

/**
 * Restores a chain of sets, each with its own context, before the service is started (edbbcli.md 5).
 *
 * After a successful HrRestoreRegister, HrRestoreRegisterComplete is always called, with the failure if there was one
 * . After a failed one it is not: the lock then belongs to somebody else's restore. HrRestoreEnd is always called.
 */
export function* restore(options: RestoreOptions): Procedure<RestoreOutcome> {
  const restoredSets: string[] = [];
  const databases: DatabaseMapping[] = [];
  const progress = { restoredSets, databases };
  const nothing = { ...progress, followUps: [], lowGeneration: null, highGeneration: null };
  const inputFailure = serverNameFailure(options.server);
  if (inputFailure !== null) return { ...nothing, result: 'failed', failure: inputFailure };
  const plan = planRestore(options.sets, options, options.deviations.acceptBrokenChain);
  if (!plan.ok) return { ...nothing, result: 'failed', failure: plan.failure };

  let reached: Pick<RestoreOutcome, 'lowGeneration' | 'highGeneration'> = nothing;
  for (const [index, planned] of plan.value.entries()) {
    const erase = options.eraseExisting && index === 0;
    const followUps: Failure[] = [];
    const restored = yield* restoreOne(options, planned, erase, followUps);
    if (!restored.ok) {
      return { ...progress, ...reached, result: 'failed', failure: restored.failure, followUps };
    }
    restoredSets.push(planned.set.name);
    databases.push(...restored.value);
    reached = { lowGeneration: planned.lowGeneration, highGeneration: planned.highGeneration };
  }
  return { ...progress, ...reached, result: 'completed', failure: null, followUps: [] };
}

/** One set in one context. Returns the rows of its map. */
function* restoreOne(
  options: RestoreOptions,
  planned: PlannedSet,
  erase: boolean,
  followUps: Failure[],
): Procedure<Attempt<readonly DatabaseMapping[]>> {
  const allowed = yield* goOn();
  if (!allowed.ok) return allowed;
  const prepared = yield* prepareRestore(options);
  if (!prepared.ok) return prepared;
  const hbc = prepared.value;
  const work = yield* restoreInContext(options, hbc, planned, erase, followUps);
  const { code } = yield* call('HrRestoreEnd', hbc);
  if (!isFailure(code)) return work;
  const endFailure = callFailure('HrRestoreEnd', code);
  if (work.ok) return failed(endFailure);
  followUps.push(endFailure);
  return work;
}

function* restoreInContext(
  options: RestoreOptions,
  hbc: Hbc,
  planned: PlannedSet,
  erase: boolean,
  followUps: Failure[],
): Procedure<Attempt<readonly DatabaseMapping[]>> {
  const locations = yield* fetchList('HrRestoreGetDatabaseLocations', hbc, options.form);
  if (!locations.ok) return locations;
  const work = yield* registerAndWrite(options, hbc, planned, locations.value, erase, followUps);
  yield* call('BackupFree', locations.value.raw);
  return work;
}

function* registerAndWrite(
  options: RestoreOptions,
  hbc: Hbc,
  planned: PlannedSet,
  locations: ServerList,
  erase: boolean,
  followUps: Failure[],
): Procedure<Attempt<readonly DatabaseMapping[]>> {
  const target = restoreTarget(planned.set, locations.entries);
  if (!target.ok) return target;
  const { checkpointFolder, logFolder, databases } = target.value;
  const { lowGeneration, highGeneration } = planned;
  // A map belongs to the full restore only (hrRestoreMapExists); it names exactly what is restored.
  const map = planned.bringsDatabases ? databases : [];
  const order = { checkpointFolder, logFolder, map, lowGeneration, highGeneration };
  const registered = yield* registerRestore(hbc, order, options.form);
  if (!registered.ok) return registered;

  const written = yield* writeFiles(options, planned, target.value, erase);
  if (written.ok && planned.bringsDatabases) yield* adviseOnOthers(databases.length, locations.entries);
  const state = written.ok ? Hr.hrNone : stateOf(written.failure);
  const { code } = yield* call('HrRestoreRegisterComplete', hbc, state);
  if (!isFailure(code)) return written.ok ? succeeded(map) : written;
  const completeFailure = callFailure('HrRestoreRegisterComplete', code);
  if (written.ok) return failed(completeFailure);
  followUps.push(completeFailure);
  return written;
}

/** A server with a database that was not restored (Q191357): what the databases have on record no longer goes together. */
function* adviseOnOthers(restoredCount: number, locations: ServerList['entries']): Procedure<void> {
  if (restoredCount >= locations.filter(({ token }) => isDatabase(token)).length) return;
  yield* note(
    'warning',
    'Not every database of the server was restored: take a full backup when the service has started (Q191357).',
  );
}

/** What the server is told of a failure: the code if a call failed, else the general one. */
const stateOf = (failure: Failure): Hresult => failure.code ?? Hr.hrError;

function* writeFiles(
  options: RestoreOptions,
  planned: PlannedSet,
  target: RestoreTarget,
  erase: boolean,
): Procedure<Attempt<void>> {
  if (erase) {
    for (const request of removalsBefore(target)) {
      const removed = yield* tell({ kind: 'erase', request });
      if (!removed.ok) return removed;
    }
  } else if (planned.bringsDatabases) {
    // Q179654: by design the service deletes newer logs that do not continue the restored ones.
    yield* note(
      'warning',
      `Logs in ${target.logFolder} that do not continue generation ${planned.highGeneration} may be deleted when the service starts: copy them away if you need them.`,
    );
  }
  for (const { file, targetPath } of target.files) {
    if (options.deviations.skipPatchFile && isPatchFile(file.token)) continue;
    const allowed = yield* goOn();
    if (!allowed.ok) return allowed;
    const written = yield* tell(
      { kind: 'write-file', setName: planned.set.name, fileName: file.name, targetPath },
      targetPath,
    );
    if (!written.ok) return written;
  }
  return succeeded(undefined);
}
