import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { functionInfos, type Hbc, Hr, NOT_MODELLED } from '../../simulator/protocol/index.ts';
import type { CompletedCall } from './performed.ts';
import { prepared, withHost } from './testing/hosted.ts';
import { MAXIMUM_READ_SIZE_BYTES } from './wire.ts';

test('every function reaches the API with its arguments, and its result comes back', async () => {
  const traced: CompletedCall[] = [];
  await withHost(
    { hooks: { afterCall: (call) => traced.push(call) } },
    async ({ client: connected, calls, answers }) => {
      const client = await connected({ platform: 2 });
      const handles = [await prepared(client)];
      const name = Buffer.from('EXCH01');
      const rowA = { databaseName: name, newDatabaseName: Buffer.from('D:\\x') };
      const rowW = { databaseName: 'a\ud800', newDatabaseName: '' };
      const [hbc = 0n as unknown as Hbc] = handles;
      const buffer = new Uint8Array(10);
      assert.is((await client.call('HrBackupPrepareA', name, null, 3, 0xffff_ffff)).code, Hr.hrNone);
      const list = await client.call('HrBackupGetDatabaseNamesA', hbc);
      assert.equal([list.sizeBytes, [...(list.list ?? [])]], [3, [1, 2, 3]]);
      await client.call('HrBackupGetDatabaseNamesW', hbc);
      assert.is((await client.call('HrBackupOpenFileA', hbc, null, 9)).fileSizeBytes, 77);
      answers.fileSizeBytes = 2 ** 40;
      assert.is((await client.call('HrBackupOpenFileW', hbc, '\\\\E\\D$\\ü', 9)).fileSizeBytes, 2 ** 40);
      assert.equal(await client.call('HrBackupRead', hbc, buffer, 10), { code: Hr.hrNone, bytesRead: 10 });
      assert.ok(buffer.every((byte) => byte === 0xa5));
      await client.call('HrBackupRead', hbc, null, 10);
      await client.call('HrBackupClose', hbc);
      await client.call('HrBackupGetBackupLogsA', hbc);
      await client.call('HrBackupGetBackupLogsW', hbc);
      await client.call('HrBackupTruncateLogs', hbc);
      assert.is(await client.call('BackupFree', list.list), undefined);
      await client.call('HrRestorePrepareA', name, name);
      await client.call('HrRestorePrepareW', 'E', 'ann');
      await client.call('HrRestoreGetDatabaseLocationsA', hbc);
      await client.call('HrRestoreGetDatabaseLocationsW', hbc);
      await client.call('HrRestoreRegisterA', hbc, name, null, [rowA, rowA], name, 0, 0xffff_ffff);
      await client.call('HrRestoreRegisterW', hbc, null, 'L', [rowW], 'B', 1, 2);
      await client.call('HrRestoreRegisterComplete', hbc, Hr.hrError);
      await client.call('HrSetCurrentBackupLogA', name, name, 5);
      await client.call('HrSetCurrentBackupLogW', 'E', 'A', 0xffff_ffff);
      await client.call('I_HrCheckBackupLogs', 5n as unknown as Hbc);
      await client.call('I_HrRestoreW', hbc, 2, 3, 4, 5, 6, 7, 0xffff_ffff, 2n ** 64n - 1n);
      await client.call('HrRestoreEnd', hbc);
      await client.call('HrBackupEnd', hbc);
      assert.is(new Set(calls.map((call) => call.name)).size, functionInfos.length, 'every function was called');
      const argumentsOf = (wanted: string) => calls.find((call) => call.name === wanted)?.arguments;
      assert.equal(argumentsOf('HrRestoreRegisterW')?.slice(1), [null, 'L', [rowW], 'B', 1, 2]);
      assert.equal(argumentsOf('HrSetCurrentBackupLogW'), ['E', 'A', 0xffff_ffff]);
      assert.is(argumentsOf('HrRestoreRegisterComplete')?.[1], Hr.hrError);
      assert.equal(
        argumentsOf('I_HrRestoreW'),
        [BigInt(hbc), 2n, 3n, 4n, 5n, 6n, 7n, 0xffff_ffffn, 2n ** 64n - 1n],
        'words of which nothing is known are passed on as they came, even one that is a context',
      );
      assert.equal(argumentsOf('HrBackupClose'), [1], 'the server sees its own handle, not that of the wire');
      assert.equal(
        traced.map((call) => call.function),
        calls.map((call) => call.name),
      );
      const read = traced.find((call) => call.function === 'HrBackupRead');
      assert.is(read?.arguments[0], hbc, 'the trace has the handle that the agent holds');
      assert.is(read?.data?.length, 10);
      assert.ok(read !== undefined && read.endedAt >= read.startedAt);
    },
  );
});

test('a failure hands nothing out', async () => {
  await withHost({}, async ({ client: connected, answers }) => {
    const client = await connected();
    const hbc = await prepared(client);
    answers.code = Hr.hrError;
    answers.fill = null;
    const code = Hr.hrError;
    assert.equal(await client.call('HrBackupPrepareW', null, null, 0, 1), { code, hbc: null });
    assert.equal(await client.call('HrBackupGetDatabaseNamesW', hbc), { code, list: null, sizeBytes: 0 });
    assert.equal(await client.call('HrBackupOpenFileW', hbc, null, 0), { code, fileSizeBytes: 0 });
    assert.equal(await client.call('HrBackupRead', hbc, new Uint8Array(4), 4), { code, bytesRead: 0 });
    assert.equal(await client.call('HrBackupEnd', hbc), { code });
  });
});

test('what the model does not cover is answered with NOT_MODELLED, with a reason, and does not reach the server', async () => {
  const refusals: string[] = [];
  const hooks = { afterCall: ({ refusal }: CompletedCall) => refusal !== null && refusals.push(refusal) };
  await withHost({ hooks }, async ({ client: connected, calls }) => {
    const client = await connected();
    const hbc = await prepared(client);
    const before = calls.length;
    const missing = { missingBits: 1, threadId: 1 };
    assert.is((await client.callWith('HrBackupPrepareW', ['E', 'A', 0, 1], missing)).code, NOT_MODELLED);
    assert.is(
      (await client.callWith('HrBackupGetDatabaseNamesA', [hbc], { ...missing, missingBits: 3 })).code,
      NOT_MODELLED,
    );
    assert.is((await client.callWith('HrBackupOpenFileW', [hbc, 'x', 0], missing)).code, NOT_MODELLED);
    assert.is((await client.callWith('HrBackupRead', [hbc, new Uint8Array(1), 1], missing)).code, NOT_MODELLED);
    const large = MAXIMUM_READ_SIZE_BYTES + 1;
    assert.equal(await client.call('HrBackupRead', hbc, new Uint8Array(1), large), {
      code: NOT_MODELLED,
      bytesRead: 0,
    });
    const nullName = { databaseName: null as unknown as string, newDatabaseName: '' };
    assert.is((await client.call('HrRestoreRegisterW', hbc, '', '', [nullName], '', 1, 1)).code, NOT_MODELLED);
    assert.is(calls.length, before);
    assert.equal(refusals, [
      'HrBackupPrepareW with NULL for phbc: what a real library does is unknown',
      'HrBackupGetDatabaseNamesA with NULL for ppszAttachmentInformation and pcbSize: what a real library does is unknown',
      'HrBackupOpenFileW with NULL for pliFileSize: what a real library does is unknown',
      'HrBackupRead with NULL for pcbRead: what a real library does is unknown',
      'HrBackupRead of 67108865 bytes: more than 67108864 do not go through the shim at once',
      'HrRestoreRegisterW with a NULL name in rgrstmap: what a real library does is unknown',
    ]);
    assert.is((await client.call('HrBackupRead', hbc, null, large)).code, Hr.hrNone, 'a NULL buffer carries no data');
  });
});

test('a read of the largest size comes back whole', async () => {
  await withHost({}, async ({ client: connected }) => {
    const client = await connected();
    const buffer = new Uint8Array(MAXIMUM_READ_SIZE_BYTES);
    const { bytesRead } = await client.call('HrBackupRead', await prepared(client), buffer, buffer.length);
    assert.is(bytesRead, buffer.length);
    assert.is(buffer.indexOf(0), -1);
  });
});

test.run();
