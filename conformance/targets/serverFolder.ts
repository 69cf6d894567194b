import { closeSync, fsyncSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathKind } from '../../binding/files/index.ts';
import type { runRestore } from '../agent/index.ts';

type ServerFiles = Parameters<typeof runRestore>[0]['files'];
type Created = ReturnType<ServerFiles['create']>;

/**
 * The files of a server through this computer's file system: `\\SERVER\D$\logs` is `DISK/D$/logs`, with letter case ignored
 * where there is such a name; without a disk folder the UNC path itself, which only Windows understands.
 */
export class ServerFolder implements ServerFiles {
  readonly #server: string;
  readonly #disk: string | null;

  constructor(server: string, disk: string | null) {
    this.#server = server.replace(/^\\\\/, '').toLowerCase();
    this.#disk = disk;
  }

  list(folder: string): readonly string[] {
    const path = this.#localPath(folder);
    return path === null ? [] : namesIn(path);
  }

  remove(path: string): boolean {
    const local = this.#localPath(path);
    if (local === null) return false;
    try {
      rmSync(local);
      return true;
    } catch (error) {
      if (codeOf(error) === null) throw error;
      return false;
    }
  }

  create(path: string): Created {
    const local = this.#localPath(path);
    if (local === null) return 'not-found';
    const kind = pathKind(local);
    // A pipe would wait for a reader; a device takes everything.
    if (kind === 'other' || kind === 'folder') return 'in-use';
    try {
      return writerOf(openSync(local, 'w'));
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return 'not-found';
      if (code === 'ENOSPC') return 'disk-full';
      if (code !== null && inUseCodes.has(code)) return 'in-use';
      if (code !== null && deniedCodes.has(code)) return 'read-only';
      throw error;
    }
  }

  /** Null for a path that is not on this server, or that leads elsewhere. */
  #localPath(uncPath: string): string | null {
    const [empty, root, server, ...names] = uncPath.split('\\');
    const leadsElsewhere = names.length === 0 || names.some((name) => name === '' || /^\.+$|[/:\0]/.test(name));
    if (empty !== '' || root !== '' || server?.toLowerCase() !== this.#server || leadsElsewhere) return null;
    if (this.#disk === null) return uncPath;
    return names.reduce((folder, name) => join(folder, nameIn(folder, name)), this.#disk);
  }
}

/** What a system says of a file that somebody has open, and of one that is protected. */
const inUseCodes: ReadonlySet<string> = new Set(['EBUSY', 'EISDIR', 'ETXTBSY']);
const deniedCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

function nameIn(folder: string, name: string): string {
  const wanted = name.toLowerCase();
  return namesIn(folder).find((candidate) => candidate.toLowerCase() === wanted) ?? name;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === null) throw error;
    return [];
  }
}

/** Writes into an open file, to its end. */
export function writerOf(descriptor: number): Exclude<Created, string> {
  return {
    write: (bytes) => {
      try {
        for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
        return 'written';
      } catch (error) {
        if (codeOf(error) !== 'ENOSPC') throw error;
        return 'disk-full';
      }
    },
    // The server may be told right after this that all is written.
    close: () => {
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : null;
