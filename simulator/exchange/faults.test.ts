import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr } from '../protocol/index.ts';
import { type Fault, FaultPlan } from './faults.ts';

const answer = (when: Fault['when']): Fault => ({ when, what: { kind: 'return-code', code: Hr.hrError } });

test('a fault strikes at the nth call of its function, once', () => {
  const plan = new FaultPlan();
  plan.add(answer({ kind: 'call', function: 'HrBackupRead', nth: 2 }));
  const struck = ['HrBackupRead', 'HrBackupClose', 'HrBackupRead', 'HrBackupRead'] as const;
  assert.equal(
    struck.map((name) => plan.strike(name, 9).length),
    [0, 0, 1, 0],
  );
  assert.equal(
    plan.fired.map(({ callNumber, seconds }) => [callNumber, seconds]),
    [[3, 9]],
  );
});

test('"any" counts every function', () => {
  const plan = new FaultPlan();
  plan.add(answer({ kind: 'call', function: 'any', nth: 3 }));
  assert.equal(
    (['HrBackupPrepare', 'HrBackupEnd', 'HrRestoreEnd'] as const).map((name) => plan.strike(name, 0).length),
    [0, 0, 1],
  );
});

test('counting begins when a fault is planned, and again for the next plan', () => {
  const plan = new FaultPlan();
  for (let i = 0; i < 5; i++) plan.strike('HrBackupRead', 0);
  plan.add(answer({ kind: 'call', function: 'HrBackupRead', nth: 1 }));
  assert.is(plan.strike('HrBackupRead', 0).length, 1);
  plan.add(answer({ kind: 'call', function: 'HrBackupRead', nth: 1 }));
  assert.is(plan.strike('HrBackupRead', 0).length, 1);
});

test('a fault at a byte strikes in the read that passes it, and in no other file', () => {
  const plan = new FaultPlan();
  plan.add(answer({ kind: 'byte', fileName: 'PRIV.EDB', offsetBytes: 100 }));
  const read = (fileName: string, from: number, to: number) =>
    plan.strike('HrBackupRead', 0, { fileName, from, to }).length;
  assert.is(read('pub.edb', 0, 200), 0);
  assert.is(read('priv.edb', 0, 100), 0);
  assert.is(plan.strike('HrBackupRead', 0).length, 0);
  assert.is(read('priv.edb', 100, 101), 1);
  assert.is(plan.waiting.length, 0);
});

test('a plan has a limit', () => {
  const plan = new FaultPlan();
  const fault = answer({ kind: 'call', function: 'any', nth: 1 });
  for (let i = 0; i < 1000; i++) plan.add(fault);
  assert.throws(() => plan.add(fault), /at most 1000 faults/);
});

test.run();
