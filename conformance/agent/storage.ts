/**
 * What the agent needs of a file system, so that tests can hand in one that fills up. Paths are the storage's own, with
 * `/` between names. Everything that can go wrong on a disk is a value.
 */
export interface SetStorage {
  exists(path: string): boolean;
  /** Creates one folder; its parent must be there, the folder itself must not. */
  createFolder(path: string): Stored<void>;
  /** Creates a file that must not be there yet. */
  createFile(path: string): Stored<SetFileWriter>;
  /** Gives a folder another name in one indivisible step. */
  renameFolder(from: string, to: string): Stored<void>;
  /** Makes the names in a folder survive a power failure. */
  flushFolder(path: string): Stored<void>;
  /** Removes a folder with everything in it. */
  removeFolder(path: string): Stored<void>;
  /** What is directly inside a folder, by name, sorted. */
  list(path: string): Stored<readonly StorageEntry[]>;
  /** Reads a file from its beginning, at most `limitBytes`, in pieces which are valid during `visit` only. */
  read(path: string, visit: (bytes: Uint8Array) => void, limitBytes?: number): Stored<void>;
}

export interface SetFileWriter {
  write(bytes: Uint8Array): Stored<void>;
  /** Makes the content survive a power failure, then closes. */
  finish(): Stored<void>;
  /** Closes without a promise about the content. */
  discard(): void;
}

export interface StorageEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly sizeBytes: number;
}

export interface StorageProblem {
  /** As the operating system calls it: ENOSPC, EEXIST, EACCES. */
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

export type Stored<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: StorageProblem };

export const stored = <Value>(value: Value): Stored<Value> => ({ ok: true, value });

export const notStored = (
  code: string,
  path: string,
  message: string,
): { readonly ok: false; readonly problem: StorageProblem } => ({ ok: false, problem: { code, path, message } });

/** One sentence for a person, without a full stop. */
export function problemText({ code, path, message }: StorageProblem): string {
  if (code === 'ENOSPC') return `the disk is full: ${path} could not be written`;
  if (code === 'EEXIST' || code === 'ENOTEMPTY') return `${path} exists already, and nothing is overwritten`;
  if (code === 'ENOENT') return `${path} does not exist`;
  return `${path}: ${message}`;
}

/** What to do about it. */
export function problemAdvice({ code, path }: StorageProblem): string {
  if (code === 'ENOSPC') return 'Free space there, or choose another folder, and start the backup again.';
  if (code === 'EEXIST' || code === 'ENOTEMPTY')
    return `Choose another name, or remove ${path} if no other run is using it.`;
  if (code === 'ENOENT') return 'Check the path, and create the folder if it should be there.';
  return 'Look at the disk and at the rights on it, then start again.';
}
