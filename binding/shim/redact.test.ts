import { hostname } from 'node:os';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { narrow, wide } from './testing/driver.ts';
import { record, type TraceLine, type Words } from './testing/recording.ts';

const check = testsWith('names of servers replaced in a recording', 'gcc');

const redacted = { EDBPROOF_REDACT: '1' };
const OWN = hostname();

const decoded = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'base64' in value
    ? Buffer.from(`${value.base64}`, 'base64').toString('latin1')
    : value;
/** The first argument as it is shown, an A text decoded. */
const first = ({ arguments: values }: TraceLine): unknown => decoded(values?.[0]);
const setLog = (server: string | null, annotation: string | null = null): Words => [
  'HrSetCurrentBackupLogW',
  wide(server),
  wide(annotation),
  1,
];
const open = (path: string): Words => ['HrBackupOpenFileW', 0, wide(path), 1];
const shownPath = ({ arguments: values }: TraceLine | { arguments?: readonly unknown[] }): unknown => values?.[1];

check('servers become references in the order of their first appearance, letter case ignored', async () => {
  const { lines, header, log } = await record(
    [
      setLog('EXCH01'),
      setLog('\\\\exch01'),
      ['HrSetCurrentBackupLogA', narrow('Exch01'), '-', 1],
      ['HrSetCurrentBackupLogA', narrow('\\\\S\u00e9rv'), '-', 1],
      setLog('S\u00e9rv'),
      setLog('s\u00c9rv'),
      setLog(''),
      setLog('\\\\'),
      setLog(null),
    ],
    redacted,
  );
  // Only ASCII letters have two cases here: the others depend on a code page.
  assert.equal(lines.map(first), [
    'server-1',
    '\\\\server-1',
    'server-1',
    '\\\\server-2',
    'server-2',
    'server-3',
    '',
    '\\\\',
    null,
  ]);
  assert.is(header['redacted'], 'server names');
  assert.ok(log.includes('45005800'), 'the library was given the name itself');
});

check('a known name is replaced in paths where it stands as a word, and nowhere inside one', async () => {
  const { lines } = await record(
    [
      open('D:\\mail\\x'),
      setLog('MAIL'),
      open('D:\\mail\\MAILBOX\\e-mail\\mail_1\\mail.edb'),
      open('\\\\MAIL\\share\\mail'),
      open('\\\\other'),
      open('\\\\\\x\\OTHER'),
      open('mail'),
      open(''),
      open('\\\\'),
    ],
    redacted,
  );
  const paths = lines.filter(({ call }) => call === 'HrBackupOpenFileW').map(shownPath);
  assert.equal(paths, [
    'D:\\mail\\x',
    'D:\\server-1\\MAILBOX\\e-mail\\mail_1\\server-1.edb',
    '\\\\server-1\\share\\server-1',
    '\\\\server-2',
    '\\\\\\x\\server-2',
    'server-1',
    '',
    '\\\\',
  ]);
});

check('the name of this computer is hidden from its first appearance on, wherever it is a word', async () => {
  const { lines, text } = await record(
    [setLog('EXCH01'), open(`C:\\${OWN}\\x`), open(`\\\\${OWN.toLowerCase()}\\C$`), open(`C:\\${OWN}x`)],
    redacted,
  );
  assert.equal(lines.map(shownPath).slice(1), ['C:\\server-2\\x', '\\\\server-2\\C$', `C:\\${OWN}x`]);
  const plain = await record([open(`C:\\${OWN}\\x`)]);
  assert.ok(plain.text.includes(OWN) && text.split(OWN).length === 2);
});

check('annotations stay, and maps and lists lose the names but not their tokens', async () => {
  const { lines } = await record(
    [
      setLog('Exchange', 'Exchange MDB Database'),
      ['HrBackupGetDatabaseNamesA', 0x1001],
      ['HrBackupGetDatabaseNamesW', 0x1001],
      [
        'HrRestoreRegisterW',
        0,
        wide('\\\\EXCH01\\c'),
        '-',
        '+',
        1,
        wide('\\\\exch2\\a'),
        wide('D:\\EXCH01'),
        '|',
        wide('\\\\NEW\\l'),
        1,
        2,
      ],
      ['HrRestoreRegisterA', 0, '-', '-', '+', 1, narrow('\\\\exch2\\a'), narrow('D:\\EXCH01'), '|', '-', 1, 2],
    ],
    redacted,
  );
  assert.equal(lines[0]?.arguments, ['server-1', 'Exchange MDB Database', 1]);
  const list =
    'E\\\\server-2\\D$\\exchsrvr\\mdbdata\\priv.edb\0\x82\\\\server-2\\D$\\logs\0!\\\\server-3\\D$\\server-2\\EXCH01X\0\0';
  const shown = (line: number): Buffer => {
    const value = lines[line]?.result?.['list'];
    if (typeof value !== 'object' || value === null || !('base64' in value)) throw new Error('no list');
    return Buffer.from(`${value.base64}`, 'base64');
  };
  assert.is(shown(1).toString('latin1'), list);
  assert.is(shown(2).toString('utf16le'), list);
  assert.ok(Number(lines[1]?.result?.['sizeBytes']) < list.length, 'the size is that of the list as it was');
  assert.equal(lines[3]?.arguments?.slice(1), [
    '\\\\server-2\\c',
    null,
    [{ databaseName: '\\\\server-3\\a', newDatabaseName: 'D:\\server-2' }],
    '\\\\server-4\\l',
    1,
    2,
  ]);
  const rows = lines[4]?.arguments?.[3];
  assert.equal(Array.isArray(rows) ? Object.values(rows[0]).map(decoded) : null, ['\\\\server-3\\a', 'D:\\server-2']);
});

check('more names than are told apart stay hidden all the same', async () => {
  // This computer's name is one of the 256.
  const names = Array.from({ length: 257 }, (_, index) => `S${index + 1}`);
  const { lines } = await record(
    [...names, 's9', 'x'.repeat(256)].map((name) => setLog(name)),
    redacted,
  );
  assert.equal(lines.map(first), [
    ...names.slice(0, 255).map((_, index) => `server-${index + 1}`),
    'server-many',
    'server-many',
    'server-9',
    'server-many',
  ]);
});

check('without EDBPROOF_REDACT, or with 0, names are shown', async () => {
  for (const env of [{}, { EDBPROOF_REDACT: '0' }, { EDBPROOF_REDACT: '' }]) {
    const { lines } = await record([setLog('EXCH01')], env);
    assert.is(lines[0]?.arguments?.[0], 'EXCH01');
  }
});

test.run();
