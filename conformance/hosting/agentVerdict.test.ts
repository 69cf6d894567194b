import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CompletedCall } from '../../binding/host/index.ts';
import { encodeListA, encodeListW, Hr, hresult } from '../../simulator/protocol/index.ts';
import { type Seen, unmetOf } from './agentVerdict.ts';
import type { HostedStep } from './hostedStep.ts';
import { SessionLedger } from './sessions.ts';
import type { ReadStream } from './streams.ts';
import { callFacts, context } from './testing/callFacts.ts';

const backupStep = (kind: 'full' | 'incremental', result?: 'failed' | 'warned'): HostedStep => ({
  number: 1,
  lastStep: 1,
  backup: { kind, set: 'a', ...(result === undefined ? {} : { expect: { result } }) },
  restore: null,
});

const PRIV = '\\\\EXCH01\\D$\\priv.edb';
const LOG = '\\\\EXCH01\\D$\\edb00001.log';
const whole = (name: string): ReadStream => ({
  session: 1,
  name,
  sizeBytes: 1,
  readBytes: 1,
  isWhole: true,
  sha256: '',
});

const hbc = context(4n);
const ok = { code: Hr.hrNone } as const;

function listed(token: number, path: string) {
  const encoding = encodeListW([{ token, path }]);
  if (!encoding.ok) throw new Error(encoding.reason);
  return { ...ok, list: encoding.list, sizeBytes: encoding.list.length };
}

/** The calls that make a full backup of one database and one log, without reads. */
const calls = {
  prepare: { ...callFacts, function: 'HrBackupPrepareW', arguments: ['EXCH01', 'x', 0, 1], result: { ...ok, hbc } },
  databases: { ...callFacts, function: 'HrBackupGetDatabaseNamesW', arguments: [hbc], result: listed(0x45, PRIV) },
  logs: { ...callFacts, function: 'HrBackupGetBackupLogsW', arguments: [hbc], result: listed(0x21, LOG) },
  truncate: { ...callFacts, function: 'HrBackupTruncateLogs', arguments: [hbc], result: ok },
  end: { ...callFacts, function: 'HrBackupEnd', arguments: [hbc], result: ok },
} as const satisfies Record<string, CompletedCall>;

/** What is missing of a backup of which these calls and files were seen, a line each. */
function missing(
  made: readonly CompletedCall[],
  read: readonly string[],
  changes: Partial<Seen> = {},
  step = backupStep('full'),
): readonly string[] {
  const ledger = new SessionLedger(() => 'cp932');
  for (const call of made) ledger.take(call);
  const seen: Seen = {
    ending: { kind: 'exited', code: 0 },
    calls: made.length,
    failures: [],
    truncated: 0,
    streams: read.map(whole),
    sessions: ledger.sessions,
    ...changes,
  };
  return unmetOf(step, seen).map(({ expected, seen: what }) => `${expected}: ${what}`);
}

const { prepare, databases, logs, truncate, end } = calls;
const everything = [prepare, databases, logs, truncate, end];

test('a backup with all that makes one misses nothing, and its paths may be spelled in other letters', () => {
  assert.equal(missing(everything, [PRIV, LOG]), []);
  assert.equal(missing(everything, [PRIV.toUpperCase(), LOG]), []);
  assert.equal(missing([prepare, logs, end], [LOG], {}, backupStep('incremental')), []);
});

test('an exit status of 0 is not believed where something that makes a backup is missing', () => {
  assert.equal(missing([prepare, databases, logs], [PRIV, LOG]), [
    'every backup ended with HrBackupEnd: 1 of 1 were not',
  ]);
  assert.equal(missing([prepare, databases, end], [PRIV]), [
    'HrBackupGetBackupLogs answered with a list: it was never answered with one',
  ]);
  assert.equal(missing([prepare, logs, end], [LOG]), ['HrBackupGetDatabaseNames answered with a list: it never was']);
  assert.equal(missing(everything, [PRIV]), [`${LOG} read to its end, for the server listed it: it was not`]);
  const refused = { ...truncate, result: { code: hresult(0xc8000209) } };
  assert.match(
    missing([prepare, databases, logs, refused, end], [PRIV, LOG]).join(),
    /^HrBackupTruncateLogs answered with success: .*0xC8000209/,
  );
});

test('a listed file is looked for by its name in the code page of the client, and under every name', () => {
  const path = '\\\\EXCH01\\D$\\表\\ソ.edb';
  const encoding = encodeListA([{ token: 0x45, path }], 'cp932');
  if (!encoding.ok) throw new Error(encoding.reason);
  const inA = {
    ...databases,
    function: 'HrBackupGetDatabaseNamesA',
    result: { ...ok, list: encoding.list, sizeBytes: encoding.list.length },
  } as const;
  assert.equal(missing([prepare, inA, logs, end], [path, LOG]), []);
  assert.equal(missing([prepare, inA, logs, end], [LOG]), [
    `${path} read to its end, for the server listed it: it was not`,
  ]);
});

test('where a warning is expected only the set must be good', () => {
  const warned = backupStep('full', 'warned');
  const refused = { ...truncate, result: { code: hresult(0xc7ff000d) } };
  assert.equal(missing([prepare, databases, logs, refused], [PRIV, LOG], {}, warned), []);
  assert.equal(missing([prepare, databases, logs, refused], [PRIV], {}, warned).length, 1, 'a file is left out');
});

test('a backup that was tried again counts by what became of it at last', () => {
  const second = context(8n);
  const broken = { ...logs, result: { code: hresult(0xc8000209), list: null, sizeBytes: 0 } };
  const again: readonly CompletedCall[] = [
    { ...prepare, result: { ...ok, hbc: second } },
    { ...databases, arguments: [second] },
    { ...logs, arguments: [second] },
    { ...end, arguments: [second] },
  ];
  assert.equal(missing([prepare, databases, broken, end, ...again], [PRIV, LOG]), []);
});

test('of an agent that says it failed, or must fail, or is no backup, none of that is asked', () => {
  const failing = missing([prepare], [], { ending: { kind: 'exited', code: 1 } });
  assert.equal(failing, ['the agent exited with 0: the agent exited with 1']);
  assert.equal(missing([prepare], [], { ending: { kind: 'exited', code: 1 } }, backupStep('full', 'failed')), []);
  assert.equal(missing([prepare], [], {}, { number: 2, lastStep: 1, backup: null, restore: null }), []);
});

test.run();
