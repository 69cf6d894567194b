import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { NodeStorage } from '../agent/index.ts';
import type { Ledger } from '../generators/index.ts';
import { type ExportedRow, exportedRows } from './testing/exportedRows.ts';
import { missingTools, runTool } from './testing/foreignTools.ts';
import { compareWithLedger, MailServer, type MailServerOptions } from './testing/mailServer.ts';
import { censusOf, type PageCensus } from './testing/pageCensus.ts';

const EMPTY_PATCH_FILE_SIZE_BYTES = 8192;

const missing = missingTools();
const isCi = !['', '0', 'false'].includes(process.env['CI'] ?? '');
if (missing !== null && !isCi) {
  process.stdout.write(`Not run: the tests with other people's tools. ${missing}\n`);
}

/** A test that needs the tools: fails in CI where they are missing, and is left out elsewhere, as was said above. */
function toolTest(name: string, body: () => Promise<void>): void {
  if (missing === null) test(name, body);
  else if (isCi) test(name, () => assert.unreachable(missing));
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-interchange-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const serverIn = (folder: string, seed: number, profileName: MailServerOptions['profileName'] = 'exchange-5.5') =>
  new MailServer({ seed, profileName, storage: new NodeStorage(), setFolder: folder });

const fileOfSet = (folder: string, ending: string): string => {
  const name = readdirSync(folder).find((candidate) => candidate.endsWith(ending));
  assert.ok(name !== undefined, `no ${ending} in ${folder}`);
  return join(folder, name ?? '');
};

/** Exports our table of a database file, and reads what came out. */
function exportRows(path: string): ExportedRow[] {
  const target = `${path}-out`;
  const { exitCode, output } = runTool('esedbexport', '-t', target, '-T', 'Rows', path);
  assert.is(exitCode, 0, output);
  assert.match(output, /Export completed/);
  const folder = `${target}.export`;
  const [name = 'nothing', ...others] = readdirSync(folder);
  assert.equal(others, [], 'only our table was wanted');
  const rows = exportedRows(readFileSync(join(folder, name), 'utf8'));
  rmSync(folder, { recursive: true });
  return rows;
}

function assertSame(ledger: Ledger, rows: Iterable<ExportedRow>): void {
  const comparison = compareWithLedger(ledger, rows);
  assert.ok(comparison.same, JSON.stringify(comparison));
}

interface Told {
  readonly server: MailServer;
  readonly databasePath: string;
  readonly databaseBytes: Uint8Array;
  readonly patchedPages: number;
  readonly census: PageCensus;
}

/** Load, a purge, a backup under load, the loss of the server, restore, hard recovery; the database as its clean stop left it. */
async function tellHistory(folder: string, seed: number): Promise<Told> {
  const server = serverIn(folder, seed);
  server.work(300);
  server.purge(1 / 3, 2 / 3);
  await server.backUp('sunday', 4);
  const patchSizeBytes = statSync(fileOfSet(join(folder, 'sunday'), '.pat')).size;
  await server.loseAndRestore('sunday');
  server.start();
  server.stop();
  const databaseBytes = server.databaseBytes();
  const databasePath = join(folder, 'restored.edb');
  writeFileSync(databasePath, databaseBytes);
  return {
    server,
    databasePath,
    databaseBytes,
    patchedPages: (patchSizeBytes - EMPTY_PATCH_FILE_SIZE_BYTES) / 4096,
    census: censusOf(databaseBytes),
  };
}

function assertEventful({ census, patchedPages }: Told): void {
  const seen = JSON.stringify({ ...census, patchedPages });
  assert.ok(patchedPages > 0 && census.branchOffsets.length >= 2 && census.splitLeaves > 0 && census.empty > 0, seen);
}

test('the histories below have a patch file with pages, a tree of three levels, splits and merges', async () => {
  await inFolder(async (folder) => {
    const { splitLeaves, empty } = censusOf(serverIn(folder, 1).databaseBytes());
    assert.equal([splitLeaves, empty], [0, 0]);
    assertEventful(await tellHistory(folder, 1));
  });
});

toolTest('`file` recognises a database that is being streamed, of 5.5 and of 4.0', () =>
  inFolder(async (folder) => {
    const expected = { 'exchange-5.5': /version 0x620\b/, 'exchange-4.0': /version 0x500\b/ } as const;
    for (const profileName of ['exchange-5.5', 'exchange-4.0'] as const) {
      const server = serverIn(folder, 3, profileName);
      await server.backUp(profileName, 2);
      const { output } = runTool('file', fileOfSet(join(folder, profileName), '.edb'));
      assert.match(output, /Extensible storage engine DataBase/);
      assert.match(output, expected[profileName]);
      assert.match(output, /page size 4096,.* Windows version 4\.0/);
    }
  }),
);

toolTest('esedbinfo lists the tables, columns and indexes of a database that was streamed under load', () =>
  inFolder(async (folder) => {
    const server = serverIn(folder, 4);
    server.work(50);
    await server.backUp('sunday', 3);
    const { exitCode, output } = runTool('esedbinfo', fileOfSet(join(folder, 'sunday'), '.edb'));
    assert.is(exitCode, 0, output);
    assert.match(output, /Current format:\s+0x620,2/);
    assert.equal(
      [...output.matchAll(/^Table: \d+\t+(.*)$/gm)].map(([, table]) => table),
      ['MSysObjects (2)', 'MSysObjectsShadow (3)', 'Rows (6)'],
    );
    const ofRows = output.slice(output.indexOf('Rows (6)'));
    assert.match(ofRows, /1\t1\tKey\tCurrency \(64-bit\)\n/);
    assert.match(ofRows, /2\t128\tValue\tLarge binary data\n/);
    assert.match(ofRows, /Number of indexes:\t1\n\tIndex: 1\t\tKey \(6\)/);
    assert.match(output, /Index: 1\t\tId \(2\)\n\tIndex: 2\t\tName \(4\)\n\tIndex: 3\t\tRootObjects \(5\)/);
    assert.is(runTool('esedbinfo', fileOfSet(join(folder, 'sunday'), 'manifest.json')).exitCode, 1);
  }),
);

toolTest('both catalogs say the same, and say it about every tree of the database', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'new.edb');
    const server = serverIn(folder, 5);
    server.stop();
    writeFileSync(path, server.databaseBytes());
    assert.is(runTool('esedbexport', '-t', join(folder, 'all'), path).exitCode, 0);
    const read = (name: string): string => readFileSync(join(folder, 'all.export', name), 'latin1');
    assert.is(read('MSysObjects.0'), read('MSysObjectsShadow.1'));
    const rows = read('MSysObjects.0')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    // ObjidTable, Type, Id, ColtypOrPgnoFDP and, eleventh, Name: the trees are the records that are no columns.
    const trees = rows
      .filter(([, type]) => type !== '2')
      .map(([objidTable, type, id, page, ...rest]) => [objidTable, type, id, page, rest[6]].join(' '));
    assert.equal(trees, [
      '2 1 2 4 MSysObjects',
      '2 3 2 4 Id',
      '2 3 4 7 Name',
      '2 3 5 10 RootObjects',
      '3 1 3 24 MSysObjectsShadow',
      '3 3 3 24 Id',
      '6 1 6 32 Rows',
      '6 3 6 32 Key',
    ]);
  }),
);

toolTest(
  'a database that was backed up under load, restored and recovered is exported with exactly the committed rows',
  () =>
    inFolder(async (folder) => {
      for (const seed of [1, 2]) {
        const { server, databasePath, census, patchedPages } = await tellHistory(folder, seed);
        assertSame(server.ledger, exportRows(databasePath));
        assert.ok(census.empty > 0 && patchedPages > 0, `history ${seed}: ${JSON.stringify(census)}`);
        rmSync(join(folder, 'sunday'), { recursive: true });
      }
    }),
);

toolTest('so is one that crashed under load after its restore, and recovered from its own logs', () =>
  inFolder(async (folder) => {
    const { server, databasePath } = await tellHistory(folder, 6);
    server.start();
    server.work(300);
    server.crash();
    server.start();
    server.work(20);
    server.stop();
    writeFileSync(databasePath, server.databaseBytes());
    assertSame(server.ledger, exportRows(databasePath));
  }),
);

toolTest('a table that lost all its rows is exported without any, and with those that came later', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'emptied.edb');
    const server = serverIn(folder, 8);
    for (const transactions of [0, 12]) {
      server.purge(0, 1);
      server.work(transactions);
      server.stop();
      writeFileSync(path, server.databaseBytes());
      const rows = exportRows(path);
      assertSame(server.ledger, rows);
      assert.is(rows.length > 0, transactions > 0);
      server.start();
    }
  }),
);

toolTest('internal pages that are linked to their siblings are no pages of ESE, and no tool reads on', () =>
  inFolder(async (folder) => {
    const { databasePath, databaseBytes, census } = await tellHistory(folder, 9);
    const linked = Buffer.from(databaseBytes);
    const [first = 0, second = 0] = census.branchOffsets;
    assert.ok(first > 0 && second > 0);
    linked.writeUInt32LE(linked.readUInt32LE(second + 4), first + 20);
    writeFileSync(databasePath, linked);
    const { exitCode, output } = runTool('esedbexport', '-t', join(folder, 'linked'), '-T', 'Rows', databasePath);
    assert.is(exitCode, 1);
    assert.match(output, /unsupported next page number/);
  }),
);

toolTest('one changed byte of one row is noticed, in its value and in its key', () =>
  inFolder(async (folder) => {
    const { server, databasePath, databaseBytes } = await tellHistory(folder, 7);
    const rows = exportRows(databasePath);
    assertSame(server.ledger, rows);
    const file = Buffer.from(databaseBytes);
    // A value that is long enough to be found, and found once: values of the load are repeated.
    const row = rows.find(({ value }) => value.length > 100 && file.indexOf(value) === file.lastIndexOf(value));
    assert.ok(row !== undefined);
    const valueOffset = file.indexOf(row?.value ?? '');
    const keyOffset = valueOffset - 11;
    assert.is(Number(file.readBigUInt64LE(keyOffset)), row?.key);

    const exportWith = (offset: number) => {
      const changed = Buffer.from(file);
      changed.writeUInt8(file.readUInt8(offset) ^ 0x10, offset);
      writeFileSync(databasePath, changed);
      return compareWithLedger(server.ledger, exportRows(databasePath));
    };
    const otherValue = exportWith(valueOffset + 60);
    assert.equal([otherValue.same, otherValue.different.count], [false, 1]);
    assert.match(otherValue.different.examples[0] ?? '', new RegExp(`key ${row?.key}\\b`));
    const otherKey = exportWith(keyOffset + 4);
    assert.equal([otherKey.same, otherKey.missing.count, otherKey.extra.count], [false, 1, 1]);
  }),
);

test.run();
