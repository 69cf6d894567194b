import { JetError, type JetErrorNumber } from '../protocol/index.ts';
import type { VirtualDisk, VirtualFile } from './disk/index.ts';
import {
  DatabaseState,
  NULL_BACKUP_INFO,
  NULL_LOG_POSITION,
  NULL_SIGNATURE,
  PAGE_SIZE_BYTES,
  readShadowedDatabaseHeader,
  type Signature,
  writeShadowedDatabaseHeader,
} from './format/index.ts';
import { pageOffsetBytes } from './pages/index.ts';
import { pageStates } from './verify/index.ts';

/**
 * What an offline defragmentation (eseutil /d) leaves: the same rows under a new signature, of no log stream, without
 * any record of a backup (Q183380). It copies the trees and nothing else, so what is wrong with a page that no tree needs
 * is gone afterwards. The tree is not rebuilt: nothing that a backup can see depends on it.
 *
 * JET_errFileNotFound, the error of the header, JET_errDatabaseInconsistent for a database that is not clean, or
 * JET_errReadVerifyFailure and JET_errPageNotInitialized at a page of a tree that is damaged or blank (I: Q151789, Q184209);
 * then the database is as it was.
 */
export function defragmentDatabase(
  disk: VirtualDisk,
  path: string,
  { signature }: { readonly signature: Signature },
): JetErrorNumber | 0 {
  const file = disk.open(path);
  if (file === null) return JetError.JET_errFileNotFound;
  const read = readShadowedDatabaseHeader(file);
  if (read.kind === 'failed') return read.error;
  if (read.header.state === DatabaseState.Dirty) return JetError.JET_errDatabaseInconsistent;
  const error = leaveDamagedPagesOut(file);
  if (error !== 0) return error;
  writeShadowedDatabaseHeader(file, {
    ...read.header,
    signature,
    state: DatabaseState.Clean,
    logSignature: NULL_SIGNATURE,
    consistentPosition: NULL_LOG_POSITION,
    attachPosition: NULL_LOG_POSITION,
    detachPosition: NULL_LOG_POSITION,
    fullBackup: NULL_BACKUP_INFO,
    incrementalBackup: NULL_BACKUP_INFO,
    currentFullBackup: NULL_BACKUP_INFO,
  });
  return 0;
}

function leaveDamagedPagesOut(file: VirtualFile): JetErrorNumber | 0 {
  const { damaged, blankInTree, isInTree } = pageStates(file);
  if (damaged.some(isInTree)) return JetError.JET_errReadVerifyFailure;
  if (blankInTree) return JetError.JET_errPageNotInitialized;
  const zeros = new Uint8Array(PAGE_SIZE_BYTES);
  for (const pageNumber of damaged) file.write(pageOffsetBytes(pageNumber), zeros);
  return 0;
}
