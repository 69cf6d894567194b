import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLibrary } from '../../../binding/library/index.ts';
import { compileLibrary } from '../../../binding/testing/tools.ts';
import { Annotation } from '../../../simulator/protocol/index.ts';
import { type Drive, type DriveResult, driveLibrary } from '../driveLibrary.ts';
import { type BackupTask, everythingAllowed, nothingAllowed } from '../job.ts';
import type { DriveReport } from '../messages.ts';
import { runJob } from '../runJob.ts';

/** A scratch folder with the library of server.c, and a folder for sets. */
export class NativeServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'edbproof-targets-'));
  readonly sets = join(this.folder, 'sets');
  readonly library = join(this.folder, 'server.so');
  #drives = 0;

  constructor() {
    mkdirSync(this.sets);
    compileLibrary('conformance/targets/testing/server.c', this.library);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  job(name: string, changes: Partial<BackupTask> = {}): BackupTask {
    return {
      task: 'backup',
      library: this.library,
      server: 'EXCH1',
      annotation: Annotation.EDBBACK_MDB_SERVER,
      form: { kind: 'W' },
      permissions: nothingAllowed,
      kind: 'full',
      folder: this.sets,
      name,
      bufferSizeBytes: 65536,
      takenAt: '1998-02-01T22:00:00.000Z',
      ...changes,
    };
  }

  /** Drives the library, which misbehaves as the text says (see server.c). */
  async drive(misbehave: string, changes: Partial<Drive> = {}): Promise<Driven> {
    const number = ++this.#drives;
    const seen = join(this.folder, `calls-${number}`);
    const lines: string[] = [];
    const notes: string[] = [];
    const result = await driveLibrary({
      job: this.job(`set-${number}`),
      limits: { callSeconds: 60, wholeSeconds: 120 },
      onTraceLine: (line) => lines.push(line),
      onNote: (_level, text) => notes.push(text),
      ...changes,
      environment: { ...process.env, ...changes.environment, MISBEHAVE: misbehave, SEEN_CALLS: seen },
    });
    return { ...result, lines, notes, reached: callsIn(seen) };
  }

  /** Runs a backup in this process: for a library that answers nonsense and harms nobody. */
  async runHere(misbehave: string): Promise<{ report: DriveReport; reached: readonly string[] }> {
    const number = ++this.#drives;
    const seen = join(this.folder, `calls-${number}`);
    process.env['MISBEHAVE'] = misbehave;
    process.env['SEEN_CALLS'] = seen;
    try {
      const opening = openLibrary(this.library);
      if (!opening.ok) throw new Error(opening.problem);
      const surroundings = { tell: () => {}, signal: new AbortController().signal };
      const job = this.job(`set-${number}`, { permissions: everythingAllowed });
      const report = await runJob(opening.api, job, surroundings);
      const facts = { unfreedLists: opening.unfreedLists(), strayFrees: opening.strayFrees() };
      opening.close();
      return { report: { ...report, ...facts }, reached: callsIn(seen) };
    } finally {
      delete process.env['MISBEHAVE'];
      delete process.env['SEEN_CALLS'];
    }
  }

  /** A program that drives the library, which waits in its first read until there is a file `gate`. */
  startDoomed(gate: string, seen: string): ChildProcess {
    const program = fileURLToPath(new URL('./doomedDriver.js', import.meta.url));
    const settings = { MISBEHAVE: 'HrBackupRead:1:gate', GATE: gate, SEEN_CALLS: seen, DATABASE_BYTES: '2000000' };
    return spawn(process.execPath, [program, JSON.stringify(this.job('orphan', { bufferSizeBytes: 12_288 }))], {
      env: { ...process.env, ...settings },
      stdio: 'inherit',
    });
  }

  /** Names in the folder of the sets. */
  get setNames(): readonly string[] {
    return readdirSync(this.sets);
  }
}

/** The calls that a library noted. There is no file when it was never loaded. */
export const callsIn = (path: string): readonly string[] =>
  readFileSync(path, { encoding: 'utf8', flag: 'a+' })
    .split('\n')
    .slice(0, -1)
    .filter((name) => name !== 'load' && name !== 'unload');

export interface Driven extends DriveResult {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  /** Base names of the calls that reached the library. */
  readonly reached: readonly string[];
}

/** Waits until something is so; waiting in vain fails with `what`. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let turn = 0; turn < 3000; turn += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`waited in vain: ${what}`);
}
