/**
 * What HrBackupPrepare takes as btBackupType. LOGS_ONLY serves incremental and differential backups alike.
 * DOCUMENTED: EDBBCLI.H, M-HrBackupPrepare (edbbcli.md 1.3). The successor's 0x03 is not a value of this API.
 */
export const BackupType = {
  BACKUP_TYPE_FULL: 0x01,
  BACKUP_TYPE_LOGS_ONLY: 0x02,
} as const;

export type BackupTypeName = keyof typeof BackupType;

/**
 * The grbit of HrBackupPrepare. The SDK sample passes 0 with FULL and 1 with LOGS_ONLY; MSDN reads 1 as "back up the
 * log files". Both values DOCUMENTED, their meaning disputed, the other two pairs UNKNOWN (edbbcli.md 3.1).
 */
export const BackupGrbit = {
  canonicalForFull: 0,
  canonicalForLogsOnly: 1,
} as const;

/** dwCurrentLog that forbids incrementals until a full backup. DOCUMENTED: EDBBCLI.H (edbbcli.md 1.3, 3.15). */
export const BACKUP_DISABLE_INCREMENTAL = 0xffffffff;

/**
 * The two components that can be backed up: information store and directory.
 * DOCUMENTED: EDBBCLI.H, backtest.c (edbbcli.md 1.2). MSDN's EDBBACK_MDB_DATABASE and EDBBACK_DIRECTORY_DATABASE exist
 * in no header.
 */
export const Annotation = {
  EDBBACK_MDB_SERVER: 'Exchange MDB Database',
  EDBBACK_DS_SERVER: 'Exchange DS Database',
} as const;

export type AnnotationName = keyof typeof Annotation;
/** The text of an annotation. */
export type AnnotationText = (typeof Annotation)[AnnotationName];

/** Size of a database page. DOCUMENTED: Q200941, Q151789, Q271847 (edbbcli.md 1.5). */
export const PAGE_SIZE_BYTES = 4096;

/** Pages in front of page 1: the header and its shadow. DOCUMENTED: Q200941, Q271847 (edbbcli.md 1.5). */
export const HEADER_PAGE_COUNT = 2;

/** Size of a patch file without page images: its two header pages. DOCUMENTED: Q200941, Q271847 (edbbcli.md 1.5). */
export const EMPTY_PATCH_FILE_SIZE_BYTES = 8192;

/** Size of a log sector, the unit of the second number of a log position. DOCUMENTED: Q240145 (edbbcli.md 1.5). */
export const LOG_SECTOR_SIZE_BYTES = 512;

/** Sectors in a log file. DOCUMENTED: Q259751, Q182960 (edbbcli.md 1.5). */
export const LOG_SECTOR_COUNT = 10240;

/** Size of every transaction log file. INFERRED: sectors times sector size; KBs say 5 MB (edbbcli.md 1.5). */
export const LOG_SIZE_BYTES = 5_242_880;

/** The first generation of a new log stream. DOCUMENTED: Q296787, Q240145 (edbbcli.md 6.1). */
export const FIRST_GENERATION = 1;

/** The highest generation that five hex digits can name. DOCUMENTED: M-HrRestoreRegister (edbbcli.md 1.5). */
export const LAST_GENERATION = 0xfffff;

/** The read hint the SDK sample passes when told nothing. DOCUMENTED: backtest.c (edbbcli.md 3.3). */
export const SAMPLE_READ_HINT_SIZE_BYTES = 65_536;

/** The least hint the SDK sample accepts: more than two pages. DOCUMENTED: backtest.c (edbbcli.md 3.3). */
export const SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES = 8193;

/**
 * The least first read of a database: three pages. INFERRED: JET-JetReadFile asks for three pages, a page is 4096 bytes
 * here; the sibling API asks for 24576 with pages of 8192 (edbbcli.md 3.3).
 */
export const MINIMUM_FIRST_READ_SIZE_BYTES = 12_288;

/**
 * Reads must be a multiple of this when the data does not travel over TCP/IP. DOCUMENTED: M-HrBackupRead; the code that
 * answers a wrong size is UNKNOWN (edbbcli.md 3.4).
 */
export const NON_TCP_READ_ALIGNMENT_BYTES = 4096;
