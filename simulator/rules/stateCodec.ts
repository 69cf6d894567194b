import { type DatabaseState, MAXIMUM_RUNS, OpenKind, RestoreKey, ServiceState } from './state.ts';

/**
 * The canonical encoding of a state: two words of flags, then every number as a varint (7 bits a byte, low bits first).
 * Equal states have equal bytes and different states have different bytes, so the bytes are the state's identity.
 */

/** No state is longer: 2 flag words, 2 * MAXIMUM_RUNS generations, and the remaining numbers, at 8 bytes each at most. */
export const MAXIMUM_STATE_SIZE_BYTES = 8 * (2 + 1 + 2 * MAXIMUM_RUNS + 32);

class Writer {
  readonly #bytes: Uint8Array;
  length = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  put(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.length++] = rest;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.#bytes[this.#position++];
      if (byte === undefined) throw new RangeError(`a state of ${this.#bytes.length} bytes ends too early`);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  get atEnd(): boolean {
    return this.#position === this.#bytes.length;
  }
}

/** Writes a state and returns how many bytes it took. `bytes` must hold MAXIMUM_STATE_SIZE_BYTES. */
export function encodeState(state: ServiceState, bytes: Uint8Array): number {
  const writer = new Writer(bytes);
  const { databases, backup, restore, runs } = state;
  if (runs.length > 2 * MAXIMUM_RUNS) throw tooManyRuns(runs.length);
  writer.put(
    state.kind |
      (state.running << 1) |
      (state.circularLogging << 2) |
      (state.databaseCount << 3) |
      (state.restoreKey << 5) |
      (databases[0].present << 7) |
      (databases[1].present << 8) |
      (databases[0].patchFile << 9) |
      (databases[1].patchFile << 10),
  );
  writer.put(
    backup.active |
      (backup.backupType << 1) |
      (backup.cancelled << 3) |
      (backup.listed << 4) |
      (backup.truncated << 5) |
      (backup.listedPatches << 6) |
      (backup.openedDatabases << 8) |
      (backup.closedDatabases << 10) |
      (backup.openKind << 12) |
      (restore.active << 15) |
      (restore.registered << 16) |
      (restore.completed << 17) |
      (backup.filesOpened << 18),
  );
  writer.put(runs.length);
  for (let i = 0; i < runs.length; i++) writer.put(runs[i] ?? 0);
  writer.put(state.currentGeneration);
  writer.put(state.checkpointGeneration);
  putDatabase(writer, databases[0]);
  putDatabase(writer, databases[1]);
  writer.put(state.lastBackupLog);
  writer.put(state.restoreMapRows);
  writer.put(state.restoreLow);
  writer.put(state.restoreHigh);
  writer.put(backup.lowGeneration);
  writer.put(backup.listedLow);
  writer.put(backup.listedHigh);
  writer.put(backup.deleteHigh);
  writer.put(backup.openIndex);
  writer.put(backup.openPositionBytes);
  writer.put(backup.openSizeBytes);
  return writer.length;
}

const tooManyRuns = (runEnds: number): RangeError =>
  new RangeError(`a state with ${runEnds} run ends; at most ${2 * MAXIMUM_RUNS}`);

function putDatabase(writer: Writer, database: DatabaseState): void {
  writer.put(database.fullLow);
  writer.put(database.fullHigh);
  writer.put(database.incrementalHigh);
}

/** The state of exactly these bytes. Throws a RangeError for bytes that are no state. */
export function decodeState(bytes: Uint8Array): ServiceState {
  const reader = new Reader(bytes);
  const state = new ServiceState();
  const { databases, backup, restore } = state;
  const flags = reader.take();
  state.kind = flags & 1 ? 1 : 0;
  state.running = (flags >> 1) & 1;
  state.circularLogging = (flags >> 2) & 1;
  state.databaseCount = (flags >> 3) & 3;
  state.restoreKey = oneOf(Object.values(RestoreKey), (flags >> 5) & 3);
  databases[0].present = (flags >> 7) & 1;
  databases[1].present = (flags >> 8) & 1;
  databases[0].patchFile = (flags >> 9) & 1;
  databases[1].patchFile = (flags >> 10) & 1;
  const session = reader.take();
  backup.active = session & 1;
  backup.backupType = (session >> 1) & 3;
  backup.cancelled = (session >> 3) & 1;
  backup.listed = (session >> 4) & 1;
  backup.truncated = (session >> 5) & 1;
  backup.listedPatches = (session >> 6) & 3;
  backup.openedDatabases = (session >> 8) & 3;
  backup.closedDatabases = (session >> 10) & 3;
  backup.openKind = oneOf(Object.values(OpenKind), (session >> 12) & 7);
  restore.active = (session >> 15) & 1;
  restore.registered = (session >> 16) & 1;
  restore.completed = (session >> 17) & 1;
  backup.filesOpened = (session >> 18) & 3;
  const runCount = reader.take();
  if (runCount > 2 * MAXIMUM_RUNS) throw tooManyRuns(runCount);
  for (let i = 0; i < runCount; i++) state.runs.push(reader.take());
  state.currentGeneration = reader.take();
  state.checkpointGeneration = reader.take();
  takeDatabase(reader, databases[0]);
  takeDatabase(reader, databases[1]);
  state.lastBackupLog = reader.take();
  state.restoreMapRows = reader.take();
  state.restoreLow = reader.take();
  state.restoreHigh = reader.take();
  backup.lowGeneration = reader.take();
  backup.listedLow = reader.take();
  backup.listedHigh = reader.take();
  backup.deleteHigh = reader.take();
  backup.openIndex = reader.take();
  backup.openPositionBytes = reader.take();
  backup.openSizeBytes = reader.take();
  if (!reader.atEnd) throw new RangeError(`a state of ${bytes.length} bytes goes on after its end`);
  return state;
}

function takeDatabase(reader: Reader, database: DatabaseState): void {
  database.fullLow = reader.take();
  database.fullHigh = reader.take();
  database.incrementalHigh = reader.take();
}

function oneOf<Value extends number>(values: readonly Value[], number: number): Value {
  const value = values.find((candidate) => candidate === number);
  if (value === undefined) throw new RangeError(`${number} is none of ${values.join(', ')}`);
  return value;
}

/** The encoding as a text of one character per byte, to be used as a key. */
export function stateKey(state: ServiceState): string {
  const bytes = new Uint8Array(MAXIMUM_STATE_SIZE_BYTES);
  const length = encodeState(state, bytes);
  return String.fromCharCode(...bytes.subarray(0, length));
}
