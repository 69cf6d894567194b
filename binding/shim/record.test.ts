import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { narrow, wide } from './testing/driver.ts';
import { record, type Words } from './testing/recording.ts';

const check = testsWith('calls recorded in front of a real library', 'gcc');

const STORE = 'Exchange MDB Database';
const base64 = (text: string): { base64: string } => ({ base64: Buffer.from(text, 'latin1').toString('base64') });
const LIST =
  'E\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb\0\x82\\\\exch01\\D$\\logs\0!\\\\EXCH2\\D$\\EXCH01\\EXCH01X\0\0';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pattern = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, index) => (index * 7) & 0xff));

/** Every function in every form, with what is missing, odd or refused. */
const everything: readonly Words[] = [
  ['HrBackupPrepareA', narrow('EXCH01'), narrow(STORE), 0, 1],
  ['HrBackupPrepareW', wide('\\\\EXCH01'), wide(STORE), 1, 2],
  ['HrBackupPrepareA', narrow('FAIL'), '-', 0, 1],
  ['HrBackupPrepareW', '-', '-', 0xffff_ffff, 3, 'missing=1'],
  ['HrBackupGetDatabaseNamesA', 0x1001],
  ['HrBackupGetDatabaseNamesW', 0x1002],
  ['HrBackupGetDatabaseNamesW', 1],
  ['HrBackupGetDatabaseNamesA', 2],
  ['HrBackupGetDatabaseNamesW', 0x1001, 'missing=1'],
  ['HrBackupGetBackupLogsA', 0x1001, 'missing=2'],
  ['HrBackupOpenFileA', 0x1001, narrow('\\\\S\\\u00e4'), 65536],
  ['HrBackupOpenFileW', 0x1001, wide('\\\\S\\"\u20ac\ud800\u001f\u2028'), 0x1f_ffff],
  ['HrBackupOpenFileW', 0x1001, '-', 1],
  ['HrBackupOpenFileA', 0x1001, narrow('x'), 1, 'missing=1'],
  ['HrBackupRead', 0x1001, '+', 100],
  ['HrBackupRead', 1, '+', 100],
  ['HrBackupRead', 2, '+', 100],
  ['HrBackupRead', 3, '+', 100],
  ['HrBackupRead', 4, '+', 100],
  ['HrBackupRead', 0x1001, '-', 100],
  ['HrBackupRead', 0x1001, '+', 100, 'missing=1'],
  ['HrBackupRead', 0x1001, '+', 0],
  ['HrBackupClose', 0x1001],
  ['HrBackupGetBackupLogsW', 0x1001],
  ['HrBackupTruncateLogs', 0],
  ['BackupFree', 1],
  ['BackupFree', '-'],
  ['BackupFree', 'foreign'],
  ['HrBackupEnd', 0x1001],
  ['HrRestorePrepareA', narrow('EXCH01'), narrow(STORE)],
  ['HrRestorePrepareW', wide('EXCH01'), wide(STORE)],
  ['HrRestoreGetDatabaseLocationsA', 0x1004],
  ['HrRestoreGetDatabaseLocationsW', 0x1004],
  [
    'HrRestoreRegisterA',
    0x1004,
    narrow('c'),
    '-',
    '+',
    2,
    narrow('a'),
    narrow('b'),
    '-',
    narrow('d'),
    '|',
    narrow('e'),
    1,
    2,
  ],
  ['HrRestoreRegisterW', 0x1004, wide('c'), wide('d'), '+', 1, wide('a'), wide('b'), '|', '-', 0xffff_ffff, 0],
  ['HrRestoreRegisterA', 0x1004, '-', '-', '-', 0, '|', '-', 0, 0],
  ['HrRestoreRegisterW', 0x1004, '-', '-', '-', 5, '|', '-', 0, 0],
  ['HrRestoreRegisterW', 0x1004, '-', '-', '+', -2, '|', '-', 0, 0],
  ['HrRestoreRegisterComplete', 0x1004, 0xc7ff_0002],
  ['HrRestoreEnd', 0x1004],
  ['HrSetCurrentBackupLogA', narrow('EXCH01'), narrow(STORE), 0xffff_ffff],
  ['HrSetCurrentBackupLogW', wide('EXCH01'), wide(STORE), 7],
  ['I_HrCheckBackupLogs', '0x123456789a'],
  ['I_HrCheckBackupLogs', 0],
  ['I_HrRestoreW', 0x1004, 0, '0xffffffffffffffff', 3, 4, 5, 6, 7, '0x89abcdef'],
];

check('a recorded call is the same call: arguments, results, buffers and errno, bit by bit', async () => {
  const direct = await record(everything, null);
  const recorded = await record(everything);
  const redacted = await record(everything, { EDBPROOF_REDACT: '1' });
  assert.is(direct.text, '');
  assert.is(recorded.lines.filter(({ call }) => call !== undefined).length, everything.length);
  // errno as the agent left it on the way in, as the library left it on the way out.
  assert.ok(
    direct.log
      .split('\n')
      .slice(0, -1)
      .every((line) => line.includes(' errno=77')),
  );
  assert.ok(direct.answers.every(({ errno }) => errno === '4242'));
  for (const { answers, log, said } of [recorded, redacted]) {
    assert.equal(answers, direct.answers);
    assert.is(log, direct.log);
    assert.is(said, '');
  }
});

check('a line of the trace is what the trace writer of the reference agent writes, and more behind it', async () => {
  const { header, lines, text, processId } = await record(everything);
  // What was recorded has a test of its own (evidence.test.ts).
  const { library: _library, recorder: _recorder, ...plain } = header;
  assert.equal(plain, {
    format: 'edbproof-trace',
    version: 1,
    target: 'dll',
    platform: 'linux-x64',
    process: processId,
    codePage: 0,
  });
  for (const line of text.split('\n').slice(0, -1)) assert.is(JSON.stringify(JSON.parse(line)), line);
  assert.equal(
    lines.map(({ n }) => n),
    lines.map((_, index) => index + 1),
  );
  const good = '0x00000000';
  const wideList = Buffer.from(LIST, 'utf16le');
  const a = { base64: Buffer.from(LIST, 'latin1').toString('base64') };
  const w = { base64: wideList.toString('base64') };
  const size = LIST.length;
  const expected = [
    ['HrBackupPrepareA', [base64('EXCH01'), base64(STORE), 0, 1], { code: good, hbc: 'hbc1' }],
    ['HrBackupPrepareW', ['\\\\EXCH01', STORE, 1, 2], { code: good, hbc: 'hbc2' }],
    ['HrBackupPrepareA', [base64('FAIL'), null, 0, 1], { code: '0xC7FF0007', hbc: null }],
    ['HrBackupPrepareW', [null, null, 0xffff_ffff, 3], { code: good, hbc: null }],
    ['HrBackupGetDatabaseNamesA', ['hbc1'], { code: good, list: { label: 'list1', ...a }, sizeBytes: size }],
    ['HrBackupGetDatabaseNamesW', ['hbc2'], { code: good, list: { label: 'list2', ...w }, sizeBytes: 2 * size }],
    ['HrBackupGetDatabaseNamesW', ['hbc3'], { code: good, list: null, sizeBytes: 0 }],
    ['HrBackupGetDatabaseNamesA', ['hbc4'], { code: '0xC7FF0003', list: null, sizeBytes: 0 }],
    ['HrBackupGetDatabaseNamesW', ['hbc1'], { code: good, list: null, sizeBytes: 2 * size }],
    ['HrBackupGetBackupLogsA', ['hbc1'], { code: good, list: { label: 'list3', ...a }, sizeBytes: size }],
    ['HrBackupOpenFileA', ['hbc1', base64('\\\\S\\\u00e4'), 65536], { code: good, fileSizeBytes: 65536 * 2 ** 32 + 5 }],
    [
      'HrBackupOpenFileW',
      ['hbc1', '\\\\S\\"\u20ac\ud800\u001f\u2028', 0x1f_ffff],
      { code: good, fileSizeBytes: 0x1f_ffff * 2 ** 32 + 5 },
    ],
    ['HrBackupOpenFileW', ['hbc1', null, 1], { code: '0x00000002', fileSizeBytes: 0 }],
    ['HrBackupOpenFileA', ['hbc1', base64('x'), 1], { code: good, fileSizeBytes: 0 }],
    ['HrBackupRead', ['hbc1', { bufferBytes: 100 }, 100], { code: good, bytesRead: 100 }, 100],
    ['HrBackupRead', ['hbc3', { bufferBytes: 100 }, 100], { code: good, bytesRead: 33 }, 33],
    ['HrBackupRead', ['hbc4', { bufferBytes: 100 }, 100], { code: '0x00000026', bytesRead: 0 }],
    // A library that says more than there is room for: told, and nothing beyond the buffer is looked at.
    ['HrBackupRead', ['hbc5', { bufferBytes: 100 }, 100], { code: good, bytesRead: 101 }],
    ['HrBackupRead', ['hbc6', { bufferBytes: 100 }, 100], { code: '0xC80003FA', bytesRead: 0 }],
    ['HrBackupRead', ['hbc1', null, 100], { code: good, bytesRead: 100 }],
    ['HrBackupRead', ['hbc1', { bufferBytes: 100 }, 100], { code: good, bytesRead: 0 }],
    ['HrBackupRead', ['hbc1', { bufferBytes: 0 }, 0], { code: good, bytesRead: 0 }],
    ['HrBackupClose', ['hbc1'], { code: good }],
    ['HrBackupGetBackupLogsW', ['hbc1'], { code: good, list: { label: 'list4', ...w }, sizeBytes: 2 * size }],
    ['HrBackupTruncateLogs', [null], { code: '0xC7FF0003' }],
    ['BackupFree', ['list1'], null],
    ['BackupFree', [null], null],
    ['BackupFree', [{ bufferBytes: 0 }], null],
    ['HrBackupEnd', ['hbc1'], { code: good }],
    ['HrRestorePrepareA', [base64('EXCH01'), base64(STORE)], { code: good, hbc: 'hbc7' }],
    ['HrRestorePrepareW', ['EXCH01', STORE], { code: good, hbc: 'hbc8' }],
    ['HrRestoreGetDatabaseLocationsA', ['hbc7'], { code: good, list: { label: 'list5', ...a }, sizeBytes: size }],
    ['HrRestoreGetDatabaseLocationsW', ['hbc7'], { code: good, list: { label: 'list6', ...w }, sizeBytes: 2 * size }],
    [
      'HrRestoreRegisterA',
      [
        'hbc7',
        base64('c'),
        null,
        [
          { databaseName: base64('a'), newDatabaseName: base64('b') },
          { databaseName: null, newDatabaseName: base64('d') },
        ],
        base64('e'),
        1,
        2,
      ],
      { code: good },
    ],
    [
      'HrRestoreRegisterW',
      ['hbc7', 'c', 'd', [{ databaseName: 'a', newDatabaseName: 'b' }], null, 0xffff_ffff, 0],
      { code: '0xC7FF000C' },
    ],
    ['HrRestoreRegisterA', ['hbc7', null, null, [], null, 0, 0], { code: good }],
    ['HrRestoreRegisterW', ['hbc7', null, null, { crstmap: 5, rows: [] }, null, 0, 0], { code: '0xC7FF000C' }],
    ['HrRestoreRegisterW', ['hbc7', null, null, { crstmap: -2, rows: [] }, null, 0, 0], { code: '0xC7FF000C' }],
    ['HrRestoreRegisterComplete', ['hbc7', 0xc7ff_0002], { code: good }],
    ['HrRestoreEnd', ['hbc7'], { code: good }],
    ['HrSetCurrentBackupLogA', [base64('EXCH01'), base64(STORE), 0xffff_ffff], { code: good }],
    ['HrSetCurrentBackupLogW', ['EXCH01', STORE, 7], { code: good }],
    ['I_HrCheckBackupLogs', ['0x123456789A'], { code: good }],
    ['I_HrCheckBackupLogs', [null], { code: '0xC7FF0003' }],
    // Unknown words: a context among them is not known for one.
    [
      'I_HrRestoreW',
      ['0x1004', null, '0xFFFFFFFFFFFFFFFF', '0x3', '0x4', '0x5', '0x6', '0x7', '0x89ABCDEF'],
      { code: '0xC7FF0002' },
    ],
  ] as const;
  const { at: _, ...events } = lines.at(-1) ?? { n: 0 };
  assert.equal(events, { n: everything.length + 1, event: 'unfreed', lists: 5 });
  for (const [index, [call, values, result, dataBytes]] of expected.entries()) {
    const line = lines[index];
    assert.equal(
      { call: line?.call, arguments: line?.arguments, result: line?.result },
      { call, arguments: values, result },
      `line ${index + 1}`,
    );
    const data = dataBytes === undefined ? undefined : { bytes: dataBytes, sha256: sha256(pattern(dataBytes)) };
    assert.equal(line?.data, data, `line ${index + 1}`);
    const keys = [
      'n',
      'call',
      'arguments',
      'result',
      ...(data === undefined ? [] : ['data']),
      'at',
      'process',
      'thread',
    ];
    assert.equal(Object.keys(line ?? {}), keys);
    assert.is(line?.process, processId);
    assert.is(line?.thread, processId);
  }
});

check('each line tells when its call began and ended', async () => {
  const before = Date.now();
  const { lines } = await record(everything);
  const after = Date.now();
  let last = before - 1;
  for (const { at } of lines.filter(({ call }) => call !== undefined)) {
    assert.match(at?.start ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    assert.ok((at?.start ?? '') <= (at?.end ?? ''));
    const start = Date.parse(at?.start ?? '');
    assert.ok(start >= last && start <= after, `${at?.start}`);
    last = start;
  }
});

check('any text is written as JSON.stringify writes it', async () => {
  const unit = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 0x7f }) },
    { weight: 2, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 0xffff }) },
  );
  const texts = fc
    .sample(fc.array(unit, { maxLength: 40 }), { seed: 1998, numRuns: 200 })
    .map((units) => String.fromCharCode(...units));
  const all = [
    ...texts,
    Array.from({ length: 127 }, (_, index) => String.fromCharCode(index + 1)).join(''),
    '\ud83d\ude00',
    'x'.repeat(32_768),
  ];
  const { text } = await record(all.map((shown) => ['HrSetCurrentBackupLogW', wide(shown), narrow(null), 1]));
  const [, ...lines] = text.split('\n');
  for (const [index, shown] of all.entries()) {
    assert.ok(lines[index]?.includes(`"arguments":[${JSON.stringify(shown)},null,1]`), JSON.stringify(shown));
  }
  const written = all.join('');
  assert.match(written, /[\ud800-\udbff](?![\udc00-\udfff])/, 'a lone surrogate was seen');
  assert.match(written, /[\ud800-\udbff][\udc00-\udfff]/, 'a pair was seen');
});

check('a text beyond 32,768 characters is cut in the trace, and passed on whole', async () => {
  const long = 'y'.repeat(40_000);
  const { lines, log } = await record([['HrSetCurrentBackupLogW', wide(long), '-', 1]]);
  assert.is(lines[0]?.arguments?.[0], long.slice(0, 32_768));
  assert.ok(log.includes('7900'.repeat(40_000)));
});

check('the digest is that of the bytes, at every length around a block', async () => {
  const sizes = [...Array.from({ length: 140 }, (_, index) => index + 1), 65_536, 1_000_003];
  const { lines } = await record(sizes.map((size) => ['HrBackupRead', 0x1001, '+', size]));
  for (const [index, size] of sizes.entries()) {
    assert.equal(lines[index]?.data, { bytes: size, sha256: sha256(pattern(size)) });
  }
});

check('base64 of any length is what Node writes', async () => {
  const texts = Array.from({ length: 40 }, (_, length) =>
    String.fromCharCode(...Array.from({ length }, (_, at) => 255 - at * 3)),
  );
  const { lines } = await record(texts.map((text) => ['HrSetCurrentBackupLogA', narrow(text), '-', 1]));
  for (const [index, text] of texts.entries()) assert.equal(lines[index]?.arguments?.[0], base64(text));
});

check('an address that is handed out again is a new context and a new list', async () => {
  const prepare: Words = ['HrBackupPrepareA', narrow('S'), '-', 0, 1];
  const { lines } = await record([
    prepare,
    ['HrBackupEnd', 0x1001],
    prepare,
    ['HrBackupClose', 0x1001],
    ['HrBackupGetDatabaseNamesA', 0x1001],
    ['BackupFree', 1],
    ['HrBackupGetDatabaseNamesA', 0x1001],
    ['BackupFree', 2],
  ]);
  assert.equal(
    lines.map(({ arguments: values, result }) => result?.['hbc'] ?? values?.[0]),
    ['hbc1', 'hbc1', 'hbc2', 'hbc2', 'hbc2', 'list1', 'hbc2', 'list2'],
  );
  assert.is(lines.length, 8, 'nothing unfreed, nothing said about it');
});

test.run();
