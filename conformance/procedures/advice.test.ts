import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr } from '../../simulator/protocol/index.ts';
import { adviceFor } from './advice.ts';

test('a backup that is refused with hrFileNotFound or hrError is told to look for a stale patch file (A-1)', () => {
  for (const code of [Hr.hrFileNotFound, Hr.hrError]) {
    for (const call of ['HrBackupPrepareA', 'HrBackupPrepareW'] as const) {
      assert.match(adviceFor(call, code), /\*\.pat.*stop the service, delete it/);
    }
    assert.not.match(adviceFor('HrBackupRead', code), 'stop the service, delete it');
  }
});

test('a communication error names what articles know of: terminal sessions, NetBIOS, the address (A-41)', () => {
  const advice = adviceFor('HrBackupRead', Hr.hrCommunicationError);
  for (const cause of ['terminal session', 'NetBIOS over TCP/IP', 'address']) assert.match(advice, cause);
});

test('a damaged page is answered with the advice to keep the last good set (A-42)', () => {
  assert.match(adviceFor('HrBackupRead', Hr.hrReadVerifyFailure), 'keep the last good set');
});

test('a code without an advice of its own is answered with the command that explains it', () => {
  assert.match(adviceFor('HrBackupEnd', Hr.hrInvalidRecips), 'edbproof explain 0xC7FF0006');
});

test.run();
