import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  decodeListA,
  decodeListW,
  type EdbbcliApi,
  type Hbc,
  hresult,
  NOT_MODELLED,
} from '../../simulator/protocol/index.ts';
import { testsWith } from '../testing/tools.ts';
import { openLibrary } from './openLibrary.ts';
import { ansiHex, buildEcho, type Echo, openEcho, wideHex } from './testing/echoLibrary.ts';

const nativeTest = testsWith('the tests of native libraries', 'gcc');

const folder = mkdtempSync(join(tmpdir(), 'edbproof-library-'));
test.after(() => rmSync(folder, { recursive: true }));

let shared: Echo | null = null;
/** One library for the tests that leave nothing behind in it. */
const echo = (): Echo => {
  shared ??= openEcho(folder, 'echo');
  return shared;
};

const handle = (value: bigint): Hbc => value as Hbc;
const ansi = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const last = ({ seen }: Echo): string => seen().at(-1) ?? '';

/** Lets the next call answer this code. */
const answerWith = (api: EdbbcliApi, code: number): void => {
  api.I_HrCheckBackupLogs(handle(BigInt(code >>> 0)));
};

nativeTest('every one of the 25 functions is called with its arguments, in both forms', () => {
  const { api, seen } = echo();
  const hbc = handle(7n);
  const [server, service, path] = ['EXCH1', 'Exchange MDB Database', '\\\\EXCH1\\D$\\a.edb'] as const;
  api.HrBackupPrepareA(ansi(server), ansi(service), 1, 2);
  api.HrBackupPrepareW(server, service, 1, 2);
  api.HrBackupOpenFileA(hbc, ansi(path), 65536);
  api.HrBackupOpenFileW(hbc, path, 65536);
  api.HrBackupRead(hbc, new Uint8Array(10), 10);
  api.HrBackupRead(hbc, new Uint8Array(0), 0);
  api.HrBackupClose(hbc);
  api.HrBackupTruncateLogs(hbc);
  api.HrBackupEnd(hbc);
  api.HrRestorePrepareA(ansi(server), ansi(service));
  api.HrRestorePrepareW(server, service);
  api.HrRestoreRegisterA(hbc, ansi('c'), ansi('l'), [], ansi('b'), 1, 2);
  api.HrRestoreRegisterW(hbc, 'c', 'l', [], 'b', 1, 2);
  api.HrRestoreRegisterComplete(hbc, hresult(0xc7ff0002));
  api.HrRestoreEnd(hbc);
  api.HrSetCurrentBackupLogA(ansi(server), ansi(service), 5);
  api.HrSetCurrentBackupLogW(server, service, 0xffffffff);
  api.I_HrCheckBackupLogs(null);
  api.I_HrRestoreW(hbc, 0, 1, 2, 0xffff_ffff, 5, 6, 7n, 2n ** 64n - 1n);
  const [serverA, serviceA, pathA] = [ansiHex(ansi(server)), ansiHex(ansi(service)), ansiHex(ansi(path))];
  const [serverW, serviceW, pathW] = [wideHex(server), wideHex(service), wideHex(path)];
  assert.equal(seen(), [
    `HrBackupPrepareA ${serverA} ${serviceA} grbit=1 type=2 before=0`,
    `HrBackupPrepareW ${serverW} ${serviceW} grbit=1 type=2 before=0`,
    `HrBackupOpenFileA ${pathA} hbc=7 hint=65536 before=0`,
    `HrBackupOpenFileW ${pathW} hbc=7 hint=65536 before=0`,
    'HrBackupRead hbc=7 given=1 bytes=10 before=0',
    'HrBackupRead hbc=7 given=1 bytes=0 before=0',
    'HrBackupClose hbc=7',
    'HrBackupTruncateLogs hbc=7',
    'HrBackupEnd hbc=7',
    `HrRestorePrepareA ${serverA} ${serviceA} before=0`,
    `HrRestorePrepareW ${serverW} ${serviceW} before=0`,
    'HrRestoreRegisterA hbc=7 A:63 A:6c map=0 rows=0 A:62 low=1 high=2',
    'HrRestoreRegisterW hbc=7 W:0063 W:006c map=0 rows=0 W:0062 low=1 high=2',
    'HrRestoreRegisterComplete hbc=7 state=-939589630',
    'HrRestoreEnd hbc=7',
    `HrSetCurrentBackupLogA ${serverA} ${serviceA} current=5`,
    `HrSetCurrentBackupLogW ${serverW} ${serviceW} current=4294967295`,
    'I_HrCheckBackupLogs hbc=0',
    `I_HrRestoreW 7 0 1 2 ${0xffff_ffff} 5 6 7 ${2n ** 64n - 1n}`,
  ]);
  const lists = [
    api.HrBackupGetDatabaseNamesA(handle(0n)),
    api.HrBackupGetDatabaseNamesW(handle(0n)),
    api.HrBackupGetBackupLogsA(handle(0n)),
    api.HrBackupGetBackupLogsW(handle(0n)),
    api.HrRestoreGetDatabaseLocationsA(handle(0n)),
    api.HrRestoreGetDatabaseLocationsW(handle(0n)),
  ];
  for (const { list } of lists) api.BackupFree(list);
  const names = seen().map((line) => line.replace(/list=\d+/, 'list'));
  assert.equal(names.slice(0, 6), [
    'HrBackupGetDatabaseNamesA hbc=0 before=0 size=0 list',
    'HrBackupGetDatabaseNamesW hbc=0 before=0 size=0 list',
    'HrBackupGetBackupLogsA hbc=0 before=0 size=0 list',
    'HrBackupGetBackupLogsW hbc=0 before=0 size=0 list',
    'HrRestoreGetDatabaseLocationsA hbc=0 before=0 size=0 list',
    'HrRestoreGetDatabaseLocationsW hbc=0 before=0 size=0 list',
  ]);
  assert.equal(names.slice(6), Array(6).fill('BackupFree list'));
});

nativeTest('null reaches the library as NULL everywhere', () => {
  const { api, seen } = echo();
  const hbc = handle(7n);
  api.HrBackupPrepareA(null, null, 0, 1);
  api.HrBackupPrepareW(null, null, 0, 1);
  api.HrBackupOpenFileA(hbc, null, 3);
  api.HrBackupOpenFileW(hbc, null, 3);
  const read = api.HrBackupRead(hbc, null, 10);
  api.HrRestorePrepareA(null, null);
  api.HrRestorePrepareW(null, null);
  api.HrRestoreRegisterA(hbc, null, null, [], null, 0, 0);
  api.HrRestoreRegisterW(hbc, null, null, [], null, 0, 0);
  api.HrSetCurrentBackupLogA(null, null, 0);
  api.HrSetCurrentBackupLogW(null, null, 0);
  api.BackupFree(null);
  assert.is(read.bytesRead, 10, 'what the library says it read, whatever it means');
  assert.equal(seen(), [
    'HrBackupPrepareA NULL NULL grbit=0 type=1 before=0',
    'HrBackupPrepareW NULL NULL grbit=0 type=1 before=0',
    'HrBackupOpenFileA NULL hbc=7 hint=3 before=0',
    'HrBackupOpenFileW NULL hbc=7 hint=3 before=0',
    'HrBackupRead hbc=7 given=0 bytes=10 before=0',
    'HrRestorePrepareA NULL NULL before=0',
    'HrRestorePrepareW NULL NULL before=0',
    'HrRestoreRegisterA hbc=7 NULL NULL map=0 rows=0 NULL low=0 high=0',
    'HrRestoreRegisterW hbc=7 NULL NULL map=0 rows=0 NULL low=0 high=0',
    'HrSetCurrentBackupLogA NULL NULL current=0',
    'HrSetCurrentBackupLogW NULL NULL current=0',
    'BackupFree list=0',
  ]);
});

nativeTest('a handle is opaque: all 64 bits come out and go in again, and none comes out of a failure', () => {
  const { api, seen } = echo();
  const { hbc } = api.HrBackupPrepareW('EXCH1', 'x', 0, 1);
  assert.is(hbc, 0xffff_ffff_ffff_0001n);
  if (hbc !== null) api.HrBackupEnd(hbc);
  assert.is(seen().at(-1), `HrBackupEnd hbc=${0xffff_ffff_ffff_0001n}`);
  answerWith(api, 0xc7ff0007);
  assert.equal(api.HrBackupPrepareW('EXCH1', 'x', 0, 1), { code: 0xc7ff0007, hbc: null });
  assert.equal(api.HrBackupPrepareA(ansi('nothing'), null, 0, 1), { code: 0, hbc: null }, 'success without a context');
  seen();
});

nativeTest('codes are unsigned: hrNone, positive and negative ones', () => {
  const { api, seen } = echo();
  for (const code of [0xc7ff0001, 0xffffffff, 0x80000000, 0x7fffffff, 0x57, 0]) {
    answerWith(api, code);
    assert.is(api.HrBackupClose(handle(1n)).code, code);
  }
  seen();
});

nativeTest('any text without a NUL arrives unit for unit, and one with a NUL is refused before the call', () => {
  const library = echo();
  const { api, seen } = library;
  const counts = { unpaired: 0, high: 0, empty: 0 };
  const units = fc.array(fc.integer({ min: 1, max: 0xffff }), { maxLength: 40 });
  fc.assert(
    fc.property(units, fc.uint8Array({ min: 1, maxLength: 300 }), (wide, bytes) => {
      const text = String.fromCharCode(...wide);
      if (/\p{Surrogate}/u.test(text)) counts.unpaired += 1;
      if (bytes.some((byte) => byte >= 0x80)) counts.high += 1;
      if (text === '') counts.empty += 1;
      api.HrBackupOpenFileW(handle(1n), text, 0);
      api.HrBackupOpenFileA(handle(1n), bytes, 0);
      const [wideLine = '', ansiLine = ''] = seen();
      assert.ok(wideLine.startsWith(`HrBackupOpenFileW ${wideHex(text)} hbc`), wideLine);
      assert.ok(ansiLine.startsWith(`HrBackupOpenFileA ${ansiHex(bytes)} hbc`), ansiLine);
    }),
    { seed: 1998, numRuns: 200, examples: [[[], new Uint8Array(0)]] },
  );
  assert.ok(counts.unpaired > 5 && counts.high > 50 && counts.empty > 0, JSON.stringify(counts));
  api.HrBackupClose(handle(1n));
  assert.throws(() => api.HrBackupPrepareW('EX\0CH', null, 0, 1), /^HrBackupPrepareW: szBackupServer has a NUL at 2/);
  assert.throws(() => api.HrRestorePrepareA(ansi('\0'), null), /^HrRestorePrepareA: szServerName has a NUL at 0/);
  const row = { databaseName: 'a', newDatabaseName: 'b\0' };
  assert.throws(() => api.HrRestoreRegisterW(handle(1n), 'c', 'l', [row], 'b', 1, 1), /rgrstmap has a NUL at 1/);
  assert.throws(() => api.HrBackupOpenFileW(handle(1n), 'x'.repeat(32_768), 0), /32768 characters, more than 32767/);
  assert.equal(seen(), ['HrBackupClose hbc=1'], 'nothing of this reached the library');
});

nativeTest('lists are copied at once, tokens above 0x7F included, and freed by their own pointer exactly once', () => {
  const library = echo();
  const { api, seen } = library;
  const narrow = api.HrRestoreGetDatabaseLocationsA(handle(0n));
  const wide = api.HrRestoreGetDatabaseLocationsW(handle(0n));
  const [narrowLine = '', wideLine = ''] = seen();
  assert.is(library.unfreedLists(), 2);
  const pointers = [wideLine, narrowLine].map((line) => /list=(\d+)/.exec(line)?.[1]);
  const strayBefore = library.strayFrees();
  for (const list of [wide.list, narrow.list]) {
    api.BackupFree(list);
    api.BackupFree(list);
    api.BackupFree(new Uint8Array(4));
  }
  assert.equal(
    seen(),
    pointers.map((pointer) => `BackupFree list=${pointer}`),
  );
  assert.is(library.strayFrees() - strayBefore, 4);
  assert.is(library.unfreedLists(), 0);
  assert.is(narrow.list?.length, narrow.sizeBytes);
  assert.equal(decodeListA(narrow.list ?? new Uint8Array(), 'cp1252'), {
    ok: true,
    entries: [
      { token: 0x45, path: '\\\\EXCH1\\D$\\priv.edb' },
      { token: 0x82, path: '\\\\EXCH1\\D$\\logs' },
      { token: 0x83, path: '\\\\EXCH1\\C$\\chk' },
    ],
  });
  assert.is(wide.list?.length, wide.sizeBytes);
  assert.equal(decodeListW(wide.list ?? new Uint8Array()), {
    ok: true,
    entries: [
      { token: 0x45, path: '\\\\E\\D$' },
      { token: 0x82, path: '\\\\E\\中' },
    ],
  });
});

nativeTest('lists that are none: a size without a pointer, a pointer without a size, a size beyond every list', () => {
  const library = echo();
  const { api, seen } = library;
  assert.equal(api.HrBackupGetBackupLogsA(handle(2n)), { code: 0, list: null, sizeBytes: 16 });
  const empty = api.HrBackupGetBackupLogsA(handle(1n));
  assert.equal(empty, { code: 0, list: new Uint8Array(0), sizeBytes: 0 });
  const huge = api.HrBackupGetBackupLogsW(handle(3n));
  assert.equal(huge, { code: 0, list: new Uint8Array(0), sizeBytes: 0xffffffff }, 'not looked at');
  api.BackupFree(empty.list);
  api.BackupFree(huge.list);
  assert.is(seen().filter((line) => line.startsWith('BackupFree')).length, 2, 'both have memory that must be freed');
  answerWith(api, 0xc7ff0003);
  assert.equal(api.HrBackupGetBackupLogsA(handle(0n)), { code: 0xc7ff0003, list: null, sizeBytes: 0 });
  assert.is(library.unfreedLists(), 0, "what a failed call left there is nobody's list");
  seen();
});

nativeTest('a list of megabytes is copied whole', () => {
  const { api, seen } = echo();
  const { list, sizeBytes } = api.HrBackupGetBackupLogsA(handle(5_000_003n));
  api.BackupFree(list);
  assert.is(sizeBytes, 5_000_003);
  assert.ok(list?.every((byte, index) => byte === index % 256));
  seen();
});

nativeTest('whoever never frees a list is stopped at 4096', () => {
  const library = openEcho(folder, 'hoarder');
  const lists: (Uint8Array | null)[] = [];
  for (let count = 0; count < 4096; count += 1) lists.push(library.api.HrBackupGetBackupLogsA(handle(16n)).list);
  assert.throws(() => library.api.HrBackupGetBackupLogsA(handle(16n)), /4096 lists of this library were never freed/);
  for (const list of lists) library.api.BackupFree(list);
  assert.is(library.unfreedLists(), 0);
  library.close();
});

nativeTest("a read fills the caller's own memory, up to its size and not beyond", () => {
  const { api, seen } = echo();
  const memory = new Uint8Array(2 * 1024 * 1024 + 64).fill(0xee);
  const buffer = memory.subarray(32, memory.length - 32);
  assert.equal(api.HrBackupRead(handle(1n), buffer, buffer.length), { code: 0, bytesRead: buffer.length });
  assert.ok(buffer.every((byte, index) => byte === ((index * 7 + 1) & 0xff)));
  const around = [...memory.subarray(0, 32), ...memory.subarray(-32)];
  assert.ok(around.every((byte) => byte === 0xee));
  seen();
  const beyond = /^HrBackupRead of 11 bytes into a buffer of 10: a library would write beyond it$/;
  assert.throws(() => api.HrBackupRead(handle(1n), new Uint8Array(10), 11), beyond);
  assert.throws(() => api.HrBackupRead(handle(1n), new Uint8Array(10), -1), /^HrBackupRead of 4294967295 bytes/);
  answerWith(api, 38);
  assert.equal(api.HrBackupRead(handle(1n), buffer, 4), { code: 38, bytesRead: 4 }, 'bytes and end of file at once');
  assert.is(seen().length, 2);
});

nativeTest('a size is exact up to 2^53 - 1, and no safe integer beyond', () => {
  const { api, seen } = echo();
  assert.is(api.HrBackupOpenFileW(handle(1n), 'x', 0x80000000).fileSizeBytes, 0x80000000 * 65536);
  const beyond = api.HrBackupOpenFileW(handle(1n), 'x', 1).fileSizeBytes;
  assert.not.ok(Number.isSafeInteger(beyond), `${beyond}`);
  assert.is(api.HrBackupOpenFileA(handle(1n), ansi('x'), 2).fileSizeBytes, -5);
  answerWith(api, 0xc8000001);
  assert.equal(api.HrBackupOpenFileW(handle(1n), 'x', 9), { code: 0xc8000001, fileSizeBytes: 0 });
  seen();
});

nativeTest('restore maps of 0, 1, 2 and 256 rows arrive row by row', () => {
  const library = echo();
  for (const count of [0, 1, 2, 256]) {
    const rows = Array.from({ length: count }, (_, index) => ({
      databaseName: `old${index}`,
      newDatabaseName: `新${index}`,
    }));
    library.api.HrRestoreRegisterW(handle(1n), 'c', 'l', rows, 'b', 3, 0xfffff);
    const words = rows.map((row) => ` ${wideHex(row.databaseName)} ${wideHex(row.newDatabaseName)}`).join('');
    const given = count === 0 ? 0 : 1;
    const end = 'W:0062 low=3 high=1048575';
    assert.is(last(library), `HrRestoreRegisterW hbc=1 W:0063 W:006c map=${given} rows=${count}${words} ${end}`);
    const narrow = rows.map((_, index) => ({ databaseName: ansi(`o${index}`), newDatabaseName: ansi(`\xfc${index}`) }));
    library.api.HrRestoreRegisterA(handle(1n), null, null, narrow, null, 0, 0);
    const narrowWords = narrow.map((row) => ` ${ansiHex(row.databaseName)} ${ansiHex(row.newDatabaseName)}`).join('');
    assert.is(
      last(library),
      `HrRestoreRegisterA hbc=1 NULL NULL map=${given} rows=${count}${narrowWords} NULL low=0 high=0`,
    );
  }
  const tooMany = Array(257).fill({ databaseName: 'a', newDatabaseName: 'b' });
  assert.throws(
    () => library.api.HrRestoreRegisterW(handle(1n), 'c', 'l', tooMany, 'b', 1, 1),
    /257 rows, more than 256/,
  );
});

nativeTest(
  'a library opens with 26 exports, with 24, and with those of the header alone; what it lacks is not modelled',
  () => {
    const twentyFour = openEcho(folder, 'twenty-four', ['-DTWENTY_FOUR']);
    assert.equal(twentyFour.api.I_HrRestoreW(1, 2, 3, 4, 5, 6, 7, 8, 9), { code: NOT_MODELLED });
    assert.equal(twentyFour.api.I_HrCheckBackupLogs(null), { code: 0 });
    twentyFour.close();
    const { api, close } = openEcho(folder, 'without-private', ['-DTWENTY_FOUR', '-DWITHOUT_PRIVATE']);
    assert.equal(api.I_HrCheckBackupLogs(null), { code: NOT_MODELLED });
    assert.equal(api.I_HrRestoreW(1, 2, 3, 4, 5, 6, 7, 8, 9), { code: NOT_MODELLED });
    assert.is(api.HrBackupClose(handle(1n)).code, 0);
    close();
  },
);

nativeTest('two libraries are open side by side, and a closed one takes no call', () => {
  const first = openEcho(folder, 'first');
  const second = openEcho(folder, 'second');
  first.api.HrBackupClose(handle(1n));
  second.api.HrBackupEnd(handle(2n));
  assert.equal(first.seen(), ['HrBackupClose hbc=1']);
  first.close();
  first.close();
  assert.throws(() => first.api.HrBackupClose(handle(1n)), /^HrBackupClose was called after the library was closed$/);
  assert.equal(second.seen(), ['HrBackupEnd hbc=2']);
  second.close();
});

nativeTest('a library without a public export is refused, and the export named', () => {
  const { path } = buildEcho(folder, 'without-truncate', ['-DWITHOUT_TRUNCATE']);
  const opening = openLibrary(path);
  assert.equal(opening, {
    ok: false,
    problem: `${path} has no export HrBackupTruncateLogs`,
    advice: 'Give EDBBCLI.DLL or a library with its exports, spelled exactly and undecorated.',
  });
});

test.run();
