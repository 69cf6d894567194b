/** The bytes of the engine's files: headers, checkpoint, and what they are made of. Little-endian, pure. */
export type { Attachment } from './attachment.ts';
export * from './backupInfo.ts';
export {
  CHECKPOINT_FILE_SIZE_BYTES,
  type Checkpoint,
  decodeCheckpoint,
  readCheckpointFile,
  writeCheckpointFile,
} from './checkpointFile.ts';
export { checksumMatches, isAllZero, PAGE_SIZE_BYTES, stampChecksum, xorChecksum } from './checksum.ts';
export * from './databaseHeader.ts';
export * from './engineFormat.ts';
export * from './logFileName.ts';
export * from './logHeader.ts';
export { DEFAULT_LOG_PARAMETERS, type LogEnvironment, type LogParameters } from './logParameters.ts';
export * from './logPosition.ts';
export * from './logTime.ts';
export * from './patchHeader.ts';
export {
  readShadowedDatabaseHeader,
  SHADOWED_HEADER_SIZE_BYTES,
  writeShadowedDatabaseHeader,
} from './shadowedHeader.ts';
export * from './signature.ts';
