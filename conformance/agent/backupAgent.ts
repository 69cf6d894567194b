import { CallNeverCompletes, ClientKilled } from '../../simulator/exchange/index.ts';
import type { EdbbcliApi } from '../../simulator/protocol/index.ts';
import {
  type BackupOptions,
  type BackupOutcome,
  backup,
  type CallStep,
  done,
  driveInTurns,
  hungOutcome,
  killedOutcome,
  type Step,
  type StepHandler,
  type WorldAnswer,
} from '../procedures/index.ts';
import { isSetName, type SetPlace, SetWriter } from './setWriter.ts';
import { type FaultRecord, TraceWriter } from './trace.ts';
import { breather, interruptedAnswer, tracedCalls } from './turns.ts';

/** How far a backup has come: the file being read. */
interface BackupProgress {
  readonly path: string;
  readonly fileNumber: number;
  readonly doneBytes: number;
  readonly sizeBytes: number;
}

export interface BackupJob extends SetPlace {
  readonly api: EdbbcliApi;
  readonly options: BackupOptions;
  /** Checked between two calls; when it fires the context is ended and nothing is left of the set. */
  readonly signal?: AbortSignal;
  onProgress?(progress: BackupProgress): void;
  onNote?(level: 'info' | 'warning', text: string): void;
  /** Other work on the server, done between two calls. */
  betweenCalls?(): void;
  /** Faults that strike the server while the backup runs: they are in its trace. */
  readonly faults?: FaultRecord;
  /** Every line of the trace, also those after the commit, which are too late for the set. */
  onTraceLine?(line: string): void;
}

export interface BackupReport {
  readonly outcome: BackupOutcome;
  /** Where the finished set is; null when there is none. An agent that died after its commit has one, too. */
  readonly setPath: string | null;
}

export type BackupResult =
  | { readonly ok: true; readonly report: BackupReport }
  /** Nothing was called. One sentence. */
  | { readonly ok: false; readonly problem: string };

/** The reference agent's backup: runs the procedure against an API and writes the set. */
export async function runBackup(job: BackupJob): Promise<BackupResult> {
  const problem = placeProblem(job);
  if (problem !== null) return { ok: false, problem };
  const writer = new SetWriter(job);
  const trace = new TraceWriter((line) => {
    writer.addTrace(line);
    job.onTraceLine?.(line);
  }, job.faults);
  trace.begin({ server: job.options.server, annotation: job.options.annotation, kind: job.options.kind });
  const handler = backupHandler(job, writer, trace);
  const outcome = await drive(job, handler);
  if (outcome.result === 'vanished' || outcome.result === 'hung') {
    // The dead client's folder is all that this side can clean up: what it left on the server is the point of it.
    trace.event(outcome.result);
    writer.perform({ kind: 'abandon-set' });
  }
  trace.end();
  return { ok: true, report: { outcome, setPath: writer.isDurable ? writer.finalPath : null } };
}

/** Runs the procedure. A call that never comes back ends it from outside, and so does the death of the client. */
async function drive(job: BackupJob, handler: StepHandler): Promise<BackupOutcome> {
  try {
    return await driveInTurns(backup(job.options), handler, breather());
  } catch (error) {
    if (error instanceof CallNeverCompletes) return hungOutcome(job.options, `${error.message}.`);
    if (error instanceof ClientKilled) return killedOutcome(job.options);
    throw error;
  }
}

function placeProblem({ storage, folder, name }: SetPlace): string | null {
  if (!isSetName(name)) return `'${name}' cannot be the name of a set: use letters, digits, '.', '-' and '_'`;
  if (!storage.exists(folder)) return `the folder ${folder} for the sets does not exist`;
  return storage.exists(`${folder}/${name}`)
    ? `the set ${folder}/${name} exists already, and nothing is overwritten`
    : null;
}

function backupHandler(job: BackupJob, writer: SetWriter, trace: TraceWriter): StepHandler {
  const progress = { path: '', fileNumber: 0, doneBytes: 0, sizeBytes: 0 };
  const world = (step: Exclude<Step, CallStep>): WorldAnswer => {
    switch (step.kind) {
      case 'pause':
        job.betweenCalls?.();
        return job.signal?.aborted === true ? interruptedAnswer : done;
      case 'note':
        job.onNote?.(step.level, step.text);
        return done;
      case 'begin-file':
        progress.path = step.file.path;
        progress.fileNumber += 1;
        progress.doneBytes = 0;
        progress.sizeBytes = step.sizeBytes;
        return writer.perform(step);
      case 'data':
        progress.doneBytes += step.bytes.length;
        job.onProgress?.({ ...progress });
        return writer.perform(step);
      case 'commit-set':
        trace.event('commit');
        return writer.perform(step);
      case 'erase':
      case 'write-file':
        throw new Error(`a backup asked for the restore step '${step.kind}'`);
      default:
        return writer.perform(step);
    }
  };
  return { call: tracedCalls(job.api, trace), world };
}
