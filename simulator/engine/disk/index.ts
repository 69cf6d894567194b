/** Files and disks that exist in memory, and only as far as they were written. */
export { type DiskPath, joinPath, MAXIMUM_PATH_LENGTH, parsePath } from './diskPath.ts';
export { LayeredFile, type PageSource } from './layeredFile.ts';
export { SparseFile } from './sparseFile.ts';
export { VirtualDisk } from './virtualDisk.ts';
export { type DiskWriteResult, MAXIMUM_FILE_SIZE_BYTES, type VirtualFile } from './virtualFile.ts';
