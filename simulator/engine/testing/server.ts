import {
  createDatabase,
  type Engine,
  type EngineInternals,
  type EngineOptions,
  ESE97_FORMAT,
  type RecoveryReport,
  startEngine,
  VirtualDisk,
} from '../index.ts';
import { SeededRandom } from './random.ts';

export const FOLDER = 'D:\\exchsrvr\\mdbdata';
export const DATABASES = [
  { id: 1, path: `${FOLDER}\\priv.edb` },
  { id: 2, path: `${FOLDER}\\pub.edb` },
] as const;
const START_SECONDS = 933_984_000;

export interface ServerSetup {
  readonly seed: number;
  /** Leaves of each database; every leaf has four rows. */
  readonly leafCount?: number;
  readonly databaseCount?: 1 | 2;
  readonly circularLogging?: boolean;
  readonly cachePages?: number;
  readonly lazyFlush?: number;
  readonly checkpointDepthGenerations?: number;
}

/** A disk with clean databases, and what it takes to run an engine on it or on a copy of it. */
export class TestServer {
  readonly disk: VirtualDisk;
  readonly setup: ServerSetup;
  readonly clock: { now: number; nowSeconds(): number };

  constructor(setup: ServerSetup, disk?: VirtualDisk, nowSeconds: number = START_SECONDS) {
    this.setup = setup;
    this.clock = {
      now: nowSeconds,
      nowSeconds() {
        this.now += 1;
        return this.now;
      },
    };
    this.disk = disk ?? new VirtualDisk();
    if (disk === undefined) this.#createDatabases();
  }

  /** The same bytes on another disk, later. */
  fork(disk: VirtualDisk = this.disk.clone()): TestServer {
    return new TestServer(this.setup, disk, this.clock.now + 1000);
  }

  get databases(): readonly { readonly id: number; readonly path: string }[] {
    return DATABASES.slice(0, this.setup.databaseCount ?? 1);
  }

  options(): EngineOptions {
    const { seed, circularLogging, cachePages, lazyFlush, checkpointDepthGenerations } = this.setup;
    return {
      disk: this.disk,
      clock: this.clock,
      random: new SeededRandom(seed),
      format: ESE97_FORMAT,
      computerName: '',
      logFolder: FOLDER,
      systemFolder: FOLDER,
      databases: this.databases,
      circularLogging: circularLogging ?? false,
      checkpointDepthGenerations: checkpointDepthGenerations ?? 3,
      cachePages: cachePages ?? 256,
      lazyFlush: lazyFlush ?? 64,
    };
  }

  /** Starts, or throws with the report's sentence. */
  start(internals: EngineInternals = {}): Engine {
    const result = startEngine(this.options(), internals);
    if (result.kind === 'failed') throw new Error(result.report.sentence);
    return result.engine;
  }

  /** Tries to start; the report of a start that failed, or the engine. */
  tryStart(internals: EngineInternals = {}): Engine | RecoveryReport {
    const result = startEngine(this.options(), internals);
    return result.kind === 'failed' ? result.report : result.engine;
  }

  #createDatabases(): void {
    for (const { id, path } of this.databases) {
      const signature = { random: this.setup.seed * 8 + id, createdSeconds: START_SECONDS, computerName: '' };
      const sizeBytes = (65 + (this.setup.leafCount ?? 24)) * 4096;
      createDatabase(this.disk, path, { format: ESE97_FORMAT, signature, sizeBytes, seed: this.setup.seed + id });
    }
  }
}
