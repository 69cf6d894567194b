/**
 * The four kinds of backup. Full and copy read databases, logs and patch files; incremental and differential read logs only.
 * Full and incremental truncate, differential and copy never do (edbbcli.md 4.1 to 4.4; rule A-5).
 */
export const backupKinds = ['full', 'incremental', 'differential', 'copy'] as const;
export type BackupKind = (typeof backupKinds)[number];

export const readsDatabases = (kind: BackupKind): boolean => kind === 'full' || kind === 'copy';
export const truncatesLogs = (kind: BackupKind): boolean => kind === 'full' || kind === 'incremental';
