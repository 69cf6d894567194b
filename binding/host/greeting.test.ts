import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr } from '../../simulator/protocol/index.ts';
import { readHello } from './hello.ts';
import { type Hosted, STRAY, TOKEN, until, withHost } from './testing/hosted.ts';
import { MAXIMUM_REQUEST_SIZE_BYTES, WelcomeStatus } from './wire.ts';
import { helloFrame, WireClient } from './wireClient.ts';

/** Everything that a host says to somebody who sends these bytes, until it closes the connection. */
function saidTo({ endpoint }: Hosted, bytes: Uint8Array): Promise<Buffer> {
  if (endpoint.kind !== 'tcp') throw new Error('this test speaks TCP');
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect({ host: endpoint.address, port: endpoint.port });
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(pieces)));
    socket.write(bytes);
  });
}

const length = (sizeBytes: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, sizeBytes, true);
  return bytes;
};

test('a wrong token is refused, and nothing reaches the server', async () => {
  await withHost({}, async ({ endpoint, calls, happened }) => {
    for (const token of ['', TOKEN.slice(1), `${TOKEN}x`, TOKEN.toUpperCase(), ` ${TOKEN}`, `${TOKEN} `]) {
      const connection = await WireClient.connect(endpoint, { token });
      assert.equal(connection, { ok: false, status: WelcomeStatus.wrongToken, reason: 'the token is wrong' });
    }
    assert.equal([calls.length, happened.came.length], [0, 0]);
  });
});

test('the texts of a HELLO are printable ASCII, from the blank to the tilde', () => {
  const read = (computerName: string) => readHello(helloFrame({ token: TOKEN, computerName }).subarray(4));
  for (const name of [' ', '~', ' A~']) {
    const reading = read(name);
    assert.is(reading.kind === 'hello' && reading.hello.computerName, name);
  }
  for (const name of ['\x1f', '\x7f', '\0', 'é', 'A\n']) {
    const reading = read(name);
    assert.match(reading.kind === 'malformed' ? reading.problem : reading.kind, 'a text that is not ASCII');
  }
});

test('another version is told which one the host speaks', async () => {
  await withHost({}, async ({ endpoint }) => {
    const connection = await WireClient.connect(endpoint, { token: TOKEN, version: 1 });
    assert.ok(!connection.ok);
    assert.is(connection.status, WelcomeStatus.wrongVersion);
    assert.match(connection.reason, 'speaks version 2 of the protocol, not 1');
  });
});

test('whatever is no HELLO gets no answer at all', async () => {
  // Whoever is let in by mistake is closed soon, and then seen to have been answered.
  await withHost({ limits: { stall: 50, idle: 50 } }, async (hosted) => {
    const call = Uint8Array.of(2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    const samples = [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.concat([length(call.length), call]),
      length(MAXIMUM_REQUEST_SIZE_BYTES + 1),
      length(0xffff_ffff),
      length(0),
      Buffer.concat([helloFrame({ token: TOKEN }).subarray(0, 30), new Uint8Array(200)]),
      helloFrame({ token: TOKEN }).with(4 + 12, 1), // the byte that is 0
    ];
    for (const sample of samples) assert.is((await saidTo(hosted, sample)).length, 0);
    assert.is(hosted.calls.length, 0);
    assert.is(hosted.happened.refused.length, samples.length);
  });
});

test('who does not say HELLO in time is sent away', async () => {
  await withHost({ limits: { hello: 30 } }, async (hosted) => {
    const said = await saidTo(hosted, helloFrame({ token: TOKEN }).subarray(0, 20));
    assert.is(said.length, 0);
    assert.equal(hosted.happened.refused, ['no HELLO came in time']);
  });
});

test('who has said HELLO in time is not asked for it again', async () => {
  const hello = 200;
  await withHost({ limits: { hello } }, async ({ client: connected }) => {
    const client = await connected();
    await new Promise((resolve) => setTimeout(resolve, 2 * hello));
    assert.is((await client.call('HrBackupClose', STRAY)).code, Hr.hrNone);
  });
});

test('connections that never say HELLO keep nobody out: the oldest of them gives way', async () => {
  await withHost({ limits: { hello: 60_000 } }, async (hosted) => {
    const { endpoint, happened } = hosted;
    assert.ok(endpoint.kind === 'tcp');
    const early = await hosted.client();
    const closed: number[] = [];
    const sockets = [];
    for (let index = 0; index < 100; index++) {
      const socket = connect({ host: endpoint.address, port: endpoint.port });
      socket.on('error', () => {});
      socket.on('close', () => closed.push(index));
      sockets.push(socket);
      await new Promise((resolve) => socket.on('connect', resolve));
    }
    await until(() => closed.length === 36, 'the ones beyond 64 are closed');
    assert.equal(
      closed.toSorted((a, b) => a - b),
      Array.from({ length: 36 }, (_, index) => index),
      'the oldest',
    );
    await hosted.client();
    await until(() => closed.length === 37, 'one more for the client that came');
    await early.call('HrBackupClose', STRAY); // who has said HELLO never gives way
    assert.equal(new Set(happened.refused), new Set(['64 newer connections have not said HELLO yet']));
    for (const socket of sockets) socket.destroy();
  });
});

test.run();
