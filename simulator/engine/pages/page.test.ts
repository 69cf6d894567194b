import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Page } from './page.ts';
import { PageFlag } from './pageLayout.ts';
import { BRANCH_NODE_SIZE_BYTES, leafNodeSizeBytes } from './row.ts';

function leafWith(...keys: number[]): Page {
  const page = new Page(70);
  page.reset(PageFlag.leaf, 0, 0);
  for (const key of keys) page.putRow(key, new Uint8Array(key));
  return page;
}

test('rows are kept in key order, whatever order they come in', () => {
  const page = leafWith(5, 1, 3);
  assert.equal(page.keys, [1, 3, 5]);
  assert.is(page.valueOf(3)?.length, 3);
  assert.is(page.valueOf(4), null);
  assert.is(page.valueOf(9), null);
});

test('used bytes follow every change', () => {
  const page = leafWith(5, 1);
  page.putRow(5, new Uint8Array(9));
  assert.is(page.usedBytes, leafNodeSizeBytes(9) + leafNodeSizeBytes(1));
  page.removeRow(5);
  page.removeRow(5);
  assert.is(page.usedBytes, leafNodeSizeBytes(1));
  page.removeRow(1);
  assert.is(page.usedBytes, 0);
});

test('the bound of a child is exclusive, and the last child has none', () => {
  const page = new Page(32);
  page.reset(PageFlag.root | PageFlag.parentOfLeaf, 0, 0);
  page.insertChild(0, 100, 7);
  page.insertChild(1, Number.POSITIVE_INFINITY, 8);
  assert.is(page.childIndexFor(99), 0);
  assert.is(page.childIndexFor(100), 1);
  assert.is(page.childIndexFor(2 ** 47), 1);
  assert.is(page.usedBytes, 2 * BRANCH_NODE_SIZE_BYTES);
  page.removeChild(1);
  assert.is(page.childIndexFor(100), 1, 'past the end: no child covers the key');
});

test('leaves are linked to their neighbours, internal pages are not', () => {
  const page = new Page(70);
  page.reset(PageFlag.leaf, 1, 2);
  assert.equal([page.previous, page.next], [1, 2]);
  for (const flags of [PageFlag.parentOfLeaf, 0, PageFlag.root]) {
    page.reset(flags, 1, 2);
    assert.equal([page.previous, page.next], [0, 0]);
  }
});

test('a page is in use from its reset until a merge frees it', () => {
  const page = new Page(70);
  assert.not.ok(page.isInUse);
  page.reset(PageFlag.leaf, 1, 2);
  assert.ok(page.isInUse && page.isLeaf && !page.isRoot);
  page.reset(PageFlag.empty, 0, 0);
  assert.not.ok(page.isInUse);
});

test.run();
