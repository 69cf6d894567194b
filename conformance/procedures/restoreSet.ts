import type { BackupKind } from './backupKind.ts';

/** One file of a set that is to be restored. */
export interface RestoreFile {
  /** Its name inside the set. */
  readonly name: string;
  /** The UNC path it had on the server that was backed up. */
  readonly path: string;
  readonly token: number;
  /** For logs, the generation in the header, which is authoritative (Q296787); null for other files. */
  readonly generation: number | null;
}

/** One backup set, as a restore sees it. */
export interface RestoreSet {
  readonly name: string;
  readonly kind: BackupKind;
  readonly annotation: string;
  readonly files: readonly RestoreFile[];
}
