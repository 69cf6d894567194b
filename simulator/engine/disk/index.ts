/** Files and disks that exist in memory, and only as far as they were written. */
export { joinPath, parsePath } from './diskPath.ts';
export { LayeredFile, type PageSource } from './layeredFile.ts';
export { SparseFile } from './sparseFile.ts';
export { VirtualDisk } from './virtualDisk.ts';
export type { DiskWriteResult, VirtualFile } from './virtualFile.ts';
