import { testsIn } from './entry.ts';

/** The test files that requirements are verified in. */
export const rules = {
  contexts: testsIn('simulator/rules/contexts'),
  prepare: testsIn('simulator/rules/prepare'),
  refusals: testsIn('simulator/rules/refusals'),
  files: testsIn('simulator/rules/files'),
  reading: testsIn('simulator/rules/reading'),
  logs: testsIn('simulator/rules/logs'),
  truncate: testsIn('simulator/rules/truncate'),
  end: testsIn('simulator/rules/end'),
  restore: testsIn('simulator/rules/restore'),
  service: testsIn('simulator/rules/service'),
  builds: testsIn('simulator/rules/builds'),
} as const;

export const protocol = {
  codes: testsIn('simulator/protocol/codes'),
  constants: testsIn('simulator/protocol/constants'),
  functions: testsIn('simulator/protocol/functions'),
  lists: testsIn('simulator/protocol/multiString'),
  tokens: testsIn('simulator/protocol/tokens'),
} as const;

export const shim = {
  exports: testsIn('binding/shim/exports'),
} as const;

export const exchange = {
  anotherServer: testsIn('simulator/exchange/anotherServer'),
  bookkeeping: testsIn('simulator/exchange/bookkeeping'),
  calls: testsIn('simulator/exchange/client/calls'),
  consultedRecords: testsIn('simulator/exchange/consultedRecords'),
  damagedCheckpoint: testsIn('simulator/exchange/damagedCheckpoint'),
  heldCheckpoint: testsIn('simulator/exchange/heldCheckpoint'),
  faults: testsIn('simulator/exchange/faults/act'),
  client: testsIn('simulator/exchange/client/client'),
  forms: testsIn('simulator/exchange/client/forms'),
  lists: testsIn('simulator/exchange/client/lists'),
  lockedFiles: testsIn('simulator/exchange/lockedFiles'),
  openQuestions: testsIn('simulator/exchange/openQuestions'),
  startAnswers: testsIn('simulator/exchange/startAnswers'),
  startDatabases: testsIn('simulator/exchange/startDatabases'),
  registryPaths: testsIn('simulator/exchange/registry/registryPaths'),
  reads: testsIn('simulator/exchange/client/reads'),
  restore: testsIn('simulator/exchange/restore'),
  restoreKey: testsIn('simulator/exchange/registry/restoreKey'),
  service: testsIn('simulator/exchange/service/service'),
} as const;

export const engine = {
  copies: testsIn('simulator/engine/backup/databaseCopy'),
  patchPath: testsIn('simulator/engine/backup/patchPath'),
  backupInfo: testsIn('simulator/engine/format/backupInfo'),
  checkpointFile: testsIn('simulator/engine/format/checkpointFile'),
  databaseHeader: testsIn('simulator/engine/format/databaseHeader'),
  logFileName: testsIn('simulator/engine/format/logFileName'),
  logHeader: testsIn('simulator/engine/format/logHeader'),
  logHeaders: testsIn('simulator/engine/store/logHeaders'),
  logPosition: testsIn('simulator/engine/format/logPosition'),
  patchHeader: testsIn('simulator/engine/format/patchHeader'),
  shadowedHeader: testsIn('simulator/engine/format/shadowedHeader'),
  logWriter: testsIn('simulator/engine/log/logWriter'),
  logFolder: testsIn('simulator/engine/log/inspectLogFolder'),
  files: testsIn('simulator/engine/engine.files'),
  log: testsIn('simulator/engine/engine.log'),
  rows: testsIn('simulator/engine/engine.rows'),
  copyInvariants: testsIn('simulator/engine/invariants/copy'),
  laterLogs: testsIn('simulator/engine/invariants/laterLogs'),
  checksum: testsIn('simulator/engine/format/checksum'),
  engineFormat: testsIn('simulator/engine/format/engineFormat'),
  pageCodec: testsIn('simulator/engine/pages/pageCodec'),
  crashInvariants: testsIn('simulator/engine/invariants/crash'),
  restoreInvariants: testsIn('simulator/engine/invariants/restore'),
  hardRecovery: testsIn('simulator/engine/recovery/hardRecovery'),
  hardRefusals: testsIn('simulator/engine/recovery/hardRecovery.refusals'),
  softRecovery: testsIn('simulator/engine/recovery/softRecovery'),
  softRefusals: testsIn('simulator/engine/recovery/softRecovery.refusals'),
} as const;

export const agent = {
  backupProcedure: testsIn('conformance/procedures/backup'),
  restoreProcedure: testsIn('conformance/procedures/restore'),
  backupAgent: testsIn('conformance/agent/backupAgent'),
  restoreAgent: testsIn('conformance/agent/restoreAgent'),
  faultyBackups: testsIn('conformance/properties/faultyBackups'),
} as const;
