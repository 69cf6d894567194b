import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CHECKPOINT_NAME, readCheckpointFile } from '../index.ts';
import { FOLDER, TestServer } from '../testing/server.ts';
import { patchPath } from './patchPath.ts';

test('a patch file lies with the logs under the name of its database', () => {
  assert.is(patchPath('D:\\logs', 'E:\\mdbdata\\priv.edb'), 'D:\\logs\\priv.pat');
  assert.is(patchPath('D:\\logs\\', 'E:\\mdbdata\\pub'), 'D:\\logs\\pub.pat');
  assert.is(patchPath('D:\\logs', '.edb'), 'D:\\logs\\.edb.pat');
});

test('what is noted about backups is in the checkpoint file, and still there after a restart', () => {
  const server = new TestServer({ seed: 1 });
  const engine = server.start();
  const read = () => {
    const file = server.disk.open(`${FOLDER}\\${CHECKPOINT_NAME}`);
    const checkpoint = file === null ? null : readCheckpointFile(file);
    if (checkpoint === null) throw new Error('There is a checkpoint file');
    return checkpoint;
  };
  assert.is(read().fullBackupSeconds, 0);
  const position = engine.tip();
  engine.noteBackupInCheckpoint({ kind: 'full', position, seconds: 1_000_000 });
  engine.noteBackupInCheckpoint({ kind: 'incremental', position, seconds: 1_000_005 });
  engine.stop();
  server.start().stop();
  const { fullBackup, fullBackupSeconds, lastFullBackupCheckpoint, incrementalBackup, incrementalBackupSeconds } =
    read();
  assert.equal([fullBackup, lastFullBackupCheckpoint, incrementalBackup], [position, position, position]);
  assert.equal([fullBackupSeconds, incrementalBackupSeconds], [1_000_000, 1_000_005]);
});

test.run();
