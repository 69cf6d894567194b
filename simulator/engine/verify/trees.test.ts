import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DatabaseState } from '../format/index.ts';
import { PageFlag, pageOffsetBytes } from '../pages/index.ts';
import type { DatabaseReport } from './report.ts';
import { readerOf } from './testing/files.ts';
import { blank, changePage, rewritePage } from './testing/pages.ts';
import { cleanDatabase, withHeader } from './testing/samples.ts';
import { verifyFile } from './verifyFile.ts';

/** Root 32 with leaves 64 to 95 below it, free pages 35 to 63. */
const SMALL = 400_000;
/** Two levels of branches: leaves 64 to 362, branches 363 and 364 below the root. */
const LARGE = 1_500_000;

function verify(bytes: Uint8Array): DatabaseReport {
  const report = verifyFile('priv.edb', readerOf(bytes));
  if (report.kind !== 'database') throw new Error(`It was taken for: ${report.kind}`);
  return report;
}

/** What is found in a clean database that was changed so: `id page: what`. */
function found(change: (bytes: Uint8Array) => void, sizeBytes = SMALL): string[] {
  const bytes = cleanDatabase(sizeBytes);
  change(bytes);
  const { findings } = verify(bytes);
  return findings.map(({ id, place, what }) => `${id} ${place?.pageNumber}: ${what}`);
}

const copyPage = (bytes: Uint8Array, from: number, to: number): void => {
  bytes.copyWithin(pageOffsetBytes(to), pageOffsetBytes(from), pageOffsetBytes(from + 1));
  changePage(bytes, to, (view) => view.setUint32(4, to, true));
};

test('every tree of a sound database is walked: the table, the catalogs, the indexes', () => {
  for (const sizeBytes of [SMALL, LARGE]) {
    const report = verify(cleanDatabase(sizeBytes));
    assert.equal([report.findings, report.notes, report.treeCount, report.looseEnds], [[], [], 6, []]);
  }
});

test('a page of zeros in a tree is found, be it leaf, branch, root, space tree or catalog', () => {
  assert.equal(
    found((bytes) => blank(bytes, 70)),
    ['tree-page 70: it is all zeros, and page 32 leads to it'],
  );
  const branch = found((bytes) => blank(bytes, 363), LARGE);
  assert.match(
    branch[0] ?? '',
    /^tree-unreached 64: it is in use, and no tree leads to it, and so are all pages up to 213/,
  );
  assert.is(branch[1], 'tree-page 363: it is all zeros, and page 32 leads to it');
  assert.is(branch.length, 2);
  assert.ok(found((bytes) => blank(bytes, 32)).some((line) => line.startsWith('tree-page 32: it is all zeros')));
  assert.ok(found((bytes) => blank(bytes, 33)).some((line) => line.startsWith('tree-page 33: it is all zeros')));
  assert.ok(found((bytes) => blank(bytes, 34)).some((line) => line.startsWith('tree-page 34: it is all zeros')));
  for (const page of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24, 25, 26]) {
    const lines = found((bytes) => blank(bytes, page));
    assert.ok(
      lines.some((line) => line.startsWith(`tree-page ${page}: it is all zeros`)),
      `page ${page}`,
    );
  }
});

test('two ways to one page, and the page that lost its way, are found', () => {
  const lines = found(
    (bytes) =>
      rewritePage(bytes, 363, (page) => {
        page.children[3] = page.children[2] ?? 0;
      }),
    LARGE,
  );
  assert.ok(
    lines.some((line) => line.startsWith('tree-page 66: pages 363 and 363 both lead to it')),
    lines.join('\n'),
  );
  assert.ok(lines.some((line) => line.startsWith('tree-unreached 67: it is in use, and no tree leads to it')));
});

test('links that do not name the leaves beside, and links that go on behind the last leaf, are found', () => {
  assert.equal(
    found((bytes) => changePage(bytes, 70, (view) => view.setUint32(20, 75, true))),
    ['tree-link 70: its link leads to page 75, and the next leaf is page 71'],
  );
  assert.equal(
    found((bytes) => changePage(bytes, 70, (view) => view.setUint32(16, 0, true))),
    ['tree-link 70: its link goes back to page 0, and the leaf before it is page 69'],
  );
  assert.equal(
    found((bytes) => changePage(bytes, 64, (view) => view.setUint32(16, 80, true))),
    ['tree-link 64: it is the first leaf, and its link goes back to page 80'],
  );
  const circle = found((bytes) => changePage(bytes, 95, (view) => view.setUint32(20, 64, true)));
  assert.equal(circle, [
    'tree-link 64: the links of the leaves never end: they lead in a circle through pages 64, 65, 66, 67, 68, 69 and 26 more',
    'tree-link 95: it is the last leaf, and its link goes on to page 64',
  ]);
});

test('keys outside what the way to the leaf says are found', () => {
  const lines = found((bytes) =>
    rewritePage(bytes, 32, (page) => {
      page.keys[6] = 7 * 65536 - 100 * 256;
    }),
  );
  assert.equal(lines, [
    `tree-bound 70: its last key is ${6 * 65536 + 0xe000}, and its keys end before ${7 * 65536 - 25_600}`,
  ]);
  const low = found((bytes) =>
    rewritePage(bytes, 32, (page) => {
      page.keys[5] = 6 * 65536 + 0x3000;
    }),
  );
  assert.equal(low, [
    `tree-bound 70: its first key is ${6 * 65536 + 0x2000}, and its keys begin with ${6 * 65536 + 0x3000}`,
  ]);
});

test('free pages in a tree, used pages that are free, and pages free twice or behind the end, are found', () => {
  const freed = found((bytes) =>
    changePage(bytes, 70, (view) => view.setUint32(36, PageFlag.leaf | PageFlag.empty, true)),
  );
  assert.equal(freed, ['tree-page 70: it is free, and page 32 leads to it']);
  const listed = found((bytes) =>
    rewritePage(bytes, 34, (page) => {
      page.putRow(70, new Uint8Array(0));
      page.putRow(5000, new Uint8Array(0));
    }),
  );
  assert.ok(
    listed.includes('tree-space 70: it is listed as free in page 34, and a tree leads to it'),
    listed.join('\n'),
  );
  assert.ok(listed.includes('tree-space 34: it lists pages 5000 to 5000, and the file ends with page 95'));
  assert.ok(
    listed.some((line) => line.startsWith('tree-space 34: pages 5000 to 5000 are free for tree 32, which does not')),
  );
  const used = found((bytes) => copyPage(bytes, 70, 40));
  assert.equal(used, ['tree-space 40: it is listed as free in page 34, and in use']);
  const ofDeletedTable = found((bytes) => {
    copyPage(bytes, 70, 40);
    changePage(bytes, 40, (view) => view.setUint32(24, 99, true));
  });
  assert.equal(ofDeletedTable, [], 'what a deleted table left in its free pages is no use of them');
  const lost = found((bytes) => rewritePage(bytes, 34, (page) => page.removeRow(40)));
  assert.equal(lost, [], 'a page that no list has and nobody uses is lost, and no harm');
});

test('a tree with pages that it does not own, or that owns what its parent was not given, is found', () => {
  const owned = found((bytes) =>
    rewritePage(bytes, 33, (page) => {
      page.setNodes(
        page.keys.filter((key) => key < 80),
        page.values.slice(0, page.keys.filter((key) => key < 80).length),
        [],
      );
    }),
  );
  assert.ok(owned.includes('tree-space 80: it is in tree 32, which does not own it'), owned.join('\n'));
  const foreign = found((bytes) => changePage(bytes, 70, (view) => view.setUint32(24, 9, true)));
  assert.equal(foreign, ['tree-page 70: it is of tree 9, and page 32 of tree 6 leads to it']);
});

test('a page that two trees list as free, and a tree that owns what its parent was not given, are found', () => {
  const twice = found((bytes) => rewritePage(bytes, 3, (page) => page.putRow(40, new Uint8Array(0))));
  assert.equal(twice, ['tree-space 34: page 40 is free here and in page 3']);
  const notGiven = found((bytes) =>
    rewritePage(bytes, 2, (page) => {
      const keys = page.keys.filter((key) => key < 90);
      page.setNodes(keys, page.values.slice(0, keys.length), []);
    }),
  );
  assert.equal(notGiven, ['tree-space 33: tree 32 owns pages 35 to 95, which tree 1 was not given']);
});

test('keys of a page that are out of order are found in every kind of page, in a fuzzy copy too', () => {
  /** Two tags change places: the nodes stay as they are, and are read in another order. */
  const swap = (bytes: Uint8Array, pageNumber: number, tag: number): void =>
    changePage(bytes, pageNumber, (view) => {
      const [first, second] = [4096 - 4 * (tag + 1), 4096 - 4 * (tag + 2)];
      const [one, other] = [view.getUint32(first, true), view.getUint32(second, true)];
      view.setUint32(first, other, true);
      view.setUint32(second, one, true);
    });
  const out = (page: number, node: number) =>
    `page-keys ${page}: the key of its node ${node} is below that of the node before it: rows behind it are not found`;
  for (const [page, tag] of [
    [70, 3],
    [32, 2],
    [4, 2],
  ] as const) {
    const lines = found((bytes) => swap(bytes, page, tag));
    assert.ok(lines.includes(out(page, tag + 1)), `${page}: ${lines.join('\n')}`);
  }
  const bytes = cleanDatabase();
  const last = new DataView(bytes.buffer, bytes.byteOffset + pageOffsetBytes(32)).getUint16(34, true) - 1;
  assert.ok(found((its) => swap(its, 32, last - 1)).includes(out(32, last)), 'the empty key is the last');
  swap(bytes, 70, 3);
  const { findings } = verify(withHeader(bytes, { state: DatabaseState.Dirty }));
  assert.equal(
    findings.map(({ id, place, errors }) => [id, place?.pageNumber, errors]),
    [['page-keys', 70, [-1206]]],
  );
});

test('nodes that make no sense under a right checksum, and leaves in the wrong depth, are found', () => {
  const strange = found((bytes) => changePage(bytes, 70, (view) => view.setUint16(4096 - 6, 0x1fff, true)));
  assert.equal(strange, ['tree-page 70: its checksum is right, and its nodes make no sense']);
  const root = found((bytes) => changePage(bytes, 32, (view) => view.setUint32(36, PageFlag.root, true)));
  assert.ok(root.every((line) => line.startsWith('tree-depth')) && root.length === 32);
  const deep = found((bytes) => copyPage(bytes, 64, 364), LARGE);
  assert.ok(deep.includes('tree-depth 364: it is a leaf, and its parent says that it is none'), deep.join('; '));
});

test('a page that cannot be read breaks the way to others, and they are not said to be lost', () => {
  const bytes = cleanDatabase(LARGE);
  const at = pageOffsetBytes(363) + 99;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  assert.equal(
    verify(bytes).findings.map(({ id, place }) => [id, place?.pageNumber]),
    [['page-checksum', 363]],
  );
});

test('what does not fit is damage in a clean database, copy or not, and a loose end in one that was in use', () => {
  const bytes = cleanDatabase();
  blank(bytes, 70);
  const currentFullBackup = {
    mark: { generation: 3, sector: 9, byte: 1 },
    markSeconds: 900_000_000,
    lowGeneration: 2,
    highGeneration: 0,
  };
  const clean = verify(withHeader(bytes, { currentFullBackup }));
  assert.equal([clean.findingCount, clean.findings[0]?.errors, clean.looseEndCount], [1, [-1206], 0]);
  assert.match(clean.findings[0]?.advice ?? '', 'do not restore this copy');
  const dirty = verify(withHeader(bytes, { currentFullBackup, state: DatabaseState.Dirty }));
  assert.equal([dirty.findingCount, dirty.looseEndCount, dirty.looseEnds[0]?.newestTime], [0, 1, 16]);
});

test('a catalog that no source describes is not judged, and that is said', () => {
  const bytes = cleanDatabase();
  changePage(bytes, 4, (view) => view.setUint32(24, 77, true));
  const report = verify(bytes);
  assert.equal([report.findingCount, report.treeCount], [0, 0]);
  assert.match(report.notes.join(), 'page 4 is no catalog that a source describes');
});

test.run();
