import * as fc from 'fast-check';
import { type ApiCall, type Call, OpenKind, type ServiceState } from '../index.ts';
import { apiCallKinds, type Draw, draws, makeApiCall } from './randomCalls.ts';
import { legalEvents } from './randomEvents.ts';
import { stateOf } from './states.ts';

/** The services that a random history starts from. */
const starts = {
  'two databases': () => stateOf(),
  'one database': () => stateOf({ databaseCount: 1 }),
  'two databases, circular logging': () => stateOf({ circular: true, runs: [6, 9] }),
  directory: () => stateOf({ kind: 'directory' }),
  'directory, circular logging, never backed up': () =>
    stateOf({ kind: 'directory', circular: true, fullBackup: null }),
  'a new log stream': () => stateOf({ runs: [1, 1], checkpoint: 1, fullBackup: null }),
  'close to the last generation': () =>
    stateOf({ runs: [0xffffa, 0xffffd], checkpoint: 0xffffb, lastBackupLog: 0xffffa }),
  stopped: () => stateOf({ running: false }),
} as const satisfies Record<string, () => ServiceState>;

type StartName = keyof typeof starts;
const startNames = Object.keys(starts) as readonly StartName[];

export interface RandomHistory {
  readonly start: StartName;
  readonly draws: readonly Draw[];
}

export const randomHistories: fc.Arbitrary<RandomHistory> = fc.record({
  start: fc.constantFrom(...startNames),
  draws: fc.array(draws, { minLength: 1, maxLength: 60, size: 'max' }),
});

/** The calls that lead through a backup or restore come up more often than the others. */
const weighted = [
  ...apiCallKinds,
  ...(['HrBackupPrepare', 'HrBackupOpenFile', 'HrBackupRead', 'HrBackupClose', 'HrBackupGetBackupLogs'] as const),
  ...(['HrBackupOpenFile', 'HrBackupRead', 'HrBackupClose', 'HrBackupTruncateLogs'] as const),
  ...(['HrRestoreRegister', 'HrRestorePrepare', 'HrRestoreRegisterComplete'] as const),
];

/** The call that a backup agent would make next. */
function usualNext({ backup, databaseCount }: ServiceState, { a }: Draw): ApiCall['kind'] {
  if (backup.active === 0) return 'HrBackupPrepare';
  if (backup.cancelled === 1) return 'HrBackupEnd';
  if (backup.openKind !== OpenKind.nothing) return a % 2 === 0 ? 'HrBackupRead' : 'HrBackupClose';
  const isCopied = backup.backupType === 2 || backup.closedDatabases === (1 << databaseCount) - 1;
  if (backup.listed === 0) return isCopied ? 'HrBackupGetBackupLogs' : 'HrBackupOpenFile';
  if (backup.truncated === 1) return 'HrBackupEnd';
  return a % 2 === 0 ? 'HrBackupOpenFile' : 'HrBackupTruncateLogs';
}

/** What is drawn next in a state: what an agent would do, any call, or an event. */
function nextOf(state: ServiceState, draw: Draw): Call {
  const pick = Math.floor(draw.kind / 4);
  if (draw.kind % 4 === 0) return makeApiCall(usualNext(state, draw), state, draw);
  if (draw.kind % 4 !== 3) return makeApiCall(weighted[pick % weighted.length] ?? 'HrBackupEnd', state, draw);
  const events = legalEvents(state, draw);
  const event = events[pick % events.length];
  if (event === undefined) throw new Error('there is always an event that can happen');
  return event;
}

/** Plays a history; `decide` gives the state after each call. */
export function playHistory(history: RandomHistory, decide: (state: ServiceState, call: Call) => ServiceState): void {
  let state: ServiceState = starts[history.start]();
  for (const draw of history.draws) state = decide(state, nextOf(state, draw));
}
