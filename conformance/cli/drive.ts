import { resolve } from 'node:path';
import { pathKind, withoutSlashes } from '../../binding/files/index.ts';
import { inspectLibrary } from '../../binding/library/index.ts';
import { Annotation, type CodePage } from '../../simulator/protocol/index.ts';
import {
  type DriveJob,
  type DriveResult,
  driveLibrary,
  everythingAllowed,
  planLines,
  planOf,
  recognise,
} from '../targets/index.ts';
import { resultLines } from './driveText.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonLine } from './output/index.ts';
import { progressLine } from './progressLine.ts';
import { TraceOutput } from './traceOutput.ts';

export const driveKinds = ['full', 'incremental', 'differential', 'copy', 'restore'] as const;

export interface DriveArguments {
  readonly library: string;
  readonly server: string;
  readonly service: 'information-store' | 'directory';
  readonly kind: (typeof driveKinds)[number];
  readonly set: readonly string[];
  readonly form: 'A' | 'W';
  readonly codePage: CodePage;
  readonly bufferKib: number;
  readonly allowTruncate: boolean;
  readonly allowRegister: boolean;
  readonly allowComplete: boolean;
  readonly erase: boolean;
  readonly disk: string | undefined;
  readonly trace: string | undefined;
  readonly callLimit: number;
  readonly timeLimit: number;
  readonly json: boolean;
}

/** Drives a native library with the reference agent, in a process of its own. */
export async function drive(given: DriveArguments, io: Io, environment: NodeJS.ProcessEnv): Promise<ExitCodeValue> {
  const library = resolve(given.library);
  const inspection = inspectLibrary(library);
  if (!inspection.ok) return refuse(io, `${inspection.problem}. ${inspection.advice}`);
  const recognition = recognise(library, environment);
  const asked = { truncate: given.allowTruncate, register: given.allowRegister, complete: given.allowComplete };
  const permissions = recognition.isSimulator ? everythingAllowed : asked;
  const problem = argumentProblem(given, permissions.register, environment);
  if (problem !== null) return refuse(io, problem);
  const job = jobOf(given, library, permissions, environment);
  const plan = planOf(job, inspection.description, recognition);
  const trace = new TraceOutput(given.trace ?? usualTrace(job));
  const inTheWay = pathProblem(job, trace);
  if (inTheWay !== null) return refuse(io, inTheWay);
  io.out(given.json ? jsonLine({ event: 'plan', ...plan }) : [...planLines(plan), '']);

  const progress = progressLine(io);
  const result = await driveLibrary({
    job,
    environment,
    limits: { callSeconds: given.callLimit, wholeSeconds: given.timeLimit },
    signal: io.signal,
    onTraceLine: (line) => trace.add(line),
    onNote: (level, text) => {
      progress.clear();
      if (!given.json) io.out(`${level === 'warning' ? 'Warning: ' : ''}${text}`);
    },
    onCall: (nth, what) => progress.show(`call ${nth}: ${what}`),
  });
  progress.clear();
  const traceProblem = trace.finish();
  if (given.json) io.out(jsonLine({ event: 'result', ...result, trace: trace.path, traceProblem }));
  else io.out([...resultLines(result), ...trace.lines(traceProblem)]);
  return exitCodeOf(result);
}

function refuse(io: Io, text: string): ExitCodeValue {
  io.err(text);
  return ExitCode.usage;
}

/** What is wrong with the words of the command line together; each alone was checked before. */
function argumentProblem(given: DriveArguments, register: boolean, environment: NodeJS.ProcessEnv): string | null {
  const isRestore = given.kind === 'restore';
  if (!isRestore && given.set.length !== 1) return 'A backup writes one set: give --set DIR/NAME once.';
  if (!isRestore && (given.allowRegister || given.allowComplete || given.erase || given.disk !== undefined)) {
    return '--allow-register, --allow-complete, --erase and --disk belong to --kind restore.';
  }
  if (isRestore && given.allowTruncate) return '--allow-truncate belongs to a backup: a restore truncates nothing.';
  if (given.allowComplete && !given.allowRegister) {
    return '--allow-complete completes what --allow-register began: give both.';
  }
  if (isRestore && register && diskOf(given, environment) === null && process.platform !== 'win32') {
    return `Say with --disk DIR where the disks of ${given.server} are on this computer: its share D$ is DIR/D$.`;
  }
  return null;
}

const diskOf = (given: DriveArguments, environment: NodeJS.ProcessEnv): string | null =>
  given.disk ?? (environment['EDBPROOF_DISK'] || null);

function jobOf(
  given: DriveArguments,
  library: string,
  permissions: DriveJob['permissions'],
  environment: NodeJS.ProcessEnv,
): DriveJob {
  const annotation = given.service === 'directory' ? Annotation.EDBBACK_DS_SERVER : Annotation.EDBBACK_MDB_SERVER;
  const form = given.form === 'A' ? ({ kind: 'A', codePage: given.codePage } as const) : ({ kind: 'W' } as const);
  const common = { library, server: given.server, annotation, form, permissions };
  if (given.kind === 'restore') {
    const disk = diskOf(given, environment);
    return {
      ...common,
      task: 'restore',
      setPaths: given.set.map(withoutSlash),
      eraseExisting: given.erase,
      disk: disk === null ? null : resolve(disk),
    };
  }
  const path = withoutSlash(given.set[0] ?? '');
  const slash = path.lastIndexOf('/');
  return {
    ...common,
    task: 'backup',
    kind: given.kind,
    folder: slash === -1 ? '.' : path.slice(0, slash) || '/',
    name: path.slice(slash + 1),
    bufferSizeBytes: given.bufferKib * 1024,
    takenAt: null,
  };
}

/** Paths of sets have `/` between their names on every system. */
const withoutSlash = (path: string): string =>
  withoutSlashes(process.platform === 'win32' ? path.replaceAll('\\', '/') : path, '/');

/** What is missing or in the way on this computer. */
function pathProblem(job: DriveJob, trace: TraceOutput): string | null {
  if (trace.exists) return `${trace.path} exists already, and nothing is overwritten: give another --trace.`;
  if (job.task === 'restore') {
    const missing = job.setPaths.find((path) => pathKind(path) !== 'folder');
    if (missing !== undefined) return `There is no set ${missing}.`;
    // Else it would be found out when the server is marked as being restored already.
    const hasDisk = job.disk === null || pathKind(job.disk) === 'folder';
    return hasDisk ? null : `There is no folder ${job.disk} for the disks of ${job.server}: --disk names it.`;
  }
  if (pathKind(job.folder) !== 'folder') return `There is no folder ${job.folder} for the set: create it.`;
  const path = `${job.folder}/${job.name}`;
  return pathKind(path) !== null ? `${path} exists already, and nothing is overwritten: give another --set.` : null;
}

const usualTrace = (job: DriveJob): string =>
  job.task === 'backup' ? `${job.folder}/${job.name}.trace.jsonl` : `${job.setPaths.at(-1)}.restore.trace.jsonl`;

function exitCodeOf({ ending }: DriveResult): ExitCodeValue {
  if (ending.kind === 'not-opened') return ExitCode.usage;
  if (ending.kind === 'broken') return ExitCode.internal;
  if (ending.kind !== 'ended') return ExitCode.unmet;
  const { result } = ending.report;
  if (result === 'interrupted') return ExitCode.interrupted;
  return result === 'failed' ? ExitCode.unmet : ExitCode.good;
}
