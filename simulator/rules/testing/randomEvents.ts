import { JetError } from '../../protocol/index.ts';
import { type DiskFacts, MAXIMUM_RUNS, RestoreKey, type ServiceEvent, type ServiceState } from '../index.ts';
import { plainStart } from './circumstances.ts';
import { type Draw, locked } from './randomCalls.ts';
import { databasesOf } from './states.ts';

type DatabaseFacts = DiskFacts['databases'][number];

/** What the disk says when nothing has changed, but for what is given. */
function facts(state: ServiceState, changed: Partial<DiskFacts> = {}): DiskFacts {
  const { currentGeneration, checkpointGeneration, runs } = state;
  const databases = databasesOf(state).map((database): DatabaseFacts => ({ ...database }));
  return { currentGeneration, checkpointGeneration, runs: [...runs], databases, ...changed };
}

/** What is left after recovery: a new stream when edb.log is gone, else the logs as they are. */
function factsOfStart(state: ServiceState): DiskFacts {
  if (state.currentGeneration === 0)
    return facts(state, { currentGeneration: 1, checkpointGeneration: 1, runs: [1, 1] });
  return facts(state);
}

/** Files of a stopped service are replaced: patch files deleted, a database defragmented, or edb.chk damaged. */
function factsOfChange(state: ServiceState, { a, b }: Draw): DiskFacts {
  const noPatchFiles = (database: DatabaseFacts) => ({ ...database, patchFile: 0 });
  const defragmented = (database: DatabaseFacts, index: number) =>
    index === b % state.databaseCount ? { ...database, fullLow: 0, fullHigh: 0, incrementalHigh: 0 } : database;
  const { databases } = facts(state);
  if (a % 4 === 0) return facts(state, { checkpointGeneration: 0 });
  if (a % 4 === 1) return facts(state, { databases: databases.map(defragmented) });
  return facts(state, { databases: databases.map(noPatchFiles), checkpointGeneration: state.currentGeneration });
}

function activity(state: ServiceState, { a, b, c }: Draw): ServiceEvent {
  const currentGeneration = state.currentGeneration + (a % 4);
  const room = currentGeneration - state.checkpointGeneration;
  // A damaged edb.chk stays so, or is written anew.
  const isDamaged = state.checkpointGeneration === 0;
  const advance = isDamaged ? (b % 4 === 0 ? room : 0) : Math.min(b % 4, room);
  const checkpointGeneration = state.checkpointGeneration + advance;
  const lowest = state.runs[0] ?? 0;
  const { active, cancelled, lowGeneration } = state.backup;
  const held = active === 1 && cancelled === 0 && lowGeneration > 0 ? lowGeneration : checkpointGeneration;
  const bound = Math.min(checkpointGeneration, held);
  const present = state.databases[0].patchFile | (state.databases[1].patchFile << 1);
  const canDelete = state.circularLogging === 1 && bound > lowest;
  return {
    kind: 'Activity',
    currentGeneration,
    checkpointGeneration,
    lowestGeneration: canDelete ? lowest + (c % (bound - lowest + 1)) : lowest,
    // Now and then somebody deletes the patch files, or leaves one; a running backup holds its own.
    patchFiles: active === 0 && a % 7 === 0 ? b & ((1 << state.databaseCount) - 1) : present,
  };
}

const anyClosedLog = (state: ServiceState, number: number): number => {
  const lowest = state.runs[0] ?? 1;
  const span = Math.max(1, (state.runs.at(-1) ?? 1) - lowest);
  return lowest + (number % span);
};

/** The events that can happen to a service now; the list is complete for the kinds of events there are. */
export function legalEvents(state: ServiceState, draw: Draw): readonly ServiceEvent[] {
  const { a, b } = draw;
  const isRunning = state.running === 1;
  const isIdle = state.backup.active === 0;
  const startsAllowed = state.restoreKey === RestoreKey.absent || state.restoreKey === RestoreKey.completed;
  const roomForRuns = state.runs.length <= 2 * MAXIMUM_RUNS - 4;
  const events: ServiceEvent[] = [{ kind: 'ClientGone', locked: locked(state, a) }];
  if (state.restoreKey !== RestoreKey.absent) events.push({ kind: 'RestoreKeyDeleted' });
  if (isRunning) {
    events.push(activity(state, draw), activity(state, { ...draw, a: b, b: a }));
    events.push({ kind: 'StopRequested' }, { kind: 'ServiceCrashed', facts: facts(state) });
    if (isIdle)
      events.push({
        kind: 'ServiceStopped',
        facts: facts(state),
        stopError: a % 3 === 0 ? JetError.JET_errLogDiskFull : a % 3 === 1 ? JetError.JET_errLogWriteFail : 0,
        newLogError: a % 3 === 1 ? JetError.JET_errFileNotFound : 0,
      });
  } else {
    events.push(plainStart, { kind: 'StartFailed', facts: facts(state) });
    events.push({ kind: 'FilesChanged', facts: factsOfChange(state, draw) });
    events.push({ kind: 'FilesChanged', facts: factsOfChange(state, { ...draw, a: 2 }) });
    events.push({ kind: 'CircularLoggingSet', on: a % 2 }, { kind: 'DatabaseMoved', index: b % state.databaseCount });
    if (startsAllowed) {
      const start: ServiceEvent = { kind: 'ServiceStarted', facts: factsOfStart(state) };
      events.push(start, start, start, start);
    }
  }
  const closed = anyClosedLog(state, b);
  if (roomForRuns && closed !== state.currentGeneration) {
    events.push(a % 2 === 0 ? { kind: 'LogDeleted', generation: closed } : { kind: 'LogForged', generation: closed });
  }
  return events;
}
