import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileProblem, openFile } from '../../binding/files/index.ts';
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

/** The folder in which an agent saves. Made before the agent starts: what lies there already is not what it saves. */
export class SavedFolder {
  readonly #folder: string;
  readonly #before: ReadonlyMap<string, string>;

  constructor(folder: string) {
    this.#folder = folder;
    // A folder that is not there yet holds nothing; whether it can be looked through is told afterwards.
    this.#before = new Map(existsSync(folder) ? filesIn(folder, []).map((path) => [path, stampOf(path)]) : []);
  }

  /** Looks up what an agent read in what it saved: by length and SHA-256, whatever the files are called. */
  find(streams: readonly ReadStream[]): SavedReading {
    const problems: string[] = [];
    if (!existsSync(this.#folder)) {
      const problem = `${this.#folder} is not there: the agent saved nothing, or elsewhere`;
      return { problems: [problem], streams: streams.map((stream) => ({ ...stream, savedAs: null })) };
    }
    const bySize = new Map<number, string[]>();
    const wanted = new Set(streams.filter(({ isWhole }) => isWhole).map(({ sizeBytes }) => sizeBytes));
    for (const path of filesIn(this.#folder, problems)) {
      const sizeBytes = sizeOf(path);
      if (sizeBytes === null || !wanted.has(sizeBytes) || this.#before.get(path) === stampOf(path)) continue;
      const sameSize = bySize.get(sizeBytes);
      if (sameSize === undefined) bySize.set(sizeBytes, [path]);
      else sameSize.push(path);
    }
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
}

/** Every file in a folder and below, links left out. */
function filesIn(folder: string, problems: string[]): readonly string[] {
  const paths: string[] = [];
  const visit = (place: string, depth: number): void => {
    if (depth > MAXIMUM_DEPTH || paths.length > MAXIMUM_FILES) return;
    for (const entry of readdirSync(place, { withFileTypes: true }).sort(byName)) {
      const inner = join(place, entry.name);
      if (entry.isDirectory()) visit(inner, depth + 1);
      if (entry.isFile()) paths.push(inner);
    }
  };
  try {
    visit(folder, 0);
  } catch (error) {
    problems.push(`${folder} cannot be looked through: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (paths.length > MAXIMUM_FILES)
    problems.push(`${folder} holds more than ${MAXIMUM_FILES} files; the others were left out`);
  return paths;
}

const sizeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.size ?? null;

/** What changes when a file is written anew, even with the bytes that it had. */
function stampOf(path: string): string {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
  return facts === undefined ? 'gone' : `${facts.ino} ${facts.size} ${facts.mtimeNs} ${facts.ctimeNs}`;
}

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1;

function sumOfFile(path: string, problems: string[]): string | null {
  const hash = createHash('sha256');
  const opened = openFile(path);
  if (!opened.ok) {
    problems.push(`${path}: ${opened.problem}`);
    return null;
  }
  try {
    opened.file.pieces((bytes) => hash.update(bytes));
    return hash.digest('hex');
  } catch (error) {
    problems.push(`${path}: ${fileProblem(error).problem}`);
    return null;
  } finally {
    opened.file.close();
  }
}
