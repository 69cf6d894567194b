import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { functionInfos, Hr } from '../../simulator/protocol/index.ts';
import { LineSplitter } from '../agent/index.ts';
import { FakeServer } from '../procedures/testing/fakeServer.ts';
import { describeCall } from './describeCall.ts';
import { allowingFlags, destructiveName, guardedApi } from './destructive.ts';
import { deathText, endingText } from './ending.ts';
import { everythingAllowed, nothingAllowed } from './job.ts';
import { readMessage, writeMessage } from './messages.ts';
import { recognise } from './recognise.ts';
import { ServerFolder, writerOf } from './serverFolder.ts';
import { TraceFilter } from './traceFilter.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-pieces-'));
test.after(() => rmSync(folder, { recursive: true }));

test('lines come out whole however the bytes were cut', () => {
  let cutInsideCharacter = 0;
  const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('', 'a', 'süß', '中文字', '{"kind":"end"}'), { maxLength: 8 }),
      cuts,
      (lines, sizes) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const seen: string[] = [];
        const splitter = new LineSplitter((line) => seen.push(line));
        let start = 0;
        for (const size of [...sizes, bytes.length]) {
          const piece = bytes.subarray(start, start + size);
          if (piece.length > 0 && piece.toString('utf8').endsWith('\ufffd')) cutInsideCharacter += 1;
          assert.ok(splitter.add(piece));
          start += piece.length;
        }
        assert.equal(seen, lines);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
  assert.ok(cutInsideCharacter > 20, `${cutInsideCharacter}`);
});

test('a line without an end is given up after 96 MiB', () => {
  const splitter = new LineSplitter(() => {});
  const piece = Buffer.alloc(32 * 1024 * 1024, 'x');
  assert.equal(
    [1, 2, 3, 4].map(() => splitter.add(piece)),
    [true, true, true, false],
  );
});

test('a message survives the line, and what is no message is none', () => {
  const message = { kind: 'begin', what: 'HrBackupOpenFileW(context, "\\\\EXCH1\\D$\n", 1)' } as const;
  const line = writeMessage(message);
  assert.is(line.indexOf('\n'), line.length - 1, 'one line, whatever is in it');
  assert.equal(readMessage(line), message);
  for (const text of ['', 'rubbish', '{}', '{"kind":"done"}', '{"kind":"begin"}', '[1]', '{"kind":"end","more":1}']) {
    assert.is(readMessage(text), null, text);
  }
});

test('without permission no destructive function reaches an API, and with it each does', () => {
  const destructive = functionInfos.filter(({ name }) => destructiveName(name) !== null).map(({ name }) => name);
  assert.equal(destructive, [
    'HrBackupTruncateLogs',
    'HrRestoreRegisterA',
    'HrRestoreRegisterW',
    'HrRestoreRegisterComplete',
    'HrSetCurrentBackupLogA',
    'HrSetCurrentBackupLogW',
    'I_HrRestoreW',
  ]);
  const callAll = (permissions: typeof nothingAllowed) => {
    const server = new FakeServer([], []);
    const skipped: string[] = [];
    const begun: string[] = [];
    const api = guardedApi(server, permissions, {
      begins: (name) => begun.push(name),
      skips: (name) => skipped.push(name),
    });
    const { hbc } = api.HrBackupPrepareW('EXCH1', 'x', 0, 1);
    if (hbc === null) throw new Error('the fake server gave no context');
    const codes = [
      api.HrBackupTruncateLogs(hbc),
      api.HrRestoreRegisterA(hbc, null, null, [], null, 1, 1),
      api.HrRestoreRegisterW(hbc, null, null, [], null, 1, 1),
      api.HrRestoreRegisterComplete(hbc, Hr.hrNone),
      api.HrSetCurrentBackupLogA(null, null, 1),
      api.HrSetCurrentBackupLogW(null, null, 1),
      api.I_HrRestoreW(1, 2, 3, 4, 5, 6, 7, 8, 9),
    ].map(({ code }) => code);
    return { codes, skipped, begun, reached: server.calls.map(({ name }) => name) };
  };
  const without = callAll(nothingAllowed);
  assert.equal(without.reached, ['HrBackupPrepareW']);
  assert.equal(without.begun, without.reached);
  assert.is(without.skipped.length, 7);
  const skippedCode = 0xedb00002;
  assert.equal(without.codes, [0, skippedCode, skippedCode, 0, skippedCode, skippedCode, skippedCode]);
  const withAll = callAll(everythingAllowed);
  assert.equal(
    withAll.skipped,
    ['HrSetCurrentBackupLog', 'HrSetCurrentBackupLog', 'I_HrRestoreW'],
    'nothing allows these',
  );
  assert.equal(withAll.reached, ['HrBackupPrepareW', ...destructive.slice(0, 4)]);
  assert.equal([allowingFlags.HrSetCurrentBackupLog, allowingFlags.I_HrRestoreW], [null, null]);
});

test('a call is described as a person would write it', () => {
  const context = 5n;
  assert.is(
    describeCall('HrBackupPrepareA', [Buffer.from('EXCH1'), null, 0, 1]),
    'HrBackupPrepareA("EXCH1", NULL, 0, 1)',
  );
  assert.is(describeCall('HrBackupRead', [context, new Uint8Array(9), 9]), 'HrBackupRead(context, buffer, 9)');
  const open = (length: number) => describeCall('HrBackupOpenFileW', [context, 'x'.repeat(length), 1]);
  const around = open(0).length;
  assert.match(open(400 - around), /x", 1\)$/, 'up to 400 characters it is whole');
  assert.equal([open(400 - around).length, open(401 - around).length], [400, 400]);
  assert.match(open(500), /x…\)$/);
  assert.is(describeCall('BackupFree', [new Uint8Array(9)]), 'BackupFree(list)');
  assert.is(
    describeCall('HrRestoreRegisterComplete', [context, 0xc7ff0002]),
    'HrRestoreRegisterComplete(context, 0xC7FF0002)',
  );
  assert.is(
    describeCall('HrRestoreRegisterW', [context, 'c', 'l', [1, 2], 'b', 1, 2]),
    'HrRestoreRegisterW(context, "c", "l", map of 2, "b", 1, 2)',
  );
  const long = describeCall('HrBackupOpenFileW', [context, 'x'.repeat(1000), 1]);
  assert.is(long.length, 400);
  assert.ok(long.endsWith('…)'));
});

test('how a process died is said in words', () => {
  assert.is(deathText({ kind: 'signal', signal: 'SIGKILL' }), 'by SIGKILL');
  assert.is(deathText({ kind: 'signal', signal: 'SIGBUS' }), 'by SIGBUS (an access violation)');
  assert.is(deathText({ kind: 'exit', exitCode: 3 }), 'with exit code 3');
  assert.is(deathText({ kind: 'exit', exitCode: 0xc0000005 }), 'with exception 0xC0000005 (an access violation)');
  assert.is(deathText({ kind: 'exit', exitCode: 0xc0000374 | 0 }), 'with exception 0xC0000374 (a damaged heap)');
  assert.is(
    endingText({ kind: 'crashed', death: { kind: 'exit', exitCode: 1 }, during: null }),
    "The library's process died with exit code 1 between two calls.",
  );
  const overran = { kind: 'overran', limitSeconds: 9 } as const;
  assert.match(endingText({ ...overran, during: null }), /killed\.$/);
  assert.match(endingText({ ...overran, during: 'HrBackupEnd(context)' }), /It was then in HrBackupEnd\(context\)\.$/);
});

test('a trace without skipped steps passes unchanged, and one with them has no gap and no lie', () => {
  const given = [
    '{"format":"edbproof-trace"}\n',
    '{"n":1,"call":"x"}\n',
    '{"n":2,"event":"commit"}\n',
    '{"n":3,"call":"y"}\n',
  ];
  const filtered = (afterCommit: boolean, skipAt: number | null) => {
    const lines: string[] = [];
    const step = { call: 'HrBackupTruncateLogs', flag: '--allow-truncate' };
    const filter = new TraceFilter((line) => lines.push(line), afterCommit ? step : null);
    for (const [index, line] of given.entries()) {
      if (index === skipAt) filter.skipNext(step);
      filter.add(line);
    }
    return lines;
  };
  const skipped = (n: number) =>
    `{"n":${n},"event":"skipped","call":"HrBackupTruncateLogs","needs":"--allow-truncate"}\n`;
  assert.equal(filtered(false, null), given);
  assert.equal(filtered(false, 1), [given[0], skipped(1), given[2], given[3]]);
  assert.equal(filtered(true, null), [given[0], given[1], given[2], skipped(3), '{"n":4,"call":"y"}\n']);
});

test('only the library that was built here, led to a host and not told to record, is our simulator', () => {
  const built = join(folder, 'built.so');
  const other = join(folder, 'other.so');
  const copy = join(folder, 'copy.so');
  writeFileSync(built, 'edbproof shim, version 2');
  writeFileSync(copy, 'edbproof shim, version 2');
  writeFileSync(other, 'edbproof shim, version 1');
  const led = { EDBPROOF_ENDPOINT: 'tcp:127.0.0.1:9', EDBPROOF_TOKEN: 'secret' };
  const isOurs = (path: string, environment: NodeJS.ProcessEnv, ours: string | null = built) =>
    recognise(path, environment, ours).isSimulator;
  assert.ok(isOurs(built, led));
  assert.ok(isOurs(copy, led), 'a copy of it does the same');
  assert.not.ok(isOurs(other, led), 'another version, or a forgery with our marker');
  assert.not.ok(isOurs(join(folder, 'absent.so'), led));
  assert.not.ok(isOurs(built, led, null));
  assert.not.ok(isOurs(built, led, join(folder, 'never-built.so')));
  assert.not.ok(isOurs(built, {}));
  assert.not.ok(isOurs(built, { EDBPROOF_ENDPOINT: 'tcp:127.0.0.1:9' }));
  assert.not.ok(isOurs(built, { ...led, EDBPROOF_TOKEN: '' }));
  assert.not.ok(isOurs(built, { ...led, EDBPROOF_RECORD: '/real/edbbcli.dll' }));
  assert.not.ok(isOurs(built, { ...led, Edbproof_Record: '/real/edbbcli.dll' }), 'letter case is ignored on Windows');
  assert.match(recognise(built, led, built).why, /its host is at tcp:127\.0\.0\.1:9$/);
  assert.not.match(recognise(built, led, built).why, /secret/);
});

test("a path leads to the server's own disk or nowhere", () => {
  const disk = join(folder, 'disk');
  mkdirSync(join(disk, 'd$/ExchSrvr'), { recursive: true });
  writeFileSync(join(folder, 'outside'), 'x');
  const files = new ServerFolder('\\\\EXCH1', disk);
  const nowhere = [
    '\\\\EXCH2\\D$\\exchsrvr\\a.edb',
    '\\\\EXCH1\\D$\\..\\..\\outside',
    '\\\\EXCH1\\D$\\.\\a.edb',
    '\\\\EXCH1\\D$\\\\a.edb',
    '\\\\EXCH1\\D$\\exchsrvr/a.edb',
    '\\\\EXCH1\\D$\\C:\\a.edb',
    '\\\\EXCH1',
    'a.edb',
    '/etc/passwd',
    '\\\\EXCH1\\D$\\absent\\a.edb',
  ];
  for (const path of nowhere) {
    assert.is(files.create(path), 'not-found', path);
    assert.is(files.remove(path), false, path);
    assert.equal(files.list(path), [], path);
  }
  assert.is(files.create('\\\\EXCH1\\D$\\exchsrvr'), 'in-use', 'a folder');
  const writer = files.create('\\\\exch1\\D$\\EXCHSRVR\\a.edb');
  assert.ok(typeof writer === 'object');
  assert.is(writer.write(Buffer.from('abc')), 'written');
  writer.close();
  assert.equal(files.list('\\\\EXCH1\\d$\\exchsrvr'), ['a.edb']);
  assert.equal(readdirSync(join(disk, 'd$/ExchSrvr')), ['a.edb']);
  assert.ok(files.remove('\\\\EXCH1\\D$\\exchsrvr\\A.EDB'));
  assert.not.ok(files.remove('\\\\EXCH1\\D$\\exchsrvr\\A.EDB'));
});

test('a full disk is said, not thrown; a device and a pipe in the place of a file are not written to', () => {
  if (!existsSync('/dev/full')) {
    process.stdout.write('Not run: a disk of a server that is full, which needs /dev/full\n');
    return;
  }
  assert.is(writerOf(openSync('/dev/full', 'w')).write(Buffer.from('abc')), 'disk-full');
  const disk = join(folder, 'full');
  mkdirSync(join(disk, 'D$'), { recursive: true });
  symlinkSync('/dev/null', join(disk, 'D$/a.edb'));
  assert.is(spawnSync('mkfifo', [join(disk, 'D$/b.edb')]).status, 0);
  for (const name of ['a.edb', 'b.edb']) {
    assert.is(new ServerFolder('EXCH1', disk).create(`\\\\EXCH1\\D$\\${name}`), 'in-use');
  }
});

test.run();
