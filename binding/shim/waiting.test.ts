import { spawnSync } from 'node:child_process';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, scratch } from './testing/builds.ts';
import { narrow } from './testing/driver.ts';
import { FakeHost, reply, u32, u64 } from './testing/fakeHost.ts';
import { secondsOf, withDriver } from './testing/withDriver.ts';

const check = testsWith('how the drop-in library waits', 'gcc');

const COMMUNICATION_ERROR = 'c7ff000d';
const ONE_SECOND = { EDBPROOF_TIMEOUT_SECONDS: '1' };

check('a reply that is long in coming is slept for, not asked for again and again', async () => {
  await withDriver({}, async (driver, host) => {
    host.onCall = async (call) => {
      await new Promise((done) => setTimeout(done, 1_500));
      return { bytes: reply(call, 0) };
    };
    await driver.call('requests');
    assert.is((await driver.call('HrBackupClose', 5))['code'], '00000000');
    const waits = Number((await driver.call('requests'))['waits']);
    assert.ok(waits <= 4, `${waits} waits`);
  });
});

for (const [where, sip, words, results] of [
  ['the head of a reply', 100, ['HrBackupOpenFileA', 5, narrow('f'), 1], [u64(5)]],
  ['its data', 30, ['HrBackupRead', 5, '+', 200], [u32(200), Buffer.alloc(200)]],
] as const) {
  check(`a host that always has one more byte of ${where} keeps no deadline alive`, async () => {
    await withDriver(ONE_SECOND, async (driver, host) => {
      host.onCall = (call) => ({ bytes: reply(call, 0, ...(call.function === 8 ? [] : results)) });
      await driver.call('HrBackupClose', 5);
      // All of it lies there; the driver lets the library have it byte by byte, and never finds nothing.
      await driver.call('sip', sip);
      const seconds = await secondsOf(async () => {
        assert.is((await driver.call(...words))['code'], COMMUNICATION_ERROR);
      });
      assert.ok(seconds >= 0.9 && seconds < 3, `${seconds} s`);
    });
  });
}

check('a host on a Unix socket that never accepts is hrCouldNotConnect after the limit', async () => {
  const host = await FakeHost.listen(join(scratch(), 'deaf.socket'), { backlog: 1 });
  const program = await driverProgram('linux-x64-asan');
  // Two fill the line. This thread, which would accept them, waits for the driver.
  const line = [1, 2, 3].map(() => createConnection(host.endpoint.slice('unix:'.length)).on('error', () => {}));
  const options = {
    input: 'HrBackupPrepareA - - 0 1\n',
    env: { ...host.env, ...ONE_SECOND },
    timeout: 10_000,
  } as const;
  const start = performance.now();
  const { stdout, status } = spawnSync(program, [], { ...options, encoding: 'utf8', killSignal: 'SIGKILL' });
  const seconds = (performance.now() - start) / 1000;
  assert.is(status, 0);
  assert.match(stdout, /^code=c7ff0007 /);
  assert.ok(seconds >= 0.9 && seconds < 5, `${seconds} s`);
  for (const socket of line) socket.destroy();
  await host.close();
});

test.run();
