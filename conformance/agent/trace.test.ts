import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type FiredFault, parseFault } from '../../simulator/exchange/index.ts';
import { type Hbc, Hr, NOT_MODELLED } from '../../simulator/protocol/index.ts';
import type { CallAnswer, CallStep } from '../procedures/index.ts';
import { TraceWriter } from './trace.ts';

const fired = (text: string, changes: Partial<FiredFault> = {}): FiredFault => {
  const parsed = parseFault(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return { fault: parsed.fault, call: null, seconds: 61, withoutEffect: null, ...changes };
};

const step: CallStep = { kind: 'call', function: 'HrSetCurrentBackupLogW', arguments: ['EXCH01', 'x', 8] };
const answer: CallAnswer = { kind: 'call', function: 'HrSetCurrentBackupLogW', result: { code: Hr.hrNone } };

test('faults that struck stand before the line that comes next, those of earlier work are left out, and none is lost at the end', () => {
  const lines: string[] = [];
  const record = { fired: [fired('at any call, hang')] };
  const trace = new TraceWriter((line) => lines.push(line.trim()), record);
  trace.begin({ kind: 'full' });
  const inCall = { function: 'HrBackupRead', number: 7 } as const;
  record.fired.push(fired('at HrBackupRead 3, hang', { call: inCall, withoutEffect: 'nothing' }));
  trace.call(step, answer);
  record.fired.push(fired('at 61 s, kill client'));
  trace.event('vanished');
  record.fired.push(fired('at 61 s, fill disk D:'));
  trace.end();
  trace.end();
  assert.equal(lines.slice(1), [
    '{"n":1,"event":"fault","fault":"at HrBackupRead 3, hang","function":"HrBackupRead","callNumber":7,"time":"0:01:01","withoutEffect":"nothing"}',
    '{"n":2,"call":"HrSetCurrentBackupLogW","arguments":["EXCH01","x",8],"result":{"code":"0x00000000"}}',
    '{"n":3,"event":"fault","fault":"at 0:01:01, kill client","time":"0:01:01"}',
    '{"n":4,"event":"vanished"}',
    '{"n":5,"event":"fault","fault":"at 0:01:01, fill disk D:","time":"0:01:01"}',
  ]);
});

test('a call that is never answered has no result', () => {
  const lines: string[] = [];
  const trace = new TraceWriter((line) => lines.push(line.trim()));
  trace.unanswered(step);
  assert.equal(lines, ['{"n":1,"call":"HrSetCurrentBackupLogW","arguments":["EXCH01","x",8],"unanswered":true}']);
});

test('words of which nothing is known are written as the drop-in library writes them', () => {
  const lines: string[] = [];
  const trace = new TraceWriter((line) => lines.push(line.trim()));
  trace.call(
    { kind: 'call', function: 'I_HrRestoreW', arguments: [0, 1n, 2, 3, 4, 5, 6, 0n, 2n ** 64n - 1n] },
    { kind: 'call', function: 'I_HrRestoreW', result: { code: NOT_MODELLED } },
  );
  trace.call(
    { kind: 'call', function: 'I_HrCheckBackupLogs', arguments: [0xabcn as unknown as Hbc] },
    { kind: 'call', function: 'I_HrCheckBackupLogs', result: { code: NOT_MODELLED } },
  );
  assert.equal(lines, [
    '{"n":1,"call":"I_HrRestoreW","arguments":[null,"0x1","0x2","0x3","0x4","0x5","0x6",null,"0xFFFFFFFFFFFFFFFF"],"result":{"code":"0xEDB00001"}}',
    '{"n":2,"call":"I_HrCheckBackupLogs","arguments":["0xABC"],"result":{"code":"0xEDB00001"}}',
  ]);
});

test.run();
