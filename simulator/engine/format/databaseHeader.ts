import { type BackupInfo, NULL_BACKUP_INFO, readBackupInfo, writeBackupInfo } from './backupInfo.ts';
import { CHECKSUM_SEED, checksumMatches, holdsBlock, PAGE_SIZE_BYTES, stampChecksum } from './checksum.ts';
import type { EngineFormat } from './engineFormat.ts';
import { readUint64, viewOf, writeUint32, writeUint64 } from './fields.ts';
import { type LogPosition, NULL_LOG_POSITION, readLogPosition, writeLogPosition } from './logPosition.ts';
import { readLogTime, writeLogTime } from './logTime.ts';
import { NULL_SIGNATURE, readSignature, type Signature, writeSignature } from './signature.ts';

/** At 4 of the header of every database and patch file; the same number as the seed of checksums (D: ese-engine.md 2.2). */
export const DATABASE_MAGIC = CHECKSUM_SEED;

/** `dbstate` (D: ese-engine.md 2.2). eseutil calls Dirty "Inconsistent" and Clean "Consistent". */
export const DatabaseState = { JustCreated: 1, Dirty: 2, Clean: 3, BeingConverted: 4, ForceDetach: 5 } as const;
type DatabaseStateNumber = (typeof DatabaseState)[keyof typeof DatabaseState];

/**
 * DBFILEHDR as the era uses it, offsets in ese-engine.md 2.2. Times are seconds since 1970 UTC, 0 for none. Fields of
 * later engines (from offset 296) are written as zero and not read: in ESE97 they are zero (D).
 */
export interface DatabaseHeader {
  readonly version: number;
  readonly update: number;
  /** `attrib`: 0 is a database. */
  readonly attributes: number;
  /** `dbtime`: grows with every change of a page. */
  readonly databaseTime: number;
  readonly signature: Signature;
  readonly state: DatabaseStateNumber;
  /** Null position while dirty. */
  readonly consistentPosition: LogPosition;
  readonly consistentSeconds: number;
  readonly attachSeconds: number;
  readonly attachPosition: LogPosition;
  readonly detachSeconds: number;
  readonly detachPosition: LogPosition;
  readonly databaseId: number;
  readonly logSignature: Signature;
  readonly fullBackup: BackupInfo;
  readonly incrementalBackup: BackupInfo;
  /** Not null only in a backup copy and in a patch file. */
  readonly currentFullBackup: BackupInfo;
  readonly shadowingDisabled: boolean;
  readonly upgraded: boolean;
  readonly objectIdLast: number;
  readonly osMajor: number;
  readonly osMinor: number;
  readonly osBuild: number;
  readonly osServicePack: number;
  /** Read as 4096 where the file says 0; libesedb rejects 0, so 4096 is what we write (ese-engine.md 2.2). */
  readonly pageSizeBytes: number;
  readonly repairCount: number;
  readonly repairSeconds: number;
  readonly lastScrubDatabaseTime: number;
  readonly lastScrubSeconds: number;
}

const FLAG_SHADOWING_DISABLED = 1;
const FLAG_UPGRADED = 2;

/** The header of a database nobody has attached yet. */
export function newDatabaseHeader(format: EngineFormat, signature: Signature): DatabaseHeader {
  return {
    version: format.databaseVersion,
    update: format.databaseUpdate,
    attributes: 0,
    databaseTime: 0,
    signature,
    state: DatabaseState.JustCreated,
    consistentPosition: NULL_LOG_POSITION,
    consistentSeconds: 0,
    attachSeconds: 0,
    attachPosition: NULL_LOG_POSITION,
    detachSeconds: 0,
    detachPosition: NULL_LOG_POSITION,
    databaseId: 0,
    logSignature: NULL_SIGNATURE,
    fullBackup: NULL_BACKUP_INFO,
    incrementalBackup: NULL_BACKUP_INFO,
    currentFullBackup: NULL_BACKUP_INFO,
    shadowingDisabled: false,
    upgraded: false,
    objectIdLast: 0,
    osMajor: format.osMajor,
    osMinor: format.osMinor,
    osBuild: format.osBuild,
    osServicePack: format.osServicePack,
    pageSizeBytes: PAGE_SIZE_BYTES,
    repairCount: 0,
    repairSeconds: 0,
    lastScrubDatabaseTime: 0,
    lastScrubSeconds: 0,
  };
}

/** One header page of 4096 bytes, checksummed. Throws a RangeError for a value that its field cannot hold. */
export function encodeDatabaseHeader(header: DatabaseHeader): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE_BYTES);
  const view = viewOf(bytes);
  const flags = (header.shadowingDisabled ? FLAG_SHADOWING_DISABLED : 0) | (header.upgraded ? FLAG_UPGRADED : 0);
  writeUint32(view, 4, 'The magic', DATABASE_MAGIC);
  writeUint32(view, 8, 'The version', header.version);
  writeUint32(view, 12, 'The attributes', header.attributes);
  writeUint64(view, 16, 'The database time', header.databaseTime);
  writeSignature(view, 24, header.signature);
  writeUint32(view, 52, 'The state', header.state);
  writeLogPosition(view, 56, header.consistentPosition);
  writeLogTime(view, 64, header.consistentSeconds);
  writeLogTime(view, 72, header.attachSeconds);
  writeLogPosition(view, 80, header.attachPosition);
  writeLogTime(view, 88, header.detachSeconds);
  writeLogPosition(view, 96, header.detachPosition);
  writeUint32(view, 104, 'The database id', header.databaseId);
  writeSignature(view, 108, header.logSignature);
  writeBackupInfo(view, 136, header.fullBackup);
  writeBackupInfo(view, 160, header.incrementalBackup);
  writeBackupInfo(view, 184, header.currentFullBackup);
  writeUint32(view, 208, 'The flags', flags);
  writeUint32(view, 212, 'The last object id', header.objectIdLast);
  writeUint32(view, 216, 'The major version of the system', header.osMajor);
  writeUint32(view, 220, 'The minor version of the system', header.osMinor);
  writeUint32(view, 224, 'The build of the system', header.osBuild);
  writeUint32(view, 228, 'The service pack of the system', header.osServicePack);
  writeUint32(view, 232, 'The update', header.update);
  writeUint32(view, 236, 'The page size', header.pageSizeBytes);
  writeUint32(view, 240, 'The repair count', header.repairCount);
  writeLogTime(view, 244, header.repairSeconds);
  writeUint64(view, 280, 'The database time of the last scrub', header.lastScrubDatabaseTime);
  writeLogTime(view, 288, header.lastScrubSeconds);
  stampChecksum(bytes);
  return bytes;
}

/**
 * Reads the header page at `offset`. Null when it is not all there, its checksum or magic is wrong, or it holds what no
 * header of the era can: a state that does not exist, a database time beyond 2^53.
 */
export function decodeDatabaseHeader(bytes: Uint8Array, offset = 0): DatabaseHeader | null {
  if (!holdsBlock(bytes, offset) || !checksumMatches(bytes, offset)) return null;
  const view = viewOf(bytes.subarray(offset, offset + PAGE_SIZE_BYTES));
  const databaseTime = readUint64(view, 16);
  const lastScrubDatabaseTime = readUint64(view, 280);
  const state = databaseState(view.getUint32(52, true));
  const isHeader = view.getUint32(4, true) === DATABASE_MAGIC;
  if (!isHeader || databaseTime === null || lastScrubDatabaseTime === null || state === null) return null;
  const flags = view.getUint32(208, true);
  return {
    version: view.getUint32(8, true),
    update: view.getUint32(232, true),
    attributes: view.getUint32(12, true),
    databaseTime,
    signature: readSignature(view, 24),
    state,
    consistentPosition: readLogPosition(view, 56),
    consistentSeconds: readLogTime(view, 64),
    attachSeconds: readLogTime(view, 72),
    attachPosition: readLogPosition(view, 80),
    detachSeconds: readLogTime(view, 88),
    detachPosition: readLogPosition(view, 96),
    databaseId: view.getUint32(104, true),
    logSignature: readSignature(view, 108),
    fullBackup: readBackupInfo(view, 136),
    incrementalBackup: readBackupInfo(view, 160),
    currentFullBackup: readBackupInfo(view, 184),
    shadowingDisabled: (flags & FLAG_SHADOWING_DISABLED) !== 0,
    upgraded: (flags & FLAG_UPGRADED) !== 0,
    objectIdLast: view.getUint32(212, true),
    osMajor: view.getUint32(216, true),
    osMinor: view.getUint32(220, true),
    osBuild: view.getUint32(224, true),
    osServicePack: view.getUint32(228, true),
    pageSizeBytes: view.getUint32(236, true) || PAGE_SIZE_BYTES,
    repairCount: view.getUint32(240, true),
    repairSeconds: readLogTime(view, 244),
    lastScrubDatabaseTime,
    lastScrubSeconds: readLogTime(view, 288),
  };
}

function databaseState(value: number): DatabaseStateNumber | null {
  return Object.values(DatabaseState).find((state) => state === value) ?? null;
}
