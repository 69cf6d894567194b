import {
  type DiskFacts,
  encodeState,
  MAXIMUM_STATE_SIZE_BYTES,
  OpenKind,
  type RestoreKeyNumber,
  ServiceState,
} from '../../rules/index.ts';
import type { LiveBackup } from './session.ts';

/** What a service really is: from the engine, the disk, the registry and its sessions, never from the rules' own state. */
export interface Reality {
  readonly kind: ServiceState['kind'];
  readonly running: boolean;
  readonly circularLogging: boolean;
  readonly facts: DiskFacts;
  readonly lastBackupLog: number;
  readonly restoreKey: RestoreKeyNumber;
  readonly restoreMapRows: number;
  readonly restoreLow: number;
  readonly restoreHigh: number;
  readonly backup: LiveBackup | null;
  readonly restoreActive: boolean;
  readonly restoreRegistered: boolean;
  readonly restoreCompleted: boolean;
}

/** The state that the rules would have to be in for a service that really is so. */
export function project(reality: Reality, state = new ServiceState()): ServiceState {
  const { facts, backup } = reality;
  state.kind = reality.kind;
  state.running = reality.running ? 1 : 0;
  state.circularLogging = reality.circularLogging ? 1 : 0;
  state.databaseCount = facts.databases.length;
  state.currentGeneration = facts.currentGeneration;
  state.checkpointGeneration = facts.checkpointGeneration;
  state.runs.length = 0;
  for (const generation of facts.runs) state.runs.push(generation);
  for (const [index, database] of state.databases.entries()) {
    const fact = facts.databases[index];
    database.present = fact?.present ?? 0;
    database.fullLow = fact?.fullLow ?? 0;
    database.fullHigh = fact?.fullHigh ?? 0;
    database.incrementalHigh = fact?.incrementalHigh ?? 0;
    database.patchFile = fact?.patchFile ?? 0;
  }
  state.lastBackupLog = reality.lastBackupLog;
  state.restoreKey = reality.restoreKey;
  state.restoreMapRows = reality.restoreMapRows;
  state.restoreLow = reality.restoreLow;
  state.restoreHigh = reality.restoreHigh;
  projectBackup(backup, state.backup);
  state.restore.active = reality.restoreActive ? 1 : 0;
  state.restore.registered = reality.restoreRegistered ? 1 : 0;
  state.restore.completed = reality.restoreCompleted ? 1 : 0;
  return state;
}

function projectBackup(backup: LiveBackup | null, session: ServiceState['backup']): void {
  const { list = null, stream = null } = backup ?? {};
  session.active = backup === null ? 0 : 1;
  session.backupType = backup?.backupType ?? 0;
  session.cancelled = backup?.cancelled ? 1 : 0;
  session.lowGeneration = backup?.lowGeneration ?? 0;
  session.listed = list === null ? 0 : 1;
  session.listedLow = list?.low ?? 0;
  session.listedHigh = list?.high ?? 0;
  session.listedPatches = list?.patches ?? 0;
  session.deleteHigh = list?.deleteHigh ?? 0;
  session.truncated = backup?.truncated ? 1 : 0;
  session.openedDatabases = backup?.openedDatabases ?? 0;
  session.closedDatabases = backup?.closedDatabases ?? 0;
  session.filesOpened = Math.min(backup?.filesOpened ?? 0, 2);
  session.openKind = stream?.kind ?? OpenKind.nothing;
  session.openIndex = stream?.index ?? 0;
  session.openPositionBytes = stream?.positionBytes ?? 0;
  session.openSizeBytes = stream?.sizeBytes ?? 0;
}

/**
 * Holds the rules' state against the projection of what really is, at every step. A difference means that the double and
 * the oracle have drifted apart: a defect of this program, never of an agent.
 */
export class ProjectionCheck {
  readonly #projected = new ServiceState();
  readonly #left = new Uint8Array(MAXIMUM_STATE_SIZE_BYTES);
  readonly #right = new Uint8Array(MAXIMUM_STATE_SIZE_BYTES);

  verify(state: ServiceState, reality: Reality, what: string): void {
    project(reality, this.#projected);
    const length = encodeState(state, this.#left);
    const other = encodeState(this.#projected, this.#right);
    let equal = length === other;
    for (let i = 0; equal && i < length; i++) equal = this.#left[i] === this.#right[i];
    if (!equal) {
      throw new Error(
        `after ${what} the rules and the engine disagree: ${differences(state, this.#projected).join('; ')}. ` +
          'This is a defect of edbproof; please report it with the scenario and its seed.',
      );
    }
  }
}

/** The fields in which two states differ, each as "name: rules say a, engine says b". */
function differences(rules: ServiceState, engine: ServiceState): string[] {
  const left = flatten(rules);
  const right = flatten(engine);
  return [...left].flatMap(([name, value]) =>
    right.get(name) === value ? [] : [`${name}: rules say ${value}, engine says ${right.get(name)}`],
  );
}

function flatten(record: object, prefix = '', into = new Map<string, string>()): Map<string, string> {
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === 'number' || (Array.isArray(value) && name === 'runs')) into.set(prefix + name, String(value));
    else flatten(value, `${prefix}${name}.`, into);
  }
  return into;
}
