import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { narrow } from './testing/driver.ts';
import { helloClient, type Reaction, reply, silence, u64, welcome } from './testing/fakeHost.ts';
import { secondsOf, until, withDriver } from './testing/withDriver.ts';

const check = testsWith('what the drop-in library makes of a lost client', 'gcc');

const COMMUNICATION_ERROR = 'c7ff000d';
const PREPARE = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;
const CLOSE = ['HrBackupClose', 5] as const;
/** Much longer than any of these tests takes. */
const LONG = { EDBPROOF_TIMEOUT_SECONDS: '20' };

/** A reaction that a test decides upon later. */
function later(): { readonly reaction: Promise<Reaction>; readonly decide: (reaction: Reaction) => void } {
  let decide: (reaction: Reaction) => void = () => {};
  const reaction = new Promise<Reaction>((done) => {
    decide = done;
  });
  return { reaction, decide };
}

check('a thread that waits for the WELCOME of a further connection is woken when the client is lost', async () => {
  await withDriver(LONG, async (driver, host) => {
    await driver.call(...CLOSE);
    const { reaction, decide } = later();
    host.seen();
    host.onCall = () => reaction;
    host.onHello = () => silence;
    await driver.call('beside', 5);
    await until(() => host.calls.length === 1);
    const woken = driver.call(...CLOSE);
    await until(() => host.hellos.length === 2);
    const seconds = await secondsOf(async () => {
      decide({ bytes: null, close: true });
      assert.is((await woken)['code'], COMMUNICATION_ERROR);
    });
    assert.ok(seconds < 10, `${seconds} s`);
    assert.is((await driver.call('join'))['code'], COMMUNICATION_ERROR);
  });
});

check('a further connection that is welcomed as another client is hrCommunicationError', async () => {
  await withDriver(LONG, async (driver, host) => {
    await driver.call(...CLOSE);
    host.seen();
    host.onCall = (call) => (call.connection === 1 ? silence : { bytes: reply(call, 0) });
    host.onHello = () => ({ bytes: welcome(2) });
    await driver.call('beside', 5);
    await until(() => host.calls.length === 1);
    assert.is((await driver.call(...CLOSE))['code'], COMMUNICATION_ERROR);
    assert.equal(host.hellos.map(helloClient), [0n, 1n]);
    assert.is(host.calls.length, 1, 'nothing is sent to it');
    host.dropConnections();
    assert.is((await driver.call('join'))['code'], COMMUNICATION_ERROR);
  });
});

check(
  'a reply that came while another thread lost the client counts, and its connection is not used again',
  async () => {
    await withDriver(LONG, async (driver, host) => {
      const { here: before } = await driver.call('sockets');
      await driver.call(...CLOSE);
      await driver.call('hold', 5);
      host.onCall = (call) =>
        call.connection === 2 ? { bytes: null, close: true } : { bytes: reply(call, 0, u64(5)) };
      assert.is((await driver.call(...CLOSE))['code'], COMMUNICATION_ERROR);
      assert.is((await driver.call(...PREPARE))['code'], '00000000', 'a new client');
      assert.is((await driver.call('join'))['code'], '00000000');
      assert.is((await driver.call('sockets'))['here'], `${Number(before) + 1}`, 'that of the new client');
      host.onCall = (call) => ({ bytes: reply(call, 0) });
      assert.is((await driver.call(...CLOSE))['code'], '00000000');
      assert.equal(host.hellos.map(helloClient), [0n, 1n, 0n]);
      assert.equal(
        host.seen().map(({ connection }) => connection),
        [1, 1, 2, 3, 3],
      );
    });
  },
);

check('so it is when nobody has begun a new client yet', async () => {
  await withDriver(LONG, async (driver, host) => {
    const { here: before } = await driver.call('sockets');
    await driver.call(...CLOSE);
    await driver.call('hold', 5);
    host.onCall = () => ({ bytes: null, close: true });
    assert.is((await driver.call(...CLOSE))['code'], COMMUNICATION_ERROR);
    assert.is((await driver.call('join'))['code'], '00000000');
    assert.is((await driver.call('sockets'))['here'], before);
  });
});

check('the calls of a new client are numbered from 1', async () => {
  await withDriver({}, async (driver, host) => {
    host.onCall = (call) => ({ bytes: reply(call, 0, ...(call.function === 1 ? [u64(5)] : [])) });
    for (let client = 0; client < 2; client += 1) {
      await driver.call(...PREPARE);
      await driver.call(...CLOSE);
      host.dropConnections();
      await until(() => host.open === 0);
    }
    assert.equal(
      host.seen().map(({ connection, sequence }) => [connection, sequence]),
      [
        [1, 1],
        [1, 2],
        [2, 1],
        [2, 2],
      ],
    );
  });
});

check('a host that went away ends no agent with SIGPIPE', async () => {
  const use = async (...[driver, host]: Parameters<Parameters<typeof withDriver>[1]>): Promise<void> => {
    await driver.call(...CLOSE);
    const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${driver.processId}/status`, 'utf8'))?.[1];
    assert.is(BigInt(`0x${ignored}`) & (1n << 12n), 0n, 'SIGPIPE is not ignored');
    host.dropConnections();
    await until(() => host.open === 0);
    // One with a context does not look at the connection before it sends.
    for (let call = 0; call < 3; call += 1) assert.is((await driver.call(...CLOSE))['code'], COMMUNICATION_ERROR);
  };
  await withDriver({}, use, 'unix');
});

check('a thread that is cancelled in a slow call ends it first, and its connection serves the next ones', async () => {
  await withDriver(LONG, async (driver, host) => {
    await driver.call(...CLOSE);
    const { reaction, decide } = later();
    host.onCall = () => reaction;
    host.seen();
    await driver.call('beside', 5);
    await until(() => host.calls.length === 1);
    const [call] = host.seen();
    if (call === undefined) throw new Error('there is no call');
    await driver.call('cancel');
    // Long enough for a thread that does not finish its call to be gone.
    await new Promise((done) => setTimeout(done, 100));
    decide({ bytes: reply(call, 0) });
    assert.equal(await driver.call('join'), { code: '00000000', cancelled: '1' });
    host.onCall = (next) => ({ bytes: reply(next, 0) });
    for (let more = 0; more < 64; more += 1) assert.is((await driver.call(...CLOSE))['code'], '00000000');
    assert.is(host.hellos.length, 1);
  });
});

test.run();
