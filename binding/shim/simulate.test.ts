import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { functionInfos } from '../../simulator/protocol/index.ts';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, scratch } from './testing/builds.ts';
import { Driver, narrow, wide } from './testing/driver.ts';
import { FakeHost, reply, u8, u16, u32, u64 } from './testing/fakeHost.ts';

const check = testsWith('calls through the drop-in library', 'gcc');

const NULL = u32(0xffff_ffff);
const a = (text: string): Buffer => Buffer.concat([u32(text.length), Buffer.from(text, 'latin1')]);
const w = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return Buffer.concat([u32(bytes.length), bytes]);
};

interface Case {
  readonly words: readonly (string | number)[];
  /** The arguments on the wire. */
  readonly sent: readonly Uint8Array[];
  readonly missing?: number;
  /** The results of the reply, and its code. */
  readonly results?: readonly Uint8Array[];
  readonly code?: number;
  /** What the agent sees besides the code. */
  readonly answer: Readonly<Record<string, string>>;
}

const SERVER = 'EXCH01';
const STORE = 'Exchange MDB Database';
/** In code page 1252, and a lone surrogate in the middle: neither is looked at on the way. */
const ODD = '\\\\SRV\\D$\\\u00e4\u00ff.edb';
const ODD_WIDE = '\\\\SRV\\D$\\\u20ac\ud800.edb';
const list = (number: number, bytes: Uint8Array): Buffer[] => [u32(number), u32(bytes.length), Buffer.from(bytes)];
const listBytes = Buffer.from('E\\\\S\\p\0\x82\\\\S\\q\0\0', 'latin1');
const listAnswer = { size: `${listBytes.length}`, bytes: listBytes.toString('hex') };
const noList = { size: 'untouched', list: 'untouched' };

const cases: Readonly<Record<string, readonly Case[]>> = {
  HrBackupPrepareA: [
    {
      words: [narrow(SERVER), narrow(STORE), 0, 1],
      sent: [a(SERVER), a(STORE), u32(0), u32(1)],
      results: [u64(0x89ab_cdef)],
      answer: { hbc: '2309737967' },
    },
    {
      words: ['-', narrow(''), 0xffff_ffff, 3],
      sent: [NULL, a(''), u32(0xffff_ffff), u32(3)],
      results: [u64(0)],
      code: 0xc7ff_0007,
      answer: { hbc: 'untouched' },
    },
    {
      words: [narrow(SERVER), '-', 0, 1, 'missing=1'],
      sent: [a(SERVER), NULL, u32(0), u32(1)],
      missing: 1,
      results: [u64(9)],
      answer: { hbc: 'untouched' },
    },
  ],
  HrBackupPrepareW: [
    {
      words: [wide(ODD_WIDE), wide(STORE), 1, 2],
      sent: [w(ODD_WIDE), w(STORE), u32(1), u32(2)],
      results: [u64(7)],
      answer: { hbc: '7' },
    },
    {
      words: ['-', '-', 1, 2],
      sent: [NULL, NULL, u32(1), u32(2)],
      results: [u64(0)],
      code: 0x6ba,
      answer: { hbc: 'untouched' },
    },
  ],
  HrBackupGetDatabaseNamesA: [
    { words: [7], sent: [u64(7)], results: list(1, listBytes), answer: listAnswer },
    { words: [0], sent: [u64(0)], results: list(0, Buffer.alloc(0)), code: 0xc7ff_0003, answer: noList },
    {
      words: [7, 'missing=1'],
      sent: [u64(7)],
      missing: 1,
      results: list(2, listBytes),
      answer: { size: `${listBytes.length}`, list: 'untouched' },
    },
  ],
  HrBackupGetDatabaseNamesW: [
    { words: [7], sent: [u64(7)], results: list(3, listBytes), answer: listAnswer },
    {
      words: [7, 'missing=3'],
      sent: [u64(7)],
      missing: 3,
      results: list(0, Buffer.alloc(0)),
      code: 0xedb0_0001,
      answer: noList,
    },
  ],
  HrBackupOpenFileA: [
    {
      words: [7, narrow(ODD), 65536],
      sent: [u64(7), a(ODD), u32(65536)],
      results: [u64(2n ** 40n + 5n)],
      answer: { fileSize: '1099511627781', low: '5', high: '256' },
    },
    { words: [7, '-', 0], sent: [u64(7), NULL, u32(0)], results: [u64(0)], code: 2, answer: { fileSize: 'untouched' } },
    {
      words: [7, narrow('x'), 0, 'missing=1'],
      sent: [u64(7), a('x'), u32(0)],
      missing: 1,
      results: [u64(5)],
      answer: { fileSize: 'untouched' },
    },
  ],
  HrBackupOpenFileW: [
    {
      words: [7, wide(ODD_WIDE), 1],
      sent: [u64(7), w(ODD_WIDE), u32(1)],
      results: [u64(2n ** 63n - 1n)],
      answer: { fileSize: '9223372036854775807' },
    },
  ],
  HrBackupRead: [
    {
      words: [7, '+', 8],
      sent: [u64(7), u8(1), u32(8)],
      results: [u32(5), Buffer.from('hello')],
      answer: { read: '5', buffer: '68656c6c6feeeeee' },
    },
    {
      words: [7, '+', 4],
      sent: [u64(7), u8(1), u32(4)],
      results: [u32(4), Buffer.from('full')],
      answer: { read: '4', buffer: '66756c6c' },
    },
    {
      words: [7, '+', 4],
      sent: [u64(7), u8(1), u32(4)],
      results: [u32(0)],
      code: 38,
      answer: { read: '0', buffer: 'eeeeeeee' },
    },
    {
      words: [7, '+', 4],
      sent: [u64(7), u8(1), u32(4)],
      results: [u32(2), Buffer.from('ok')],
      code: 38,
      answer: { read: '2', buffer: '6f6beeee' },
    },
    { words: [7, '-', 4], sent: [u64(7), u8(0), u32(4)], results: [u32(0)], code: 0x57, answer: { read: '0' } },
    {
      words: [7, '+', 2, 'missing=1'],
      sent: [u64(7), u8(1), u32(2)],
      missing: 1,
      results: [u32(2), Buffer.from('ok')],
      answer: { read: 'untouched', buffer: '6f6b' },
    },
    { words: [7, '+', 0], sent: [u64(7), u8(1), u32(0)], results: [u32(0)], answer: { read: '0' } },
  ],
  HrBackupClose: [
    { words: ['0xfedcba9876543210'], sent: [u64(0xfedc_ba98_7654_3210n)], code: 0xc7ff_0003, answer: {} },
  ],
  HrBackupGetBackupLogsA: [
    { words: [7], sent: [u64(7)], results: list(4, Buffer.of(0, 0)), answer: { size: '2', bytes: '0000' } },
  ],
  HrBackupGetBackupLogsW: [
    { words: [7], sent: [u64(7)], results: list(0xffff_fffe, Buffer.alloc(0)), answer: { size: '0', bytes: '' } },
    { words: [7], sent: [u64(7)], results: list(0, Buffer.alloc(0)), answer: { size: '0', list: 'null' } },
    {
      words: [7, 'missing=2'],
      sent: [u64(7)],
      missing: 2,
      results: list(5, Buffer.alloc(0)),
      answer: { size: 'untouched' },
    },
  ],
  HrBackupTruncateLogs: [{ words: [7], sent: [u64(7)], answer: {} }],
  HrBackupEnd: [{ words: [7], sent: [u64(7)], answer: {} }],
  BackupFree: [
    { words: ['-'], sent: [u32(0)], answer: {} },
    { words: ['foreign'], sent: [NULL], answer: {} },
    // The lists as the calls above were given them: by the host's numbers. Once given back a list is a stranger.
    { words: [2], sent: [u32(3)], answer: {} },
    { words: [2], sent: [NULL], answer: {} },
    { words: [1], sent: [u32(1)], answer: {} },
    { words: [4], sent: [u32(0xffff_fffe)], answer: {} },
    { words: [3], sent: [u32(4)], answer: {} },
    { words: [5], sent: [u32(5)], answer: {} },
  ],
  HrRestorePrepareA: [
    {
      words: [narrow(`\\\\${SERVER}`), narrow(STORE)],
      sent: [a(`\\\\${SERVER}`), a(STORE)],
      results: [u64(8)],
      answer: { hbc: '8' },
    },
  ],
  HrRestorePrepareW: [
    { words: [wide(SERVER), '-'], sent: [w(SERVER), NULL], results: [u64(9)], answer: { hbc: '9' } },
    {
      words: [wide(SERVER), '-', 'missing=1'],
      sent: [w(SERVER), NULL],
      missing: 1,
      results: [u64(0)],
      code: 0xedb0_0001,
      answer: { hbc: 'untouched' },
    },
  ],
  HrRestoreGetDatabaseLocationsA: [{ words: [8], sent: [u64(8)], results: list(6, listBytes), answer: listAnswer }],
  HrRestoreGetDatabaseLocationsW: [{ words: [8], sent: [u64(8)], results: list(7, listBytes), answer: listAnswer }],
  HrRestoreRegisterA: [
    {
      words: [
        8,
        narrow('chk'),
        narrow('log'),
        '+',
        2,
        narrow('a'),
        narrow('b'),
        narrow(ODD),
        '-',
        '|',
        narrow('blog'),
        5,
        0xfffff,
      ],
      sent: [
        u64(8),
        a('chk'),
        a('log'),
        u8(1),
        u32(2),
        u32(2),
        a('a'),
        a('b'),
        a(ODD),
        NULL,
        a('blog'),
        u32(5),
        u32(0xfffff),
      ],
      answer: {},
    },
    {
      words: [8, '-', '-', '-', 0, '|', '-', 0, 0],
      sent: [u64(8), NULL, NULL, u8(0), u32(0), u32(0), NULL, u32(0), u32(0)],
      answer: {},
    },
    // The pointer is NULL whatever the count says, and a count below nothing reads no row.
    {
      words: [8, '-', '-', '-', 3, '|', '-', 0, 0],
      sent: [u64(8), NULL, NULL, u8(0), u32(3), u32(0), NULL, u32(0), u32(0)],
      answer: {},
    },
    {
      words: [8, '-', '-', '+', -1, '|', '-', 0, 0],
      sent: [u64(8), NULL, NULL, u8(1), u32(-1), u32(0), NULL, u32(0), u32(0)],
      answer: {},
    },
    {
      words: [8, '-', '-', '+', 0, '|', '-', 0, 0],
      sent: [u64(8), NULL, NULL, u8(1), u32(0), u32(0), NULL, u32(0), u32(0)],
      answer: {},
    },
  ],
  HrRestoreRegisterW: [
    {
      words: [8, wide('chk'), wide('log'), '+', 1, wide(ODD_WIDE), wide('\uffff'), '|', wide('blog'), 1, 2],
      sent: [u64(8), w('chk'), w('log'), u8(1), u32(1), u32(1), w(ODD_WIDE), w('\uffff'), w('blog'), u32(1), u32(2)],
      code: 0xc7ff_000c,
      answer: {},
    },
  ],
  HrRestoreRegisterComplete: [{ words: [8, 0xc7ff_0002], sent: [u64(8), u32(0xc7ff_0002)], answer: {} }],
  HrRestoreEnd: [{ words: [8], sent: [u64(8)], answer: {} }],
  HrSetCurrentBackupLogA: [
    { words: [narrow(SERVER), narrow(STORE), 0xffff_ffff], sent: [a(SERVER), a(STORE), u32(0xffff_ffff)], answer: {} },
  ],
  HrSetCurrentBackupLogW: [
    { words: [wide(SERVER), wide(STORE), 12], sent: [w(SERVER), w(STORE), u32(12)], answer: {} },
  ],
  I_HrCheckBackupLogs: [
    { words: [0], sent: [u64(0)], code: 0xedb0_0001, answer: {} },
    { words: ['0x123456789a'], sent: [u64(0x12_3456_789an)], code: 0xedb0_0001, answer: {} },
  ],
  I_HrRestoreW: [
    {
      words: [0, 1, '0xffffffffffffffff', 3, 4, 5, 6, 7, '0x89abcdef'],
      sent: [0, 1, 2n ** 64n - 1n, 3, 4, 5, 6, 7, 0x89ab_cdefn].map((word) => u64(word)),
      code: 0xedb0_0001,
      answer: {},
    },
  ],
};

test('there is a case for each function', () => {
  assert.equal(
    Object.keys(cases),
    functionInfos.map(({ name }) => name),
  );
});

for (const transport of ['tcp', 'unix'] as const) {
  check(`every function goes over ${transport} as WIRE.md writes it, and comes back as it was answered`, async () => {
    const host = await FakeHost.listen(transport === 'unix' ? join(scratch(), 'calls.socket') : undefined);
    const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
    let sequence = 0;
    for (const [index, { name }] of functionInfos.entries()) {
      for (const { words, sent, missing, results, code, answer } of cases[name] ?? []) {
        host.onCall = (call) => ({ bytes: reply(call, code ?? 0, ...(results ?? [])) });
        const seen = await driver.call(name, ...words);
        const [call, ...more] = host.seen();
        sequence += 1;
        assert.is(more.length, 0, `${name} is one call`);
        const head = [u8(2), u8(index + 1), u16(missing ?? 0), u32(sequence), u32(driver.processId)];
        assert.is(call?.body.toString('hex'), Buffer.concat([...head, ...sent]).toString('hex'), `${name} ${words}`);
        if (name !== 'BackupFree') assert.is(seen['code'], (code ?? 0).toString(16).padStart(8, '0'), name);
        assert.is(seen['errno'], '77', `${name} leaves errno alone`);
        for (const [key, value] of Object.entries(answer)) assert.is(seen[key], value, `${name} ${words}: ${key}`);
      }
    }
    assert.is(host.hellos.length, 1, 'one thread is one connection');
    assert.is(await driver.endWell(), '');
    await host.close();
  });
}

check('HELLO says who comes, and what it knows', async () => {
  const host = await FakeHost.listen();
  const driver = new Driver([await driverProgram('linux-x64-asan')], { ...host.env, EDBPROOF_TOKEN: 't o~k!' });
  await driver.call('HrBackupEnd', 1);
  const name = hostname();
  const hello = [Buffer.from('\x01EDBPROOF'), u16(2), u8(1), u8(0), u32(driver.processId), u64(0), u16(0)];
  const told = [u16(6), Buffer.from('t o~k!'), u16(name.length), Buffer.from(name)];
  assert.is(host.hellos[0]?.body.toString('hex'), Buffer.concat([...hello, ...told]).toString('hex'));
  await driver.endWell();
  await host.close();
});

test.run();
