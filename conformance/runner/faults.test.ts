import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Fault, parseFault } from '../../simulator/exchange/index.ts';
import type { MemoryStorage } from '../agent/testing/memoryStorage.ts';
import { readScenario } from './scenarioFile.ts';
import { playText, scenarioOf, stepTexts, unmetOf, verdictOf } from './testing/playText.ts';

const faultOf = (text: string): Fault => {
  const parsed = parseFault(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.fault;
};

const problemsOf = (step: string, server = ''): string => {
  const reading = readScenario(scenarioOf([step], server), 'a.yaml');
  return reading.ok ? '' : reading.problems.join('\n');
};

const traceOf = (storage: MemoryStorage, set: string): readonly string[] =>
  Buffer.from(storage.files.get(`/sets/${set}.trace.jsonl`) ?? [])
    .toString()
    .trim()
    .split('\n');

test('a fault needs no quotes in a scenario, unless it ends in a drive', () => {
  assert.is(problemsOf('fault: at HrBackupRead 3, return hrReadVerifyFailure'), '');
  assert.is(problemsOf('fault: at 2:30:00, kill information-store'), '');
  assert.is(problemsOf('fault: at HrBackupRead, corrupt page 5 of D:\\exchsrvr\\mdbdata\\priv.edb'), '');
  assert.is(problemsOf("fault: 'at HrBackupRead, fill disk D:'"), '');
  assert.is(problemsOf('fault: at HrBackupRead, fill disk D'), '');
  assert.match(problemsOf('fault: at HrBackupRead, fill disk D:'), 'put quotes around text with a colon in it');
  assert.is(problemsOf("faults: ['at HrBackupRead, hang', at 90 s]").split('\n').length, 1);
});

test('a fault that cannot be read is told with its line, and with the column in it', () => {
  assert.is(
    problemsOf('fault: at HrBackupReed 3, hang'),
    'a.yaml:10:12: steps[1].fault: column 4: expected a function such as HrBackupRead, "any call", "byte" or a time such as 2:30:00, not "HrBackupReed"; did you mean "HrBackupRead"? (see: edbproof faults)',
  );
  assert.match(problemsOf('fault: at HrBackupRead, return hrDiskIOO'), 'did you mean "hrDiskIO"?');
  assert.match(
    problemsOf('fault: { call: HrBackupRead, action: { returnCode: hrDiskIO } }'),
    'a.yaml:10:12: steps[1].fault: expected a fault as text, such as "at HrBackupRead 3, hang"; see: edbproof faults',
  );
  assert.match(
    problemsOf("faults: ['at HrBackupRead, hang', at 90 s]"),
    /a\.yaml:10:39: steps\[1\]\.faults\[2\]: column 8: /,
  );
  assert.match(problemsOf('faults: []'), 'steps[1].faults');
});

test('every fault that struck is an event of its step and a line of the trace, before that of its call', async () => {
  const { events, storage } = await playText(
    scenarioOf([
      "faults: ['at HrBackupClose, return hrDiskIO', 'at 125 s, corrupt page 99999 of priv.edb']",
      'backup: { kind: full, set: a, expect: { result: failed, call: HrBackupClose, code: hrDiskIO } }',
    ]),
  );
  assert.is(unmetOf(events), '');
  assert.match(
    stepTexts(events),
    'faults wait: at HrBackupClose, return hrDiskIO; at 0:02:05, corrupt page 99999 of priv.edb.',
  );
  const struck = events.filter((event) => event.event === 'fault');
  assert.equal(struck, [
    {
      event: 'fault',
      step: 2,
      fault: 'at 0:02:05, corrupt page 99999 of priv.edb',
      call: null,
      time: '0:02:05',
      withoutEffect: 'D:\\exchsrvr\\mdbdata\\priv.edb has no page 99999',
      text: 'at 0:02:05, corrupt page 99999 of priv.edb (between calls, 0:02:05): without effect, D:\\exchsrvr\\mdbdata\\priv.edb has no page 99999',
    },
    {
      event: 'fault',
      step: 2,
      fault: 'at HrBackupClose, return hrDiskIO',
      call: { function: 'HrBackupClose', number: 20 },
      time: '0:02:19',
      withoutEffect: null,
      text: 'at HrBackupClose, return hrDiskIO (call 20, 0:02:19)',
    },
  ]);
  const trace = traceOf(storage, 'a');
  const line = trace.findIndex((text) => text.includes('"event":"fault"') && text.includes('HrBackupClose'));
  assert.is(
    trace[line],
    `{"n":${line},"event":"fault","fault":"at HrBackupClose, return hrDiskIO","function":"HrBackupClose","callNumber":20,"time":"0:02:19"}`,
  );
  assert.match(trace[line + 1] ?? '', /"call":"HrBackupClose".*"code":"0xC80003FE"/);
  assert.is(trace.filter((text) => text.includes('"event":"fault"')).length, 2);
});

test('a fault that never struck is told at the end, with how far it came, and changes no verdict', async () => {
  const { events, result } = await playText(
    scenarioOf(['fault: at HrBackupRead 999, hang', 'fault: at 9:00:00, kill client', 'load: { transactions: 3 }']),
  );
  assert.ok(result.ok && result.met);
  assert.equal(events.at(-2), {
    event: 'never-struck',
    faults: [
      'at HrBackupRead 999, hang (HrBackupRead was called 0 times)',
      'at 9:00:00, kill client (it never became so late)',
    ],
  });
});

test('a fault for a time that has passed is not possible, and says so at its step', async () => {
  const { events, result } = await playText(scenarioOf(['advance: { hours: 1 }', 'fault: at 0:10:00, kill client']));
  assert.ok(result.ok && !result.met);
  assert.match(stepTexts(events), 'fault: at 0:10:00, kill client: not possible: 0:10:00 has passed: it is 1:02:00.');
});

test('faults handed in wait from the beginning, and outlive a server that is lost', async () => {
  const faults = ['at HrBackupPrepare 2, return hrError', 'at 0 s, corrupt page 99999 of priv.edb'].map(faultOf);
  const { events } = await playText(
    scenarioOf([
      'backup: { kind: full, set: a }',
      'lose: {}',
      'start: {}',
      'backup: { kind: full, set: b, expect: { result: failed, call: HrBackupPrepare, code: hrError } }',
      'expect: { recovered: { lost: some } }',
    ]),
    { faults },
  );
  assert.not.match(unmetOf(events), 'backup');
  const notes = events.flatMap((event) => (event.event === 'note' ? [event.text] : []));
  assert.equal(notes.slice(0, 2), [
    'fault waits: at HrBackupPrepare 2, return hrError',
    'fault waits: at 0:00:00, corrupt page 99999 of priv.edb',
  ]);
  assert.equal(
    events.flatMap((event) => (event.event === 'fault' ? [event.step] : [])),
    [0, 4],
  );
});

test('a fault that kills a service which the server does not have cannot be played', async () => {
  const text = scenarioOf(['load: { transactions: 1 }', 'fault: at HrBackupRead, kill directory']);
  const { result } = await playText(text);
  assert.equal(result, {
    ok: false,
    problem: 'a.yaml:11: step 2 speaks of the directory, which the server does not have',
  });
  const other = await playText(scenarioOf(['stop: {}']), { faults: [faultOf('at any call, kill directory')] });
  assert.match(other.result.ok ? '' : other.result.problem, 'a fault speaks of the directory');
});

test('an agent that hangs or is killed ends as hung or vanished, its last call unanswered in the trace', async () => {
  const { events, storage } = await playText(
    scenarioOf([
      'fault: at HrBackupRead 2, hang',
      'backup: { kind: full, set: a, expect: { result: hung, truncated: 0 } }',
      'deletePatchFiles: {}',
      'fault: at HrBackupRead 2, kill client after',
      'backup: { kind: full, set: b, expect: { result: vanished, truncated: 0 } }',
      'deletePatchFiles: {}',
      'backup: { kind: full, set: c }',
    ]),
  );
  assert.is(unmetOf(events), '');
  assert.match(stepTexts(events), 'no set: HrBackupRead has not come back after 120 virtual minutes');
  assert.match(stepTexts(events), 'no set: the client died. 0 logs truncated.');
  for (const [set, end] of [
    ['a', 'hung'],
    ['b', 'vanished'],
  ] as const) {
    const [fault, call, event] = traceOf(storage, set).slice(-3);
    assert.match(fault ?? '', '"event":"fault"');
    assert.match(call ?? '', /"call":"HrBackupRead".*"unanswered":true/);
    assert.match(event ?? '', `"event":"${end}"`);
  }
});

test('an agent that dies after its set was finished leaves a set that can be restored', async () => {
  const { events } = await playText(
    scenarioOf([
      'fillLogs: { generations: 2 }',
      'idle: { pages: 1000 }',
      'fault: at HrBackupTruncateLogs, kill client after',
      'backup: { kind: full, set: a, expect: { result: vanished, truncated: some } }',
      'lose: {}',
      'restore: { sets: [a] }',
      'start: {}',
      'expect: { recovered: all }',
    ]),
  );
  assert.is(unmetOf(events), '');
  assert.match(stepTexts(events), 'the set was finished before: the client died. 1 log truncated.');
});

test('a restore can hang, die and fail by a fault too, and all of it is in its trace', async () => {
  const { events, storage } = await playText(
    scenarioOf([
      'backup: { kind: full, set: a }',
      'stop: {}',
      'fault: at HrRestoreRegister, hang after',
      'restore: { sets: [a], expect: { result: hung } }',
      'deleteRestoreKey: {}',
      'fault: at HrRestoreRegisterComplete, kill client',
      'restore: { sets: [a], expect: { result: vanished } }',
      'deleteRestoreKey: {}',
      'fault: at HrRestorePrepare, return hrAccessDenied',
      'restore: { sets: [a], expect: { result: failed, code: hrAccessDenied } }',
      'restore: { sets: [a] }',
      'start: {}',
    ]),
  );
  assert.is(unmetOf(events), '');
  assert.match(stepTexts(events), 'restore "a": HrRestoreRegister has not come back');
  assert.match(stepTexts(events), 'restore "a": the client died.');
  assert.match(traceOf(storage, 'restore-4').slice(-3).join(), /"event":"fault".*"unanswered":true.*"event":"hung"/);
  assert.match(
    traceOf(storage, 'restore-7').slice(-3).join(),
    /"event":"fault".*"unanswered":true.*"event":"vanished"/,
  );
});

test('what an agent leaves open goes with its process: the next backup finds no session', async () => {
  const { events } = await playText(
    scenarioOf([
      'fault: at HrBackupEnd, return hrError',
      'backup: { kind: full, set: a, expect: { result: warned } }',
      'deletePatchFiles: {}',
      'fault: at HrBackupPrepare, return hrError after',
      'backup: { kind: full, set: b, expect: { result: failed, call: HrBackupPrepare, code: hrError } }',
      'backup: { kind: full, set: c }',
    ]),
  );
  assert.is(unmetOf(events), '');
});

test('forbidding incremental backups can fail by a fault', async () => {
  for (const [action, reason] of [
    ['return hrAccessDenied', 'hrAccessDenied'],
    ['hang', 'has not come back'],
    ['kill client', 'the client was killed in HrSetCurrentBackupLog'],
  ] as const) {
    const { events } = await playText(
      scenarioOf([`fault: at HrSetCurrentBackupLog, ${action}`, 'disableIncremental: {}']),
    );
    assert.match(stepTexts(events), reason);
    assert.is.not(unmetOf(events), '');
  }
});

test('a fault in the middle of load is no loss of the ledger: what was committed is still compared', async () => {
  const { events, result } = await playText(
    scenarioOf([
      'load: { transactions: 30 }',
      'fault: at HrBackupRead 4, kill information-store after',
      'backup: { kind: full, set: a, loadDuring: 2, expect: { result: failed, call: HrBackupRead } }',
      'start: {}',
      'expect: { recovered: all }',
    ]),
  );
  assert.is(unmetOf(events), '');
  assert.ok(result.ok && result.met, verdictOf(events));
});

test.run();
