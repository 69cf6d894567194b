import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation } from '../../simulator/protocol/index.ts';
import { backup } from './backup.ts';
import { drive } from './drive.ts';
import { backupOptions } from './options.ts';
import { FakeServer, fakeDatabases, fakeLogs } from './testing/fakeServer.ts';
import { MemorySink } from './testing/memorySink.ts';

test('what was read is handed on before the next read, from one buffer: nothing is hoarded (A-25)', () => {
  const server = new FakeServer(fakeDatabases(), fakeLogs(), { readLimitBytes: 20_000 });
  const options = backupOptions('EXCH1', Annotation.EDBBACK_MDB_SERVER, 'full');
  const handedOn: number[] = [];
  const buffers = new Set<ArrayBufferLike>();
  const sink = new MemorySink(server, (step) => {
    if (step.kind !== 'data') return false;
    handedOn.push(server.count('HrBackupRead'));
    buffers.add(step.bytes.buffer);
    return false;
  });
  assert.is(drive(backup(options), sink).result, 'completed');
  assert.ok(handedOn.length > 15);
  assert.equal(
    handedOn,
    handedOn.map((_, index) => index + 1),
  );
  assert.is(buffers.size, 1);
});

test.run();
