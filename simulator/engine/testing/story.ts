import * as assert from 'uvu/assert';
import {
  encodeLogHeader,
  type HardRecoveryOrder,
  hardRecover,
  type LogHeader,
  type RecoveryReport,
  startEngine,
  VirtualDisk,
} from '../index.ts';
import { readLogHeader } from '../log/index.ts';
import { type BackupSet, backUp, orderFor, restoreFiles } from '../testing/backupSet.ts';
import type { Ledger } from '../testing/ledger.ts';
import { SeededRandom } from '../testing/random.ts';
import { FOLDER, type ServerSetup, TestServer } from '../testing/server.ts';
import { Workload } from '../testing/workload.ts';

export const PATCH = `${FOLDER}\\priv.pat`;
export const CURRENT = `${FOLDER}\\edb.log`;
export const logPath = (generation: number): string => `${FOLDER}\\edb${generation.toString(16).padStart(5, '0')}.log`;

export interface Story {
  readonly server: TestServer;
  readonly set: BackupSet;
  /** What was committed when the logs of the backup were closed. */
  readonly atBackup: Ledger;
  /** What was committed when the server crashed, three generations later. */
  readonly atCrash: Ledger;
}

/** A full backup under load, then three more generations, then a crash. The backup has lost moves without its patch. */
export function story(seed = 3, setup: Partial<ServerSetup> = {}): Story {
  const server = new TestServer({ seed, lazyFlush: 90, checkpointDepthGenerations: 2, ...setup });
  const engine = server.start();
  const random = new SeededRandom(seed);
  const work = new Workload(
    engine,
    random,
    server.databases.map(({ id }) => id),
  );
  for (let roll = 0; roll < 3; roll += 1) {
    work.run(20);
    work.settle();
    engine.rollLog();
  }
  const set = backUp(engine, server, { between: () => work.run(4), readSizeBytes: () => 16384 });
  const atBackup = work.ledger.clone();
  for (let roll = 0; roll < 3; roll += 1) {
    work.run(20);
    engine.rollLog();
  }
  work.run(10);
  const atCrash = work.ledger.clone();
  engine.crash();
  return { server, set, atBackup, atCrash };
}

/** The story never changes once it is told; every test works on copies of its disk. */
export const told = story();

export function emptyServer({ server, set }: Story = told, parts: { patches?: boolean } = {}): TestServer {
  const restored = server.fork(new VirtualDisk());
  restoreFiles(set, restored.disk, parts);
  return restored;
}

export function recover(server: TestServer, changes: Partial<HardRecoveryOrder> = {}, set = told.set): RecoveryReport {
  const report = hardRecover(server.options(), orderFor(set, changes));
  if (report.error !== 0) assert.ok(report.sentence.startsWith('JET_') && report.sentence.length > 30, report.sentence);
  return report;
}

export function changeLogHeader(
  disk: VirtualDisk,
  path: string,
  changes: (header: LogHeader) => Partial<LogHeader>,
): void {
  const header = readLogHeader(disk.open(path));
  if (header === null) throw new Error(`${path} has no header`);
  disk.open(path)?.write(0, encodeLogHeader({ ...header, ...changes(header) }));
}

export function rowsMatch(server: TestServer, ledger: Ledger): void {
  for (const name of server.disk.list(FOLDER)) if (name.endsWith('.pat')) server.disk.remove(`${FOLDER}\\${name}`);
  const result = startEngine(server.options());
  if (result.kind === 'failed') throw new Error(result.report.sentence);
  for (const { id } of server.databases) assert.equal(ledger.differences(id, result.engine.rows(id)), []);
}
