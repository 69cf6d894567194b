import { type DiskWriteResult, requireByteCount, type VirtualFile } from './virtualFile.ts';

/** What one volume has room for. Shared by the disk and the files it handed out. */
export interface Volume {
  /** Null: no limit. */
  capacityBytes: number | null;
  usedBytes: number;
}

/** Counts every change of a disk. */
export interface ChangeCounter {
  revision: number;
}

/** True when the volume can hold `growthBytes` more. A full volume can still shrink or stay as it is. */
export function hasRoom(volume: Volume, growthBytes: number): boolean {
  return growthBytes <= 0 || volume.capacityBytes === null || volume.usedBytes + growthBytes <= volume.capacityBytes;
}

/**
 * A file on a disk: its contents, plus the rule that all growth is checked against the volume. Reads go straight
 * through. Once removed or replaced it is nobody's: it still reads and writes, and no volume counts it.
 */
export class DiskFile implements VirtualFile {
  readonly contents: VirtualFile;
  readonly #counter: ChangeCounter;
  #volume: Volume | null;

  constructor(contents: VirtualFile, volume: Volume, counter: ChangeCounter) {
    this.contents = contents;
    this.#volume = volume;
    this.#counter = counter;
    volume.usedBytes += contents.sizeBytes;
  }

  get sizeBytes(): number {
    return this.contents.sizeBytes;
  }

  get storedBytes(): number {
    return this.contents.storedBytes;
  }

  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): number {
    return this.contents.read(offsetBytes, target, targetOffset, lengthBytes);
  }

  write(offsetBytes: number, source: Uint8Array): DiskWriteResult {
    requireByteCount('The offset of a write', offsetBytes);
    const sizeBytes = source.length === 0 ? this.sizeBytes : Math.max(this.sizeBytes, offsetBytes + source.length);
    return this.#grow(sizeBytes, () => this.contents.write(offsetBytes, source));
  }

  resize(sizeBytes: number): DiskWriteResult {
    requireByteCount('The new size of a file', sizeBytes);
    return this.#grow(sizeBytes, () => this.contents.resize(sizeBytes));
  }

  nextWrittenPage(fromPage: number, limitPage: number): number {
    return this.contents.nextWrittenPage(fromPage, limitPage);
  }

  /** The same bytes, on no disk. */
  clone(): VirtualFile {
    return this.contents.clone();
  }

  /** The disk let go of this file: its volume no longer counts it. */
  detach(): void {
    if (this.#volume !== null) this.#volume.usedBytes -= this.contents.sizeBytes;
    this.#volume = null;
  }

  #grow(newSizeBytes: number, change: () => DiskWriteResult): DiskWriteResult {
    const volume = this.#volume;
    const beforeBytes = this.contents.sizeBytes;
    if (volume !== null && !hasRoom(volume, newSizeBytes - beforeBytes)) return 'disk-full';
    const result = change();
    if (volume !== null) {
      volume.usedBytes += this.contents.sizeBytes - beforeBytes;
      this.#counter.revision += 1;
    }
    return result;
  }
}
