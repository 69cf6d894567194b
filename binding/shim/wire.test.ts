import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { functionInfos, type Hresult } from '../../simulator/protocol/index.ts';
import { endpointText } from '../host/index.ts';
import { TOKEN, withHost } from '../host/testing/hosted.ts';
import { root, testsWith } from '../testing/tools.ts';
import { driverProgram, shimFolder } from './testing/builds.ts';
import { Driver, narrow, wide } from './testing/driver.ts';

const check = testsWith('the drop-in library and the host together', 'gcc');

/** Numbers that a C header or a TypeScript file defines, without what both spell in their own way. */
function numbersIn(text: string, pattern: RegExp): Map<string, number> {
  return new Map(
    [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, Number(value.replace(/_|u$/g, ''))]),
  );
}

const ours = numbersIn(readFileSync(join(shimFolder, 'src', 'wire.h'), 'utf8'), /^#define (\w+) (\w+)$/gm);
const hostText = readFileSync(join(root, 'binding', 'host', 'wire.ts'), 'utf8');
const page = readFileSync(join(root, 'binding', 'WIRE.md'), 'utf8');

test('the numbers of the library are those of the host', () => {
  const theirs = numbersIn(hostText, /^export const ([A-Z_]+) = ([\w]+);$/gm);
  const shared = [...theirs.keys()].filter((name) => ours.has(name));
  for (const name of shared) assert.is(ours.get(name), theirs.get(name), name);
  for (const name of [
    'WIRE_VERSION',
    'LENGTH_SIZE_BYTES',
    'MAXIMUM_REQUEST_SIZE_BYTES',
    'MAXIMUM_REPLY_SIZE_BYTES',
    'MAXIMUM_TEXT_SIZE_BYTES',
    'MAXIMUM_MAP_ROWS',
    'REPLY_HEAD_SIZE_BYTES',
    'NULL_TEXT',
    'FOREIGN_LIST',
    'MAXIMUM_CONNECTIONS_PER_CLIENT',
  ]) {
    assert.ok(shared.includes(name), `${name} is in both`);
  }
  const kinds = numbersIn(hostText, /(hello|welcome|call|reply): (0x\w+)/g);
  for (const [name, value] of kinds) assert.is(ours.get(`FRAME_${name.toUpperCase()}`), value, name);
  assert.is(kinds.size, 4);
  const statuses = numbersIn(hostText, /(wrongToken|wrongVersion|tooMany|noSuchClient): (\d)/g);
  const names = {
    wrongToken: 'WRONG_TOKEN',
    wrongVersion: 'WRONG_VERSION',
    tooMany: 'TOO_MANY',
    noSuchClient: 'NO_SUCH_CLIENT',
  };
  for (const [name, text] of Object.entries(names)) assert.is(ours.get(`${text}_STATUS`), statuses.get(name), name);
});

test('the numbers of the library are those of WIRE.md', () => {
  const told = (pattern: RegExp): number => Number(pattern.exec(page)?.[1]?.replaceAll(',', ''));
  assert.is(ours.get('MAXIMUM_REQUEST_SIZE_BYTES'), told(/From the shim at most ([\d,]+) bytes/));
  assert.is(ours.get('MAXIMUM_REPLY_SIZE_BYTES'), told(/from the host at most ([\d,]+) \(64 MiB/));
  assert.is(ours.get('MAXIMUM_WELCOME_SIZE_BYTES'), told(/A WELCOME has at most ([\d,]+) bytes/));
  assert.is(ours.get('MAXIMUM_TEXT_SIZE_BYTES'), told(/A text has at most ([\d,]+) bytes/));
  assert.is(ours.get('MAXIMUM_MAP_ROWS'), told(/At most ([\d,]+) rows follow/));
  assert.is(ours.get('MAXIMUM_CONNECTIONS_PER_CLIENT'), told(/threads inside calls, at most ([\d,]+)\./));
  assert.is(ours.get('WIRE_VERSION'), told(/\*\*version\*\* is (\d+)/));
  assert.is(ours.get('FRAME_HELLO'), told(/`(0x\w\w)` HELLO/));
  assert.is(ours.get('FRAME_WELCOME'), told(/`(0x\w\w)` WELCOME/));
  assert.is(ours.get('FRAME_CALL'), told(/`(0x\w\w)` CALL/));
  assert.is(ours.get('FRAME_REPLY'), told(/`(0x\w\w)` REPLY/));
  const codes = readFileSync(join(shimFolder, 'src', 'codes.h'), 'utf8');
  for (const code of page.match(/0x[0-9A-F]{8}(?=`\))/g) ?? []) {
    if (code !== '0xFFFFFFFF') assert.ok(codes.includes(`${code}u`), code);
  }
});

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

check('the host is given what the agent passed, and the agent what the host answered', async () => {
  const program = await driverProgram('linux-x64-asan');
  await withHost({}, async ({ endpoint, calls, answers, happened }) => {
    const driver = new Driver([program], { EDBPROOF_ENDPOINT: endpointText(endpoint), EDBPROOF_TOKEN: TOKEN });
    answers.list = bytes('E\\\\S\\x\0\0');
    answers.fileSizeBytes = 2 ** 40 + 1;
    const { hbc = '' } = await driver.call('HrBackupPrepareW', wide('S\ud800'), wide('Exchange MDB Database'), 0, 1);
    const steps: readonly (readonly [readonly (string | number)[], Readonly<Record<string, string>>])[] = [
      [['HrBackupGetDatabaseNamesA', hbc], { code: '00000000', bytes: Buffer.from(answers.list).toString('hex') }],
      [['HrBackupOpenFileA', hbc, narrow('\u00e4'), 65536], { fileSize: '1099511627777' }],
      [['HrBackupRead', hbc, '+', 5], { read: '5', buffer: 'a5a5a5a5a5' }],
      [
        ['HrRestoreRegisterW', hbc, '-', wide('l'), '+', 1, wide('a'), wide('b'), '|', wide('c'), 1, 0xfffff],
        { code: '00000000' },
      ],
      [['HrRestoreRegisterComplete', hbc, 0xc7ff_0002], { code: '00000000' }],
      [['HrSetCurrentBackupLogA', narrow('S'), '-', 0xffff_ffff], { code: '00000000' }],
      [['BackupFree', 1], { errno: '77' }],
      [['BackupFree', 1], { errno: '77' }],
      [['BackupFree', '-'], { errno: '77' }],
    ];
    for (const [words, expected] of steps) {
      const answer = await driver.call(...words);
      for (const [key, value] of Object.entries(expected)) assert.is(answer[key], value, `${words}: ${key}`);
    }
    answers.code = 0xc7ff_000e as Hresult;
    assert.equal((await driver.call('HrBackupPrepareA', '-', '-', 1, 2))['hbc'], 'untouched');
    const context = calls[1]?.arguments[0];
    const shown = (value: unknown, index: number, name: string): unknown => {
      if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
      return index === 0 && value === context && !name.includes('Prepare') ? 'hbc' : value;
    };
    assert.equal(
      calls.map(({ name, arguments: values }) => [name, ...values.map((value, index) => shown(value, index, name))]),
      [
        ['HrBackupPrepareW', 'S\ud800', 'Exchange MDB Database', 0, 1],
        ['HrBackupGetDatabaseNamesA', 'hbc'],
        ['HrBackupOpenFileA', 'hbc', '\u00e4', 65536],
        ['HrBackupRead', 'hbc', '\xa5'.repeat(5), 5],
        ['HrRestoreRegisterW', 'hbc', null, 'l', [{ databaseName: 'a', newDatabaseName: 'b' }], 'c', 1, 0xfffff],
        ['HrRestoreRegisterComplete', 'hbc', 0xc7ff_0002],
        ['HrSetCurrentBackupLogA', 'S', null, 0xffff_ffff],
        ['BackupFree', 'E\\\\S\\x\0\0'],
        ['BackupFree', ''],
        ['BackupFree', null],
        ['HrBackupPrepareA', null, null, 1, 2],
      ],
    );
    assert.equal([happened.refused, happened.defects], [[], []]);
    assert.is(happened.came[0]?.processId, driver.processId);
    assert.is(await driver.endWell(), '');
  });
});

check('every function reaches the host, and no call is refused as malformed', async () => {
  const program = await driverProgram('linux-x64-asan');
  await withHost({}, async ({ endpoint, calls, happened }) => {
    const driver = new Driver([program], { EDBPROOF_ENDPOINT: endpointText(endpoint), EDBPROOF_TOKEN: TOKEN });
    const { hbc = '' } = await driver.call('HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1);
    const rest: readonly (readonly (string | number)[])[] = [
      ['HrBackupPrepareW', '-', '-', 0, 1],
      ...['HrBackupGetDatabaseNames', 'HrBackupGetBackupLogs', 'HrRestoreGetDatabaseLocations'].flatMap((name) => [
        [`${name}A`, hbc],
        [`${name}W`, hbc],
      ]),
      ['HrBackupOpenFileA', hbc, '-', 1],
      ['HrBackupOpenFileW', hbc, wide('x'), 1],
      ['HrBackupRead', hbc, '-', 0],
      ['HrBackupClose', hbc],
      ['HrBackupTruncateLogs', hbc],
      ['BackupFree', 'foreign'],
      ['HrRestorePrepareA', narrow('S'), '-'],
      ['HrRestorePrepareW', wide('S'), '-'],
      ['HrRestoreRegisterA', hbc, '-', '-', '-', 0, '|', '-', 0, 0],
      ['HrRestoreRegisterW', hbc, '-', '-', '+', 0, '|', '-', 0, 0],
      ['HrRestoreRegisterComplete', hbc, 0],
      ['HrRestoreEnd', hbc],
      ['HrSetCurrentBackupLogA', '-', '-', 0],
      ['HrSetCurrentBackupLogW', '-', '-', 0],
      ['I_HrCheckBackupLogs', '0x123456789'],
      ['I_HrRestoreW', 1, 2, 3, 4, 5, 6, 7, 8, hbc],
      ['HrBackupEnd', hbc],
    ];
    for (const words of rest) await driver.call(...words);
    assert.equal(new Set(calls.map(({ name }) => name)), new Set(functionInfos.map(({ name }) => name)));
    assert.equal([happened.refused, happened.defects], [[], []]);
    assert.is(await driver.endWell(), '');
  });
});

test.run();
