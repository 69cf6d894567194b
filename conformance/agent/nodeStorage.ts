import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type FileProblem, listFolder, openFile } from '../../binding/files/index.ts';
import { flushFolder } from './flushFolder.ts';
import { notStored, type SetFileWriter, type SetStorage, type StorageEntry, type Stored, stored } from './storage.ts';

/** Folders of this computer. Synchronous on purpose: the calls of the API between which it is used are so too. */
export class NodeStorage implements SetStorage {
  exists(path: string): boolean {
    return existsSync(path);
  }

  createFolder(path: string): Stored<void> {
    return attempt(path, () => {
      mkdirSync(path);
    });
  }

  createFile(path: string): Stored<SetFileWriter> {
    return attempt(path, () => new NodeFileWriter(path, openSync(path, 'wx')));
  }

  renameFolder(from: string, to: string): Stored<void> {
    // rename replaces an empty folder without a word; nothing is overwritten here, not even that.
    if (existsSync(to)) return notStored('EEXIST', to, 'exists already');
    return attempt(to, () => renameSync(from, to));
  }

  flushFolder(path: string): Stored<void> {
    return attempt(path, () => flushFolder(path));
  }

  removeFolder(path: string): Stored<void> {
    return attempt(path, () => rmSync(path, { recursive: true }));
  }

  list(path: string): Stored<readonly StorageEntry[]> {
    const listing = listFolder(path);
    if (!listing.ok) return notRead(path, listing);
    return attempt(path, () =>
      listing.entries.flatMap((entry) => {
        // Who vanishes while the folder is read was not there.
        const facts = lstatSync(join(path, entry.name), { throwIfNoEntry: false });
        if (facts === undefined) return [];
        const isFile = facts.isFile();
        return [{ name: entry.name, isFile, sizeBytes: isFile ? facts.size : 0 }];
      }),
    );
  }

  read(path: string, visit: (bytes: Uint8Array) => void, limitBytes?: number): Stored<void> {
    const opened = openFile(path);
    if (!opened.ok) return notRead(path, opened);
    try {
      return attempt(path, () => opened.file.pieces(visit, limitBytes));
    } finally {
      opened.file.close();
    }
  }
}

const notRead = (path: string, { code, problem }: FileProblem): Stored<never> => notStored(code, path, problem);

class NodeFileWriter implements SetFileWriter {
  readonly #path: string;
  readonly #descriptor: number;

  constructor(path: string, descriptor: number) {
    this.#path = path;
    this.#descriptor = descriptor;
  }

  write(bytes: Uint8Array): Stored<void> {
    return attempt(this.#path, () => {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written);
    });
  }

  finish(): Stored<void> {
    const flushed = attempt(this.#path, () => fsyncSync(this.#descriptor));
    const closed = attempt(this.#path, () => closeSync(this.#descriptor));
    return flushed.ok ? closed : flushed;
  }

  discard(): void {
    // The content is given up: whether closing succeeds no longer matters to anyone.
    attempt(this.#path, () => closeSync(this.#descriptor));
  }
}

function attempt<Value>(path: string, action: () => Value): Stored<Value> {
  try {
    return stored(action());
  } catch (error) {
    // Only what the operating system said is a value; anything else is a mistake in this program.
    const isSystemError = error instanceof Error && 'syscall' in error && 'code' in error;
    if (!isSystemError) throw error;
    return notStored(String(error.code), path, error.message);
  }
}
