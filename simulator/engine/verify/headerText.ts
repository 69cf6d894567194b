import {
  type Attachment,
  type BackupInfo,
  type Checkpoint,
  DATABASE_MAGIC,
  type DatabaseHeader,
  DatabaseState,
  EDB_FORMAT,
  ESE97_FORMAT,
  formatBackupInfo,
  formatLogPosition,
  formatLogTime,
  type LogEnvironment,
  type LogHeader,
  type LogPosition,
  type Signature,
} from '../format/index.ts';
import type { FileReport } from './report.ts';

/**
 * Headers as lines, in the manner of eseutil 5.5 /mh, /ml and /mk. Names and forms are eseutil's where a source quotes
 * them (ese-engine.md 1.2, 2.2, 3: Q259851, Q296787, Q200941, Q259751, Q240145); the other lines are our choice.
 * Positions and sizes in decimal, the log range of a backup in hexadecimal.
 */
export function headerLines(report: FileReport): readonly string[] {
  switch (report.kind) {
    case 'database':
    case 'patch':
      return report.header === null ? [] : databaseLines(report.header);
    case 'log':
      return report.header === null ? [] : logLines(report.header);
    case 'checkpoint':
      return report.checkpoint === null ? [] : checkpointLines(report.checkpoint);
    default:
      return [];
  }
}

/** eseutil's words for Dirty and Clean; the others under the names of the format. */
const STATE_TEXTS: Readonly<Record<DatabaseHeader['state'], string>> = {
  [DatabaseState.JustCreated]: 'Just Created',
  [DatabaseState.Dirty]: 'Inconsistent',
  [DatabaseState.Clean]: 'Consistent',
  [DatabaseState.BeingConverted]: 'Being Converted',
  [DatabaseState.ForceDetach]: 'Force Detach',
};

function databaseLines(header: DatabaseHeader): string[] {
  const magic = `0x${DATABASE_MAGIC.toString(16)}`;
  const engine = header.version === ESE97_FORMAT.databaseVersion ? ESE97_FORMAT : EDB_FORMAT;
  return [
    `Format ulMagic: ${magic}`,
    `Engine ulMagic: ${magic}`,
    `Format ulVersion: 0x${header.version.toString(16)},${header.update}`,
    `Engine ulVersion: 0x${engine.databaseVersion.toString(16)},${engine.databaseUpdate}`,
    `DB Signature: ${signatureText(header.signature)}`,
    `cbDbPage: ${header.pageSizeBytes}`,
    `dbtime: ${header.databaseTime}`,
    `State: ${STATE_TEXTS[header.state]}`,
    `Shadowed: ${header.shadowingDisabled ? 'No' : 'Yes'}`,
    `Last Objid: ${header.objectIdLast}`,
    `Scrub Dbtime: ${header.lastScrubDatabaseTime}`,
    `Scrub Date: ${formatLogTime(header.lastScrubSeconds)}`,
    `Repair Count: ${header.repairCount}`,
    `Repair Date: ${formatLogTime(header.repairSeconds)}`,
    `Last Consistent: ${placeText(header.consistentPosition, header.consistentSeconds)}`,
    `Last Attach: ${placeText(header.attachPosition, header.attachSeconds)}`,
    `Last Detach: ${placeText(header.detachPosition, header.detachSeconds)}`,
    `Dbid: ${header.databaseId}`,
    `Log Signature: ${signatureText(header.logSignature)}`,
    `OS Version: ${header.osMajor}.${header.osMinor}.${header.osBuild} SP ${header.osServicePack}`,
    ...backupLines('Previous Full Backup', header.fullBackup),
    ...backupLines('Previous Incremental Backup', header.incrementalBackup),
    ...backupLines('Current Full Backup', header.currentFullBackup),
  ];
}

function logLines(header: LogHeader): string[] {
  const { major, minor, update, circularLogging, circularLoggingEarlier, reserveLogUsed } = header;
  const now = circularLogging ? 'on' : circularLoggingEarlier ? 'off, and on earlier in this sequence' : 'off';
  return [
    `lGeneration: ${header.generation}`,
    `Creation Time: ${formatLogTime(header.createdSeconds)}`,
    `Previous Generation's Creation Time: ${formatLogTime(header.previousCreatedSeconds)}`,
    `Format ulVersion: ${major}.${minor}.${update}`,
    `Signature: ${signatureText(header.signature)}`,
    ...environmentLines(header),
    `Circular Logging: ${now}`,
    ...(reserveLogUsed ? ['Made from a reserve log, because the disk was full'] : []),
    `Checkpoint: ${formatLogPosition(header.checkpoint)}`,
    ...attachmentLines(header.attachments),
  ];
}

function checkpointLines(checkpoint: Checkpoint): string[] {
  return [
    `LastFullBackupCheckpoint: ${formatLogPosition(checkpoint.lastFullBackupCheckpoint)}`,
    `Checkpoint: ${formatLogPosition(checkpoint.checkpoint)}`,
    `FullBackup: ${formatLogPosition(checkpoint.fullBackup)}`,
    `FullBackup time: ${formatLogTime(checkpoint.fullBackupSeconds)}`,
    `IncBackup: ${formatLogPosition(checkpoint.incrementalBackup)}`,
    `IncBackup time: ${formatLogTime(checkpoint.incrementalBackupSeconds)}`,
    `Signature: ${signatureText(checkpoint.logSignature)}`,
    ...environmentLines(checkpoint),
    ...attachmentLines(checkpoint.attachments),
  ];
}

function environmentLines({ systemPath, logFolder, parameters }: LogEnvironment): string[] {
  const numbers = [
    parameters.sessions,
    parameters.openTables,
    parameters.versionPages,
    parameters.cursors,
    parameters.logBuffers,
    parameters.logFileSectors,
    parameters.cacheBuffers,
  ];
  return [
    `Env SystemPath: ${systemPath}`,
    `Env LogFilePath: ${logFolder}`,
    'Env (Session, Opentbl, VerPage, Cursors, LogBufs, LogFile, Buffers)',
    `    (${numbers.join(', ')})`,
  ];
}

function attachmentLines(attachments: readonly Attachment[]): string[] {
  return attachments.flatMap((attachment) => [
    `${attachment.databaseId} ${attachment.path}`,
    `    dbtime: ${attachment.databaseTime}, Last Objid: ${attachment.objectIdLast}`,
    `    Attach: ${formatLogPosition(attachment.attachPosition)}, Consistent: ${formatLogPosition(attachment.consistentPosition)}`,
    `    DB Signature: ${signatureText(attachment.signature)}`,
  ]);
}

function backupLines(title: string, info: BackupInfo): string[] {
  return [
    `${title}:`,
    ...formatBackupInfo(info)
      .split('\n')
      .map((line) => `    ${line}`),
  ];
}

function signatureText({ random, createdSeconds, computerName }: Signature): string {
  return `Created: ${formatLogTime(createdSeconds)} Random: ${random} Computer: ${computerName}`.trimEnd();
}

function placeText(position: LogPosition, seconds: number): string {
  return `${formatLogPosition(position)}  ${formatLogTime(seconds)}`;
}
