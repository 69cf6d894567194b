import * as assert from 'uvu/assert';
import {
  CHECKPOINT_NAME,
  type Engine,
  encodeLogHeader,
  type LogHeader,
  type RecoveryReport,
  readCheckpointFile,
  startEngine,
  type VirtualDisk,
} from '../index.ts';
import { readLogHeader } from '../log/index.ts';
import { asText, type Ledger } from '../testing/ledger.ts';
import { SeededRandom } from '../testing/random.ts';
import { FOLDER, TestServer } from '../testing/server.ts';
import { Workload } from '../testing/workload.ts';

export const OPEN_KEY = 2 ** 40;
export const CURRENT = `${FOLDER}\\edb.log`;
export const CHECKPOINT = `${FOLDER}\\${CHECKPOINT_NAME}`;
export const logPath = (generation: number): string => `${FOLDER}\\edb0000${generation}.log`;

export interface Crashed {
  readonly server: TestServer;
  readonly ledger: Ledger;
}

/** A server that crashed in generation 6 with its checkpoint in generation 2 or 3, a transaction being open. */
export function crashed(setup: Partial<ConstructorParameters<typeof TestServer>[0]> = {}): Crashed {
  const server = new TestServer({ seed: 7, lazyFlush: 20, ...setup });
  const engine = server.start();
  const ids = server.databases.map(({ id }) => id);
  const work = new Workload(engine, new SeededRandom(7), ids);
  for (let roll = 0; roll < 5; roll += 1) {
    work.run(40);
    work.settle();
    engine.rollLog();
  }
  work.run(30);
  const { ledger } = work;
  const open = engine.begin();
  engine.insert(open, 1, OPEN_KEY, new Uint8Array(9));
  // Its commit brings the open one's records to the disk.
  const committed = engine.begin();
  engine.insert(committed, 1, OPEN_KEY + 1, new Uint8Array(5));
  engine.commit(committed);
  ledger.rowsOf(1).set(OPEN_KEY + 1, asText(new Uint8Array(5)));
  engine.crash();
  return { server, ledger };
}

export function started(server: TestServer): { engine: Engine; report: RecoveryReport } {
  const result = startEngine(server.options());
  if (result.kind === 'failed') throw new Error(result.report.sentence);
  return result;
}

export function failed(server: TestServer): RecoveryReport {
  const result = startEngine(server.options());
  if (result.kind === 'started') throw new Error('The start should have failed');
  assert.ok(result.report.sentence.length > 20 && result.report.sentence.startsWith('JET_'), result.report.sentence);
  return result.report;
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

export function checkpointGeneration(disk: VirtualDisk): number {
  const file = disk.open(CHECKPOINT);
  return (file === null ? null : readCheckpointFile(file))?.checkpoint.generation ?? 0;
}
