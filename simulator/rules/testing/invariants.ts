import { NOT_MODELLED } from '../../protocol/index.ts';
import {
  BackupSession,
  type Call,
  OpenKind,
  type Outcome,
  RestoreKey,
  requirements,
  ruleRequirements,
  type ServiceState,
  stateKey,
} from '../index.ts';
import { databasesOf } from './states.ts';

/** A statement about one step; the text says what was broken, null that nothing was. */
type Invariant = (before: ServiceState, call: Call, outcome: Outcome) => string | null;

const fail = (isBroken: boolean, what: string): string | null => (isBroken ? what : null);

function generationsOf(state: ServiceState): ReadonlySet<number> {
  const generations = new Set<number>();
  const { runs } = state;
  for (let i = 0; i < runs.length; i += 2) {
    for (let generation = runs[i] ?? 0; generation <= (runs[i + 1] ?? 0); generation++) generations.add(generation);
  }
  return generations;
}

const isApiCall = (call: Call): boolean => /^(Hr|I_Hr)/.test(call.kind);
const freshSession = JSON.stringify(new BackupSession());
const sessionKey = ({ backup }: ServiceState): string =>
  [backup.lowGeneration, backup.listedLow, backup.listedHigh, backup.listedPatches, backup.deleteHigh].join();

/** What holds after every step, whatever facets decide. */
const invariants: Readonly<Record<string, Invariant>> = {
  requirement: (_, __, { requirement }) =>
    fail(requirement === null || !requirements.includes(requirement), 'the outcome comes from no requirement'),

  inactive: (_, __, { next }) =>
    fail(next.backup.active === 0 && JSON.stringify(next.backup) !== freshSession, 'no session, but something of one'),

  openFile: (_, __, { next }) => {
    const { openKind, openIndex, openPositionBytes, openSizeBytes, cancelled } = next.backup;
    if (openPositionBytes > openSizeBytes) return 'read beyond the end of the file';
    if (openKind !== OpenKind.nothing && cancelled === 1) return 'a cancelled session has a file open';
    return fail(
      openKind === OpenKind.nothing && openIndex + openPositionBytes + openSizeBytes > 0,
      'no file is open, but something of one',
    );
  },

  list: (_, __, { next }) => {
    const { listed, listedLow, listedHigh, listedPatches, deleteHigh, openedDatabases, closedDatabases } = next.backup;
    if (listed === 0) return fail(listedLow + listedHigh + listedPatches + deleteHigh > 0, 'a list before the list');
    if (listedLow < 1 || listedLow >= listedHigh) return 'a list without a log';
    if (listedHigh > next.currentGeneration) return 'edb.log is on the list';
    if (deleteHigh > listedHigh) return 'the bound of truncation is above the list';
    if ((listedPatches & ~openedDatabases) !== 0) return 'a patch file of a database that was not opened is listed';
    return fail((closedDatabases & ~openedDatabases) !== 0, 'a database was closed that was not opened');
  },

  frozenList: (before, _, { next }) =>
    fail(
      before.backup.listed === 1 && next.backup.active === 1 && sessionKey(before) !== sessionKey(next),
      'the list changed after it was made',
    ),

  currentLog: (_, __, { next }) => {
    if (next.running === 1 && next.currentGeneration === 0) return 'a running service without edb.log';
    if (next.checkpointGeneration > next.currentGeneration && next.currentGeneration > 0) return 'checkpoint ahead';
    return fail(
      next.currentGeneration > 0 && next.currentGeneration !== next.runs.at(-1),
      'edb.log is not the highest log on disk',
    );
  },

  truncation: (before, call, { next, choices }) => {
    if (call.kind !== 'HrBackupTruncateLogs') return null;
    const kept = generationsOf(next);
    const gone = [...generationsOf(before)].filter((generation) => !kept.has(generation));
    if (gone.some((generation) => generation >= before.checkpointGeneration))
      return 'deleted at or above the checkpoint';
    if (gone.includes(before.currentGeneration)) return 'deleted edb.log';
    const isBoundAtList = before.backup.listed === 1 && choices.of('truncationBound') === 'at-log-list';
    return fail(
      isBoundAtList && gone.some((generation) => generation >= before.backup.deleteHigh),
      'deleted at or above the bound of the list',
    );
  },

  logsOnlyGrowByRolling: (before, call, { next, effects }) => {
    if (!isApiCall(call)) return null;
    const hasRolled = effects.some(({ kind }) => kind === 'roll-log');
    const hasDeleted = effects.some(({ kind }) => kind === 'delete-logs');
    const before_ = generationsOf(before);
    const after = generationsOf(next);
    if (hasRolled !== (next.currentGeneration !== before.currentGeneration)) return 'rolled without the effect';
    if (hasDeleted !== [...before_].some((generation) => !after.has(generation))) return 'deleted without the effect';
    return null;
  },

  lockedFiles: (before, call, { next }) => {
    const { locked } = 'locked' in call ? call : { locked: undefined };
    if (locked === undefined) return null;
    const kept = generationsOf(next);
    const there = generationsOf(before);
    if (locked.logs.some((generation) => there.has(generation) && !kept.has(generation))) return 'deleted a locked log';
    return fail(
      databasesOf(before).some(
        ({ patchFile }, index) =>
          patchFile === 1 && (locked.patchFiles & (1 << index)) !== 0 && next.databases[index]?.patchFile === 0,
      ),
      'deleted a locked patch file',
    );
  },

  patchFiles: (before, call, { next, choices }) => {
    const staysToTheEnd = choices.of('patchFileRemoval') === 'backup-end';
    for (const [index, database] of databasesOf(next).entries()) {
      const isSessions = (next.backup.openedDatabases & (1 << index)) !== 0;
      if (isSessions && database.patchFile === 0 && staysToTheEnd) return 'an opened database without a patch file';
      const isNew = database.patchFile === 1 && before.databases[index]?.patchFile === 0;
      if (isNew && isApiCall(call) && call.kind !== 'HrBackupOpenFile') return `${call.kind} made a patch file`;
    }
    return null;
  },

  records: (before, call, { next }) => {
    for (const { fullLow, fullHigh, incrementalHigh } of databasesOf(next)) {
      if (fullLow > fullHigh) return 'a full backup that ends before it begins';
      if (incrementalHigh > 0 && incrementalHigh <= fullHigh)
        return 'an incremental backup that ends before the full one';
    }
    const records = (state: ServiceState) =>
      JSON.stringify(databasesOf(state).map((database) => ({ ...database, patchFile: 0 })));
    const mayRecord = call.kind === 'HrBackupEnd' || call.kind === 'HrBackupTruncateLogs';
    return fail(isApiCall(call) && !mayRecord && records(before) !== records(next), `${call.kind} recorded a backup`);
  },

  restoreKey: (_, __, { next }) => {
    const { restoreKey, restoreMapRows, restoreLow, restoreHigh } = next;
    if (restoreLow > restoreHigh) return 'a restore that ends before it begins';
    if (restoreKey !== RestoreKey.absent) return fail(restoreMapRows === 0, 'a restore without a map');
    return fail(restoreMapRows + restoreLow + restoreHigh > 0, 'no key, but something of one');
  },

  refusal: (before, call, { code, next, effects, requirement }) => {
    if (!isApiCall(call) || code === 0) return null;
    if (next.backup.cancelled > before.backup.cancelled) return null;
    // Logs below one that cannot be deleted are gone before the call is refused.
    if (requirement === ruleRequirements.log.truncateLocked && code !== NOT_MODELLED) return null;
    if (stateKey(before) !== stateKey(next)) return `${call.kind} was refused and changed the state`;
    if (code === NOT_MODELLED && effects.length > 0) return `${call.kind} is not modelled and has effects`;
    return fail(
      effects.some(({ kind }) => kind !== 'log-event'),
      `${call.kind} was refused and has effects`,
    );
  },

  unusedSlot: (_, __, { next }) =>
    fail(
      next.databaseCount === 1 && Object.values(next.databases[1]).some((field) => field !== 0),
      'a database that the service does not have',
    ),
};

/** The first invariant that a step breaks, by name, or null. */
export function brokenInvariant(before: ServiceState, call: Call, outcome: Outcome): string | null {
  for (const [name, invariant] of Object.entries(invariants)) {
    const problem = invariant(before, call, outcome);
    if (problem !== null) return `${name}: ${problem} (${call.kind})`;
  }
  return null;
}
