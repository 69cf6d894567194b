import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fileProblem } from '../../binding/files/index.ts';
import { printed } from './output/index.ts';
import { run } from './testing/run.ts';
import { reportLines } from './verifyText.ts';

const reportText = (...given: Parameters<typeof reportLines>): string => printed(reportLines(...given), false);

const SCENARIO = `name: Two sets
why: To be verified.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
  - load: { transactions: 200 }
  - backup: { kind: full, set: sunday, loadDuring: 2 }
  - fillLogs: { generations: 2 }
  - backup: { kind: full, set: monday, loadDuring: 2 }
`;

/** A folder with two full backups of one server, taken once; tests work on copies. */
async function takeSets(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-verify-'));
  const scenario = join(folder, 'two.yaml');
  writeFileSync(scenario, SCENARIO);
  const { exitCode, err, out } = await run(['play', scenario, '--set', join(folder, 'sets')]);
  assert.is(exitCode, 0, err + out);
  return folder;
}

const taken = await takeSets();
test.after(() => rmSync(taken, { recursive: true }));

const inCopy = async (name: string, work: (folder: string) => Promise<void>): Promise<void> => {
  const parent = mkdtempSync(join(tmpdir(), 'edbproof-verify-'));
  try {
    const folder = join(parent, name);
    const source = join(taken, 'sets', 'two', name);
    mkdirSync(folder);
    for (const file of readdirSync(source)) copyFileSync(join(source, file), join(folder, file));
    await work(folder);
  } finally {
    rmSync(parent, { recursive: true });
  }
};

const filesEnding = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const flip = (file: string, offset: number): void => {
  const bytes = readFileSync(file);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};

test('a sound backup set: every file with its header and its verdict, and exit code 0', () =>
  inCopy('sunday', async (folder) => {
    const { out, err, exitCode } = await run(['verify', `${folder}/`]);
    assert.equal([exitCode, err], [0, '']);
    for (const file of readdirSync(folder)) {
      if (file !== 'trace.jsonl') assert.match(out, `${join(folder, file)}: sound\n`);
    }
    assert.match(
      out,
      /001-priv\.edb: database, 1\.0 MiB, \d+ pages, \d+ of zeros, newest dbtime \d+, 6 trees walked\n {4}Format ulMagic/,
    );
    assert.match(out, /\.pat: patch file, [\d.]+ KiB, \d+ page images?, newest dbtime \d+\n/);
    assert.match(out, /edb00001\.log: log, 5\.0 MiB, \d+ records up to \(1,\d+,\d+\), closed\n {4}lGeneration: 1\n/);
    assert.match(out, 'State: Inconsistent');
    const colored = await run(['verify', folder], { color: true });
    assert.match(colored.out, '\u001b[32msound');
  }));

test('a flipped bit is found at its page, said in one line, and ends with 1', () =>
  inCopy('sunday', async (folder) => {
    const [database = ''] = filesEnding(folder, '.edb');
    flip(database, 8192 + 4096 * 69 + 77);
    const { out, exitCode } = await run(['verify', database]);
    assert.is(exitCode, 1);
    assert.match(
      out,
      /priv\.edb: page 70, offset 290816: the checksum is 0x[0-9a-f]{8}, .*; do not restore this copy; .* \[-1018\]\n/,
    );
    assert.ok(out.endsWith(`${database}: 1 finding\n`));
    flip(database, 5000);
    assert.match((await run(['verify', database])).out, ': 2 findings\n');
  }));

test('--json prints one object per file, with verdict, header and findings', () =>
  inCopy('sunday', async (folder) => {
    const [log = ''] = filesEnding(folder, '.log');
    flip(log, 5000);
    const { out, exitCode } = await run(['verify', folder, join(folder, 'gone'), '--json']);
    assert.is(exitCode, 2);
    interface Line {
      file: string;
      verdict: string;
      kind?: string;
      header?: { generation?: number };
      problems?: string[];
      findings?: { id: string; place: { position: { generation: number } } }[];
    }
    const lines: Line[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.is(lines.length, readdirSync(folder).length, 'the manifest answers for the trace; one path leads nowhere');
    const damaged = lines.find(({ file }) => file === log);
    assert.equal([damaged?.verdict, damaged?.kind, damaged?.header?.generation], ['findings', 'log', 1]);
    assert.equal([damaged?.findings?.[0]?.id, damaged?.findings?.[0]?.place.position.generation], ['log-records', 1]);
    const verdicts = new Set(lines.map(({ verdict }) => verdict));
    assert.equal([...verdicts].sort(), ['findings', 'sound', 'unreadable']);
    const manifest = lines.find(({ kind }) => kind === 'manifest');
    assert.match(manifest?.problems?.join() ?? '', 'was altered');
    const text = await run(['verify', log]);
    assert.match(text.out, /position \(1,\d+,\d+\), offset \d+: behind \d+ sound records/);
  }));

test('verify says of a set what verify-set says: contradictions, altered files, and a manifest that nobody can read', () =>
  inCopy('sunday', async (folder) => {
    const path = join(folder, 'manifest.json');
    const text = readFileSync(path, 'utf8');
    const kinds: readonly (readonly [string, string])[] = [
      [text.replace('"kind": "full"', '"kind": "incremental"'), 'a backup of kind incremental reads only logs'],
      [text.replace('"lowGeneration": 1', '"lowGeneration": 3'), 'which is backwards'],
      [text.replace(/"files": \[[\s\S]*?\n {2}\]/, '"files": []'), 'it lists no file'],
      [text.replace(/"fromHeader": 1\b/, '"fromHeader": 7'), 'is log 1 by its header, and manifest.json says 7'],
      [text.replace('"version": 1', '"version": 1,'), 'manifest.json is not JSON'],
      [text.replace(/"takenAt": "\d+/, '"takenAt": "1996'), 'after the set was taken at 1996'],
    ];
    for (const [edited, sentence] of kinds) {
      assert.is.not(edited, text, sentence);
      writeFileSync(path, edited);
      const [verify, verifySet] = [await run(['verify', folder]), await run(['verify-set', folder])];
      assert.equal([verify.exitCode, verifySet.exitCode], [1, 1], sentence);
      assert.match(verifySet.err, sentence);
      const lines = verifySet.err.trim().split('\n');
      for (const line of lines) assert.match(verify.out, line.replace(`${folder}: `, `${path}: `));
      assert.match(verify.out, `${path}: ${lines.length === 1 ? '1 finding' : `${lines.length} findings`}\n`);
    }
  }));

test('files of one folder are compared: a log that is missing is found', () =>
  inCopy('monday', async (folder) => {
    const logs = filesEnding(folder, '.log');
    assert.ok(logs.length > 2, 'the set has a log between two others');
    rmSync(logs[1] ?? '');
    const { out, exitCode } = await run(['verify', folder]);
    assert.is(exitCode, 1);
    assert.match(out, /log \d+ is missing in front of it; .* \[-528, -557\]/);
  }));

test('files named one by one are compared, wherever they lie; folders each by themselves', async () => {
  const [sunday, monday] = [join(taken, 'sets', 'two', 'sunday'), join(taken, 'sets', 'two', 'monday')];
  assert.is((await run(['verify', sunday, monday])).exitCode, 0);
  const logs = [...filesEnding(sunday, '.log'), ...filesEnding(monday, '.log')];
  assert.is((await run(['verify', ...logs])).exitCode, 0, 'the logs of both are one chain');
  const mixed = [...filesEnding(monday, '.edb'), ...filesEnding(sunday, '.pat')];
  const { out, exitCode } = await run(['verify', ...mixed]);
  assert.is(exitCode, 1);
  assert.match(out, 'another mark of the backup');
  assert.match(out, '[-552]');
});

test('what is no file of the engine, or cannot be read, has one line on the error output and ends with 2', () =>
  inCopy('sunday', async (folder) => {
    const [text, zeros, empty] = [join(folder, 'letter.txt'), join(folder, 'zeros'), join(folder, 'empty')];
    writeFileSync(text, 'Dear administrator');
    writeFileSync(zeros, new Uint8Array(4096));
    mkdirSync(empty);
    for (const [path, reason] of [
      [text, 'no database, patch file, log or checkpoint'],
      [zeros, 'nothing but zeros in 4096 bytes'],
      [join(folder, 'gone.edb'), 'there is no such file; check the path'],
      [empty, 'the folder holds no database'],
      [devNull, ''],
    ] as const) {
      const { out, err, exitCode } = await run(['verify', path]);
      assert.equal([exitCode, out], [2, ''], path);
      assert.match(err, `${path}: ${reason}`);
      assert.is(err.trim().split('\n').length, 1);
    }
    const inSet = await run(['verify', folder]);
    assert.equal([inSet.exitCode, inSet.out.includes('letter.txt is not part of this set')], [1, true]);
    writeFileSync(join(folder, 'manifest.json'), '{"format":"of something else"}');
    const strangers = await run(['verify', folder, '--json']);
    assert.is(strangers.exitCode, 0, 'strangers in a folder that is no set are named and no more');
    assert.match(strangers.out, '/letter.txt","verdict":"skipped"}');
    writeFileSync(join(folder, 'other.edb'), 'Dear administrator');
    symlinkSync(join(folder, 'gone.edb'), join(folder, 'link.edb'));
    const named = await run(['verify', folder]);
    assert.is(named.exitCode, 2);
    assert.match(named.err, 'other.edb: no database');
    assert.match(named.err, 'link.edb: there is no such file');
    assert.is((await run(['verify'])).exitCode, 2);
  }));

test('a truncated database is found; a large one shows on a terminal how far it is', () =>
  inCopy('sunday', async (folder) => {
    const [database = ''] = filesEnding(folder, '.edb');
    truncateSync(database, 300_001);
    const { out, exitCode } = await run(['verify', database]);
    assert.equal([exitCode, out.includes('no whole number of pages')], [1, true]);
    truncateSync(database, 290_816);
    truncateSync(database, 80 * 1024 * 1024);
    const large = await run(['verify', database], { errorIsTerminal: true });
    assert.is(large.exitCode, 0, large.out);
    assert.match(large.err, /\r.*priv\.edb: 64\.\d MiB of 80\.0 MiB/);
    assert.ok(large.err.endsWith('\r\u001b[K'));
  }));

test('verify --help has examples and says what the exit codes mean', async () => {
  const { out, exitCode } = await run(['verify', '--help']);
  assert.is(exitCode, 0);
  for (const part of ['Examples:', 'Exit codes: 0 sound']) assert.match(out, part);
  assert.match((await run(['--help'])).out, 'edbproof verify <file..>');
});

test('reports of what a backup set never holds: reserve logs, checkpoints, more findings than are listed', () => {
  const base = { name: 'x', sizeBytes: 8192, findings: [], findingCount: 0, notes: [] };
  assert.match(reportText('res1.log', { ...base, kind: 'reserve' }), 'res1.log: space for a log, 8.0 KiB\n');
  const checkpoint = reportText('edb.chk', { ...base, kind: 'checkpoint', checkpoint: null, findingCount: 2 });
  assert.match(checkpoint, 'edb.chk: and 2 more findings, not listed\nedb.chk: 2 findings\n');
  const inside = { moves: [], attachmentOf: () => null, newestTimeOf: () => 0 };
  const log = {
    header: null,
    namedGeneration: null,
    isCurrent: true,
    recordCount: 0,
    isClosed: false,
    inside,
  } as const;
  const current = { ...base, ...log, kind: 'log', notes: ['all is well'] } as const;
  assert.match(reportText('edb.log', { ...current, endPosition: null }), 'log, 8.0 KiB\nedb.log: note: all is well');
  const endPosition = { generation: 3, sector: 8, byte: 0 };
  assert.match(reportText('edb.log', { ...current, endPosition }), '0 records up to (3,8,0), not closed');
  const images = { pageCount: 0, zeroPageCount: 0, damagedPageCount: 0, newestDatabaseTime: 0 };
  assert.match(
    reportText('a.pat', { ...base, kind: 'patch', header: null, images, inside: { images: [] } }),
    'no page image\n',
  );
});

test('only what the operating system says is a problem of a file; the rest is a defect, and thrown', () => {
  const refused = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open' });
  assert.match(fileProblem(refused).problem, 'it cannot be read: EACCES');
  assert.throws(() => fileProblem(new RangeError('a defect')), 'a defect');
});

test.run();
