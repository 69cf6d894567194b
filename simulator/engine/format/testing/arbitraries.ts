import * as fc from 'fast-check';
import type {
  Attachment,
  BackupInfo,
  Checkpoint,
  DatabaseHeader,
  LogHeader,
  LogPosition,
  Signature,
} from '../index.ts';
import { DatabaseState, type LogParameters } from '../index.ts';

/** Everything the codecs accept, for round trips: every field over its whole range. */

/** fast-check also makes objects without a prototype, which no decoder does: they would compare as different. */
const record = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(fields, { noNullPrototype: true });

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const uint64 = fc.maxSafeNat();
/** The null time, and every second of the years a LOGTIME can name. */
export const logSeconds = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: Date.UTC(2156, 0, 1) / 1000 - 1 }));

export const logPosition: fc.Arbitrary<LogPosition> = record({
  generation: fc.integer({ min: 0, max: 0x7fffffff }),
  sector: fc.integer({ min: 0, max: 0xffff }),
  byte: fc.integer({ min: 0, max: 0xffff }),
});

const ansiText = (maxLength: number, maximumCode: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 1, max: maximumCode }), { maxLength, size: 'max' })
    .map((codes) => codes.map((code) => String.fromCharCode(code)).join(''));

export const signature: fc.Arbitrary<Signature> = record({
  random: uint32,
  createdSeconds: logSeconds,
  computerName: ansiText(15, 0x7f),
});

export const backupInfo: fc.Arbitrary<BackupInfo> = record({
  mark: logPosition,
  markSeconds: logSeconds,
  lowGeneration: uint32,
  highGeneration: uint32,
});

export const databaseHeader: fc.Arbitrary<DatabaseHeader> = record({
  version: uint32,
  update: uint32,
  attributes: uint32,
  databaseTime: uint64,
  signature,
  state: fc.constantFrom(...Object.values(DatabaseState)),
  consistentPosition: logPosition,
  consistentSeconds: logSeconds,
  attachSeconds: logSeconds,
  attachPosition: logPosition,
  detachSeconds: logSeconds,
  detachPosition: logPosition,
  databaseId: uint32,
  logSignature: signature,
  fullBackup: backupInfo,
  incrementalBackup: backupInfo,
  currentFullBackup: backupInfo,
  shadowingDisabled: fc.boolean(),
  upgraded: fc.boolean(),
  objectIdLast: uint32,
  osMajor: uint32,
  osMinor: uint32,
  osBuild: uint32,
  osServicePack: uint32,
  pageSizeBytes: fc.integer({ min: 1, max: 0xffffffff }),
  repairCount: uint32,
  repairSeconds: logSeconds,
  lastScrubDatabaseTime: uint64,
  lastScrubSeconds: logSeconds,
});

const logParameters: fc.Arbitrary<LogParameters> = record({
  sessions: uint32,
  openTables: uint32,
  versionPages: uint32,
  cursors: uint32,
  logBuffers: uint32,
  logFileSectors: uint32,
  cacheBuffers: uint32,
});

const attachment: fc.Arbitrary<Attachment> = record({
  databaseId: fc.integer({ min: 1, max: 255 }),
  databaseTime: uint64,
  objectIdLast: uint32,
  maximumPages: uint32,
  attachPosition: logPosition,
  consistentPosition: logPosition,
  signature,
  path: ansiText(259, 0xff),
});

const environment = {
  systemPath: ansiText(260, 0xff),
  logFolder: ansiText(260, 0xff),
  parameters: logParameters,
  attachments: fc.array(attachment, { maxLength: 6 }),
};

export const logHeader: fc.Arbitrary<LogHeader> = record({
  ...environment,
  generation: fc.integer({ min: 1, max: 0x7fffffff }),
  createdSeconds: logSeconds,
  previousCreatedSeconds: logSeconds,
  major: uint32,
  minor: uint32,
  update: uint32,
  signature,
  circularLogging: fc.boolean(),
  circularLoggingEarlier: fc.boolean(),
  reserveLogUsed: fc.boolean(),
  checkpoint: logPosition,
});

export const checkpoint: fc.Arbitrary<Checkpoint> = record({
  ...environment,
  lastFullBackupCheckpoint: logPosition,
  checkpoint: logPosition,
  logSignature: signature,
  fullBackup: logPosition,
  fullBackupSeconds: logSeconds,
  incrementalBackup: logPosition,
  incrementalBackupSeconds: logSeconds,
});
