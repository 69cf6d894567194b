import { JetError } from '../../protocol/index.ts';
import { patchPath } from '../backup/index.ts';
import type { VirtualDisk, VirtualFile } from '../disk/index.ts';
import {
  compareLogPositions,
  type DatabaseHeader,
  PAGE_SIZE_BYTES,
  readPatchHeader,
  readShadowedDatabaseHeader,
  signaturesEqual,
  writeShadowedDatabaseHeader,
} from '../format/index.ts';
import type { HardRecoveryOrder } from './order.ts';
import { PatchImages } from './patchImages.ts';
import { type Failure, failure } from './report.ts';

/** A restored database: where the logs think it is, where it is, and the images that came with it. */
export interface RestoredDatabase {
  readonly loggedPath: string;
  readonly path: string;
  readonly file: VirtualFile;
  readonly header: DatabaseHeader;
  readonly patches: PatchImages | null;
}

/**
 * Looks at every database of the map, and changes none: file, size, header, patch file; -552, -554, -553 in that order
 * (ese-engine.md 6, the steps of a restore; edbbcli.md 6.7 lists -552 last, and nobody has seen which is told first).
 */
export function checkRestoredDatabases(disk: VirtualDisk, order: HardRecoveryOrder): RestoredDatabase[] | Failure {
  const restored: RestoredDatabase[] = [];
  for (const { oldPath, newPath } of order.map) {
    const file = disk.open(newPath);
    if (file === null)
      return failure(JetError.JET_errFileNotFound, newPath, `${newPath} is to be recovered and is missing.`);
    if (file.sizeBytes % PAGE_SIZE_BYTES !== 0) {
      return failure(
        JetError.JET_errBadBackupDatabaseSize,
        newPath,
        `${newPath} has ${file.sizeBytes} bytes, no whole number of pages.`,
      );
    }
    const read = readShadowedDatabaseHeader(file);
    if (read.kind === 'failed') return failure(read.error, newPath, `${newPath}: ${read.reason}.`);
    const patches = checkPatchFile(disk, order, oldPath, read.header);
    if (patches !== null && 'error' in patches) return patches;
    const outside = checkRange(order, newPath, read.header, patches);
    if (outside !== null) return outside;
    restored.push({ loggedPath: oldPath, path: newPath, file, header: read.header, patches });
  }
  return restored;
}

function checkPatchFile(
  disk: VirtualDisk,
  order: HardRecoveryOrder,
  loggedPath: string,
  header: DatabaseHeader,
): PatchImages | Failure | null {
  const path = patchPath(order.logFolder, loggedPath);
  const file = disk.open(path);
  if (file === null) {
    if (order.patchFiles === 'when-needed') return null;
    return failure(JetError.JET_errFileNotFound, path, `${path} is missing; restore the patch file of the backup.`);
  }
  const read = readPatchHeader(file);
  if (read.kind === 'failed') return failure(JetError.JET_errBadPatchPage, path, `${path}: ${read.reason}.`);
  const mine = header.currentFullBackup;
  const its = read.header.currentFullBackup;
  const belongs =
    signaturesEqual(header.signature, read.header.signature) &&
    signaturesEqual(header.logSignature, read.header.logSignature) &&
    compareLogPositions(mine.mark, its.mark) === 0 &&
    mine.markSeconds === its.markSeconds;
  if (!belongs) {
    return failure(
      JetError.JET_errDatabasePatchFileMismatch,
      path,
      `${path} and the database are not of one backup, or the database was recovered already; restore both again.`,
    );
  }
  const images = new PatchImages(file, read.header);
  const error = images.index();
  return error === 0 ? images : failure(error, path, `${path} has a damaged page image; restore it again.`);
}

/** The restored logs must hold all that the copy needs. Without a patch file nobody knows where that ends. */
function checkRange(
  order: HardRecoveryOrder,
  path: string,
  header: DatabaseHeader,
  patches: PatchImages | null,
): Failure | null {
  const { lowGeneration } = header.currentFullBackup;
  if (lowGeneration !== 0 && lowGeneration < order.lowGeneration) {
    return failure(
      JetError.JET_errStartingRestoreLogTooHigh,
      path,
      `${path} needs logs from generation ${lowGeneration} on; the restored ones begin with ${order.lowGeneration}.`,
    );
  }
  const high = patches?.header.currentFullBackup.highGeneration ?? 0;
  if (high <= order.highGeneration) return null;
  return failure(
    JetError.JET_errEndingRestoreLogTooLow,
    path,
    `${path} needs logs up to generation ${high}; the restored ones end with ${order.highGeneration}.`,
  );
}

/** A copy's header does not know the last log of its backup; the patch file's does (ese-engine.md 6). */
export function writeHighGenerations(databases: readonly RestoredDatabase[]): void {
  for (const { file, header, patches } of databases) {
    if (patches === null) continue;
    const { highGeneration } = patches.header.currentFullBackup;
    const currentFullBackup = { ...header.currentFullBackup, highGeneration };
    writeShadowedDatabaseHeader(file, { ...header, currentFullBackup });
  }
}
