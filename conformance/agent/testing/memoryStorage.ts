import { notStored, type SetFileWriter, type SetStorage, type StorageEntry, type Stored, stored } from '../storage.ts';

/** Which operation fails, counted over all operations of its kind from 1. */
export interface StorageFault {
  readonly operation:
    | 'createFolder'
    | 'createFile'
    | 'finish'
    | 'renameFolder'
    | 'flushFolder'
    | 'removeFolder'
    | 'read';
  readonly nth: number;
}

/** A file system in memory that can be small, or fail; it keeps a log of what was made durable when. */
export class MemoryStorage implements SetStorage {
  readonly files = new Map<string, Uint8Array>();
  readonly folders = new Set<string>(['/sets']);
  /** Everything that changes what a power failure would leave. */
  readonly log: string[] = [];
  readonly #capacityBytes: number;
  readonly #fault: StorageFault | null;
  readonly #counts = new Map<string, number>();
  #usedBytes = 0;
  openFiles = 0;

  constructor(capacityBytes = Number.POSITIVE_INFINITY, fault: StorageFault | null = null) {
    this.#capacityBytes = capacityBytes;
    this.#fault = fault;
  }

  exists(path: string): boolean {
    return this.files.has(path) || this.folders.has(path);
  }

  createFolder(path: string): Stored<void> {
    const fault = this.#faultOf('createFolder', path);
    if (fault !== null) return fault;
    if (this.exists(path)) return notStored('EEXIST', path, 'exists');
    this.folders.add(path);
    return stored(undefined);
  }

  createFile(path: string): Stored<SetFileWriter> {
    const fault = this.#faultOf('createFile', path);
    if (fault !== null) return fault;
    if (this.exists(path)) return notStored('EEXIST', path, 'exists');
    const pieces: Uint8Array[] = [];
    this.files.set(path, new Uint8Array(0));
    this.openFiles += 1;
    const close = (): void => {
      this.openFiles -= 1;
      const { buffer, byteOffset, byteLength } = Buffer.concat(pieces);
      this.files.set(path, new Uint8Array(buffer, byteOffset, byteLength));
    };
    return stored({
      write: (bytes) => {
        if (this.#usedBytes + bytes.length > this.#capacityBytes) return notStored('ENOSPC', path, 'no space');
        this.#usedBytes += bytes.length;
        pieces.push(bytes.slice());
        return stored(undefined);
      },
      finish: () => {
        close();
        const finishFault = this.#faultOf('finish', path);
        if (finishFault === null) this.log.push(`flush ${path}`);
        return finishFault ?? stored(undefined);
      },
      discard: close,
    });
  }

  renameFolder(from: string, to: string): Stored<void> {
    const fault = this.#faultOf('renameFolder', to);
    if (fault !== null) return fault;
    if (this.exists(to)) return notStored('EEXIST', to, 'exists');
    this.log.push(`rename ${from} ${to}`);
    this.folders.delete(from);
    this.folders.add(to);
    for (const [path, content] of [...this.files]) {
      if (!path.startsWith(`${from}/`)) continue;
      this.files.delete(path);
      this.files.set(`${to}${path.slice(from.length)}`, content);
    }
    return stored(undefined);
  }

  flushFolder(path: string): Stored<void> {
    const fault = this.#faultOf('flushFolder', path);
    if (fault === null) this.log.push(`flush ${path}`);
    return fault ?? stored(undefined);
  }

  removeFolder(path: string): Stored<void> {
    const fault = this.#faultOf('removeFolder', path);
    if (fault !== null) return fault;
    this.folders.delete(path);
    for (const file of [...this.files.keys()]) if (file.startsWith(`${path}/`)) this.files.delete(file);
    return stored(undefined);
  }

  list(path: string): Stored<readonly StorageEntry[]> {
    if (!this.folders.has(path)) return notStored('ENOENT', path, 'not there');
    const entries: StorageEntry[] = [];
    for (const [file, content] of this.files) {
      if (!file.startsWith(`${path}/`)) continue;
      entries.push({ name: file.slice(path.length + 1), isFile: true, sizeBytes: content.length });
    }
    return stored(entries);
  }

  read(path: string, visit: (bytes: Uint8Array) => void, limitBytes?: number): Stored<void> {
    const fault = this.#faultOf('read', path);
    if (fault !== null) return fault;
    const content = this.files.get(path);
    if (content === undefined) return notStored('ENOENT', path, 'not there');
    visit(content.subarray(0, limitBytes));
    return stored(undefined);
  }

  #faultOf(operation: StorageFault['operation'], path: string) {
    const nth = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, nth);
    const hit = this.#fault !== null && this.#fault.operation === operation && this.#fault.nth === nth;
    return hit ? notStored('EIO', path, 'the disk failed') : null;
  }
}
