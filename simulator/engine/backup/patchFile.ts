import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { SparseFile, type VirtualDisk, type VirtualFile } from '../disk/index.ts';
import { type BackupInfo, type DatabaseHeader, encodePatchHeader } from '../format/index.ts';

/** The patch file of a database that is being copied: two header pages, then page images, each with its own number. */
export class PatchFile {
  readonly path: string;
  readonly #file: VirtualFile;
  readonly #header: DatabaseHeader;

  private constructor(path: string, file: VirtualFile, header: DatabaseHeader) {
    this.path = path;
    this.#file = file;
    this.#header = header;
  }

  /** Makes the file, in place of a stale one. `header` is the copy's, with the backup it belongs to. */
  static create(disk: VirtualDisk, path: string, header: DatabaseHeader): PatchFile | JetErrorNumber {
    const contents = new SparseFile();
    contents.write(0, encodePatchHeader(header, header.currentFullBackup));
    const file = disk.create(path, contents);
    return file === 'disk-full' ? JetError.JET_errDiskFull : new PatchFile(path, file, header);
  }

  append(image: Uint8Array): JetErrorNumber | 0 {
    return this.#file.write(this.#file.sizeBytes, image) === 'disk-full' ? JetError.JET_errDiskFull : 0;
  }

  /** The last log of the backup is known now. */
  finish(highGeneration: number): void {
    const backup: BackupInfo = { ...this.#header.currentFullBackup, highGeneration };
    this.#file.write(0, encodePatchHeader(this.#header, backup));
  }
}
