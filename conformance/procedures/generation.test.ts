import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation } from '../../simulator/protocol/index.ts';
import { backup } from './backup.ts';
import { drive } from './drive.ts';
import { generationOfHeader, generationOfName } from './generation.ts';
import { backupOptions } from './options.ts';
import { FakeServer, fakeLog } from './testing/fakeServer.ts';
import { MemorySink } from './testing/memorySink.ts';

/** The first bytes of a log of this generation. */
function header(generation: number, sizeBytes = 8): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setInt32(4, generation, true);
  return bytes.subarray(0, sizeBytes);
}

test('a log is one of generation 1 to 0xFFFFF, by its name and by its header', () => {
  const named = (digits: string) => generationOfName(`\\\\EXCH1\\D$\\mdbdata\\edb${digits}.log`);
  assert.equal(['00001', 'fffff', 'FFFFF'].map(named), [1, 0xfffff, 0xfffff]);
  assert.equal(['00000', '0001', '000001', 'ggggg'].map(named), [null, null, null, null]);
  assert.equal(
    [1, 0xfffff].map((generation) => generationOfHeader(header(generation))),
    [1, 0xfffff],
  );
  assert.equal(
    [0, -1, 0x100000].map((generation) => generationOfHeader(header(generation))),
    [null, null, null],
  );
});

test('eight bytes of a log are enough to know it by, and seven are not', () => {
  assert.is(generationOfHeader(header(5, 8)), 5);
  assert.is(generationOfHeader(header(5, 7)), null);
  for (const [sizeBytes, generation] of [
    [8, 9],
    [7, null],
  ] as const) {
    const log = fakeLog(9, 12);
    const server = new FakeServer([], [{ ...log, content: log.content.subarray(0, sizeBytes) }]);
    const options = backupOptions('EXCH1', Annotation.EDBBACK_MDB_SERVER, 'incremental');
    const { set } = drive(backup(options), new MemorySink(server));
    assert.is(set?.highGeneration ?? null, generation, `${sizeBytes} bytes`);
  }
});

test('a log named with the number 0, which no log has, is saved with a warning as one without a number', () => {
  const server = new FakeServer([], [fakeLog(9, 5000, 'edb00000.log')]);
  const options = backupOptions('EXCH1', Annotation.EDBBACK_MDB_SERVER, 'incremental');
  const outcome = drive(backup(options), new MemorySink(server));
  assert.is(outcome.result, 'completed-with-warnings');
  assert.is(outcome.set?.files[0]?.generation, null);
});

test.run();
