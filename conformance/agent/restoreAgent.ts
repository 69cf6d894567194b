import { CallNeverCompletes, ClientKilled } from '../../simulator/exchange/index.ts';
import type { EdbbcliApi } from '../../simulator/protocol/index.ts';
import {
  type CallStep,
  done,
  driveInTurns,
  type RemovalRequest,
  type RestoreOptions,
  type RestoreOutcome,
  type RestoreSet,
  restore,
  type Step,
  type StepHandler,
  unfinishedRestore,
  type WorldAnswer,
} from '../procedures/index.ts';
import type { Manifest } from './manifest.ts';
import { problemAdvice, problemText, type SetStorage } from './storage.ts';
import { type FaultRecord, TraceWriter } from './trace.ts';
import { breather, interruptedAnswer, tracedCalls } from './turns.ts';
import { problemOfSet, verifySet } from './verifySet.ts';

/** The files of the server that is restored to, by UNC path. */
export interface ServerFiles {
  /** Names in a folder; empty when there is no such folder. */
  list(folder: string): readonly string[];
  /** False when it is still there: a program has it open, or nobody may delete it. */
  remove(path: string): boolean;
  /** Creates or replaces a file. */
  create(path: string): ServerFileWriter | 'disk-full' | 'not-found' | 'in-use' | 'read-only';
}

interface ServerFileWriter {
  write(bytes: Uint8Array): 'written' | 'disk-full';
  close(): void;
}

export interface RestoreJob {
  readonly api: EdbbcliApi;
  readonly files: ServerFiles;
  readonly storage: SetStorage;
  /** Folders of the sets, oldest first. */
  readonly setPaths: readonly string[];
  /** Only these databases are restored, by file name without its ending, with their patch files; all unless told (Q191357). */
  readonly databases?: readonly string[];
  readonly options: Omit<RestoreOptions, 'sets'>;
  readonly signal?: AbortSignal;
  onProgress?(path: string, fileNumber: number, fileCount: number): void;
  onNote?(level: 'info' | 'warning', text: string): void;
  /** Faults that strike the server while the restore runs: they are in its trace. */
  readonly faults?: FaultRecord;
  onTraceLine?(line: string): void;
}

export type RestoreResult =
  | { readonly ok: true; readonly outcome: RestoreOutcome }
  /** A set is damaged: nothing was called and nothing written. One line each. */
  | { readonly ok: false; readonly problems: readonly string[] };

interface LoadedSet {
  readonly path: string;
  readonly set: RestoreSet;
}

/** The reference agent's restore: verifies every set against its manifest before the first call, then runs the procedure. */
export async function runRestore(job: RestoreJob): Promise<RestoreResult> {
  const loaded: LoadedSet[] = [];
  const problems: string[] = [];
  for (const path of job.setPaths) {
    const { acceptBrokenChain: acceptContradictions } = job.options.deviations;
    const verified = await verifySet(job.storage, path, { acceptContradictions });
    if (verified.ok) loaded.push({ path, set: restoreSet(path, verified.manifest, job.databases) });
    else problems.push(...verified.problems.map((problem) => problemOfSet(path, problem)));
  }
  if (problems.length > 0) return { ok: false, problems };
  const options: RestoreOptions = { ...job.options, sets: loaded.map(({ set }) => set) };
  const trace = new TraceWriter((line) => job.onTraceLine?.(line), job.faults);
  trace.begin({ server: options.server, annotation: options.annotation, kind: 'restore' });
  const outcome = await drive(options, restoreHandler(job, loaded, trace));
  if (outcome.result === 'vanished' || outcome.result === 'hung') trace.event(outcome.result);
  trace.end();
  return { ok: true, outcome };
}

/** Runs the procedure. A call that never comes back ends it from outside, and so does the death of the client. */
async function drive(options: RestoreOptions, handler: StepHandler): Promise<RestoreOutcome> {
  try {
    return await driveInTurns(restore(options), handler, breather());
  } catch (error) {
    if (error instanceof CallNeverCompletes) return unfinishedRestore(`${error.message}.`);
    if (error instanceof ClientKilled) return unfinishedRestore(null);
    throw error;
  }
}

function restoreSet(path: string, manifest: Manifest, databases?: readonly string[]): RestoreSet {
  const isWanted = ({ originalPath, generation }: Manifest['files'][number]): boolean =>
    databases === undefined ||
    generation !== null ||
    databases.some((name) => originalPath.toLowerCase().includes(`\\${name}.`));
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    kind: manifest.kind,
    annotation: manifest.annotation,
    files: manifest.files.filter(isWanted).map(({ name, originalPath, token, generation }) => ({
      name,
      path: originalPath,
      token,
      generation: generation?.fromHeader ?? null,
    })),
  };
}

function restoreHandler(job: RestoreJob, loaded: readonly LoadedSet[], trace: TraceWriter): StepHandler {
  const fileCount = loaded.reduce((sum, { set }) => sum + set.files.length, 0);
  let fileNumber = 0;
  const world = (step: Exclude<Step, CallStep>): WorldAnswer => {
    switch (step.kind) {
      case 'pause':
        return job.signal?.aborted === true ? interruptedAnswer : done;
      case 'note':
        job.onNote?.(step.level, step.text);
        return done;
      case 'erase':
        return eraseFiles(job.files, step.request);
      case 'write-file': {
        job.onProgress?.(step.targetPath, ++fileNumber, fileCount);
        const source = loaded.find(({ set }) => set.name === step.setName);
        if (source === undefined) throw new Error(`a restore asked for a file of the unknown set '${step.setName}'`);
        return writeFile(job, `${source.path}/${step.fileName}`, step.targetPath);
      }
      default:
        throw new Error(`a restore asked for the backup step '${step.kind}'`);
    }
  };
  return { call: tracedCalls(job.api, trace), world };
}

const logFileName = /^edb[0-9a-f]{0,5}\.log$/i;

/** All of what is asked for, or the restore fails: what is left would be replayed with what it brings. */
function eraseFiles(files: ServerFiles, { folder, names, logsToo }: RemovalRequest): WorldAnswer {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const name of files.list(folder)) {
    if (!wanted.has(name.toLowerCase()) && !(logsToo && logFileName.test(name))) continue;
    const path = `${folder}\\${name}`;
    if (!files.remove(path))
      return refused(
        `${path} cannot be deleted: it is in use, or marked read-only.`,
        'Stop the service and whoever else reads its files, take the mark away, and restore again from the full set.',
      );
  }
  return done;
}

function writeFile({ files, storage }: RestoreJob, sourcePath: string, targetPath: string): WorldAnswer {
  const writer = files.create(targetPath);
  if (writer === 'not-found')
    return refused(`there is no place on the server for ${targetPath}.`, 'Create the folder.');
  if (writer === 'in-use')
    return refused(
      `${targetPath} is in use on the server.`,
      'Stop the service, and whoever else reads its files, before it is restored.',
    );
  if (writer === 'read-only')
    return refused(
      `${targetPath} cannot be written: it is marked read-only on the server.`,
      'Take the mark away, and restore again from the full set.',
    );
  if (writer === 'disk-full') return diskFull(targetPath);
  let full = false;
  const read = storage.read(sourcePath, (bytes) => {
    full ||= writer.write(bytes) === 'disk-full';
  });
  writer.close();
  if (!read.ok) return refused(`${problemText(read.problem)}.`, problemAdvice(read.problem));
  return full ? diskFull(targetPath) : done;
}

const refused = (reason: string, advice: string): WorldAnswer => ({
  kind: 'refused',
  interrupted: false,
  reason,
  advice,
});

const diskFull = (path: string): WorldAnswer =>
  refused(
    `the server's disk is full: ${path} could not be written.`,
    'Free space on the server and restore again from the full set.',
  );
