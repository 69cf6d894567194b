import type { SetFileWriter, SetStorage, StorageEntry, Stored } from '../agent/index.ts';

/** A medium that is full after so many bytes, in front of a storage that is not. */
export class LimitedStorage implements SetStorage {
  readonly #inner: SetStorage;
  #remainingBytes: number;

  constructor(inner: SetStorage, capacityBytes: number) {
    this.#inner = inner;
    this.#remainingBytes = capacityBytes;
  }

  createFile(path: string): Stored<SetFileWriter> {
    const created = this.#inner.createFile(path);
    if (!created.ok) return created;
    const writer = created.value;
    const write = (bytes: Uint8Array): Stored<void> => {
      if (bytes.length > this.#remainingBytes) {
        return { ok: false, problem: { code: 'ENOSPC', path, message: 'the medium is full' } };
      }
      this.#remainingBytes -= bytes.length;
      return writer.write(bytes);
    };
    return { ok: true, value: { write, finish: () => writer.finish(), discard: () => writer.discard() } };
  }

  exists(path: string): boolean {
    return this.#inner.exists(path);
  }
  createFolder(path: string): Stored<void> {
    return this.#inner.createFolder(path);
  }
  renameFolder(from: string, to: string): Stored<void> {
    return this.#inner.renameFolder(from, to);
  }
  flushFolder(path: string): Stored<void> {
    return this.#inner.flushFolder(path);
  }
  removeFolder(path: string): Stored<void> {
    return this.#inner.removeFolder(path);
  }
  list(path: string): Stored<readonly StorageEntry[]> {
    return this.#inner.list(path);
  }
  read(path: string, visit: (bytes: Uint8Array) => void, limitBytes?: number): Stored<void> {
    return this.#inner.read(path, visit, limitBytes);
  }
}
