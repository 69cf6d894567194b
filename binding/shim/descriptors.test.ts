import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { type Driver, narrow } from './testing/driver.ts';
import { reply, silence, u64, welcome } from './testing/fakeHost.ts';
import { until, withDriver } from './testing/withDriver.ts';

const check = testsWith('what the drop-in library leaves open', 'gcc');

const COULD_NOT_CONNECT = 'c7ff0007';
const COMMUNICATION_ERROR = 'c7ff000d';
const PREPARE = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;
const CLOSE_ON_EXEC = 0o2000000;

const descriptors = ({ processId }: Driver): string[] => readdirSync(`/proc/${processId}/fd`);

/** Those that a child process would get, apart from the driver's own three, which may be sockets too. */
const socketFlags = (driver: Driver): number[] =>
  descriptors(driver)
    .filter((name) => Number(name) > 2 && readlinkSync(`/proc/${driver.processId}/fd/${name}`).startsWith('socket:'))
    .map((name) => /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/${driver.processId}/fdinfo/${name}`, 'utf8')))
    .map((found) => Number.parseInt(found?.[1] ?? '', 8));

for (const transport of ['tcp', 'unix'] as const) {
  check(`a program that the agent starts inherits no connection over ${transport}`, async () => {
    const use = async (driver: Driver): Promise<void> => {
      await driver.call('HrBackupClose', 5);
      const flags = socketFlags(driver);
      assert.is(flags.length, 1);
      assert.ok(flags.every((flag) => (flag & CLOSE_ON_EXEC) !== 0));
    };
    await withDriver({}, use, transport);
  });
}

check('the child of a fork keeps no copy of an idle connection', async () => {
  await withDriver({}, async (driver) => {
    const { here: before } = await driver.call('sockets');
    await driver.call('HrBackupClose', 5);
    assert.equal(await driver.call('sockets'), { here: `${Number(before) + 1}`, child: before });
    assert.is((await driver.call('HrBackupClose', 5))['code'], '00000000', 'the parent goes on');
  });
});

check('the child of a fork keeps no copy of a connection that waits for its WELCOME', async () => {
  await withDriver({ EDBPROOF_TIMEOUT_SECONDS: '20' }, async (driver, host) => {
    host.onHello = () => silence;
    const { here: before } = await driver.call('sockets');
    await driver.call('beside', 0);
    await until(() => host.hellos.length === 1);
    assert.equal(await driver.call('sockets'), { here: `${Number(before) + 1}`, child: before });
    host.dropConnections();
    assert.is((await driver.call('join'))['code'], COMMUNICATION_ERROR);
  });
});

check('fifty broken calls leave no descriptor behind', async () => {
  await withDriver({}, async (driver, host) => {
    await driver.call('requests');
    const before = descriptors(driver);
    host.onCall = (call) => ({ bytes: reply(call, 0, u64(5)).subarray(0, 7), close: true });
    for (let round = 0; round < 50; round += 1) {
      assert.is((await driver.call(...PREPARE))['code'], COMMUNICATION_ERROR);
    }
    assert.equal(descriptors(driver), before);
    assert.is(host.hellos.length, 50);
  });
});

check('fifty refusals leave no descriptor behind', async () => {
  await withDriver({}, async (driver, host) => {
    await driver.call('requests');
    const before = descriptors(driver);
    host.onHello = () => ({ bytes: welcome(0, 3, 'too many'), close: true });
    for (let round = 0; round < 50; round += 1) {
      assert.is((await driver.call(...PREPARE))['code'], COULD_NOT_CONNECT);
    }
    assert.equal(descriptors(driver), before);
    assert.is(host.hellos.length, 50);
  });
});

test.run();
