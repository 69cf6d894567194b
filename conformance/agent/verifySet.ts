import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { ProblemList } from '../messages/index.ts';
import { contradictions } from './contradictions.ts';
import { logHeaderProblems, logStartBytes } from './logHeaders.ts';
import {
  isManifest,
  type Manifest,
  type ManifestFile,
  manifestName,
  maximumManifestBytes,
  parseManifest,
} from './manifest.ts';
import { problemText, type SetStorage, type StorageEntry, type Stored, stored } from './storage.ts';
import { TraceAgreement } from './traceAgreement.ts';

export type SetVerification =
  | { readonly ok: true; readonly manifest: Manifest }
  /** Each problem is one line that names the file. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** How far a verification has come. */
type VerifyProgress = (doneBytes: number, totalBytes: number) => void;

export interface VerifyChoices {
  readonly onProgress?: VerifyProgress;
  /** The bytes are looked at and not what the set says: for whoever wants to see what a server makes of a broken one. */
  readonly acceptContradictions?: boolean;
}

type Expected = Pick<ManifestFile, 'name' | 'sizeBytes' | 'sha256'>;

/**
 * Compares a set with its manifest: every file there, whole and unaltered, and none besides; and the manifest with
 * itself, with the headers of the logs and with the trace. Nothing is changed. Between two files the event loop gets a
 * turn.
 */
export async function verifySet(
  storage: SetStorage,
  folder: string,
  { onProgress, acceptContradictions = false }: VerifyChoices = {},
): Promise<SetVerification> {
  const listing = storage.list(folder);
  if (!listing.ok) return { ok: false, problems: [problemText(listing.problem)] };
  const reading = readManifest(storage, folder, listing.value);
  if (!reading.ok) return reading;
  const { manifest } = reading;
  const expected: readonly Expected[] = [...manifest.files, manifest.trace];
  const problems = new ProblemList();
  problems.addAll(extraFiles(expected, listing.value));
  const entries = new Map(listing.value.map((entry) => [entry.name, entry]));
  const files = new Map(manifest.files.map((file) => [file.name, file]));
  const owners = ownersOf(expected);
  const contradictory = [contradictions(manifest)];
  const trace = new TraceAgreement();
  const totalBytes = expected.reduce((sum, file) => sum + file.sizeBytes, 0);
  let doneBytes = 0;
  for (const file of expected) {
    const entry = entries.get(file.name);
    const start = new FileStart(logStartBytes);
    const visit = (bytes: Uint8Array): void => {
      start.add(bytes);
      if (file === manifest.trace) trace.add(bytes);
    };
    const problem = fileProblem(storage, folder, file, entry, visit);
    if (problem !== null) problems.add(problem.told + otherOwner(problem.sha256, file, owners));
    else if (file === manifest.trace) contradictory.push(trace.problems(manifest));
    else contradictory.push(headerProblems(files.get(file.name), start.bytes, manifest));
    doneBytes += file.sizeBytes;
    await setImmediate();
    onProgress?.(doneBytes, totalBytes);
  }
  if (!acceptContradictions) for (const some of contradictory) problems.addAll(some);
  const { lines } = problems;
  return lines.length === 0 ? { ok: true, manifest } : { ok: false, problems: lines };
}

/** A problem of a set with the folder before it, unless it begins with it. */
export const problemOfSet = (folder: string, problem: string): string =>
  [' ', '/', ':'].some((next) => problem.startsWith(folder + next)) ? problem : `${folder}: ${problem}`;

/** The first bytes of a file that comes in pieces. */
class FileStart {
  readonly #bytes: Uint8Array;
  #sizeBytes = 0;

  constructor(limitBytes: number) {
    this.#bytes = new Uint8Array(limitBytes);
  }

  add(bytes: Uint8Array): void {
    const part = bytes.subarray(0, this.#bytes.length - this.#sizeBytes);
    this.#bytes.set(part, this.#sizeBytes);
    this.#sizeBytes += part.length;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#sizeBytes);
  }
}

const headerProblems = (file: ManifestFile | undefined, start: Uint8Array, manifest: Manifest): string[] =>
  file === undefined ? [] : logHeaderProblems(file, start, manifest);

/**
 * Whether a folder is, or was meant to be, a backup set: it has a manifest that says so, or one that nobody can read. A
 * file of that name in another format is somebody else's.
 */
export function isSet(storage: SetStorage, folder: string): boolean {
  const listing = storage.list(folder);
  const entry = listing.ok ? listing.value.find(({ name, isFile }) => name === manifestName && isFile) : undefined;
  if (entry === undefined) return false;
  if (entry.sizeBytes > maximumManifestBytes) return true;
  const text = textOf(storage, folder);
  return !text.ok || isManifest(text.value);
}

function readManifest(storage: SetStorage, folder: string, entries: readonly StorageEntry[]): SetVerification {
  const entry = entries.find(({ name }) => name === manifestName);
  if (entry === undefined) {
    return {
      ok: false,
      problems: [`${manifestName} is missing: this is no backup set, or one that was never finished`],
    };
  }
  if (!entry.isFile) return { ok: false, problems: [`${manifestName} ${noFile}`] };
  if (entry.sizeBytes > maximumManifestBytes) {
    return { ok: false, problems: [`${manifestName} has ${entry.sizeBytes} bytes, more than any set needs`] };
  }
  const text = textOf(storage, folder);
  return text.ok ? parseManifest(text.value) : { ok: false, problems: [problemText(text.problem)] };
}

function textOf(storage: SetStorage, folder: string): Stored<string> {
  const pieces: Buffer[] = [];
  const keep = (bytes: Uint8Array): void => void pieces.push(Buffer.from(bytes));
  const read = storage.read(`${folder}/${manifestName}`, keep, maximumManifestBytes);
  return read.ok ? stored(Buffer.concat(pieces).toString('utf8')) : read;
}

function extraFiles(expected: readonly Expected[], entries: readonly StorageEntry[]): string[] {
  const known = new Set([manifestName, ...expected.map(({ name }) => name)]);
  return entries.filter(({ name }) => !known.has(name)).map(({ name }) => `${name} is not part of this set`);
}

/** What is wrong with the bytes of a file, and their sum where it was computed. */
interface FileProblem {
  readonly told: string;
  readonly sha256: string | null;
}

function fileProblem(
  storage: SetStorage,
  folder: string,
  { name, sizeBytes, sha256 }: Expected,
  entry: StorageEntry | undefined,
  visit: (bytes: Uint8Array) => void,
): FileProblem | null {
  const wrong = (told: string, sum: string | null = null): FileProblem => ({ told, sha256: sum });
  if (entry === undefined) return wrong(`${name} is missing`);
  if (!entry.isFile) return wrong(`${name} ${noFile}`);
  const there = entry.sizeBytes;
  if (there < sizeBytes) return wrong(`${name} is truncated: ${there} of ${sizeBytes} bytes are there`);
  if (there > sizeBytes) return wrong(`${name} is too long: ${there} bytes instead of ${sizeBytes}`);
  const hash = createHash('sha256');
  const read = storage.read(`${folder}/${name}`, (bytes) => {
    hash.update(bytes);
    visit(bytes);
  });
  if (!read.ok) return wrong(problemText(read.problem));
  const sum = hash.digest('hex');
  return sum === sha256 ? null : wrong(`${name} was altered: its SHA-256 is not the one in ${manifestName}`, sum);
}

/** Sums, or files, that were exchanged: the bytes are those of another file of the set. */
function otherOwner(sha256: string | null, file: Expected, owners: ReturnType<typeof ownersOf>): string {
  const owner = owners.get(sha256 ?? '')?.find((other) => other !== file);
  return owner === undefined ? '' : `; it is that of ${owner.name}`;
}

/** The files that have a sum by the manifest, the first two of each. */
function ownersOf(expected: readonly Expected[]): ReadonlyMap<string, readonly Expected[]> {
  const owners = new Map<string, Expected[]>();
  for (const file of expected) {
    const same = owners.get(file.sha256);
    if (same === undefined) owners.set(file.sha256, [file]);
    else if (same.length < 2) same.push(file);
  }
  return owners;
}

/** What is said of a folder, a device, a pipe or a link in a set: what it leads to may be another thing every time. */
const noFile = 'is no ordinary file, and nothing else belongs into a set';
