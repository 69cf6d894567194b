import { type ExpectationCase, looking } from './expectationCase.ts';

const load = 'load: { transactions: 20 }';
const backup = 'backup: { kind: full, set: s }';
const diedInBackup = [
  'fault: "at HrBackupRead 2, kill client"',
  'backup: { kind: full, set: s, expect: { result: vanished } }',
];
const sevenLost = [load, backup, 'load: { transactions: 8 }', 'lose: {}', 'restore: { sets: [s] }', 'start: {}'];
const restored = [load, backup, 'stop: {}', 'restore: { sets: [s] }'];
const untouched =
  /nothing of the information-store was lost, recovered or restored: [\d,]+ rows in \d+ transactions are as committed/;
const lost = /at least \d+ of \d+ transactions lost .*; priv: .*; first: .*/;
const notRunning = /the information-store is not running: nothing of \d+ transactions can be read/;

const beginsFull = 'event 102 ESE97: The database engine is starting a full backup (MSExchangeIS)';
const sentence = (expected: string, seen: RegExp): RegExp => new RegExp(`^${expected} / ${seen.source}$`);

const systemKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\ParametersSystem';
const valueIs = (to: string): string => `editRegistry: { key: '${systemKey}', value: Circular Logging, to: ${to} }`;

/** What a step `expect` can look at. */
export const lookingCases: readonly ExpectationCase[] = [
  looking('recovered', [load], {
    met: ['all'],
    unmet: [
      ['unreadable', sentence('rows that cannot be read', untouched)],
      ['{ lost: some }', sentence('some committed transactions are lost', untouched)],
      ['{ lost: 1 }', sentence('1 lost transaction', untouched)],
    ],
  }),
  looking('recovered', sevenLost, {
    met: ['{ lost: some }', '{ lost: 7 }'],
    unmet: [
      ['all', sentence('every committed transaction', lost)],
      ['unreadable', sentence('rows that cannot be read', lost)],
      ['{ lost: 6 }', sentence('6 lost transactions', lost)],
      ['{ lost: 8 }', sentence('8 lost transactions', lost)],
    ],
  }),
  looking('recovered', [load, 'stop: {}'], {
    met: ['unreadable'],
    unmet: [
      ['all', sentence('every committed transaction', notRunning)],
      ['{ lost: some }', sentence('some committed transactions are lost', notRunning)],
      ['{ lost: 20 }', sentence('20 lost transactions', notRunning)],
    ],
  }),
  looking('state', [], { met: ['running'], unmet: [['stopped', 'state: stopped / state: running']] }),
  looking('state', ['crash: {}'], { met: ['stopped'], unmet: [['running', 'state: running / state: stopped']] }),
  looking('event', [backup], {
    met: ['102'],
    unmet: [
      ['101', 'event 101 / no event 101'],
      ['103', 'event 103 / no event 103'],
    ],
  }),
  looking('noEvent', [backup], {
    met: ['101', '103'],
    unmet: [['102', `no event 102 / ${beginsFull}`]],
  }),
  looking(
    'eventText',
    [backup],
    { met: ['a full backup'], unmet: [['a full moon', `event 102 with "a full moon" / ${beginsFull}`]] },
    'event: 102, ',
  ),
  looking(
    'eventText',
    [],
    { met: [], unmet: [['a full backup', 'event 102 with "a full backup" / no event 102']] },
    'event: 102, ',
  ),
  looking('noEventText', [backup], {
    met: ['a full moon'],
    unmet: [
      ['a full backup', `no event that says "a full backup" / ${beginsFull}`],
      ['A FULL backup', `no event that says "A FULL backup" / ${beginsFull}`],
    ],
  }),
  looking('restoreKey', restored, {
    met: ['present'],
    unmet: [['absent', '"Restore in Progress" key: absent / "Restore in Progress" key: present']],
  }),
  looking('restoreKey', [...restored, 'start: {}'], {
    met: ['absent'],
    unmet: [['present', '"Restore in Progress" key: present / "Restore in Progress" key: absent']],
  }),
  looking('patchFiles', diedInBackup, {
    met: ['present'],
    unmet: [['absent', 'patch files: absent / patch files: present']],
  }),
  looking('patchFiles', [...diedInBackup, 'deletePatchFiles: {}'], {
    met: ['absent'],
    unmet: [['present', 'patch files: present / patch files: absent']],
  }),
  looking('logs', ['fillLogs: { generations: 2 }'], {
    met: ['2'],
    unmet: [
      ['1', 'closed logs: 1 / closed logs: 2'],
      ['3', 'closed logs: 3 / closed logs: 2'],
    ],
  }),
  looking('circularLogging', [], {
    met: ['false'],
    unmet: [['true', 'circular logging: true / circular logging: false']],
  }),
  looking('circularLogging', ['setCircularLogging: { on: true }'], {
    met: ['true'],
    unmet: [['false', 'circular logging: false / circular logging: true']],
  }),
  looking('circularLogging', [valueIs('null')], {
    met: ['true'],
    unmet: [['false', 'circular logging: false / circular logging: true']],
  }),
  looking('circularLogging', [valueIs('"1"')], {
    met: [],
    unmet: [
      ['true', 'circular logging: true / circular logging: none'],
      ['false', 'circular logging: false / circular logging: none'],
    ],
  }),
];
