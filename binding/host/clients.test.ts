import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Hbc, Hr, NOT_MODELLED } from '../../simulator/protocol/index.ts';
import { prepared, STRAY, TOKEN, until, withHost } from './testing/hosted.ts';
import { WelcomeStatus } from './wire.ts';
import { WireClient } from './wireClient.ts';

test('lists are freed by number: the right one, once, and only the own', async () => {
  await withHost({}, async ({ client: connected, calls, happened }) => {
    const client = await connected();
    const hbc = await prepared(client);
    const first = await client.call('HrBackupGetDatabaseNamesW', hbc);
    const second = await client.call('HrBackupGetBackupLogsW', hbc);
    await client.call('HrBackupGetDatabaseNamesW', hbc);
    const freed = () => calls.filter(({ name }) => name === 'BackupFree').map((call) => call.arguments[0]);
    await client.call('BackupFree', second.list);
    await client.call('BackupFree', null);
    await client.call('BackupFree', new Uint8Array(9));
    await client.call('BackupFree', first.list);
    const [a, b, c, d] = freed();
    assert.ok(a instanceof Uint8Array && d instanceof Uint8Array && a !== d);
    assert.equal([a instanceof Uint8Array && a.length, b, c instanceof Uint8Array && c.length], [3, null, 0]);
    client.destroy();
    await until(() => happened.gone.length === 1, 'the client is gone');
    assert.is(happened.gone[0]?.unfreedLists, 1);
  });
});

test('when a host is closed its last client is gone, and no hook is called any more', async () => {
  await withHost({}, async ({ client: connected, host, happened }) => {
    for (let count = 0; count < 20; count += 1) await connected({ processId: count + 1 });
    const client = await connected({ processId: 99 });
    await client.call('HrBackupGetDatabaseNamesW', await prepared(client));
    await host.close();
    assert.is(happened.gone.length, 21);
    assert.is(happened.gone.find(({ client: { processId } }) => processId === 99)?.unfreedLists, 1);
    await host.close();
    assert.is(happened.goneApis.length, 21);
  });
});

test('a client that frees nothing, and one that ends nothing, is stopped before the server is', async () => {
  await withHost({}, async ({ client: connected }) => {
    const client = await connected();
    const hbc = await prepared(client);
    for (let count = 0; count < 4096; count += 1) await client.call('HrBackupGetDatabaseNamesA', hbc);
    assert.is((await client.call('HrBackupGetDatabaseNamesA', hbc)).code, NOT_MODELLED);
    for (let count = 1; count < 1024; count += 1) await prepared(client);
    assert.is((await client.call('HrBackupPrepareW', '', '', 0, 1)).code, NOT_MODELLED);
    assert.is((await client.call('HrBackupEnd', hbc)).code, Hr.hrNone);
    await prepared(client);
  });
});

test('a handle of another client, of an ended context or of an earlier host means nothing', async () => {
  const handles: Hbc[] = [];
  for (let run = 0; run < 2; run += 1) {
    await withHost({}, async ({ client: connected, calls }) => {
      const one = await connected();
      const two = await connected();
      const mine = await prepared(one);
      const others = await prepared(two);
      const ended = await prepared(one);
      await one.call('HrBackupEnd', ended);
      for (const handle of [others, ended, ...handles, BigInt.asUintN(32, BigInt(mine)) as unknown as Hbc]) {
        await one.call('HrBackupClose', handle);
        assert.equal(calls.at(-1)?.arguments, [0], `${handle}`);
      }
      await one.call('HrBackupClose', mine);
      assert.equal(calls.at(-1)?.arguments, [1]);
      handles.push(mine, others);
    });
  }
});

test('handles fit the pointers of the process that holds them, and fill them', async () => {
  let count = 0;
  // The first bytes are the start of the handles: four below the end, so that they run over it.
  const randomBytes = (size: number) => new Uint8Array(size).fill(count++ === 0 ? 0xff : count);
  await withHost({ randomBytes }, async ({ client: connected }) => {
    const narrow = await connected({ platform: 2 });
    const wide = await connected({ platform: 3 });
    for (const handle of [await prepared(narrow), await prepared(narrow)]) {
      assert.ok(BigInt(handle) > 0n && BigInt(handle) < 0xffff_ffffn && BigInt(handle) % 4n === 0n, `${handle}`);
    }
    const handle = BigInt(await prepared(wide));
    assert.ok(handle > 0xffff_ffffn && handle < 2n ** 47n, `${handle}`);
  });
});

test('all connections of a process are one client, which is gone with the last of them', async () => {
  await withHost({}, async ({ client: connected, happened, calls, host, endpoint }) => {
    const first = await connected({ computerName: 'AGENT7', codePage: 1252, processId: 77 });
    const second = await connected({ clientId: first.clientId, processId: 77 });
    assert.is(happened.came.length, 1);
    assert.equal(host.clients, [
      { number: 1, platform: 'linux-x64', processId: 77, codePage: 1252, computerName: 'AGENT7' },
    ]);
    const hbc = await prepared(first);
    await second.call('HrBackupClose', hbc);
    assert.equal(calls.at(-1)?.arguments, [1], 'a handle is good on every connection of its process');
    first.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.is(happened.gone.length, 0);
    const stranger = await WireClient.connect(endpoint, { token: TOKEN, clientId: second.clientId, processId: 78 });
    assert.is(!stranger.ok && stranger.status, WelcomeStatus.noSuchClient, 'a fork is another client');
    second.destroy();
    await until(() => happened.gone.length === 1, 'the client is gone');
    assert.equal(happened.goneApis, [1]);
    const late = await WireClient.connect(endpoint, { token: TOKEN, clientId: second.clientId, processId: 77 });
    assert.is(!late.ok && late.status, WelcomeStatus.noSuchClient);
  });
});

test('256 clients of 64 connections are the most, and many are served at once', async () => {
  await withHost({}, async ({ client: connected, endpoint, happened, calls }) => {
    const first = await connected();
    const more: WireClient[] = [];
    for (let count = 1; count < 64; count += 1) more.push(await connected({ clientId: first.clientId }));
    const tooMany = await WireClient.connect(endpoint, { token: TOKEN, clientId: first.clientId });
    assert.is(!tooMany.ok && tooMany.status, WelcomeStatus.tooMany);
    await Promise.all(more.map((client) => client.call('HrBackupClose', STRAY)));
    assert.is(calls.length, 63);
    for (const client of more) client.destroy();
    const others: WireClient[] = [];
    for (let count = 1; count < 256; count += 1) others.push(await connected());
    const last = await WireClient.connect(endpoint, { token: TOKEN });
    assert.equal(last, { ok: false, status: WelcomeStatus.tooMany, reason: '256 clients are served already' });
    others[0]?.destroy();
    await until(() => happened.gone.length === 1, 'one client is gone');
    await connected();
  });
});

test.run();
