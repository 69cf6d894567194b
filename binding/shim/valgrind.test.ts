import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, realLibrary, scratch } from './testing/builds.ts';
import { Driver, narrow, wide } from './testing/driver.ts';
import { FakeHost, reply, u32, u64 } from './testing/fakeHost.ts';

const check = testsWith('the drop-in library under valgrind', 'gcc', 'valgrind');

/** An error, or memory that nothing points to any more when the driver ended, is exit code 9. */
const valgrind = [
  'valgrind',
  '--quiet',
  '--error-exitcode=9',
  '--leak-check=full',
  '--errors-for-leak-kinds=definite,possible',
];
const PREPARE = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;

check('simulating: no error and no leak, also with a host that dies and a list that is never freed', async () => {
  const host = await FakeHost.listen();
  host.onCall = (call) => {
    if (call.function === 1) return { bytes: reply(call, 0, u64(5)) };
    if (call.function === 3) return { bytes: reply(call, 0, u32(host.calls.length), u32(6), Buffer.from('abcdef')) };
    if (call.function === 7) return { bytes: reply(call, 0, u32(6), Buffer.from('abcdef')) };
    if (call.function === 9) return { bytes: reply(call, 0, u32(1), u32(6)), close: true };
    return { bytes: reply(call, 0) };
  };
  const driver = new Driver([...valgrind, await driverProgram('linux-x64')], host.env);
  for (let round = 0; round < 2; round += 1) {
    await driver.call(...PREPARE);
    await driver.call('HrBackupGetDatabaseNamesA', 5);
    await driver.call('HrBackupGetDatabaseNamesA', 5);
    await driver.call('HrBackupRead', 5, '+', 9);
    await driver.call('BackupFree', 1 + 2 * round);
    await driver.call('BackupFree', 'foreign');
    await driver.call('HrRestoreRegisterA', 5, narrow('c'), '-', '+', 1, narrow('a'), narrow('b'), '|', '-', 1, 2);
    assert.is((await driver.call('HrBackupGetBackupLogsA', 5))['code'], 'c7ff000d');
  }
  assert.is((await driver.call('fork', 5))['status'], '0');
  const said = await driver.endWell();
  assert.not.match(said, /==\d+==/);
  await host.close();
});

check('the checkers are at work: what is planted is found', async () => {
  const asan = [await driverProgram('linux-x64-asan')];
  const underValgrind = [...valgrind, await driverProgram('linux-x64')];
  for (const [command, defect, expected] of [
    [asan, 'leak', /LeakSanitizer: detected memory leaks/],
    [asan, 'overrun', /AddressSanitizer: heap-buffer-overflow|insufficient space for an object/],
    [underValgrind, 'leak', /1,234 bytes in 1 blocks are definitely lost/],
    [underValgrind, 'overrun', /Invalid read of size 1/],
  ] as const) {
    const driver = new Driver(command, {});
    await driver.call(defect).catch(() => {});
    const { exitCode, errors } = await driver.end();
    assert.is.not(exitCode, 0, defect);
    assert.match(errors, expected);
  }
});

check('recording: no error and no leak', async () => {
  const env = {
    EDBPROOF_RECORD: await realLibrary('real'),
    EDBPROOF_TRACE: join(scratch(), 'valgrind.jsonl'),
    EDBPROOF_REDACT: '1',
  };
  const driver = new Driver([...valgrind, await driverProgram('linux-x64')], env);
  await driver.call(...PREPARE);
  // A failure leaves out-parameters as they were: nothing that was never written may be looked at.
  for (const context of [1, 2, 3, 4, 0x1001]) await driver.call('HrBackupRead', context, '+', 50);
  await driver.call('HrBackupGetDatabaseNamesW', 0x1001);
  await driver.call('HrBackupGetDatabaseNamesW', 2);
  await driver.call('BackupFree', 1);
  await driver.call('HrBackupOpenFileW', 0x1001, wide('\\\\S\\x'), 1);
  await driver.call('HrBackupOpenFileW', 0x1001, '-', 1);
  await driver.call('HrRestoreRegisterW', 5, wide('c'), '-', '+', 1, wide('a'), wide('b'), '|', '-', 1, 2);
  assert.not.match(await driver.endWell(), /==\d+==/);
});

test.run();
