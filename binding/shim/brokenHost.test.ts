import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, scratch } from './testing/builds.ts';
import { type Answer, Driver, narrow } from './testing/driver.ts';
import {
  FakeHost,
  frame,
  type Reaction,
  reply,
  type SeenCall,
  silence,
  u8,
  u16,
  u32,
  u64,
  welcome,
} from './testing/fakeHost.ts';
import { withDriver } from './testing/withDriver.ts';

const check = testsWith('a drop-in library whose host breaks or lies', 'gcc');

const COULD_NOT_CONNECT = 'c7ff0007';
const COMMUNICATION_ERROR = 'c7ff000d';
const PREPARE = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;

interface Target {
  readonly words: readonly (string | number)[];
  readonly results: readonly Uint8Array[];
  /** What the agent still sees in its out-parameters afterwards. */
  readonly untouched: Answer;
}

/** One function for each kind of result. */
const targets: readonly Target[] = [
  { words: PREPARE, results: [u64(5)], untouched: { hbc: 'untouched' } },
  {
    words: ['HrBackupGetDatabaseNamesW', 5],
    results: [u32(1), u32(6), Buffer.from('abcdef')],
    untouched: { list: 'untouched', size: 'untouched' },
  },
  { words: ['HrBackupOpenFileA', 5, narrow('f'), 1], results: [u64(5)], untouched: { fileSize: 'untouched' } },
  { words: ['HrBackupRead', 5, '+', 6], results: [u32(6), Buffer.from('abcdef')], untouched: { read: '0' } },
  { words: ['HrBackupEnd', 5], results: [], untouched: {} },
];

const PREPARE_NUMBER = 1;

/** A new client, a call whose reply is spoilt, and what the agent sees of that and of the calls after it. */
async function spoil(
  driver: Driver,
  host: FakeHost,
  target: Target,
  react: (call: SeenCall) => Reaction,
): Promise<void> {
  const isPrepare = target.words[0] === PREPARE[0];
  host.onCall = (call) => ({ bytes: reply(call, 0, u64(5)) });
  if (!isPrepare) assert.is((await driver.call(...PREPARE))['code'], '00000000');
  const clients = host.hellos.length;
  host.onCall = react;
  const answer = await driver.call(...target.words);
  assert.is(answer['code'], COMMUNICATION_ERROR, `${target.words}`);
  for (const [key, value] of Object.entries(target.untouched)) assert.is(answer[key], value, `${target.words}: ${key}`);
  // The client is lost: a call with a context is not even sent.
  host.seen();
  assert.is((await driver.call('HrBackupEnd', 5))['code'], COMMUNICATION_ERROR);
  assert.is(host.seen().length, 0);
  assert.is(host.hellos.length, isPrepare && clients === 0 ? 1 : clients + (isPrepare ? 1 : 0));
}

check('a reply that ends at any byte is hrCommunicationError, and the next Prepare begins anew', async () => {
  let cuts = 0;
  await withDriver({}, async (driver, host) => {
    for (const target of targets) {
      const whole = reply({ connection: 1, body: Buffer.alloc(0), function: 0, sequence: 0 }, 0, ...target.results);
      for (let end = 0; end < whole.length; end += 1) {
        cuts += 1;
        await spoil(driver, host, target, (call) => ({
          bytes: reply(call, 0, ...target.results).subarray(0, end),
          close: true,
        }));
      }
    }
  });
  assert.is(cuts, 5 * 16 + 8 + 14 + 8 + 10);
});

check('a WELCOME that ends at any byte, or is none, is hrCommunicationError', async () => {
  const said = await withDriver({}, async (driver, host) => {
    const good = welcome(7);
    const bad = [
      ...Array.from({ length: good.length }, (_, end) => good.subarray(0, end)),
      Buffer.concat([u32(good.length - 3), good.subarray(4)]),
      Buffer.concat([u32(0x7fff_ffff), good.subarray(4)]),
      welcome(0),
      welcome(7, 0, '', 1),
      welcome(7, 5),
      Buffer.from('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
      Buffer.alloc(2048, 0x81),
    ];
    for (const bytes of bad) {
      host.onHello = () => ({ bytes, close: true });
      assert.is((await driver.call(...PREPARE))['code'], COMMUNICATION_ERROR, bytes.toString('hex').slice(0, 80));
    }
    host.onHello = () => ({ bytes: good });
    host.onCall = (call) => ({ bytes: reply(call, 0, u64(5)) });
    assert.is((await driver.call(...PREPARE))['hbc'], '5');
  });
  assert.match(
    said,
    /^edbproof shim: the host at tcp:127\.0\.0\.1:\d+ broke the connection when this process connected\n$/,
  );
});

/** Replies that do not keep to WIRE.md, by what is wrong with them. The stream stays open: the lie itself must be seen. */
const lies: Readonly<Record<string, (call: SeenCall, target: Target) => Uint8Array | null>> = {
  'another kind of frame': (call, { results }) => {
    const bytes = reply(call, 0, ...results);
    bytes[4] = 0x81;
    return bytes;
  },
  'the number of another function': (call, { results }) =>
    reply({ ...call, function: call.function + 1 }, 0, ...results),
  'the sequence of the call before': (call, { results }) =>
    reply({ ...call, sequence: call.sequence - 1 }, 0, ...results),
  'a sequence that is to come': (call, { results }) => reply({ ...call, sequence: call.sequence + 1 }, 0, ...results),
  'bits where zero must be': (call, { results }) => {
    const bytes = reply(call, 0, ...results);
    bytes[6] = 1;
    return bytes;
  },
  'a byte too many': (call, { results }) => reply(call, 0, ...results, u8(0)),
  'a byte too few': (call, { results }) => reply(call, 0, Buffer.concat(results).subarray(0, -1)),
  'a frame of no bytes': () => u32(0),
  'a frame too short for a reply': () => frame(Buffer.alloc(11)),
  'a frame of 4 GiB': () => u32(0xffff_ffff),
  'a frame one byte beyond the limit': () => u32(67_108_929),
};
const ofLists: typeof lies = {
  'a list without a number': (call) => reply(call, 0, u32(0), u32(2), Buffer.from('ab')),
  'the number of a stranger': (call) => reply(call, 0, u32(0xffff_ffff), u32(2), Buffer.from('ab')),
  'a list with a failure': (call) => reply(call, 0xc7ff_0002, u32(9), u32(2), Buffer.from('ab')),
  'a list longer than its frame': (call) => reply(call, 0, u32(9), u32(3), Buffer.from('ab')),
  'a list of 4 GiB': (call) => reply(call, 0, u32(9), u32(0xffff_ffff), Buffer.from('ab')),
  'a list shorter than its frame': (call) => reply(call, 0, u32(9), u32(1), Buffer.from('ab')),
};
const ofReads: typeof lies = {
  'more data than the buffer holds': (call) => reply(call, 0, u32(7), Buffer.alloc(7)),
  'data of 4 GiB': (call) => reply(call, 0, u32(0xffff_ffff), Buffer.alloc(6)),
  'less data than it says': (call) => reply(call, 0, u32(6), Buffer.alloc(5)),
  'more data than it says': (call) => reply(call, 0, u32(5), Buffer.alloc(6)),
  // What comes with the reply lies in the buffer already when it is seen to be too much.
  'a byte behind the reply, for which there is room': (call) =>
    Buffer.concat([reply(call, 0, u32(5), Buffer.alloc(5)), u8(1)]),
  'bytes behind a reply without data': (call) => Buffer.concat([reply(call, 0, u32(0)), Buffer.alloc(6)]),
};
const ofOthers: Readonly<Record<string, typeof lies>> = {
  HrBackupGetDatabaseNamesW: ofLists,
  HrBackupRead: ofReads,
  HrBackupOpenFileA: { 'a size beyond LARGE_INTEGER': (call) => reply(call, 0, u64(2n ** 63n)) },
};

check('a reply that lies is hrCommunicationError at once, and writes nothing', async () => {
  let told = 0;
  await withDriver({}, async (driver, host) => {
    for (const target of targets) {
      for (const [name, lie] of Object.entries({ ...lies, ...ofOthers[`${target.words[0]}`] })) {
        if (name === 'a byte too few' && target.results.length === 0) continue;
        told += 1;
        await spoil(driver, host, target, (call) => ({ bytes: lie(call, target) }));
      }
    }
  });
  assert.is(told, 5 * 11 - 1 + 6 + 6 + 1);
});

check('random bytes in place of a reply never do more than end the client', async () => {
  let ended = 0;
  await withDriver({}, async (driver, host) => {
    const bodies = fc.uint8Array({ maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(bodies, fc.nat(targets.length - 1), fc.boolean(), async (body, index, framed) => {
        const target = targets[index];
        if (target === undefined) throw new Error('the index is beyond the targets');
        await spoil(driver, host, target, () => ({ bytes: framed ? frame(body) : body, close: true }));
        ended += 1;
      }),
      { seed: 1998, numRuns: 150 },
    );
  });
  assert.ok(ended >= 150);
});

check('a reply in any pieces is the same reply', async () => {
  let pieces = 0;
  await withDriver({}, async (driver, host) => {
    const data = Buffer.from('the quick brown fox');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 38 }), { minLength: 1, maxLength: 5 }), async (ends) => {
        host.onCall = async (call) => {
          const bytes = reply(call, 0, u32(data.length), data);
          let from = 0;
          for (const end of [...new Set(ends)].sort((one, other) => one - other)) {
            host.write(call, bytes.subarray(from, end));
            from = end;
            pieces += 1;
            await new Promise((done) => setImmediate(done));
          }
          return { bytes: bytes.subarray(from) };
        };
        const { read, buffer } = await driver.call('HrBackupRead', 5, '+', data.length);
        assert.equal({ read, buffer }, { read: `${data.length}`, buffer: data.toString('hex') });
      }),
      { seed: 1998, numRuns: 60 },
    );
  });
  assert.ok(pieces > 100);
});

check('transfers that are short, interrupted or must wait change nothing', async () => {
  await withDriver({}, async (driver, host) => {
    await driver.call('faulty');
    const data = Buffer.from('the quick brown fox');
    host.onCall = (call) => ({
      bytes: call.function === 7 ? reply(call, 0, u32(data.length), data) : reply(call, 0, u64(5)),
    });
    for (let round = 0; round < 20; round += 1) {
      assert.is((await driver.call(...PREPARE))['hbc'], '5');
      assert.is((await driver.call('HrBackupRead', 5, '+', data.length))['buffer'], data.toString('hex'));
    }
    assert.is(host.hellos.length, 1);
    const [first, second] = host.seen();
    assert.is(first?.body.subarray(12).toString('latin1'), '\x01\0\0\0S\x01\0\0\0A\0\0\0\0\x01\0\0\0');
    assert.is(second?.body.length, 12 + 8 + 1 + 4);
  });
});

check('a host that never answers, or dribbles, is hrCommunicationError after the limit', async () => {
  const said = await withDriver({ EDBPROOF_TIMEOUT_SECONDS: '1' }, async (driver, host) => {
    host.onCall = () => silence;
    assert.is((await driver.call(...PREPARE))['code'], COMMUNICATION_ERROR);
    host.onHello = () => silence;
    assert.is((await driver.call(...PREPARE))['code'], COMMUNICATION_ERROR);
    host.onHello = () => ({ bytes: welcome(9) });
    // One byte each 50 ms keeps every single wait short and the whole of them endless.
    host.onCall = (call) => {
      host.write(call, u32(4096));
      const dribble = setInterval(() => host.write(call, u8(0x82)), 50);
      setTimeout(() => clearInterval(dribble), 2_000);
      return silence;
    };
    assert.is((await driver.call('HrBackupGetDatabaseNamesA', 5))['code'], COMMUNICATION_ERROR);
  });
  assert.match(said, /did not answer within EDBPROOF_TIMEOUT_SECONDS in HrBackupPrepareA: .*\n$/);
});

check('a host that takes no more bytes is hrCommunicationError after the limit', async () => {
  // More than a Unix socket holds for a reader that does not come.
  const host = await FakeHost.listen(join(scratch(), 'full.socket'));
  const env = { ...host.env, EDBPROOF_TIMEOUT_SECONDS: '1' };
  const driver = new Driver([await driverProgram('linux-x64-asan')], env);
  assert.is((await driver.call('HrBackupClose', 5))['code'], '00000000');
  host.pause();
  const text = narrow('x'.repeat(32_768));
  const map = Array.from({ length: 6 }, () => text);
  const answer = await driver.call('HrRestoreRegisterA', 5, text, '-', '+', 3, ...map, '|', '-', 1, 1);
  assert.is(answer['code'], COMMUNICATION_ERROR);
  await driver.endWell();
  await host.close();
});

check('a host that refuses is hrCouldNotConnect, with the reason on stderr', async () => {
  const refusals = [
    [1, 'wrong token', /refuses this process \(wrong token\): set EDBPROOF_TOKEN to the token/],
    [2, 'version 9 only', /refuses this process \(version 9 only\): take library and host from the same edbproof/],
    [3, 'too many', /refuses this process \(too many\): let fewer processes and threads call at once/],
    [4, '', /refuses this process \(without a reason\)/],
    [1, 'a\x1b[31m\nb', /refuses this process \(a\?\[31m\?b\)/],
  ] as const;
  for (const [status, reason, expected] of refusals) {
    const said = await withDriver({}, async (driver, host) => {
      host.onHello = () => ({ bytes: welcome(0, status, reason), close: true });
      assert.is((await driver.call(...PREPARE))['code'], COULD_NOT_CONNECT);
      assert.is((await driver.call('HrBackupEnd', 1))['code'], COULD_NOT_CONNECT);
      assert.is(host.calls.length, 0);
    });
    assert.match(said, expected);
    assert.is(said.split('\n').length, 2, 'one line');
  }
});

check('nobody who listens is hrCouldNotConnect, said once', async () => {
  const host = await FakeHost.listen();
  await host.close();
  const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
  assert.is((await driver.call(...PREPARE))['code'], COULD_NOT_CONNECT);
  assert.is((await driver.call('HrBackupRead', 1, '+', 4))['read'], '0');
  await driver.call('BackupFree', '-');
  const said = await driver.endWell();
  assert.match(
    said,
    /^edbproof shim: no host answers at tcp:127\.0\.0\.1:\d+: start one with "edbproof serve", or correct EDBPROOF_ENDPOINT\n$/,
  );
});

check('a host that went away between two calls is noticed before the next one is sent', async () => {
  await withDriver({}, async (driver, host) => {
    host.onCall = (call) => ({ bytes: reply(call, 0, u64(5)) });
    assert.is((await driver.call(...PREPARE))['code'], '00000000');
    host.dropConnections();
    assert.is((await driver.call(...PREPARE))['code'], '00000000', 'a call without a context begins a new client');
    assert.is(host.hellos.length, 2);
    host.dropConnections();
    assert.is((await driver.call('HrBackupEnd', 5))['code'], COMMUNICATION_ERROR);
    // What no call asked for is as good as a break.
    assert.is((await driver.call(...PREPARE))['code'], '00000000');
    host.onCall = (call) => ({ bytes: Buffer.concat([reply(call, 0), reply(call, 0)]) });
    assert.is((await driver.call('HrBackupClose', 5))['code'], '00000000');
    assert.is((await driver.call('HrBackupClose', 5))['code'], COMMUNICATION_ERROR);
  });
});

check('a list of a lost client is freed and never named to the next one', async () => {
  await withDriver({}, async (driver, host) => {
    const listOrContext = (call: SeenCall): Reaction => ({
      bytes:
        call.function === PREPARE_NUMBER
          ? reply(call, 0, u64(5))
          : call.function === 3
            ? reply(call, 0, u32(1), u32(1), u8(0))
            : reply(call, 0),
    });
    host.onCall = listOrContext;
    await driver.call(...PREPARE);
    await driver.call('HrBackupGetDatabaseNamesA', 5);
    host.dropConnections();
    await driver.call(...PREPARE);
    await driver.call('HrBackupGetDatabaseNamesA', 5);
    host.seen();
    await driver.call('BackupFree', 1);
    assert.is(host.seen().length, 0);
    await driver.call('BackupFree', 2);
    assert.is(host.seen()[0]?.body.subarray(12).toString('hex'), '01000000');
  });
});

test('the frames of these tests are what WIRE.md says', () => {
  const call = { connection: 1, body: Buffer.alloc(0), function: 7, sequence: 3 };
  assert.is(reply(call, 38, u32(1), u8(0xab)).toString('hex'), '110000008207000003000000260000000100' + '0000ab');
  assert.is(
    welcome(2, 1, 'no').toString('hex'),
    Buffer.concat([u32(16), u8(0x81), u8(1), u16(2), u64(2), u16(2), Buffer.from('no')]).toString('hex'),
  );
});

test.run();
