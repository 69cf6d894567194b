import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualDisk } from '../../engine/index.ts';
import { profileByName } from '../../profiles/index.ts';
import { Hr } from '../../protocol/index.ts';
import { planFaults } from '../testing/planFault.ts';
import { VirtualClock } from '../virtualClock.ts';
import type { FaultyCall } from './act.ts';
import { describeFired, describeWaiting } from './describe.ts';
import type { FaultFunction } from './fault.ts';
import { FaultPlan, type FiredFault } from './faultPlan.ts';
import { parseFault } from './parseFault.ts';
import { printFault } from './printFault.ts';

/** A plan on a server that consists of a disk, and calls of a client that nothing can hurt. */
function planned(...texts: readonly string[]) {
  const profile = profileByName('exchange-5.5');
  if (profile === null) throw new Error('5.5 is a profile');
  const clock = new VirtualClock(1000);
  const told: FiredFault[] = [];
  const faults = new FaultPlan(clock, (fired) => told.push(fired));
  const disk = new VirtualDisk();
  faults.attach({ disk, profile, locate: () => null, service: () => null, clients: () => [] });
  planFaults({ faults }, ...texts);
  const client = { disconnect: () => {}, kill: () => {} };
  /** Makes a call that the server acts on unless a fault keeps it from that; what was struck in it. */
  const call = (name: FaultFunction, span: ReturnType<FaultyCall['readSpan']> = null) => {
    const before = faults.fired.length;
    const strike = faults.callBegins({ function: name, client, service: null, readSpan: () => span });
    const ending = strike?.before() ?? { code: null, hang: null };
    const late = ending.code === null && ending.hang === null ? (strike?.after() ?? ending) : ending;
    return { struck: faults.fired.slice(before).map(({ fault }) => printFault(fault)), ...late };
  };
  const read = (path: string, fromBytes: number, toBytes: number) =>
    call('HrBackupRead', { path, fromBytes, toBytes }).struck.length;
  return { clock, faults, told, call, read };
}

test('a fault strikes at the nth call of its function, once', () => {
  const { call, faults, told } = planned('at HrBackupRead 2, return hrError');
  const codes = (['HrBackupRead', 'HrBackupClose', 'HrBackupRead', 'HrBackupRead'] as const).map((it) => call(it).code);
  assert.equal(codes, [null, null, Hr.hrError, null]);
  assert.equal(
    faults.fired.map(({ call: at, seconds, withoutEffect }) => [at, seconds, withoutEffect]),
    [[{ function: 'HrBackupRead', number: 3 }, 0, null]],
  );
  assert.equal(told, faults.fired);
});

test('"any call" counts every function', () => {
  const { call } = planned('at any call 3, return hrError');
  const names = ['HrBackupPrepare', 'HrBackupEnd', 'HrRestoreEnd', 'HrBackupEnd'] as const;
  assert.equal(
    names.map((name) => call(name).code),
    [null, null, Hr.hrError, null],
  );
});

test('every fault counts from when it was planned, whatever else waits', () => {
  const { call, faults } = planned('at HrBackupRead 5, hang');
  call('HrBackupRead');
  call('HrBackupRead');
  planFaults({ faults }, 'at HrBackupRead 2, return hrError');
  assert.equal(
    [1, 2].map(() => call('HrBackupRead').code),
    [null, Hr.hrError],
  );
  assert.is(call('HrBackupRead').hang?.what.kind, 'hang');
});

test('faults at one call strike in the order in which they were planned, and the first code answers', () => {
  const { call } = planned(
    'at HrBackupRead, return hrError after',
    'at any call, return hrDiskIO',
    'at any call, return hrDiskFull',
  );
  const { struck, code } = call('HrBackupRead');
  assert.equal(struck, ['at any call, return hrDiskIO', 'at any call, return hrDiskFull']);
  assert.is(code, Hr.hrDiskIO);
});

test('what waits for the other side of a call does not strike when the server never acted, and says so', () => {
  const { call, faults } = planned('at HrBackupRead, return hrError after', 'at HrBackupRead, return hrDiskIO');
  const waits = ['at HrBackupRead, return hrError after (the call was made, but the server did not act on it)'];
  assert.is(call('HrBackupRead').code, Hr.hrDiskIO);
  assert.equal(faults.waiting.map(describeWaiting), waits, 'at once');
  assert.is(call('HrBackupRead').code, null);
  assert.equal(faults.waiting.map(describeWaiting), waits);
});

test('a fault at a byte strikes in the read that would hand it over, by name or by path, and in no other file', () => {
  const byName = planned('at byte 100 of PRIV.EDB, hang');
  assert.equal(
    [
      byName.read('D:\\a\\pub.edb', 0, 200),
      byName.read('D:\\a\\priv.edb', 0, 100),
      byName.read('D:\\a\\priv.edb', 101, 200),
      byName.call('HrBackupRead').struck.length,
      byName.read('D:\\b\\priv.edb', 100, 101),
      byName.read('D:\\b\\priv.edb', 100, 101),
    ],
    [0, 0, 0, 0, 1, 0],
  );
  const byPath = planned('at byte 100 of d:\\A\\priv.edb, hang');
  assert.equal([byPath.read('D:\\b\\priv.edb', 0, 200), byPath.read('D:\\a\\priv.edb', 0, 200)], [0, 1]);
});

test('a fault at a time strikes when the clock passes it, at its own time', () => {
  const { clock, faults, call } = planned(
    'at 0:01:30, fill disk D:',
    'at 90 s, free disk D:',
    'at 0:10:00, fill disk D:',
  );
  clock.advance(89);
  assert.is(faults.fired.length, 0);
  clock.advance(200);
  assert.equal(
    faults.fired.map((fired) => describeFired(fired)),
    ['at 0:01:30, fill disk D: (between calls, 0:01:30)', 'at 0:01:30, free disk D: (between calls, 0:01:30)'],
  );
  assert.is(clock.elapsedSeconds(), 289);
  assert.equal(call('HrBackupRead').struck, []);
  assert.equal(faults.waiting.map(describeWaiting), ['at 0:10:00, fill disk D: (it never became so late)']);
});

test('a time that has passed is refused; one that is now strikes at once', () => {
  const { clock, faults } = planned();
  clock.advance(3600);
  const plan = (text: string) => {
    const parsed = parseFault(text);
    if (!parsed.ok) throw new Error(parsed.problem);
    return faults.plan(parsed.fault);
  };
  assert.equal(plan('at 0:59:59, fill disk D:'), { ok: false, problem: '0:59:59 has passed: it is 1:00:00' });
  assert.is(faults.fired.length, 0);
  assert.ok(plan('at 1:00:00, fill disk D:').ok);
  assert.is(faults.fired.length, 1);
});

test('what could not happen has struck without effect, and says why', () => {
  const { call, faults } = planned(
    'at HrBackupRead, corrupt page 3 of priv.edb',
    'at HrBackupRead, kill directory',
    'at 5 s, kill client',
  );
  call('HrBackupRead');
  planFaults({ faults }, 'at 0 s, lose connection');
  assert.equal(faults.fired.map(describeFired), [
    'at HrBackupRead, corrupt page 3 of priv.edb (call 1, 0:00:00): without effect, there is no priv.edb',
    'at HrBackupRead, kill directory (call 1, 0:00:00): without effect, there is no directory',
    'at 0:00:00, lose connection (between calls, 0:00:00): without effect, no client has a context',
  ]);
});

test('a fault that still waits says how far it came', () => {
  const { call, read, faults } = planned(
    'at HrBackupRead 9, hang',
    'at HrBackupEnd, hang',
    'at any call 9, hang',
    'at byte 9 of priv.edb, hang',
    'at byte 9 of pub.edb, hang',
  );
  call('HrBackupRead');
  read('D:\\priv.edb', 0, 9);
  assert.equal(
    faults.waiting.map((waiting) => describeWaiting(waiting).replace(/^at [^,]*, hang /, '')),
    [
      '(HrBackupRead was called 2 times)',
      '(HrBackupEnd was called 0 times)',
      '(there were only 2 calls)',
      '(no read reached the byte, or the server did not act on it)',
      '(nothing was read of pub.edb)',
    ],
  );
});

test('a plan has a limit, and strikes nothing before it has a server', () => {
  const { faults } = planned(...Array.from({ length: 1000 }, () => 'at any call 9, hang'));
  const parsed = parseFault('at any call, hang');
  assert.ok(parsed.ok);
  assert.equal(faults.plan(parsed.fault), { ok: false, problem: '1000 faults wait already, and no more can' });
  const alone = new FaultPlan(new VirtualClock(1));
  assert.throws(() => planFaults({ faults: alone }, 'at 0 s, fill disk D:'), /no server was attached/);
});

test.run();
