import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompletedCall, endpointText, Host } from '../../../binding/host/index.ts';
import type { ExchangeServer } from '../../../simulator/exchange/index.ts';
import { profileByName } from '../../../simulator/profiles/index.ts';
import { Annotation } from '../../../simulator/protocol/index.ts';
import { TraceWriter } from '../../agent/index.ts';
import { type BackupTask, type DriveJob, everythingAllowed } from '../job.ts';
import { copyToServer, emptyDisk, simulatorTarget } from './targets.ts';
import { TwinServer } from './twinServer.ts';

/** A compiled agent (fixtures/agents) and how it is started here: as it is, or by Wine. */
export interface AgentProgram {
  readonly name: string;
  /** Which half of the A/W pairs it was compiled for. */
  readonly form: 'A' | 'W';
  /** Folder for everything the agent reads and writes. */
  readonly folder: string;
  /** The command line, and what the environment holds besides endpoint, token and disk. */
  start(words: readonly string[]): { readonly command: readonly string[]; readonly environment: NodeJS.ProcessEnv };
  /** A path in the folder, as the agent names it. */
  seen(path: string): string;
}

/** Backups of one server with load before each, then a restore of them to an empty server. */
export interface AgentCourse {
  readonly seed: number;
  readonly profileName: string;
  readonly service: 'store' | 'directory';
  readonly bufferSizeBytes: number;
  readonly kinds: readonly BackupTask['kind'][];
}

export interface HostedRun {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The calls as lines of a trace, without their numbers. */
  readonly calls: readonly string[];
  readonly output: string;
}

/** What happens while an agent runs. */
export interface HostedWatch {
  /** Before the nth call, from 1. */
  beforeCall?(nth: number, agent: ChildProcess): void;
}

/** Runs an agent against a server, hosted in this process, to its end. */
export async function runHosted(
  server: ExchangeServer,
  program: AgentProgram,
  words: readonly string[],
  disk: string | null = null,
  watch: HostedWatch = {},
): Promise<HostedRun> {
  const token = randomBytes(16).toString('hex');
  const calls: string[] = [];
  const trace = new TraceWriter((line) => calls.push(withoutNumber(line)));
  let agent: ChildProcess | null = null;
  let begun = 0;
  const host = new Host({
    endpoint: { kind: 'tcp', address: '127.0.0.1', port: 0 },
    token,
    connect: () => {
      const client = server.connect({ codePage: 'cp1252' });
      return { api: client, gone: () => client.disconnect() };
    },
    randomBytes: (count) => randomBytes(count),
    now: () => performance.timeOrigin + performance.now(),
    hooks: {
      beforeCall: () => {
        begun += 1;
        if (agent !== null) watch.beforeCall?.(begun, agent);
      },
      afterCall: (call) => writeCall(trace, call),
    },
  });
  const listening = await host.listen();
  if (!listening.ok) throw new Error(listening.problem);
  try {
    const { command, environment } = program.start(words);
    const [executable = '', ...parameters] = command;
    const started = spawn(executable, parameters, {
      env: {
        ...process.env,
        ...environment,
        EDBPROOF_ENDPOINT: endpointText(listening.endpoint),
        EDBPROOF_TOKEN: token,
        ...(disk === null ? {} : { EDBPROOF_DISK: program.seen(disk) }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
    });
    agent = started;
    let output = '';
    started.stdout.on('data', (piece) => (output += piece));
    started.stderr.on('data', (piece) => (output += piece));
    const ending = await new Promise<Pick<HostedRun, 'exitCode' | 'signal'>>((resolve, reject) => {
      started.on('error', reject);
      started.on('close', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    return { ...ending, calls, output };
  } finally {
    await host.close();
  }
}

function writeCall(trace: TraceWriter, call: CompletedCall): void {
  const step = { kind: 'call', function: call.function, arguments: call.arguments } as const;
  trace.call(step, { kind: 'call', function: call.function, result: call.result } as const);
}

const withoutNumber = (line: string): string => line.replace(/^\{"n":\d+,/, '{').trimEnd();

export const annotations = { store: Annotation.EDBBACK_MDB_SERVER, directory: Annotation.EDBBACK_DS_SERVER } as const;

/**
 * The first thing in which the compiled agent differs from the reference agent on a twin of the server; null when calls,
 * files and what a restore brings back are the same.
 */
export async function agentDifference(program: AgentProgram, course: AgentCourse): Promise<string | null> {
  const profile = profileByName(course.profileName);
  if (profile === null) throw new Error(`there is no profile ${course.profileName}`);
  const [expected, actual] = [new TwinServer(course.seed, profile), new TwinServer(course.seed, profile)];
  const reference = join(program.folder, 'reference');
  mkdirSync(reference);
  const common = {
    library: 'none',
    server: expected.server.name,
    annotation: annotations[course.service],
    form: program.form === 'A' ? ({ kind: 'A', codePage: 'cp1252' } as const) : ({ kind: 'W' } as const),
    permissions: everythingAllowed,
  };
  for (const twin of [expected, actual]) twin.start();
  const sets: SavedSet[] = [];
  for (const [index, kind] of course.kinds.entries()) {
    for (const twin of [expected, actual]) twin.work(60);
    const { bufferSizeBytes } = course;
    const name = `set-${index}`;
    const place = { folder: reference, name, takenAt: '1998-02-01T22:00:00.000Z' };
    const job: DriveJob = { ...common, ...place, task: 'backup', kind, bufferSizeBytes };
    const { report, lines } = await simulatorTarget.run(expected.server, job, reference);
    const compiled = join(program.folder, name);
    const words = [
      '-b',
      String(bufferSizeBytes),
      'backup',
      common.server,
      course.service,
      kind,
      program.seen(compiled),
    ];
    const run = await runHosted(actual.server, program, words);
    const wrong = runDifference(lines, run, report.set === null ? 1 : 0);
    if (wrong !== null) return `${kind}: ${wrong}`;
    if (report.set === null) continue;
    const file = fileDifference(report.set.path, compiled);
    if (file !== null) return `${kind}: ${file}`;
    sets.push({ kind, reference: report.set.path, compiled });
  }
  const chain = firstChain(sets);
  if (chain.length === 0) return null;

  const [first, second] = [new TwinServer(course.seed + 1, profile), new TwinServer(course.seed + 1, profile)];
  const setPaths = chain.map((set) => set.reference);
  const job: DriveJob = { ...common, task: 'restore', setPaths, eraseExisting: true, disk: null };
  const { report, lines } = await simulatorTarget.run(first.server, job, reference);
  const disk = emptyDisk(program.folder);
  const words = ['restore', common.server, course.service, ...chain.map((set) => program.seen(set.compiled))];
  const run = await runHosted(second.server, program, words, disk);
  copyToServer(second.server, disk);
  return (
    runDifference(lines, run, report.result === 'completed' ? 0 : 1) ??
    startDifference(first, second, common.annotation)
  );
}

interface SavedSet {
  readonly kind: BackupTask['kind'];
  readonly reference: string;
  readonly compiled: string;
}

/** The sets from the first with databases to before the next such: what can be restored together. */
function firstChain(sets: readonly SavedSet[]): readonly SavedSet[] {
  const bringsDatabases = ({ kind }: SavedSet): boolean => kind === 'full' || kind === 'copy';
  const first = sets.findIndex(bringsDatabases);
  const from = first === -1 ? [] : sets.slice(first);
  const to = from.findIndex((set, index) => index > 0 && bringsDatabases(set));
  return to === -1 ? from : from.slice(0, to);
}

function runDifference(referenceLines: readonly string[], run: HostedRun, exitCode: number): string | null {
  const lines = referenceLines.filter((line) => line.includes('"call":')).map(withoutNumber);
  const wrong = lines.findIndex((line, index) => line !== run.calls[index]);
  if (wrong !== -1) return `call ${wrong + 1} is ${run.calls[wrong]} instead of ${lines[wrong]} (${run.output.trim()})`;
  if (lines.length !== run.calls.length) return `${run.calls.length} calls instead of ${lines.length}`;
  return run.exitCode === exitCode ? null : `exit code ${run.exitCode} instead of ${exitCode}: ${run.output.trim()}`;
}

/** A set of the reference agent against one of the compiled agent: the same files in the same order, byte for byte. */
function fileDifference(reference: string, compiled: string): string | null {
  const manifest: { files: { name: string; originalPath: string; token: number }[] } = JSON.parse(
    readFileSync(join(reference, 'manifest.json'), 'utf8'),
  );
  const listed = readFileSync(join(compiled, 'files.txt'), 'latin1').trimEnd().split('\n');
  if (listed.length !== manifest.files.length) return `${listed.length} files instead of ${manifest.files.length}`;
  for (const [index, { name, originalPath, token }] of manifest.files.entries()) {
    const [number = '', , , path = ''] = (listed[index] ?? '').split(' ');
    if (Number.parseInt(number, 16) !== token || path !== originalPath) return `${listed[index]}, not ${originalPath}`;
    const own = path.slice(path.lastIndexOf('\\') + 1);
    if (!readFileSync(join(reference, name)).equals(readFileSync(join(compiled, own)))) return `the bytes of ${path}`;
  }
  return null;
}

/** Starts the service on both servers: hard recovery, from what each agent restored. */
function startDifference(first: TwinServer, second: TwinServer, annotation: string): string | null {
  const [rows, others] = [first, second].map(({ server }) => {
    const service = server.services.find((candidate) => candidate.annotation === annotation);
    if (service === undefined) throw new Error(`no service of ${annotation}`);
    const { started, lines } = service.start();
    if (!started) return lines.join('; ');
    return JSON.stringify(
      service.databases.map(({ id }) => [...service.rows(id)].map(({ key, value }) => [String(key), [...value]])),
    );
  });
  if (rows === others) return null;
  return `what was restored: ${(others ?? '').slice(0, 200)} instead of ${(rows ?? '').slice(0, 200)}`;
}
