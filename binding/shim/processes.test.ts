import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, scratch } from './testing/builds.ts';
import { Driver, narrow } from './testing/driver.ts';
import { FakeHost, helloClient, reply, silence, welcome } from './testing/fakeHost.ts';
import { namedAnswers } from './testing/namedAnswers.ts';

const check = testsWith('threads, processes and limits of the drop-in library', 'gcc');

const COMMUNICATION_ERROR = 'c7ff000d';
const PREPARE = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;

for (const transport of ['tcp', 'unix'] as const) {
  check(`90 threads over ${transport} make one client, at most 64 connections, and no mixed-up reply`, async () => {
    const host = await FakeHost.listen(transport === 'unix' ? join(scratch(), 'threads.socket') : undefined);
    let mostOpen = 0;
    const answers = namedAnswers();
    host.onCall = (call) => {
      mostOpen = Math.max(mostOpen, host.open);
      return answers(call);
    };
    const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
    const answer = await driver.call('threads', 90, 3, 8);
    assert.is(answer['wrong'], '0');
    const calls = host.seen();
    assert.is(calls.length, 90 * 3 * (4 + 8));
    assert.is(host.hellos.filter((hello) => helloClient(hello) === 0n).length, 1, 'one client');
    assert.ok(
      host.hellos.slice(1).every((hello) => helloClient(hello) === 1n),
      'the others name it',
    );
    assert.ok(mostOpen <= 64 && mostOpen >= 8, `${mostOpen} connections`);
    assert.is(new Set(calls.map(({ body }) => body.readUInt32LE(8))).size, 90, 'thread ids');
    // On each connection the calls are numbered without a gap.
    for (const connection of new Set(calls.map((call) => call.connection))) {
      const numbers = calls.filter((call) => call.connection === connection).map(({ sequence }) => sequence);
      assert.equal(
        numbers,
        numbers.map((_, index) => index + 1),
      );
    }
    assert.is(await driver.endWell(), '');
    await host.close();
  });
}

check('a host on a Unix socket that is too busy to take all connections at once is waited for', async () => {
  const host = await FakeHost.listen(join(scratch(), 'busy.socket'), { backlog: 1 });
  const answers = namedAnswers();
  let wasBusy = false;
  host.onCall = (call) => {
    // While this thread does something else, the line of those who connect is full.
    const until = performance.now() + 200;
    while (!wasBusy && performance.now() < until);
    wasBusy = true;
    return answers(call);
  };
  const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
  assert.is((await driver.call('threads', 40, 1, 1))['wrong'], '0');
  assert.ok(host.hellos.length > 10, `${host.hellos.length} connections`);
  assert.is(await driver.endWell(), '');
  await host.close();
});

check('a 65th call waits for a connection, and no longer than the limit', async () => {
  const host = await FakeHost.listen();
  host.onCall = () => silence;
  const env = { ...host.env, EDBPROOF_TIMEOUT_SECONDS: '1' };
  const driver = new Driver([await driverProgram('linux-x64-asan')], env);
  const { wrong } = await driver.call('threads', 80, 1, 0);
  assert.is(wrong, '80');
  // When the 64 run out of time together, the client is lost, and who still has time begins a new one.
  const clients = host.hellos.map(helloClient);
  const next = clients.indexOf(0n, 1);
  assert.is(next === -1 ? clients.length : next, 64);
  await driver.endWell();
  await host.close();
});

check('one broken connection ends the calls of all threads, without waiting for their limit', async () => {
  const host = await FakeHost.listen();
  const env = { ...host.env, EDBPROOF_TIMEOUT_SECONDS: '3600' };
  host.onCall = (call) => {
    // The last of them is cut off; the others would wait an hour, and the driver is given less.
    if (host.calls.length < 12) return silence;
    return { bytes: reply(call, 0).subarray(0, 5), close: true };
  };
  const driver = new Driver([await driverProgram('linux-x64-asan')], env);
  assert.is((await driver.call('threads', 12, 1, 0))['wrong'], '12');
  assert.match(await driver.endWell(), /hrCommunicationError\n$/);
  await host.close();
});

check('a call without a context begins a new client when the host forgot the old one', async () => {
  const host = await FakeHost.listen();
  const answers = namedAnswers();
  // The first Prepare is never answered, so the second thread must connect, and finds its client gone.
  host.onHello = (hello) =>
    helloClient(hello) === 0n
      ? { bytes: welcome(BigInt(host.hellos.length)) }
      : { bytes: welcome(0, 4, 'no such client'), close: true };
  host.onCall = (call) => (call.connection === 1 ? silence : answers(call));
  const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
  assert.is((await driver.call('threads', 2, 1, 1))['wrong'], '1', 'the call that waited for the forgotten client');
  assert.equal(host.hellos.map(helloClient), [0n, 1n, 0n]);
  assert.match(await driver.endWell(), /broke the connection in HrBackupPrepareA/);
  await host.close();
});

check('the child of a fork is a client of its own, and does not speak for its parent', async () => {
  const host = await FakeHost.listen();
  const answers = namedAnswers();
  host.onCall = answers;
  const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
  const { hbc } = await driver.call(...PREPARE);
  await driver.call('HrBackupGetDatabaseNamesA', hbc ?? '');
  host.seen();
  const answer = await driver.call('fork', hbc ?? '');
  assert.equal(
    { ...answer, child: undefined },
    { inherited: COMMUNICATION_ERROR, prepared: '00000000', own: '00000000', status: '0', child: undefined },
  );
  assert.equal(host.hellos.map(helloClient), [0n, 0n]);
  const [parent, child] = host.hellos.map(({ body }) => body.readUInt32LE(13));
  assert.is(parent, driver.processId);
  assert.is(`${child}`, answer['child']);
  const childCalls = host.seen();
  const childThreads = new Set(childCalls.map(({ body }) => body.readUInt32LE(8)));
  assert.equal(
    childCalls.map((call) => [call.connection, call.function]),
    [
      [2, 1],
      [2, 8],
    ],
    'not the list of the parent',
  );
  assert.equal(childThreads, new Set([Number(answer['child'])]), 'the thread has another number in the child');
  // The parent goes on as if nothing had been.
  assert.is((await driver.call('HrBackupClose', hbc ?? ''))['code'], '00000000');
  await driver.call('BackupFree', 1);
  assert.equal(
    host.seen().map((call) => [call.connection, call.function]),
    [
      [1, 8],
      [1, 13],
    ],
  );
  assert.is(await driver.endWell(), '');
  await host.close();
});

test.run();
