import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram } from './testing/builds.ts';
import { Driver, narrow, wide } from './testing/driver.ts';
import { FakeHost, reply, u32 } from './testing/fakeHost.ts';

const check = testsWith('the largest calls through the drop-in library', 'gcc');

const longest = 'x'.repeat(32_768);

check('a text of 32,768 bytes and a map of 256 rows are sent; what is larger is not, and is said once', async () => {
  const host = await FakeHost.listen();
  const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
  const notSent = async (...words: readonly (string | number)[]): Promise<void> => {
    assert.is((await driver.call(...words))['code'], 'edb00001');
    assert.is(host.seen().length, 0);
  };
  const sentBytes = async (...words: readonly (string | number)[]): Promise<number> => {
    assert.is((await driver.call(...words))['code'], '00000000');
    return host.seen()[0]?.body.length ?? -1;
  };
  const registerA = (rows: number, text: string, written = rows): (string | number)[] => [
    'HrRestoreRegisterA',
    8,
    '-',
    '-',
    '+',
    rows,
    ...Array.from({ length: 2 * written }, () => narrow(text)),
    '|',
    '-',
    1,
    2,
  ];

  assert.is(await sentBytes('HrSetCurrentBackupLogA', narrow(longest), '-', 1), 12 + 4 + 32_768 + 4 + 4);
  assert.is(await sentBytes('HrSetCurrentBackupLogW', wide(longest.slice(0, 16_384)), '-', 1), 12 + 4 + 32_768 + 4 + 4);
  assert.is(await sentBytes(...registerA(256, 'y')), 12 + 8 + 4 + 4 + 9 + 512 * 5 + 4 + 8);
  // Seven texts of the longest kind fit into a frame, eight do not.
  assert.is(await sentBytes(...registerA(1, longest)), 12 + 8 + 4 + 4 + 9 + 2 * 32_772 + 4 + 8);
  assert.is(driver.errors, '');

  await notSent('HrSetCurrentBackupLogA', narrow(`${longest}x`), '-', 1);
  await notSent('HrSetCurrentBackupLogW', wide(longest.slice(0, 16_385)), '-', 1);
  await notSent(...registerA(257, 'y'));
  await notSent(...registerA(0x7fff_ffff, 'y', 1));
  await notSent(...registerA(4, longest));
  const said = await driver.endWell();
  assert.match(said, /^edbproof shim: a call of HrSetCurrentBackupLogA is larger than .*NOT_MODELLED, 0xEDB00001\n$/);
  await host.close();
});

check('64 MiB are read in one call, straight into the buffer', async () => {
  const host = await FakeHost.listen();
  const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
  const data = Buffer.alloc(64 * 1024 * 1024, 'edbproof');
  host.onCall = (call) => ({ bytes: reply(call, 0, u32(data.length), data) });
  const { code, read, checksum } = await driver.call('HrBackupRead', 7, '+', data.length);
  let sum = 2_166_136_261;
  for (const byte of data) sum = Math.imul(sum ^ byte, 16_777_619) >>> 0;
  assert.equal({ code, read, checksum }, { code: '00000000', read: `${data.length}`, checksum: `${sum}` });
  await driver.endWell();
  await host.close();
});

test.run();
