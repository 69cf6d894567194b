import { type DatabaseState, ServiceKind, ServiceState } from '../index.ts';

/** Sizes in bytes of the files that the tests open: a database of ten pages, a log, an empty patch file. */
export const FileSizeBytes = { database: 40_960, log: 5_242_880, patch: 8192 } as const;

/** What a test says about its service; the rest is a service that accepts every kind of backup. */
export interface Start {
  readonly kind?: 'information-store' | 'directory';
  readonly databaseCount?: 1 | 2;
  readonly running?: boolean;
  readonly circular?: boolean;
  /** Logs on disk as pairs from, to; the last number is edb.log. */
  readonly runs?: readonly number[];
  readonly checkpoint?: number;
  /** The last recorded full backup, null for none. */
  readonly fullBackup?: { readonly low: number; readonly high: number } | null;
  /** The log number in the registry. */
  readonly lastBackupLog?: number;
}

/**
 * Logs 3 to 9 on disk, 9 being edb.log; the checkpoint in log 6; a full backup of logs 3 to 5 on record. Two databases
 * for the information store, one for the directory.
 */
export function stateOf(start: Start = {}): ServiceState {
  const state = new ServiceState();
  const runs = start.runs ?? [3, 9];
  const fullBackup = start.fullBackup === undefined ? { low: 3, high: 5 } : start.fullBackup;
  const isDirectory = start.kind === 'directory';
  state.kind = isDirectory ? ServiceKind.directory : ServiceKind.informationStore;
  state.databaseCount = start.databaseCount ?? (isDirectory ? 1 : 2);
  state.running = start.running === false ? 0 : 1;
  state.circularLogging = start.circular === true ? 1 : 0;
  state.runs.push(...runs);
  state.currentGeneration = runs.at(-1) ?? 0;
  state.checkpointGeneration = start.checkpoint ?? 6;
  state.lastBackupLog = start.lastBackupLog ?? fullBackup?.high ?? 0;
  for (const database of databasesOf(state)) {
    database.present = 1;
    database.fullLow = fullBackup?.low ?? 0;
    database.fullHigh = fullBackup?.high ?? 0;
  }
  return state;
}

/** The databases that the service has, without the unused slot. */
export const databasesOf = (state: ServiceState): readonly DatabaseState[] =>
  state.databases.slice(0, state.databaseCount);

/** One number in a state. */
export interface StateNumber {
  /** Where it is, such as `databases.0.fullLow`. */
  readonly path: string;
  readonly read: () => number;
  readonly write: (value: number) => void;
}

/** Every number of a state or of a part of it, wherever it is. */
export function numbersOf(part: object, prefix = ''): readonly StateNumber[] {
  return Object.entries(part).flatMap(([key, field]: [string, unknown]): readonly StateNumber[] => {
    const path = `${prefix}${key}`;
    if (typeof field === 'object' && field !== null) return numbersOf(field, `${path}.`);
    const write = (value: number): void => void Reflect.set(part, key, value);
    return [{ path, read: () => Number(Reflect.get(part, key)), write }];
  });
}
