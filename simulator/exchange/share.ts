import { parsePath, SparseFile, type VirtualDisk, type VirtualFile } from '../engine/index.ts';
import { localPath } from './layout.ts';

/** A file being written through the share. */
export interface ShareWriter {
  write(bytes: Uint8Array): 'written' | 'disk-full';
  close(): void;
}

/** A running service or another program has the file open, or it is marked read-only: nobody else writes or deletes it. */
export type ShareAccess = 'free' | 'in-use' | 'read-only';

/**
 * Ordinary file operations on a server's disks by UNC path, as a restore does them (M-restore: each file is written with
 * file I/O to the directory whose token matches). Only administrative shares of this very server exist.
 */
export class FileShare {
  readonly #server: string;
  readonly #disk: VirtualDisk;
  readonly #accessTo: (path: string) => ShareAccess;

  constructor(server: string, disk: VirtualDisk, accessTo: (path: string) => ShareAccess) {
    this.#server = server;
    this.#disk = disk;
    this.#accessTo = accessTo;
  }

  exists(unc: string): boolean {
    const path = localPath(this.#server, unc);
    return path !== null && this.#disk.exists(path);
  }

  /** File names in a folder, sorted; empty for a folder that is not there. */
  list(uncFolder: string): string[] {
    const path = localPath(this.#server, uncFolder);
    return path === null ? [] : this.#disk.list(path);
  }

  /** False when there is no such file, or it is in use or marked read-only (M-DeleteFile). */
  remove(unc: string): boolean {
    const path = localPath(this.#server, unc);
    return path !== null && this.#accessTo(path) === 'free' && this.#disk.remove(path);
  }

  /** Creates a file, replacing one that is there, to be written from its beginning. */
  create(unc: string): ShareWriter | 'disk-full' | 'not-found' | 'in-use' | 'read-only' {
    const path = localPath(this.#server, unc);
    if (path === null || parsePath(path) === null) return 'not-found';
    const access = this.#accessTo(path);
    if (access !== 'free') return access;
    const file = this.#disk.create(path, new SparseFile());
    return file === 'disk-full' ? 'disk-full' : appender(file);
  }

  /** Reads from a file; the number of bytes copied, 0 at its end and for a file that is not there. */
  read(unc: string, offsetBytes: number, target: Uint8Array): number {
    const path = localPath(this.#server, unc);
    const file = path === null ? null : this.#disk.open(path);
    return file === null ? 0 : file.read(offsetBytes, target, 0, target.length);
  }

  sizeBytes(unc: string): number {
    const path = localPath(this.#server, unc);
    return (path === null ? null : this.#disk.open(path))?.sizeBytes ?? 0;
  }
}

function appender(file: VirtualFile): ShareWriter {
  let offsetBytes = 0;
  let open = true;
  return {
    write(bytes) {
      if (!open) throw new Error('a file of the share was written after it was closed');
      const result = file.write(offsetBytes, bytes);
      if (result === 'written') offsetBytes += bytes.length;
      return result;
    },
    close() {
      open = false;
    },
  };
}
