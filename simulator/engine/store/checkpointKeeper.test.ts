import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { VirtualDisk } from '../disk/index.ts';
import { CHECKPOINT_NAME, DEFAULT_LOG_PARAMETERS, readCheckpointFile } from '../format/index.ts';
import { CheckpointKeeper } from './checkpointKeeper.ts';

const PATH = `D:\\logs\\${CHECKPOINT_NAME}`;
const SIGNATURE = { random: 7, createdSeconds: 900_000_000, computerName: '' };

/** A checkpoint file on a disk of its own; `write` answers 0 or an error. */
function scene() {
  const disk = new VirtualDisk();
  const held = { is: false };
  const keeper = new CheckpointKeeper(disk, 'D:\\logs', () => held.is);
  const write = (generation: number) =>
    keeper.write(
      { generation, sector: 8, byte: 0 },
      SIGNATURE,
      { systemPath: 'D:\\logs', logFolder: 'D:\\logs', parameters: DEFAULT_LOG_PARAMETERS },
      [],
    );
  const onDisk = () => {
    const file = disk.open(PATH);
    return file === null ? null : (readCheckpointFile(file)?.checkpoint.generation ?? null);
  };
  return { disk, held, keeper, write, onDisk };
}

test('a checkpoint never moves backwards', () => {
  const { keeper, write, onDisk } = scene();
  assert.is(write(5), 0);
  assert.is(write(3), 0);
  assert.equal([keeper.position.generation, keeper.inMemory.generation, onDisk()], [5, 5, 5]);
});

test('a file that was deleted is made anew with the next checkpoint; one that was damaged is left (Q184578)', () => {
  const deleted = scene();
  deleted.write(2);
  deleted.disk.remove(PATH);
  assert.is(deleted.write(3), 0);
  assert.is(deleted.onDisk(), 3);
  const damaged = scene();
  damaged.write(2);
  for (const offset of [100, 4196]) damaged.disk.corruptByte(PATH, offset, 1);
  assert.is(damaged.write(3), JetError.JET_errCheckpointCorrupt);
  assert.equal([damaged.keeper.position.generation, damaged.onDisk()], [2, null]);
});

test('while another program holds the file only the checkpoint in memory moves on (Q176239)', () => {
  const { held, keeper, write, onDisk } = scene();
  write(2);
  held.is = true;
  assert.is(write(6), JetError.JET_errFileAccessDenied);
  assert.equal([keeper.position.generation, keeper.inMemory.generation, onDisk()], [2, 6, 2]);
  held.is = false;
  assert.is(write(4), 0);
  assert.equal([keeper.position.generation, onDisk()], [6, 6], 'and the file catches up with it');
});

test.run();
