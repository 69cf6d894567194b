import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr, hresult, Win32 } from '../../simulator/protocol/index.ts';
import { codeMeaning, codeText } from './codeText.ts';
import { callFailure } from './failure.ts';

test('a code is printed by name, in hexadecimal and signed; its text is the DLL’s, then the system’s (A-48)', () => {
  assert.is(codeText(Hr.hrMissingFullBackup), 'hrMissingFullBackup 0xC8000230 (-939523536)');
  assert.match(codeMeaning(Hr.hrMissingFullBackup), /full backup/);
  assert.match(codeText(Win32.RPC_S_SERVER_UNAVAILABLE), /^RPC_S_SERVER_UNAVAILABLE 0x000006BA \(1722\)$/);
  assert.match(codeMeaning(Win32.RPC_S_SERVER_UNAVAILABLE), /RPC/);
});

test('a code that neither knows is printed by its numbers, with the command that explains it (A-48)', () => {
  const { what, advice } = callFailure('HrBackupRead', hresult(0xdeadbeef));
  assert.match(what, /HrBackupRead failed with 0xDEADBEEF \(-559038737\): no header of this API names this code/);
  assert.match(advice, 'edbproof explain 0xDEADBEEF');
});

test.run();
