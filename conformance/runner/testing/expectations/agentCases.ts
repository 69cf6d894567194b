import { deed, type ExpectationCase } from './expectationCase.ts';

const load = 'load: { transactions: 20 }';
const full = 'kind: full, set: s';
const results = ['ok', 'warned', 'failed', 'vanished', 'hung'] as const;

/** Whatever came of a deed: every other result fails. */
const onlyResult = (step: string, all: readonly string[], seen: string) => ({
  result: seen,
  met: [seen],
  unmet: all
    .filter((result) => result !== seen)
    .map((result) => [result, `${step}: ${result} / ${step}: ${seen}`] as const),
});

const readFails = [load, 'fault: at HrBackupRead 2, return hrReadVerifyFailure'];
const kinds = ['full', 'incremental', 'differential', 'copy'] as const;
const takenAs = (kind: string, seen: string, before: readonly string[] = [], beside = ''): ExpectationCase =>
  deed('backup', 'takenAs', before, {
    fields: `kind: ${kind}, set: s${beside}`,
    result: 'ok',
    met: [seen],
    unmet: kinds.filter((other) => other !== seen).map((other) => [other, `taken as: ${other} / taken as: ${seen}`]),
  });

/** What can be expected of a backup. */
export const backupCases: readonly ExpectationCase[] = [
  deed('backup', '', readFails, {
    fields: full,
    result: '',
    met: [],
    unmet: [[null, 'backup: ok / backup: failed']],
  }),
  deed('backup', 'result', [], { fields: full, ...onlyResult('backup', results, 'ok') }),
  deed('backup', 'result', ['fault: at HrBackupTruncateLogs, return hrAccessDenied'], {
    fields: full,
    ...onlyResult('backup', results, 'warned'),
  }),
  deed('backup', 'result', readFails, { fields: full, ...onlyResult('backup', results, 'failed') }),
  deed('backup', 'result', ['fault: at HrBackupRead 2, kill client'], {
    fields: full,
    ...onlyResult('backup', results, 'vanished'),
  }),
  deed('backup', 'result', ['fault: at HrBackupRead 2, hang'], {
    fields: full,
    ...onlyResult('backup', results, 'hung'),
  }),
  takenAs('full', 'full'),
  takenAs('copy', 'copy'),
  takenAs('incremental', 'full', [], ', fallback: true'),
  takenAs('incremental', 'incremental', ['backup: { kind: full, set: before }']),
  takenAs('differential', 'differential', ['backup: { kind: full, set: before }']),
  deed('backup', 'code', readFails, {
    fields: full,
    result: 'failed',
    met: ['hrReadVerifyFailure', '"0xC80003FA"', '"-1018"'],
    unmet: [
      ['hrDiskIO', 'code: hrDiskIO / code: hrReadVerifyFailure 0xC80003FA (-939523078)'],
      ['"-1019"', 'code: -1019 / code: hrReadVerifyFailure 0xC80003FA (-939523078)'],
      ['"-1017"', 'code: -1017 / code: hrReadVerifyFailure 0xC80003FA (-939523078)'],
    ],
  }),
  deed('backup', 'code', [], {
    fields: full,
    result: 'ok',
    met: [],
    unmet: [['hrDiskIO', 'code: hrDiskIO / code: none']],
  }),
  deed('backup', 'call', readFails, {
    fields: full,
    result: 'failed',
    met: ['HrBackupRead'],
    unmet: [
      ['HrBackupOpenFile', 'failed call: HrBackupOpenFile / failed call: HrBackupRead'],
      ['HrBackupClose', 'failed call: HrBackupClose / failed call: HrBackupRead'],
    ],
  }),
  deed('backup', 'call', ['fault: at HrBackupOpenFile 1, return hrAccessDenied'], {
    fields: `${full}, form: A`,
    result: 'failed',
    met: ['HrBackupOpenFile'],
    unmet: [['HrBackupRead', 'failed call: HrBackupRead / failed call: HrBackupOpenFileA']],
  }),
  deed('backup', 'call', [], {
    fields: full,
    result: 'ok',
    met: [],
    unmet: [['HrBackupRead', 'failed call: HrBackupRead / failed call: none']],
  }),
  deed('backup', 'truncated', ['fillLogs: { generations: 3 }', 'idle: { pages: 2000 }'], {
    fields: full,
    result: 'ok',
    met: ['3', 'some'],
    unmet: [
      ['2', 'logs truncated: 2 / logs truncated: 3'],
      ['4', 'logs truncated: 4 / logs truncated: 3'],
      ['0', 'logs truncated: 0 / logs truncated: 3'],
    ],
  }),
  deed('backup', 'truncated', ['fillLogs: { generations: 3 }', 'idle: { pages: 2000 }'], {
    fields: 'kind: copy, set: s',
    result: 'ok',
    met: ['0'],
    unmet: [
      ['some', 'some logs truncated / none'],
      ['1', 'logs truncated: 1 / logs truncated: 0'],
    ],
  }),
  deed('backup', 'patchPages', ['load: { transactions: 60 }'], {
    fields: `${full}, loadDuring: 8`,
    result: 'ok',
    met: ['some'],
    unmet: [['none', 'page images in patch files: none / page images in patch files: some']],
  }),
  deed('backup', 'patchPages', [], {
    fields: full,
    result: 'ok',
    met: ['none'],
    unmet: [['some', 'page images in patch files: some / page images in patch files: none']],
  }),
  deed('backup', 'patchPages', readFails, {
    fields: full,
    result: 'failed',
    met: [],
    unmet: [
      ['none', 'page images in patch files: none / page images in patch files: no set'],
      ['some', 'page images in patch files: some / page images in patch files: no set'],
    ],
  }),
];

const saved = [load, 'backup: { kind: full, set: s }', 'stop: {}'];
const noSet = [
  'backup: { kind: full, set: s, deviations: { stopAfterCalls: 3 }, expect: { result: vanished } }',
  'stop: {}',
];
const registerFails = [...saved, 'fault: at HrRestoreRegister, return hrAccessDenied'];
const restoreResults = ['ok', 'failed', 'refused', 'vanished', 'hung'] as const;
const sets = 'sets: [s]';

/** What can be expected of a restore. */
export const restoreCases: readonly ExpectationCase[] = [
  deed('restore', '', noSet, { fields: sets, result: '', met: [], unmet: [[null, 'restore: ok / restore: refused']] }),
  deed('restore', 'result', saved, { fields: sets, ...onlyResult('restore', restoreResults, 'ok') }),
  deed('restore', 'result', registerFails, { fields: sets, ...onlyResult('restore', restoreResults, 'failed') }),
  deed('restore', 'result', noSet, { fields: sets, ...onlyResult('restore', restoreResults, 'refused') }),
  deed('restore', 'result', [...saved, 'fault: at HrRestoreRegister, kill client'], {
    fields: sets,
    ...onlyResult('restore', restoreResults, 'vanished'),
  }),
  deed('restore', 'result', [...saved, 'fault: at HrRestoreRegister, hang'], {
    fields: sets,
    ...onlyResult('restore', restoreResults, 'hung'),
  }),
  deed('restore', 'code', registerFails, {
    fields: sets,
    result: 'failed',
    met: ['hrAccessDenied'],
    unmet: [['hrDiskIO', 'code: hrDiskIO / code: hrAccessDenied 0xC8000773 (-939522189)']],
  }),
  deed('restore', 'code', saved, {
    fields: sets,
    result: 'ok',
    met: [],
    unmet: [['hrDiskIO', 'code: hrDiskIO / code: none']],
  }),
  deed('restore', 'call', registerFails, {
    fields: sets,
    result: 'failed',
    met: ['HrRestoreRegister'],
    unmet: [['HrRestorePrepare', 'failed call: HrRestorePrepare / failed call: HrRestoreRegisterW']],
  }),
  deed('restore', 'call', saved, {
    fields: sets,
    result: 'ok',
    met: [],
    unmet: [['HrRestorePrepare', 'failed call: HrRestorePrepare / failed call: none']],
  }),
  deed('restore', 'reason', noSet, {
    fields: sets,
    result: 'refused',
    met: ['s does not exist'],
    unmet: [['s is damaged', 'reason: s is damaged / reason: /sets/s does not exist']],
  }),
  deed('restore', 'reason', saved, {
    fields: sets,
    result: 'ok',
    met: [],
    unmet: [['s does not exist', 'reason: s does not exist / reason: none']],
  }),
];
