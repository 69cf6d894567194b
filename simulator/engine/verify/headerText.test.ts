import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { headerLines } from './headerText.ts';
import { readerOf } from './testing/files.ts';
import { checkpointFile, cleanDatabase, newLog, SECONDS, withHeader } from './testing/samples.ts';
import { verifyFile } from './verifyFile.ts';

const linesFor = (name: string, bytes: Uint8Array): string => headerLines(verifyFile(name, readerOf(bytes))).join('\n');

test('a database header reads as Q259851, Q296787 and Q200941 print it', () => {
  const text = linesFor(
    'priv.edb',
    withHeader(cleanDatabase(), {
      consistentPosition: { generation: 4815, sector: 7337, byte: 362 },
      consistentSeconds: SECONDS,
      currentFullBackup: {
        mark: { generation: 58, sector: 1409, byte: 199 },
        markSeconds: Date.UTC(1999, 7, 19, 19, 47, 2) / 1000,
        lowGeneration: 0x36,
        highGeneration: 0x3f,
      },
    }),
  );
  for (const line of [
    'Format ulMagic: 0x89abcdef',
    'Format ulVersion: 0x620,2',
    'cbDbPage: 4096',
    'State: Consistent',
    'Shadowed: Yes',
    'Repair Date: 0/0/1900 0:0:0',
    'Last Consistent: (4815,7337,362)  8/6/1999 20:46:33',
    'Log Gen: - 36-3f',
    'Mark: (58,1409,199)',
    'Mark: 8/19/1999 19:47:2',
  ]) {
    assert.ok(text.includes(line), `${line} is not in\n${text}`);
  }
  assert.match(text, /Computer:$/m, 'Exchange writes no name');
});

test('a dirty database is Inconsistent, and one of 4.0 has the engine of 4.0', () => {
  const text = linesFor(
    'dir.edb',
    withHeader(cleanDatabase(), { state: 2, version: 0x500, update: 0, shadowingDisabled: true }),
  );
  for (const line of [
    'State: Inconsistent',
    'Format ulVersion: 0x500,0',
    'Engine ulVersion: 0x500,0',
    'Shadowed: No',
  ]) {
    assert.match(text, line);
  }
});

test('a checkpoint reads as Q259751 prints it, with Env and what is attached', () => {
  const text = linesFor(
    'edb.chk',
    checkpointFile({
      lastFullBackupCheckpoint: { generation: 8, sector: 615, byte: 203 },
      attachments: [
        {
          databaseId: 1,
          databaseTime: 9,
          objectIdLast: 4,
          maximumPages: 0,
          attachPosition: { generation: 1, sector: 8, byte: 8 },
          consistentPosition: { generation: 0, sector: 0, byte: 0 },
          signature: { random: 5, createdSeconds: SECONDS, computerName: 'EXCH' },
          path: 'D:\\exchsrvr\\mdbdata\\priv.edb',
        },
      ],
    }),
  );
  for (const line of [
    'LastFullBackupCheckpoint: (8,615,203)',
    'Checkpoint: (5,6485,399)',
    'IncBackup: (0,0,0)',
    'Env (Session, Opentbl, VerPage, Cursors, LogBufs, LogFile, Buffers)',
    '(168, 25200, 4440, 8400, 84, 10240, 8045)',
    '1 D:\\exchsrvr\\mdbdata\\priv.edb',
    'Computer: EXCH',
  ]) {
    assert.ok(text.includes(line), `${line} is not in\n${text}`);
  }
});

test('a log header tells generation, times, version and circular logging', () => {
  const textOf = (changes: Parameters<typeof newLog>[0]) =>
    headerLines(verifyFile('edb.log', newLog(changes))).join('\n');
  const text = textOf({ circularLogging: true });
  for (const line of ['lGeneration: 5', 'Format ulVersion: 6.1503.0', 'Circular Logging: on']) assert.match(text, line);
  assert.match(
    textOf({ circularLoggingEarlier: true, reserveLogUsed: true }),
    'off, and on earlier in this sequence\nMade from a reserve',
  );
  assert.match(textOf({}), 'Circular Logging: off\nCheckpoint: (4,8,0)');
});

test('what has no header has no lines', () => {
  assert.is(linesFor('res1.log', new Uint8Array(9)), '');
  assert.is(linesFor('x', new Uint8Array(9)), '');
  for (const [name, bytes] of [
    ['priv.edb', cleanDatabase().fill(7, 8, 8000)],
    ['edb.chk', checkpointFile().fill(7)],
    ['edb.log', new Uint8Array(5000).fill(7)],
  ] as const) {
    assert.is(linesFor(name, bytes), '', name);
  }
});

test.run();
