import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CallNeverCompletes, ClientKilled } from '../../simulator/exchange/index.ts';
import { Hr } from '../../simulator/protocol/index.ts';
import { Host } from './host.ts';
import { fakeApi } from './testing/fakeApi.ts';
import { prepared, STRAY, TOKEN, until, withHost, withSocketPath } from './testing/hosted.ts';
import { helloFrame, type WireClient } from './wireClient.ts';

test('a connection that stops in the middle of a frame does not stay', async () => {
  await withHost({ limits: { stall: 30 } }, async (hosted) => {
    const client = await hosted.client();
    client.send(Uint8Array.of(40, 0, 0, 0, 2));
    await until(() => hosted.happened.gone.length === 1, 'the client is gone');
    assert.match(hosted.happened.refused[0] ?? '', 'in the middle of a frame');
  });
});

test('a connection stays as long as calls come, and without one until its idle limit', async () => {
  await withHost({ limits: { stall: 20, idle: 200 } }, async (hosted) => {
    const client = await hosted.client();
    // Three times the limit in all.
    for (let count = 0; count < 10; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.is((await client.call('HrBackupClose', STRAY)).code, Hr.hrNone);
    }
    await until(() => hosted.happened.gone.length === 1, 'the client is gone');
    assert.match(hosted.happened.refused[0] ?? '', 'no call came for');
  });
});

test('calls out of order, and calls that cannot be read, end the connection without an answer', async () => {
  await withHost({}, async ({ client: connected, happened, calls }) => {
    const close = (sequence: number) =>
      Uint8Array.of(20, 0, 0, 0, 2, 8, 0, 0, sequence, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0);
    for (const bytes of [close(2), close(0), Uint8Array.of(1, 0, 0, 0, 7)]) {
      const before = happened.gone.length;
      const client = await connected();
      client.send(bytes);
      await until(() => happened.gone.length === before + 1, 'the client is gone');
    }
    assert.is(calls.length, 0);
    assert.equal(happened.refused, [
      'call 2 came where call 1 was due',
      'call 0 came where call 1 was due',
      'a frame of kind 7 instead of a call',
    ]);
    const client = await connected();
    client.send(Buffer.concat([close(1), close(2)]));
    await until(() => calls.length === 2, 'two calls in one piece are two calls');
  });
});

test('a call that never comes back is not answered, and the other connections go on', async () => {
  const unanswered: string[] = [];
  const hooks = {
    unanswered: (call: { function: string }, cause: Error) => unanswered.push(`${call.function}: ${cause.name}`),
  };
  await withHost({ hooks }, async ({ client: connected, answers, happened }) => {
    const client = await connected();
    const other = await connected();
    answers.failure = new CallNeverCompletes('HrBackupClose', '', 'a test', 60);
    const hung = client.call('HrBackupClose', STRAY).then(
      () => 'answered',
      () => 'broken',
    );
    await until(() => unanswered.length === 1, 'the hook is told');
    assert.equal(unanswered, ['HrBackupClose: CallNeverCompletes']);
    answers.failure = null;
    assert.is((await other.call('HrBackupClose', STRAY)).code, Hr.hrNone);
    client.send(new Uint8Array(300_000));
    assert.is((await other.call('HrBackupClose', STRAY)).code, Hr.hrNone);
    assert.is(happened.gone.length, 0, 'it hangs on');
    client.destroy();
    await until(() => happened.gone.length === 1, 'the end of a hung client is noticed');
    assert.is(await hung, 'broken');
  });
});

test('a client that dies in a call is told nothing, and loses every connection', async () => {
  const unanswered: string[] = [];
  const hooks = { unanswered: (_call: unknown, cause: Error) => unanswered.push(cause.name) };
  await withHost({ hooks }, async ({ client: connected, answers, happened }) => {
    const client = await connected();
    const second = await connected({ clientId: client.clientId });
    const other = await connected();
    answers.failure = new ClientKilled('HrBackupClose', 'a test');
    const outcome = (of: WireClient) =>
      of.call('HrBackupClose', STRAY).then(
        () => 'answered',
        () => 'broken',
      );
    assert.is(await outcome(client), 'broken');
    await until(() => happened.gone.length === 1, 'the client is gone');
    assert.is(await outcome(second), 'broken');
    assert.equal(unanswered, ['ClientKilled']);
    answers.failure = null;
    assert.is((await other.call('HrBackupClose', STRAY)).code, Hr.hrNone);
  });
});

test('a defect of the server ends the client and not the host', async () => {
  await withHost({}, async ({ client: connected, answers, happened }) => {
    const client = await connected();
    answers.failure = new TypeError('planted');
    const answer = client.call('HrBackupClose', STRAY).then(
      () => 'answered',
      () => 'broken',
    );
    assert.is(await answer, 'broken');
    assert.equal(happened.defects, [answers.failure]);
    answers.failure = null;
    await prepared(await connected());
  });
});

test('who asks for much and takes nothing is waited for, not stored', async () => {
  await withHost({}, async (hosted) => {
    const { endpoint, calls } = hosted;
    assert.ok(endpoint.kind === 'tcp');
    const greedy = connect({ host: endpoint.address, port: endpoint.port });
    const hello = helloFrame({ token: TOKEN });
    const head = (sequence: number) =>
      Uint8Array.of(25, 0, 0, 0, 2, 7, 0, 0, sequence, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1);
    greedy.write(Buffer.concat([hello, ...Array.from({ length: 10 }, (_, index) => head(index + 1))]));
    await until(() => calls.length >= 1, 'the first read is performed');
    await prepared(await hosted.client());
    assert.ok(
      calls.filter(({ name }) => name === 'HrBackupRead').length <= 2,
      'not one read was performed ahead of its time',
    );
    let takenBytes = 0;
    greedy.on('data', (piece) => {
      takenBytes += piece.length;
    });
    await until(() => takenBytes > 10 * 16 * 1024 * 1024, 'all 10 replies of 16 MiB arrive once they are taken');
    greedy.destroy();
  });
});

test('greedy clients share a budget, and each gets its turn', async () => {
  await withHost({}, async ({ client: connected, calls, happened }) => {
    const size = 60 * 1024 * 1024;
    const clients: WireClient[] = [];
    for (let count = 0; count < 6; count += 1) clients.push(await connected());
    const answered = await Promise.all(
      clients.map(async (client) => (await client.call('HrBackupRead', STRAY, new Uint8Array(size), size)).bytesRead),
    );
    assert.equal(
      answered,
      clients.map(() => size),
    );
    assert.is(calls.length, clients.length);
    assert.equal(happened.defects, []);
  });
});

test('a host listens on a socket, says why it cannot, and leaves nothing behind', async () => {
  await withSocketPath(async (path) => {
    await withHost({ endpoint: { kind: 'unix', path } }, async ({ client: connected }) => {
      await prepared(await connected());
      const second = new Host({
        endpoint: { kind: 'unix', path },
        token: TOKEN,
        connect: () => ({ api: fakeApi().api, gone: () => {} }),
        randomBytes: (count) => new Uint8Array(count),
        now: () => 0,
      });
      assert.equal(await second.listen(), {
        ok: false,
        problem: `${path} is in use already: remove the file if no host uses it`,
      });
    });
    await withHost({ endpoint: { kind: 'unix', path } }, async ({ client: connected }) => {
      await prepared(await connected());
    });
  });
});

test.run();
