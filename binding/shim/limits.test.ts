import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { narrow } from './testing/driver.ts';
import { reply, u8, u32, welcome } from './testing/fakeHost.ts';
import { withDriver } from './testing/withDriver.ts';

const check = testsWith('how much the drop-in library takes', 'gcc');

const COULD_NOT_CONNECT = 'c7ff0007';
const COMMUNICATION_ERROR = 'c7ff000d';
const PREPARE = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;

check('a WELCOME of 1,024 bytes is read, one of 1,025 is not', async () => {
  await withDriver({}, async (driver, host) => {
    for (const [size, code] of [
      [1024, COULD_NOT_CONNECT],
      [1025, COMMUNICATION_ERROR],
    ] as const) {
      host.onHello = () => ({ bytes: welcome(0, 1, 'x'.repeat(size - 14)), close: true });
      assert.is((await driver.call(...PREPARE))['code'], code, `${size}`);
    }
  });
});

check('65,536 lists may be out at once; one more is hrCommunicationError, and is said', async () => {
  const said = await withDriver({}, async (driver, host) => {
    host.onCall = (call) => ({ bytes: reply(call, 0, u32(1), u32(1), u8(0)) });
    const answer = await driver.call('lists', 5, 70_000);
    assert.equal(answer, { collected: '65536', code: COMMUNICATION_ERROR });
  });
  assert.match(
    said,
    /sent a list too many: 65,536 of them were never given to BackupFree in HrBackupGetDatabaseNamesA/,
  );
});

test.run();
