import { z } from 'zod';
import type { Checkpoint, DatabaseHeader, LogHeader, LogPosition } from '../../simulator/engine/index.ts';
import { count, integer, type Json, objectOf, text } from './shapes.ts';

/** Headers of the engine's files, as the files have them: numbers are unsigned unless said otherwise, times in seconds since 1970 UTC. */

export const logPosition = objectOf<LogPosition>({ generation: count, sector: count, byte: count }).meta({
  id: 'logPosition',
});

const signature = objectOf<LogHeader['signature']>({ random: count, createdSeconds: integer, computerName: text }).meta(
  { id: 'signature' },
);

const backupInfo = objectOf<DatabaseHeader['fullBackup']>({
  mark: logPosition,
  markSeconds: integer,
  lowGeneration: count,
  highGeneration: count,
}).meta({ id: 'backupInfo' });

export const databaseHeader = objectOf<DatabaseHeader>({
  version: count,
  update: count,
  attributes: count,
  databaseTime: count,
  signature,
  state: count,
  consistentPosition: logPosition,
  consistentSeconds: integer,
  attachSeconds: integer,
  attachPosition: logPosition,
  detachSeconds: integer,
  detachPosition: logPosition,
  databaseId: count,
  logSignature: signature,
  fullBackup: backupInfo,
  incrementalBackup: backupInfo,
  currentFullBackup: backupInfo,
  shadowingDisabled: z.boolean(),
  upgraded: z.boolean(),
  objectIdLast: count,
  osMajor: count,
  osMinor: count,
  osBuild: count,
  osServicePack: count,
  pageSizeBytes: count,
  repairCount: count,
  repairSeconds: integer,
  lastScrubDatabaseTime: count,
  lastScrubSeconds: integer,
}).meta({ id: 'databaseHeader' });

const attachment = objectOf<LogHeader['attachments'][number]>({
  databaseId: count,
  databaseTime: count,
  objectIdLast: count,
  maximumPages: count,
  attachPosition: logPosition,
  consistentPosition: logPosition,
  signature,
  path: text,
}).meta({ id: 'attachment' });

const environment: { [Key in 'systemPath' | 'logFolder' | 'parameters']: z.ZodType<Json<LogHeader[Key]>> } = {
  systemPath: text,
  logFolder: text,
  parameters: objectOf<LogHeader['parameters']>({
    sessions: count,
    openTables: count,
    versionPages: count,
    cursors: count,
    logBuffers: count,
    logFileSectors: count,
    cacheBuffers: count,
  }),
};

export const logHeader = objectOf<LogHeader>({
  ...environment,
  generation: count,
  createdSeconds: integer,
  previousCreatedSeconds: integer,
  major: count,
  minor: count,
  update: count,
  signature,
  circularLogging: z.boolean(),
  circularLoggingEarlier: z.boolean(),
  reserveLogUsed: z.boolean(),
  checkpoint: logPosition,
  attachments: z.array(attachment),
}).meta({ id: 'logHeader' });

export const checkpoint = objectOf<Checkpoint>({
  ...environment,
  lastFullBackupCheckpoint: logPosition,
  checkpoint: logPosition,
  logSignature: signature,
  fullBackup: logPosition,
  fullBackupSeconds: integer,
  incrementalBackup: logPosition,
  incrementalBackupSeconds: integer,
  attachments: z.array(attachment),
}).meta({ id: 'checkpoint' });
