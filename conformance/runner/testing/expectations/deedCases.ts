import { deed, type ExpectationCase } from './expectationCase.ts';

const started = ['ok', 'failed'] as const;
const only = (what: string, seen: string) => ({
  result: seen,
  met: [seen],
  unmet: started
    .filter((result) => result !== seen)
    .map((result) => [result, `${what}: ${result} / ${what}: ${seen}`] as const),
});

const held = ['stop: {}', 'holdDatabase: { database: priv, on: true }'];
const noCode = (code: string) => [[code, `code: ${code} / code: none`]] as const;
const accessDenied = { result: 'failed', met: ['"-1032"', 'JET_errFileAccessDenied'] };
const notAccessDenied = (code: string) =>
  [
    ['"-1022"', `code: -1022 / code: ${code}`],
    ['hrDiskIO', `code: hrDiskIO / code: ${code}`],
  ] as const;

/** What can be expected of a start, and of tools. */
export const deedCases: readonly ExpectationCase[] = [
  deed('start', '', held, { result: '', met: [], unmet: [[null, 'start: ok / start: failed']] }),
  deed('start', 'result', ['stop: {}'], only('start', 'ok')),
  deed('start', 'result', held, only('start', 'failed')),
  deed('start', 'code', held, {
    result: 'failed',
    met: ['"-1206"', '"0xFFFFFB4A"', 'JET_errDatabaseCorrupted'],
    unmet: [['JET_errFileAccessDenied', 'code: JET_errFileAccessDenied / code: 0xFFFFFB4A (-1206)']],
  }),
  deed('start', 'code', ['stop: {}'], {
    result: 'ok',
    met: ['hrNone'],
    unmet: [['hrDiskIO', 'code: hrDiskIO / code: hrNone 0x00000000 (0)']],
  }),
  deed('start', 'events', held, {
    result: 'failed',
    met: ['[100, 145, 1120, 5000]'],
    unmet: [
      ['[]', 'events: none / events: 100 145 1120 5000'],
      ['[100, 145, 1120]', 'events: 100 145 1120 / events: 100 145 1120 5000'],
      ['[100, 145, 1120, 5000, 5001]', 'events: 100 145 1120 5000 5001 / events: 100 145 1120 5000'],
      ['[100, 1120, 145, 5000]', 'events: 100 1120 145 5000 / events: 100 145 1120 5000'],
    ],
  }),
  deed('start', 'events', [], {
    result: 'ok',
    met: ['[]'],
    unmet: [['[1]', 'events: 1 / events: none']],
  }),
  deed('defragment', '', held, {
    fields: 'database: priv',
    result: '',
    met: [],
    unmet: [
      [
        null,
        'defragment: priv.edb was defragmented offline / D:\\exchsrvr\\mdbdata\\priv.edb is held by another program',
      ],
    ],
  }),
  deed('defragment', 'result', [], { fields: 'database: priv', ...only('tool', 'ok') }),
  deed('defragment', 'result', held, { fields: 'database: priv', ...only('tool', 'failed') }),
  deed('defragment', 'code', held, {
    fields: 'database: priv',
    ...accessDenied,
    unmet: notAccessDenied('0xFFFFFBF8 (-1032)'),
  }),
  deed('defragment', 'code', [], { fields: 'database: priv', result: 'ok', met: [], unmet: noCode('hrDiskIO') }),
  deed('recoverOffline', '', [], {
    result: '',
    met: [],
    unmet: [
      [
        null,
        'recover offline: soft recovery of the information-store by a tool / information-store is running; stop it before it is recovered by a tool',
      ],
    ],
  }),
  deed('recoverOffline', 'result', ['crash: {}'], only('tool', 'ok')),
  deed('recoverOffline', 'result', [], only('tool', 'failed')),
  deed('recoverOffline', 'code', [], { ...accessDenied, unmet: notAccessDenied('0xFFFFFBF8 (-1032)') }),
  deed('recoverOffline', 'code', ['stop: {}'], { result: 'ok', met: [], unmet: noCode('hrDiskIO') }),
];
