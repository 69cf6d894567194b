import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { notStored, type SetFileWriter, type SetStorage, type StorageEntry, type Stored, stored } from './storage.ts';

const readBufferBytes = 1024 * 1024;

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
    // Windows cannot open a folder to flush it; NTFS journals the names itself.
    if (process.platform === 'win32') return stored(undefined);
    return attempt(path, () => {
      const descriptor = openSync(path, 'r');
      try {
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    });
  }

  removeFolder(path: string): Stored<void> {
    return attempt(path, () => rmSync(path, { recursive: true }));
  }

  list(path: string): Stored<readonly StorageEntry[]> {
    return attempt(path, () =>
      readdirSync(path, { withFileTypes: true })
        .map((entry) => {
          const isFile = entry.isFile();
          return { name: entry.name, isFile, sizeBytes: isFile ? statSync(join(path, entry.name)).size : 0 };
        })
        .sort((left, right) => (left.name < right.name ? -1 : 1)),
    );
  }

  read(path: string, visit: (bytes: Uint8Array) => void, limitBytes = Number.POSITIVE_INFINITY): Stored<void> {
    return attempt(path, () => {
      const descriptor = openSync(path, 'r');
      try {
        const buffer = new Uint8Array(Math.min(readBufferBytes, limitBytes));
        let visitedBytes = 0;
        while (visitedBytes < limitBytes) {
          const count = readSync(descriptor, buffer, 0, Math.min(buffer.length, limitBytes - visitedBytes), null);
          if (count === 0) break;
          visit(buffer.subarray(0, count));
          visitedBytes += count;
        }
      } finally {
        closeSync(descriptor);
      }
    });
  }
}

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
