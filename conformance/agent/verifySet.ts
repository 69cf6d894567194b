import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Manifest, type ManifestFile, manifestName, maximumManifestBytes, parseManifest } from './manifest.ts';
import { problemText, type SetStorage, type StorageEntry } from './storage.ts';

export type SetVerification =
  | { readonly ok: true; readonly manifest: Manifest }
  /** Each problem is one line that names the file. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** How far a verification has come. */
export type VerifyProgress = (doneBytes: number, totalBytes: number) => void;

type Expected = Pick<ManifestFile, 'name' | 'sizeBytes' | 'sha256'>;

/**
 * Compares a set with its manifest: every file there, whole and unaltered, and none besides. Nothing is changed. Between
 * two files the event loop gets a turn.
 */
export async function verifySet(
  storage: SetStorage,
  folder: string,
  onProgress?: VerifyProgress,
): Promise<SetVerification> {
  const listing = storage.list(folder);
  if (!listing.ok) return { ok: false, problems: [problemText(listing.problem)] };
  const reading = readManifest(storage, folder, listing.value);
  if (!reading.ok) return reading;
  const { manifest } = reading;
  const expected: readonly Expected[] = [...manifest.files, manifest.trace];
  const problems = extraFiles(expected, listing.value);
  const totalBytes = expected.reduce((sum, file) => sum + file.sizeBytes, 0);
  let doneBytes = 0;
  for (const file of expected) {
    const entry = listing.value.find(({ name, isFile }) => name === file.name && isFile);
    const problem = fileProblem(storage, folder, file, entry);
    if (problem !== null) problems.push(problem);
    doneBytes += file.sizeBytes;
    await setImmediate();
    onProgress?.(doneBytes, totalBytes);
  }
  return problems.length === 0 ? { ok: true, manifest } : { ok: false, problems };
}

function readManifest(storage: SetStorage, folder: string, entries: readonly StorageEntry[]): SetVerification {
  const entry = entries.find(({ name }) => name === manifestName);
  if (entry === undefined) {
    return {
      ok: false,
      problems: [`${manifestName} is missing: ${folder} is no backup set, or one that was never finished`],
    };
  }
  if (entry.sizeBytes > maximumManifestBytes) {
    return { ok: false, problems: [`${manifestName} has ${entry.sizeBytes} bytes, more than any set needs`] };
  }
  const pieces: Buffer[] = [];
  const read = storage.read(`${folder}/${manifestName}`, (bytes) => pieces.push(Buffer.from(bytes)));
  if (!read.ok) return { ok: false, problems: [problemText(read.problem)] };
  return parseManifest(Buffer.concat(pieces).toString('utf8'));
}

function extraFiles(expected: readonly Expected[], entries: readonly StorageEntry[]): string[] {
  const known = new Set([manifestName, ...expected.map(({ name }) => name)]);
  return entries.filter(({ name }) => !known.has(name)).map(({ name }) => `${name} is not part of this set`);
}

function fileProblem(
  storage: SetStorage,
  folder: string,
  { name, sizeBytes, sha256 }: Expected,
  entry: StorageEntry | undefined,
): string | null {
  if (entry === undefined) return `${name} is missing`;
  if (entry.sizeBytes < sizeBytes) return `${name} is truncated: ${entry.sizeBytes} of ${sizeBytes} bytes are there`;
  if (entry.sizeBytes > sizeBytes) return `${name} is too long: ${entry.sizeBytes} bytes instead of ${sizeBytes}`;
  const hash = createHash('sha256');
  const read = storage.read(`${folder}/${name}`, (bytes) => hash.update(bytes));
  if (!read.ok) return problemText(read.problem);
  return hash.digest('hex') === sha256 ? null : `${name} was altered: its SHA-256 is not the one in ${manifestName}`;
}
