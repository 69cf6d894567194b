import { closeSync, existsSync, lstatSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openFile } from '../../binding/files/index.ts';
import type { ExchangeServer } from '../../simulator/exchange/index.ts';
import { makeFolder } from '../agent/index.ts';

/** What was taken over from the folder into the server's disks. */
export interface TakenOver {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** What was not taken over, a sentence each. */
  readonly problems: readonly string[];
}

/** A file in the folder as it was when it was last looked at. */
interface Seen {
  readonly sizeBytes: number;
  readonly modified: bigint;
  readonly changed: bigint;
  readonly inode: bigint;
}

/** What is shown, and what is taken over at once: it is held in memory. */
const MAXIMUM_SIZE_BYTES = 4 * 1024 * 1024 * 1024;
const MAXIMUM_FILES = 100_000;
const MAXIMUM_DEPTH = 32;
const BUFFER_SIZE_BYTES = 1024 * 1024;

/**
 * The disks of a server as folders of this computer, `D$/exchsrvr/mdbdata/…`, for agents that restore by ordinary file
 * operations. What changes in the folder is taken over when the agent says that it has written its files.
 *
 * Files that a running service holds are not shown, and cannot be written: stop it first, as a restore needs anyway.
 * What the server changes meanwhile is not shown.
 */
export class DiskMirror {
  readonly #server: ExchangeServer;
  readonly #folder: string;
  readonly #seen = new Map<string, Seen>();

  private constructor(server: ExchangeServer, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  /** Shows the disks in a folder, which must be empty or not there yet. */
  static show(
    server: ExchangeServer,
    folder: string,
  ): { ok: true; mirror: DiskMirror } | { ok: false; problem: string } {
    const mirror = new DiskMirror(server, folder);
    try {
      makeFolder(folder);
      if (readdirSync(folder).length > 0) return { ok: false, problem: `${folder} is not empty: give an empty folder` };
      const problem = mirror.#show();
      return problem === null ? { ok: true, mirror } : { ok: false, problem };
    } catch (error) {
      return { ok: false, problem: `${folder} cannot be filled: ${messageOf(error)}` };
    }
  }

  /** Takes over what was written, changed and removed since the last time. */
  takeOver(): TakenOver {
    const written: string[] = [];
    const removed: string[] = [];
    const problems: string[] = [];
    try {
      const found = this.#scan(problems);
      for (const [path, seen] of found) {
        if (isSame(this.#seen.get(path), seen)) continue;
        const problem = this.#write(path);
        if (problem === null) written.push(path);
        else problems.push(problem);
        this.#seen.set(path, seen);
      }
      for (const path of [...this.#seen.keys()].filter((known) => !found.has(known))) {
        this.#seen.delete(path);
        if (this.#server.share.remove(this.#unc(path))) removed.push(path);
        else problems.push(`${path} was removed, but not on the server: it is in use there, or gone already`);
      }
    } catch (error) {
      problems.push(`${this.#folder} cannot be read: ${messageOf(error)}`);
    }
    return { written, removed, problems };
  }

  /** Writes the files of the stopped services, and the folders of all. */
  #show(): string | null {
    const paths = this.#shownPaths();
    const sizeBytes = paths.reduce((sum, path) => sum + this.#server.share.sizeBytes(this.#unc(path)), 0);
    if (sizeBytes > MAXIMUM_SIZE_BYTES) {
      return `the disks of the server hold ${sizeBytes} bytes, more than the ${MAXIMUM_SIZE_BYTES} that are shown`;
    }
    for (const folder of this.#folders()) makeFolder(join(this.#folder, folder));
    for (const path of paths) {
      this.#export(path);
      const seen = seenFile(join(this.#folder, path));
      if (seen !== null) this.#seen.set(path, seen);
    }
    return null;
  }

  /** The folders in which the services have their files: `D$/exchsrvr/mdbdata`. */
  #folders(): readonly string[] {
    const folders = this.#server.services.flatMap(({ core, databases }) => [
      core.paths.logFolder,
      core.paths.systemFolder,
      ...databases.map(({ path }) => path.slice(0, path.lastIndexOf('\\'))),
    ]);
    return [...new Set(folders.map((folder) => folder.replace(/^([A-Za-z]):/, '$1$').replaceAll('\\', '/')))];
  }

  #shownPaths(): readonly string[] {
    const { share, services } = this.#server;
    return this.#folders().flatMap((folder) =>
      share
        .list(this.#unc(folder))
        .map((name) => `${folder}/${name}`)
        .filter((path) => !services.some((service) => service.holds(localPath(path)))),
    );
  }

  #export(path: string): void {
    const { share } = this.#server;
    const buffer = new Uint8Array(BUFFER_SIZE_BYTES);
    const descriptor = openSync(join(this.#folder, path), 'wx');
    try {
      for (let offset = 0; ; ) {
        const count = share.read(this.#unc(path), offset, buffer);
        if (count === 0) return;
        for (let done = 0; done < count; ) done += writeSync(descriptor, buffer, done, count - done);
        offset += count;
      }
    } finally {
      closeSync(descriptor);
    }
  }

  /** The files that are in the folder now, by their path in it. */
  #scan(problems: string[]): Map<string, Seen> {
    const found = new Map<string, Seen>();
    const lowerCase = new Map<string, string>();
    const visit = (folder: string, depth: number): void => {
      for (const entry of readdirSync(join(this.#folder, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && depth < MAXIMUM_DEPTH) {
          visit(path, depth + 1);
          continue;
        }
        const problem = entryProblem(path, entry.isFile(), found.size, lowerCase);
        const seen = problem === null ? seenFile(join(this.#folder, path)) : null;
        if (problem !== null) problems.push(problem);
        if (seen === null) continue;
        found.set(path, seen);
        lowerCase.set(path.toLowerCase(), path);
      }
    };
    if (existsSync(this.#folder)) visit('', 0);
    return found;
  }

  /** Writes one file through the share, as the agent would have; why that is not possible, else null. */
  #write(path: string): string | null {
    const opened = openFile(join(this.#folder, path));
    if (!opened.ok) return `${path} was not taken over: ${opened.problem}`;
    const { file } = opened;
    try {
      const writer = this.#server.share.create(this.#unc(path));
      if (writer === 'in-use')
        return `${path}: the service that has this file is running, or another program holds it; it was not taken over`;
      if (writer === 'read-only') return `${path}: it is marked read-only on the server; it was not taken over`;
      if (writer === 'disk-full') return `${path}: the server's disk is full`;
      if (writer === 'not-found') return `${path}: there is no such place on the server`;
      let isFull = false;
      file.pieces((bytes) => {
        isFull ||= writer.write(bytes) === 'disk-full';
      }, MAXIMUM_SIZE_BYTES);
      if (isFull) return `${path}: the server's disk is full`;
      if (file.sizeBytes > MAXIMUM_SIZE_BYTES)
        return `${path} is longer than ${MAXIMUM_SIZE_BYTES} bytes: it was cut there`;
      writer.close();
      return null;
    } finally {
      file.close();
    }
  }

  #unc(path: string): string {
    return `\\\\${this.#server.name}\\${path.replaceAll('/', '\\')}`;
  }
}

/** Why an entry of the folder is no file of the server's, else null. */
function entryProblem(path: string, isFile: boolean, count: number, lowerCase: Map<string, string>): string | null {
  if (!isFile) return `${path} is no ordinary file; links and the like are not taken over`;
  if (!/^[A-Za-z]\$(\/[^/]+)+$/.test(path) || !isWindowsPath(localPath(path))) {
    return `${path} is no path on the server's disks; write D$/folder/file`;
  }
  const twin = lowerCase.get(path.toLowerCase());
  if (twin !== undefined) return `${path} and ${twin} are the same file to Windows; only one was taken over`;
  return count < MAXIMUM_FILES ? null : `${path} is one file more than the ${MAXIMUM_FILES} that are looked at`;
}

const isWindowsPath = (path: string): boolean =>
  path.length < 260 &&
  path
    .slice(3)
    .split('\\')
    .every((name) => !/[<>:"/|?*]/.test(name) && !/[. ]$/.test(name) && [...name].every((letter) => letter >= ' '));

/** `D$/folder/file` as `D:\folder\file`. */
const localPath = (path: string): string => path.replace('$', ':').replaceAll('/', '\\');

function seenFile(path: string): Seen | null {
  const facts = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (facts === undefined || !facts.isFile()) return null;
  return { sizeBytes: Number(facts.size), modified: facts.mtimeNs, changed: facts.ctimeNs, inode: facts.ino };
}

const isSame = (one: Seen | undefined, other: Seen): boolean =>
  one !== undefined &&
  one.sizeBytes === other.sizeBytes &&
  one.modified === other.modified &&
  one.changed === other.changed &&
  one.inode === other.inode;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
