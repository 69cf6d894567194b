import { createHash, type Hash } from 'node:crypto';
import { type AnnouncedFile, type CompletedSet, done, type SinkStep, type WorldAnswer } from '../procedures/index.ts';
import { type ManifestFile, manifestHead, manifestName, type SetOrigin, traceName } from './manifest.ts';
import { nameInSet } from './nameInSet.ts';
import {
  problemAdvice,
  problemText,
  type SetFileWriter,
  type SetStorage,
  type StorageProblem,
  type Stored,
} from './storage.ts';

/** Letters, digits and a few signs: a name that every file system keeps as it is. */
const setNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const incompleteSuffix = '.incomplete';

/** Whether a set can have this name. */
export const isSetName = (name: string): boolean => setNamePattern.test(name) && !name.endsWith(incompleteSuffix);

interface OpenFile {
  readonly writer: SetFileWriter;
  readonly name: string;
  readonly announced: AnnouncedFile;
  readonly hash: Hash;
  sizeBytes: number;
}

type SavedEntry = Omit<ManifestFile, 'generation' | 'token' | 'originalPath'> & { readonly announced: AnnouncedFile };

/** Where a set goes and what its manifest says besides the files. */
export interface SetPlace {
  readonly storage: SetStorage;
  /** Folder that holds sets; it must be there. */
  readonly folder: string;
  readonly name: string;
  readonly origin: SetOrigin;
  /** Calls that were left out for want of permission; none unless told. */
  readonly skipped?: readonly string[];
  now(): Date;
}

/**
 * Writes one set. It is visible only when complete: everything goes to a sibling folder, every file is flushed, the folder
 * gets its name in one step, and its parent is flushed; only then the commit step is answered with success.
 */
export class SetWriter {
  readonly finalPath: string;
  readonly #temporaryPath: string;
  readonly #place: SetPlace;
  readonly #entries: SavedEntry[] = [];
  #begun = false;
  #durable = false;
  #file: OpenFile | null = null;
  #trace: OpenFile | null = null;
  #unwrittenTrace: string[] = [];

  constructor(place: SetPlace) {
    this.#place = place;
    this.finalPath = `${place.folder}/${place.name}`;
    this.#temporaryPath = `${this.finalPath}${incompleteSuffix}`;
  }

  /** The set has its name and will survive; whatever happens to the agent now, it can be restored from. */
  get isDurable(): boolean {
    return this.#durable;
  }

  /** Adds lines to the trace of the set; what comes after the commit is too late for it. */
  addTrace(line: string): void {
    this.#unwrittenTrace.push(line);
  }

  perform(step: SinkStep): WorldAnswer {
    const problem = this.#perform(step);
    if (problem === null) return done;
    const reason = `${problemText(problem)}.`;
    return { kind: 'refused', interrupted: false, reason, advice: problemAdvice(problem) };
  }

  #perform(step: SinkStep): StorageProblem | null {
    switch (step.kind) {
      case 'begin-set':
        return this.#beginSet();
      case 'begin-file':
        return this.#beginFile(step.file);
      case 'data':
        return this.#data(step.bytes);
      case 'end-file':
        return this.#endFile() ?? this.#writeTrace();
      case 'commit-set':
        return this.#commit(step.set);
      case 'abandon-set':
        return this.#abandon();
    }
  }

  #beginSet(): StorageProblem | null {
    const { storage } = this.#place;
    const created = problemOf(storage.createFolder(this.#temporaryPath));
    if (created !== null) return created;
    this.#begun = true;
    const trace = this.#open(traceName, { path: traceName, token: 0 });
    if (!trace.ok) return trace.problem;
    this.#trace = trace.value;
    return this.#writeTrace();
  }

  #beginFile(announced: AnnouncedFile): StorageProblem | null {
    const opened = this.#open(nameInSet(this.#entries.length + 1, announced.path), announced);
    if (!opened.ok) return opened.problem;
    this.#file = opened.value;
    return null;
  }

  #data(bytes: Uint8Array): StorageProblem | null {
    if (this.#file === null) throw new Error('a procedure sent data without a begin-file step');
    return append(this.#file, bytes);
  }

  #endFile(): StorageProblem | null {
    const file = this.#file;
    if (file === null) throw new Error('a procedure ended a file that it had not begun');
    this.#file = null;
    const finished = problemOf(file.writer.finish());
    if (finished !== null) return finished;
    this.#entries.push({ ...sealed(file), announced: file.announced });
    return null;
  }

  #commit(set: CompletedSet): StorageProblem | null {
    const { storage, folder, origin, skipped } = this.#place;
    const trace = this.#trace;
    if (trace === null) throw new Error('a procedure committed a set that it had not begun');
    // One that is not whole is still open, and closed when the set is abandoned.
    const unwritten = this.#writeTrace();
    if (unwritten !== null) return unwritten;
    this.#trace = null;
    const unfinished = problemOf(trace.writer.finish());
    if (unfinished !== null) return unfinished;
    const manifest = {
      ...manifestHead(set, this.#place.now(), origin),
      ...(skipped === undefined ? {} : { skipped }),
      files: this.#entries.map((entry, index) => manifestFile(entry, set, index)),
      trace: sealed(trace),
    };
    return (
      this.#writeWhole(manifestName, `${JSON.stringify(manifest, null, 2)}\n`) ??
      problemOf(storage.flushFolder(this.#temporaryPath)) ??
      problemOf(storage.renameFolder(this.#temporaryPath, this.finalPath)) ??
      this.#flushParent(folder)
    );
  }

  /** When the last flush fails the set may or may not survive: it is taken back, so that nothing looks finished. */
  #flushParent(folder: string): StorageProblem | null {
    this.#begun = false;
    const flushed = problemOf(this.#place.storage.flushFolder(folder));
    if (flushed === null) this.#durable = true;
    else this.#place.storage.removeFolder(this.finalPath);
    return flushed;
  }

  #abandon(): StorageProblem | null {
    this.#file?.writer.discard();
    this.#trace?.writer.discard();
    this.#file = null;
    this.#trace = null;
    if (!this.#begun) return null;
    this.#begun = false;
    return problemOf(this.#place.storage.removeFolder(this.#temporaryPath));
  }

  #open(name: string, announced: AnnouncedFile): Stored<OpenFile> {
    const created = this.#place.storage.createFile(`${this.#temporaryPath}/${name}`);
    if (!created.ok) return created;
    return { ok: true, value: { writer: created.value, name, announced, hash: createHash('sha256'), sizeBytes: 0 } };
  }

  #writeTrace(): StorageProblem | null {
    if (this.#trace === null || this.#unwrittenTrace.length === 0) return null;
    const text = this.#unwrittenTrace.join('');
    this.#unwrittenTrace = [];
    return append(this.#trace, Buffer.from(text));
  }

  #writeWhole(name: string, text: string): StorageProblem | null {
    const opened = this.#open(name, { path: name, token: 0 });
    if (!opened.ok) return opened.problem;
    const written = append(opened.value, Buffer.from(text));
    if (written === null) return problemOf(opened.value.writer.finish());
    opened.value.writer.discard();
    return written;
  }
}

function append(file: OpenFile, bytes: Uint8Array): StorageProblem | null {
  file.hash.update(bytes);
  file.sizeBytes += bytes.length;
  return problemOf(file.writer.write(bytes));
}

const problemOf = (result: Stored<void>): StorageProblem | null => (result.ok ? null : result.problem);

const sealed = (file: OpenFile) => ({ name: file.name, sizeBytes: file.sizeBytes, sha256: file.hash.digest('hex') });

function manifestFile(entry: SavedEntry, set: CompletedSet, index: number): ManifestFile {
  const saved = set.files[index];
  if (saved === undefined || saved.path !== entry.announced.path || saved.sizeBytes !== entry.sizeBytes) {
    throw new Error(`the procedure and the sink disagree about file ${index + 1} of the set`);
  }
  const { name, sizeBytes, sha256 } = entry;
  return { name, originalPath: saved.path, token: saved.token, sizeBytes, sha256, generation: saved.generation };
}
