import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { verifyFile } from '../../engine/index.ts';
import { fillLogs } from '../testing/drive.ts';
import { testServer } from '../testing/testServer.ts';
import { corruptByte, corruptPage, tearFile, tearPage } from './damage.ts';

const PRIV = 'D:\\exchsrvr\\mdbdata\\priv.edb';
const LOG = 'D:\\exchsrvr\\mdbdata\\edb00001.log';

/** The disk of a server that has worked, and stopped: every file is sound. */
const disk = (() => {
  const server = testServer();
  const store = server.service('information-store');
  fillLogs(store, 2);
  store.stop();
  return server.disk;
})();

const findingsOf = (path: string, on: typeof disk): readonly string[] => {
  const file = on.open(path);
  if (file === null) throw new Error(`no ${path}`);
  const report = verifyFile(path, file);
  return report.kind === 'unusable'
    ? [report.reason]
    : report.findings.map(({ what, place }) => `${place?.pageNumber}: ${what}`);
};

/** A page that holds rows. */
const FULL_PAGE = 24;

const pageCount = (disk.open(PRIV)?.sizeBytes ?? 0) / 4096 - 2;

test('the files are sound before they are damaged', () => {
  assert.equal([...findingsOf(PRIV, disk), ...findingsOf(LOG, disk)], []);
  assert.ok(pageCount > 100);
});

test('verification finds a torn page and a corrupt one, whichever page it is; an empty page cannot be torn (property)', () => {
  let torn = 0;
  let empty = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: pageCount }), fc.boolean(), (page, tear) => {
      const copy = disk.clone();
      const problem = tear ? tearPage(copy, PRIV, page) : corruptPage(copy, PRIV, page);
      if (problem !== null) {
        assert.match(problem, `page ${page} of ${PRIV} is empty`);
        assert.equal(findingsOf(PRIV, copy), []);
        empty += 1;
        return;
      }
      assert.match(findingsOf(PRIV, copy).join('\n'), new RegExp(`^${page}: the checksum`));
      if (tear) torn += 1;
    }),
    { seed: 13, numRuns: 120 },
  );
  assert.ok(torn > 20, `inconclusive: ${torn} torn, ${empty} empty`);
});

test('a torn page keeps its first sectors, and its last are zero', () => {
  const copy = disk.clone();
  const before = disk.readAll(PRIV) ?? new Uint8Array(0);
  assert.is(tearPage(copy, PRIV, FULL_PAGE), null);
  const after = copy.readAll(PRIV) ?? new Uint8Array(0);
  const start = (FULL_PAGE + 1) * 4096;
  assert.equal(after.subarray(0, start + 2048), before.subarray(0, start + 2048));
  assert.ok(after.subarray(start + 2048, start + 4096).every((byte) => byte === 0));
  assert.equal(after.subarray(start + 4096), before.subarray(start + 4096));
});

test('a page whose second half adds nothing to the checksum is torn further to the front', () => {
  const copy = disk.clone();
  const file = copy.open(PRIV);
  const page = new Uint8Array(4096);
  page.set([1, 2, 3, 4], 1500);
  file?.write(41 * 4096, page);
  assert.is(tearPage(copy, PRIV, 40), null);
  const torn = new Uint8Array(4096);
  file?.read(41 * 4096, torn, 0, 4096);
  assert.ok(torn.every((byte) => byte === 0));
});

test('verification finds a torn log; what was never written cannot be torn', () => {
  for (const offset of [0, 4096, 5000, 100_000, 1_000_000]) {
    const copy = disk.clone();
    assert.is(tearFile(copy, LOG, offset), null);
    assert.is.not(findingsOf(LOG, copy).length, 0, `torn at ${offset}`);
  }
  const copy = disk.clone();
  const edb = 'D:\\exchsrvr\\mdbdata\\edb.log';
  assert.match(tearFile(copy, edb, 5_000_000) ?? '', 'nothing was written');
  assert.match(tearFile(copy, LOG, 6_000_000) ?? '', 'has no byte 6000000');
});

test('a torn log lacks whole sectors, from that of the byte to the end of its 4096 bytes', () => {
  const copy = disk.clone();
  const before = disk.readAll(LOG) ?? new Uint8Array(0);
  assert.is(tearFile(copy, LOG, 4096 * 100 + 1300), null);
  const after = copy.readAll(LOG) ?? new Uint8Array(0);
  const from = 4096 * 100 + 1024;
  assert.equal(after.subarray(0, from), before.subarray(0, from));
  assert.ok(after.subarray(from, 4096 * 101).every((byte) => byte === 0));
  assert.equal(after.subarray(4096 * 101), before.subarray(4096 * 101));
});

test('what is not there cannot be damaged, and says so', () => {
  assert.match(corruptByte(disk, PRIV, 2 ** 30) ?? '', 'has no byte');
  assert.match(corruptPage(disk, PRIV, pageCount + 1) ?? '', `has no page ${pageCount + 1}`);
  assert.match(tearPage(disk, PRIV, pageCount + 1) ?? '', 'has no page');
  assert.match(tearPage(disk, 'D:\\nothing', 1) ?? '', 'has no page 1');
  assert.match(tearFile(disk, 'D:\\nothing', 1) ?? '', 'has no byte 1');
});

test.run();
