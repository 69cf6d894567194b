import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { profileByName } from '../../../simulator/profiles/index.ts';
import { type DriveJob, everythingAllowed } from '../job.ts';
import { type AgentProgram, annotations, runHosted } from './agentCourse.ts';
import { simulatorTarget } from './targets.ts';
import { TwinServer } from './twinServer.ts';

interface ContainedFile {
  readonly token: number;
  readonly name: string;
  readonly bytes: Buffer;
}

interface Container {
  readonly annotation: string;
  readonly databases: readonly ContainedFile[];
  readonly logs: readonly ContainedFile[];
}

/** What fixtures/agents/container wrote; its head says how. Throws where it is something else. */
export function readContainer(bytes: Buffer): Container {
  let at = 0;
  const take = (count: number): Buffer => {
    at += count;
    if (at > bytes.length) throw new Error(`the container ends before ${at}`);
    return bytes.subarray(at - count, at);
  };
  const expect = (text: string): void => {
    const found = take(text.length).toString('latin1');
    if (found !== text) throw new Error(`${text} is missing before ${at}, where ${found} is`);
  };
  const number = (): number => take(4).readUInt32LE();
  const files = (count: number): readonly ContainedFile[] =>
    Array.from({ length: count }, () => {
      expect('FILE');
      const sizeBytes = Number(take(8).readBigUInt64LE());
      const nameLength = number();
      const token = take(1).readUInt8();
      return { token, name: take(nameLength).toString('latin1'), bytes: take(sizeBytes) };
    });
  expect('EDBPACK1');
  const databaseCount = number();
  const annotation = take(number()).toString('latin1');
  const databases = files(databaseCount);
  expect('LOGS');
  const logs = files(number());
  if (at !== bytes.length) throw new Error(`something follows the last file, at ${at}`);
  return { annotation, databases, logs };
}

/** Two backups of one server into containers: all of it, then what came in since. */
export interface ContainerCourse {
  readonly seed: number;
  readonly profileName: string;
  readonly service: 'store' | 'directory';
  readonly bufferSizeBytes: number;
  /** Of the sizes of reads; null when each asks for the whole buffer. */
  readonly readSeed: number | null;
}

/** The words that have the agent make a container. */
export const containerWords = (
  course: ContainerCourse,
  server: string,
  kind: 'full' | 'logs',
  file: string,
): string[] => [
  '-b',
  String(course.bufferSizeBytes),
  ...(course.readSeed === null ? [] : ['-r', String(course.readSeed)]),
  server,
  course.service,
  kind,
  file,
];

/** What a call is, without what it was given. */
const functionOf = (line: string): string => /"call":"(\w+)"/.exec(line)?.[1] ?? line;
const withoutReads = (lines: readonly string[]): readonly string[] =>
  lines
    .filter((line) => line.includes('"call":'))
    .map(functionOf)
    .filter((name) => name !== 'HrBackupRead');

/**
 * The first thing in which the container agent differs from the reference agent on a twin of the server: calls other than reads,
 * names, tokens, bytes. Null when they are the same. `seen` is told the sizes of the reads.
 */
export async function containerDifference(
  program: AgentProgram,
  course: ContainerCourse,
  seen: (readSizes: readonly number[]) => void = () => {},
): Promise<string | null> {
  const profile = profileByName(course.profileName);
  if (profile === null) throw new Error(`there is no profile ${course.profileName}`);
  const [expected, actual] = [new TwinServer(course.seed, profile), new TwinServer(course.seed, profile)];
  for (const twin of [expected, actual]) twin.start();
  const reference = join(program.folder, 'reference');
  mkdirSync(reference, { recursive: true });
  for (const [kind, referenceKind] of [
    ['full', 'full'],
    ['logs', 'differential'],
  ] as const) {
    for (const twin of [expected, actual]) twin.work(60);
    const job: DriveJob = {
      task: 'backup',
      library: 'none',
      server: expected.server.name,
      annotation: annotations[course.service],
      form: program.form === 'A' ? { kind: 'A', codePage: 'cp1252' } : { kind: 'W' },
      permissions: everythingAllowed,
      kind: referenceKind,
      folder: reference,
      name: `${kind}-${course.seed}-${program.form}`,
      takenAt: null,
      bufferSizeBytes: course.bufferSizeBytes,
    };
    const { report, lines } = await simulatorTarget.run(expected.server, job, reference);
    if (report.set === null) throw new Error(`the reference agent made no ${kind} set`);
    const file = join(program.folder, `${kind}.edbpack`);
    const words = containerWords(course, actual.server.name, kind, program.seen(file));
    const run = await runHosted(actual.server, program, words);
    if (run.exitCode !== 0) return `${kind}: exit code ${run.exitCode}: ${run.output}`;
    const calls = withoutReads(run.calls).join(' ');
    const wanted = withoutReads(lines).join(' ');
    if (calls !== wanted) return `${kind}: the calls are ${calls} instead of ${wanted}`;
    seen(run.calls.flatMap((line) => /"call":"HrBackupRead".*?"bufferBytes":(\d+)/.exec(line)?.[1] ?? []).map(Number));
    const wrong = setDifference(readContainer(readFileSync(file)), report.set.path, job.annotation);
    if (wrong !== null) return `${kind}: ${wrong}`;
  }
  return null;
}

function setDifference(container: Container, set: string, annotation: string): string | null {
  const manifest: { files: { name: string; originalPath: string; token: number }[] } = JSON.parse(
    readFileSync(join(set, 'manifest.json'), 'utf8'),
  );
  if (container.annotation !== annotation) return `the annotation is ${container.annotation}`;
  const files = [...container.databases, ...container.logs];
  if (files.length !== manifest.files.length) return `${files.length} files instead of ${manifest.files.length}`;
  for (const [index, { name, originalPath, token }] of manifest.files.entries()) {
    const own = files[index];
    if (own?.name !== originalPath || own.token !== token)
      return `${own?.token} ${own?.name} instead of ${originalPath}`;
    if (!own.bytes.equals(readFileSync(join(set, name)))) return `the bytes of ${originalPath}`;
  }
  return null;
}
