import { connect, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CallNeverCompletes } from '../../simulator/exchange/index.ts';
import { type ExportName, functionInfos, Hr, NOT_MODELLED } from '../../simulator/protocol/index.ts';
import { readU32 } from './bytes.ts';
import { encodeCall } from './encodeCall.ts';
import { FrameReader } from './frames.ts';
import { ReadReply } from './reply.ts';
import { readRequest } from './request.ts';
import { fakeApi } from './testing/fakeApi.ts';
import { type Hosted, STRAY, TOKEN, until, withHost } from './testing/hosted.ts';
import { LENGTH_SIZE_BYTES, MAXIMUM_READ_SIZE_BYTES, MAXIMUM_REPLY_SIZE_BYTES } from './wire.ts';
import { helloFrame } from './wireClient.ts';

const MIB = 1024 * 1024;

function callFrame(name: ExportName, sequence: number, ...values: readonly unknown[]): Uint8Array {
  const info = functionInfos.find((candidate) => candidate.name === name);
  if (info === undefined) throw new RangeError(`${name} is no function of EDBBCLI.DLL`);
  const head = { functionNumber: functionInfos.indexOf(info) + 1, missingBits: 0, sequence, threadId: 1 };
  return encodeCall(info, head, values, () => undefined);
}

const readFrame = (sequence: number, sizeBytes: number): Uint8Array =>
  callFrame('HrBackupRead', sequence, STRAY, new Uint8Array(0), sizeBytes);

/** Says HELLO and makes calls, and takes nothing of what comes back until it is listened to. */
function lazy({ endpoint }: Hosted, ...calls: readonly Uint8Array[]): Socket {
  if (endpoint.kind !== 'tcp') throw new Error('this test speaks TCP');
  const socket = connect({ host: endpoint.address, port: endpoint.port });
  socket.on('error', () => {});
  socket.write(Buffer.concat([helloFrame({ token: TOKEN }), ...calls]));
  return socket;
}

/** Begins to take what comes: first the WELCOME, then the replies. */
function bodiesFrom(socket: Socket): Uint8Array[] {
  const frames = new FrameReader(MAXIMUM_REPLY_SIZE_BYTES);
  const bodies: Uint8Array[] = [];
  socket.on('data', (piece) => {
    frames.push(piece);
    for (let next = frames.next(); next.kind === 'frame'; next = frames.next()) bodies.push(next.body);
  });
  return bodies;
}

const sequenceOf = (body: Uint8Array): number => readU32(body, 4);

/** Four replies of the largest size, which nobody takes, are the whole budget. */
async function fillBudget(hosted: Hosted): Promise<Socket[]> {
  const sockets = [1, 2, 3, 4].map(() => lazy(hosted, readFrame(1, MAXIMUM_READ_SIZE_BYTES)));
  await until(() => hosted.calls.length === sockets.length, 'every read is performed');
  return sockets;
}

test('a budget that is used up holds up only reads that bring data', async () => {
  await withHost({}, async (hosted) => {
    const [lazyOne] = await fillBudget(hosted);
    const answered: [string, number][] = [];
    const read = async (what: string, buffer: Uint8Array | null, sizeBytes: number): Promise<void> => {
      const client = await hosted.client();
      client.call('HrBackupRead', STRAY, buffer, sizeBytes).then(
        ({ code }) => answered.push([what, code]),
        () => {},
      );
    };
    await read('one byte', new Uint8Array(1), 1);
    await read('too large', new Uint8Array(0), MAXIMUM_READ_SIZE_BYTES + 1);
    await read('no buffer', null, MAXIMUM_READ_SIZE_BYTES);
    await until(() => answered.length === 2, 'two of three are answered at once');
    assert.equal(Object.fromEntries(answered), { 'too large': NOT_MODELLED, 'no buffer': Hr.hrNone });
    lazyOne?.destroy();
    await until(() => answered.length === 3, 'the third is answered when there is room');
  });
});

test('a read that is never answered takes nothing from the budget for good', async () => {
  const unanswered: string[] = [];
  const hooks = { unanswered: (call: { function: string }) => unanswered.push(call.function) };
  await withHost({ hooks }, async ({ client: connected, answers }) => {
    const size = 60 * MIB;
    answers.failure = new CallNeverCompletes('HrBackupRead', '', 'a test', 60);
    for (let count = 0; count < 4; count += 1) {
      const hung = await connected();
      hung.call('HrBackupRead', STRAY, new Uint8Array(0), size).catch(() => {});
    }
    await until(() => unanswered.length === 4, 'four reads hang');
    answers.failure = null;
    const client = await connected();
    let bytesRead = 0;
    client.call('HrBackupRead', STRAY, new Uint8Array(size), size).then(
      (result) => {
        bytesRead = result.bytesRead;
      },
      () => {},
    );
    await until(() => bytesRead === size, 'the fifth is answered');
  });
});

test('a read that waits for room is not performed for a connection that has closed meanwhile', async () => {
  await withHost({}, async (hosted) => {
    const [lazyOne] = await fillBudget(hosted);
    const waiting = await hosted.client();
    const other = await hosted.client();
    waiting.call('HrBackupRead', STRAY, new Uint8Array(7), 7).catch(() => {});
    await other.call('HrBackupClose', STRAY); // what was sent before has been read, too
    waiting.destroy();
    await until(() => hosted.happened.gone.length === 1, 'who waited is gone');
    lazyOne?.destroy();
    await until(() => hosted.happened.gone.length === 2, 'there is room');
    assert.is((await other.call('HrBackupRead', STRAY, new Uint8Array(5), 5)).bytesRead, 5);
    const sizes = hosted.calls.filter(({ name }) => name === 'HrBackupRead').map((call) => call.arguments[2]);
    assert.equal(sizes.slice(4), [5]);
  });
});

test('the buffer of a reply is used again when the reply has left it, and not before', () => {
  const reading = readRequest(readFrame(1, 1000).subarray(LENGTH_SIZE_BYTES));
  if (!reading.ok) throw new Error(reading.problem);
  const { request } = reading;
  const reads = new ReadReply();
  const first = reads.prepare(1000);
  const firstFrame = reads.finish(first, request, Hr.hrNone, 1000);
  const second = reads.prepare(1000);
  assert.is.not(second.data.buffer, first.data.buffer);
  reads.release(reads.finish(second, request, Hr.hrNone, 10));
  assert.is.not(reads.prepare(1000).data.buffer, first.data.buffer, 'the second has left, the first has not');
  reads.release(firstFrame);
  assert.is(reads.prepare(1000).data.buffer, first.data.buffer);
  assert.is(reads.prepare(10).data.buffer, first.data.buffer, 'room for more is room for less');
});

test('replies that wait to be taken keep their bytes while later reads are performed', async () => {
  const { api, answers, calls } = fakeApi();
  // The bytes of every read are its sequence number.
  const beforeCall = (): void => {
    answers.fill = (calls.length + 1) % 256;
  };
  await withHost({ connect: () => ({ api, gone: () => {} }), hooks: { beforeCall } }, async (hosted) => {
    // Below the high-water mark of a socket: so that more than one of them waits. All together fill every buffer.
    const size = 10_000;
    const count = 2_000;
    const socket = lazy(hosted, ...Array.from({ length: count }, (_, index) => readFrame(index + 1, size)));
    await until(() => calls.length > 0, 'the first read is performed');
    await hosted.client();
    assert.ok(calls.length < count, 'the host waits for the reader');
    const bodies = bodiesFrom(socket);
    await until(() => bodies.length === 1 + count, 'every read is answered');
    for (const [index, body] of bodies.slice(1).entries()) {
      assert.is(sequenceOf(body), index + 1);
      assert.ok(Buffer.alloc(size, (index + 1) % 256).equals(body.subarray(16)), `the bytes of reply ${index + 1}`);
    }
    socket.destroy();
  });
});

test('who sends on without taking replies is not listened to, until he takes them', async () => {
  await withHost({}, async (hosted) => {
    // Far more than the buffers of both sockets hold.
    const count = 500;
    const name = new Uint8Array(32_000).fill(65);
    const opens = Array.from({ length: count }, (_, index) =>
      callFrame('HrBackupOpenFileA', index + 2, STRAY, name, 0),
    );
    const socket = lazy(hosted, readFrame(1, 16 * MIB), ...opens);
    await until(() => hosted.calls.length === 1, 'the read is performed');
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.ok(socket.writableLength > 0, 'not all that was sent was read');
    assert.is(hosted.calls.length, 1);
    const bodies = bodiesFrom(socket);
    await until(() => bodies.length === 2 + count, 'every call is answered');
    assert.equal(
      bodies.slice(1).map(sequenceOf),
      Array.from({ length: 1 + count }, (_, index) => index + 1),
    );
    assert.is(socket.writableLength, 0);
    socket.destroy();
  });
});

test('a connection whose reply is never taken does not stay', async () => {
  await withHost({ limits: { stall: 30 } }, async (hosted) => {
    lazy(hosted, readFrame(1, 16 * MIB));
    await until(() => hosted.happened.gone.length === 1, 'the client is gone');
    assert.equal(hosted.happened.refused, ['nothing moved for 0.03 seconds in the middle of a frame']);
  });
});

test('a connection that is reset in the middle of a reply harms no other', async () => {
  await withHost({}, async (hosted) => {
    const client = await hosted.client();
    const socket = lazy(hosted, readFrame(1, 16 * MIB));
    await until(() => hosted.calls.length === 1, 'the read is performed');
    socket.resetAndDestroy();
    await until(() => hosted.happened.gone.length === 1, 'the client is gone');
    assert.is((await client.call('HrBackupClose', STRAY)).code, Hr.hrNone);
    assert.equal(hosted.happened.refused, []);
  });
});

test.run();
