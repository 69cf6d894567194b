import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { verifyFile } from '../index.ts';
import { fillLogUpTo, leastRoomBytes, roomOf } from '../testing/fullLog.ts';
import { FOLDER, type TestServer } from '../testing/server.ts';
import { put, started } from '../testing/started.ts';
import { LogScan, readLogHeader } from './logScan.ts';

/** Kinds of the last records of a log, and where its reading ended: in bytes from its end, and whether it is whole. */
function endOf(server: TestServer, name: string) {
  const file = server.disk.open(`${FOLDER}\\${name}`);
  const header = readLogHeader(file);
  if (file === null || header === null) throw new Error(`${name} is no log`);
  const scan = new LogScan(file, header);
  const kinds: string[] = [];
  for (let next = scan.next(); next !== null; next = scan.next()) kinds.push(next.record.kind);
  assert.equal(verifyFile(name, file).findings, [], name);
  return { last: kinds.slice(-2), isWhole: scan.isEnded, left: file.sizeBytes - scan.tail.offsetBytes };
}

test('a log is filled to the last word, and closed with the record of a backup, or without', () => {
  for (const [kind, last, left] of [
    ['full', ['fullBackup', 'end'], 0],
    ['incremental', ['incrementalBackup', 'end'], 0],
    [null, ['commit', 'end'], 8],
  ] as const) {
    for (const surplus of kind === 'full' ? [0, 4] : [0]) {
      const { server, engine } = started();
      fillLogUpTo(engine, leastRoomBytes + surplus);
      assert.is(kind === null ? engine.rollLog() : engine.rollLog({ kind }), 0);
      assert.is(engine.currentGeneration, 2, `${kind}, ${surplus} bytes more: closed once`);
      assert.equal(endOf(server, 'edb00001.log'), { last, isWhole: true, left: left + surplus });
      put(engine, 5, Uint8Array.of(1));
      assert.equal(endOf(server, 'edb.log').last, ['insert', 'commit'], 'the next one begins with what comes next');
    }
  }
});

test('what would take one word of the room that closing needs begins the next log', () => {
  const { server, engine } = started();
  fillLogUpTo(engine, leastRoomBytes + 8);
  const transaction = engine.begin();
  assert.is(engine.currentGeneration, 1, 'beginning is written with the first change');
  assert.is(engine.insert(transaction, 1, 5, Uint8Array.of(1)), 0);
  assert.is(engine.currentGeneration, 2);
  assert.is(engine.commit(transaction), 0);
  assert.equal(endOf(server, 'edb00001.log'), { last: ['commit', 'end'], isWhole: true, left: 16 });
});

test('a crash that leaves a log filled to the last word loses nothing: what comes next begins the next log', () => {
  const { server, engine } = started();
  fillLogUpTo(engine, leastRoomBytes);
  const before = [...engine.rows(1)];
  engine.crash();
  const again = server.start();
  assert.equal([...again.rows(1)], before);
  assert.is(again.currentGeneration, 2);
  assert.equal(endOf(server, 'edb00001.log'), { last: ['commit', 'end'], isWhole: true, left: 8 });
  assert.ok(roomOf(again) > leastRoomBytes);
});

test.run();
