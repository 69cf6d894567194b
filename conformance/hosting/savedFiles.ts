import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadStream } from './streams.ts';

/** A stream that an agent read, and where it was found again. */
export interface SavedStream extends ReadStream {
  /** Path of a file with the same bytes; null when there is none. */
  readonly savedAs: string | null;
}

export interface SavedReading {
  readonly streams: readonly SavedStream[];
  /** What could not be looked at, a sentence each. */
  readonly problems: readonly string[];
}

const MAXIMUM_FILES = 100_000;
const MAXIMUM_DEPTH = 32;
const BUFFER_SIZE_BYTES = 1024 * 1024;

/** Looks up what an agent read in what it saved: by length and SHA-256, whatever the files are called. */
export function findSaved(folder: string, streams: readonly ReadStream[]): SavedReading {
  const problems: string[] = [];
  const bySize = new Map<number, string[]>();
  const wanted = new Set(streams.filter(({ isWhole }) => isWhole).map(({ sizeBytes }) => sizeBytes));
  let count = 0;
  const visit = (path: string, depth: number): void => {
    if (depth > MAXIMUM_DEPTH || count > MAXIMUM_FILES) return;
    for (const entry of readdirSync(path, { withFileTypes: true }).sort(byName)) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) visit(inner, depth + 1);
      if (!entry.isFile()) continue;
      count += 1;
      const { size } = statSync(inner);
      if (!wanted.has(size)) continue;
      const sameSize = bySize.get(size);
      if (sameSize === undefined) bySize.set(size, [inner]);
      else sameSize.push(inner);
    }
  };
  try {
    visit(folder, 0);
  } catch (error) {
    problems.push(`${folder} cannot be looked through: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (count > MAXIMUM_FILES)
    problems.push(`${folder} holds more than ${MAXIMUM_FILES} files; the others were left out`);
  const sums = new Map<string, string | null>();
  const sumOf = (path: string): string | null => {
    const known = sums.get(path);
    if (known !== undefined) return known;
    const sum = sumOfFile(path, problems);
    sums.set(path, sum);
    return sum;
  };
  return {
    problems,
    streams: streams.map((stream) => {
      const candidates = stream.isWhole ? (bySize.get(stream.sizeBytes) ?? []) : [];
      return { ...stream, savedAs: candidates.find((path) => sumOf(path) === stream.sha256) ?? null };
    }),
  };
}

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1;

function sumOfFile(path: string, problems: string[]): string | null {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(BUFFER_SIZE_BYTES);
  try {
    const descriptor = openSync(path, 'r');
    try {
      for (;;) {
        const read = readSync(descriptor, buffer, 0, buffer.length, null);
        if (read === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, read));
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    problems.push(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
