import { type ChangeCounter, DiskFile, hasRoom, type Volume } from './diskFile.ts';
import { type DiskPath, parsePath } from './diskPath.ts';
import { NameTable } from './nameTable.ts';
import { SparseFile } from './sparseFile.ts';
import { type DiskWriteResult, requireByteCount, type VirtualFile } from './virtualFile.ts';

interface Entry {
  readonly name: string;
  readonly volume: Volume;
  readonly file: DiskFile;
}

/** More files than this find the disk full: all 0xFFFFF log generations fit, a runaway loop does not. */
const MAXIMUM_FILE_COUNT = 2 ** 21;
const READ_ALL_LIMIT_BYTES = 64 * 1024 * 1024;

/** The letter of `D`, `d:` or `D:\`, in upper case. */
function volumeLetter(volume: string): string {
  const letter = /^([A-Za-z])(?::\\?)?$/.exec(volume)?.[1];
  if (letter === undefined) throw new RangeError(`"${volume}" is not a volume; write a drive letter such as "D:"`);
  return letter.toUpperCase();
}

/**
 * The disks of a simulated server: Windows paths, one volume per drive letter, each with an optional capacity.
 *
 * Paths ignore case and keep it. Folders exist as soon as something is put in them. A file handed out is checked
 * against its volume's capacity whenever it grows, and stays the same object when it is renamed. Paths that Windows
 * would not take name no file; to create one is a broken assumption and throws.
 */
export class VirtualDisk {
  readonly #volumes: Map<string, Volume> = new Map();
  readonly #folders: Map<string, NameTable<Entry>> = new Map();
  readonly #counter: ChangeCounter = { revision: 0 };
  readonly #maximumFileCount: number;
  #fileCount = 0;

  constructor(options: { readonly maximumFileCount?: number } = {}) {
    this.#maximumFileCount = options.maximumFileCount ?? MAXIMUM_FILE_COUNT;
  }

  /**
   * Grows with every create, remove, rename and write that the disk can see: equal revisions mean equal disks, unless
   * somebody who kept the contents of a file changed its bytes without the disk.
   */
  get revision(): number {
    return this.#counter.revision;
  }

  /** Limits a volume to `capacityBytes` of files; null lifts the limit. Below what is used, nothing can grow. */
  setCapacity(volume: string, capacityBytes: number | null): void {
    if (capacityBytes !== null) requireByteCount('The capacity of a volume', capacityBytes);
    this.#volume(volumeLetter(volume)).capacityBytes = capacityBytes;
  }

  /** The sizes of all files on a volume, added up. */
  usedBytes(volume: string): number {
    return this.#volumes.get(volumeLetter(volume))?.usedBytes ?? 0;
  }

  /** Bytes that a volume still takes; Infinity where it has no limit. */
  freeBytes(volume: string): number {
    const { capacityBytes = null, usedBytes = 0 } = this.#volumes.get(volumeLetter(volume)) ?? {};
    return capacityBytes === null ? Number.POSITIVE_INFINITY : Math.max(0, capacityBytes - usedBytes);
  }

  exists(path: string): boolean {
    return this.#find(parsePath(path)) !== null;
  }

  /** True for a folder that something is in, at whatever depth. */
  isFolder(path: string): boolean {
    const parsed = parsePath(path);
    if (parsed === null) return false;
    const prefix = `${parsed.folderKey.replace(/\\$/, '')}\\${parsed.nameKey}`;
    for (const folder of this.#folders.keys()) if (folder === prefix || folder.startsWith(`${prefix}\\`)) return true;
    return false;
  }

  open(path: string): VirtualFile | null {
    return this.#find(parsePath(path))?.file ?? null;
  }

  /**
   * Makes a file, in place of one that may be there, and answers the file to use from now on. `contents` becomes the
   * disk's: whoever keeps it may still change its bytes, never its size. On 'disk-full' the old file is untouched.
   */
  create(path: string, contents: VirtualFile = new SparseFile()): VirtualFile | 'disk-full' {
    const parsed = parsePath(path);
    if (parsed === null)
      throw new RangeError(`"${path}" cannot be created: it is not a full path such as D:\\folder\\file`);
    if (contents instanceof DiskFile)
      throw new Error(`${path}: these contents are on a disk already; clone them first`);
    const volume = this.#volume(parsed.volume);
    const old = this.#find(parsed);
    const isTableFull = old === null && this.#fileCount >= this.#maximumFileCount;
    if (isTableFull || !hasRoom(volume, contents.sizeBytes - (old?.file.sizeBytes ?? 0))) return 'disk-full';
    if (old !== null) this.#drop(parsed).file.detach();
    const file = new DiskFile(contents, volume, this.#counter);
    this.#put(parsed, { name: parsed.name, volume, file });
    return file;
  }

  /** False when there is no such file. */
  remove(path: string): boolean {
    const parsed = parsePath(path);
    if (parsed === null || this.#find(parsed) === null) return false;
    this.#drop(parsed).file.detach();
    return true;
  }

  /** Gives a file another name; the object stays the same. False: no such file, the new name is taken, or is on another volume. */
  rename(from: string, to: string): boolean {
    const source = parsePath(from);
    const target = parsePath(to);
    const entry = this.#find(source);
    if (source === null || target === null || entry === null || source.volume !== target.volume) return false;
    const taken = this.#find(target);
    // A file may be renamed to itself: that is how its case is changed.
    if (taken !== null && taken !== entry) return false;
    this.#drop(source);
    this.#put(target, { ...entry, name: target.name });
    return true;
  }

  /** Copies a file's bytes as they are now, in place of one that may be there. Shares memory until either is written. */
  copyFile(from: string, to: string): DiskWriteResult | 'file-not-found' {
    const entry = this.#find(parsePath(from));
    if (entry === null) return 'file-not-found';
    return this.create(to, entry.file.clone()) === 'disk-full' ? 'disk-full' : 'written';
  }

  /** The whole file, null when there is none. A file above the limit throws: stream it instead. */
  readAll(path: string, limitBytes: number = READ_ALL_LIMIT_BYTES): Uint8Array | null {
    const file = this.open(path);
    if (file === null) return null;
    if (file.sizeBytes > limitBytes) {
      throw new RangeError(
        `${path} has ${file.sizeBytes} bytes, more than the ${limitBytes} to be read at once; read it in parts`,
      );
    }
    const bytes = new Uint8Array(file.sizeBytes);
    file.read(0, bytes, 0, bytes.length);
    return bytes;
  }

  /** The names of the files in a folder, as written, ordered by the code units of their lower case. */
  list(folder: string): string[] {
    const key = (/^[A-Za-z]:\\?$/.test(folder) ? `${folder.slice(0, 2)}\\` : folder.replace(/\\$/, '')).toLowerCase();
    const entries = [...(this.#folders.get(key)?.entries() ?? [])];
    return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry.name);
  }

  /** The full paths of all files on a volume, in no order that means anything. */
  filesOf(volume: string): string[] {
    const prefix = `${volumeLetter(volume).toLowerCase()}:`;
    return [...this.#folders].flatMap(([folder, table]) =>
      folder.startsWith(prefix)
        ? [...table.entries()].map(([, { name }]) => `${folder.replace(/\\$/, '')}\\${name}`)
        : [],
    );
  }

  /** Flips the bits of `xorMask` (1 to 255) in one byte. False when there is no such file or byte. */
  corruptByte(path: string, offsetBytes: number, xorMask: number): boolean {
    if (!(xorMask >= 1 && xorMask <= 255)) throw new RangeError(`A mask of ${xorMask} corrupts nothing; use 1 to 255`);
    const file = this.open(path);
    const byte = new Uint8Array(1);
    if (file === null || file.read(offsetBytes, byte, 0, 1) === 0) return false;
    return (
      file.write(
        offsetBytes,
        byte.map((value) => value ^ xorMask),
      ) === 'written'
    );
  }

  /** A disk of its own with the same files, names, capacities and revision. Pages are shared until either side writes. */
  clone(): VirtualDisk {
    const copy = new VirtualDisk({ maximumFileCount: this.#maximumFileCount });
    for (const [letter, volume] of this.#volumes) copy.#volume(letter).capacityBytes = volume.capacityBytes;
    const letterOf = new Map([...this.#volumes].map(([letter, volume]) => [volume, letter]));
    for (const [folderKey, entries] of this.#folders) {
      const copies = new NameTable<Entry>();
      for (const [nameKey, { name, volume, file }] of entries.entries()) {
        const ownVolume = copy.#volume(letterOf.get(volume) ?? '');
        copies.set(nameKey, { name, volume: ownVolume, file: new DiskFile(file.clone(), ownVolume, copy.#counter) });
      }
      copy.#folders.set(folderKey, copies);
    }
    copy.#fileCount = this.#fileCount;
    copy.#counter.revision = this.#counter.revision;
    return copy;
  }

  #volume(letter: string): Volume {
    const known = this.#volumes.get(letter);
    if (known !== undefined) return known;
    const volume: Volume = { capacityBytes: null, usedBytes: 0 };
    this.#volumes.set(letter, volume);
    return volume;
  }

  #find(path: DiskPath | null): Entry | null {
    if (path === null) return null;
    return this.#folders.get(path.folderKey)?.get(path.nameKey) ?? null;
  }

  #put(path: DiskPath, entry: Entry): void {
    const folder = this.#folders.get(path.folderKey) ?? new NameTable<Entry>();
    folder.set(path.nameKey, entry);
    this.#folders.set(path.folderKey, folder);
    this.#fileCount += 1;
    this.#counter.revision += 1;
  }

  #drop(path: DiskPath): Entry {
    const folder = this.#folders.get(path.folderKey);
    const entry = folder?.get(path.nameKey);
    if (folder === undefined || entry === undefined || entry === null)
      throw new Error(`${path.folder}\\${path.name} was just found and is gone`);
    folder.delete(path.nameKey);
    if (folder.size === 0) this.#folders.delete(path.folderKey);
    this.#fileCount -= 1;
    this.#counter.revision += 1;
    return entry;
  }
}
