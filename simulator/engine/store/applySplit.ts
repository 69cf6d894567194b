import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { SplitRecord } from '../log/index.ts';
import { BRANCH_NODE_SIZE_BYTES, PAGE_CAPACITY_BYTES, type Page, PageFlag, SPACE_PAGE_NUMBER } from '../pages/index.ts';
import { type ApplyContext, breakCircle, fetchAll, keepOrder, needs, touch, usePatch } from './applyContext.ts';
import { requireBranch, requireInUse } from './damage.ts';
import type { Frame } from './frame.ts';

/** Every page that a split changes. */
export function splitPageNumbers(record: SplitRecord): number[] {
  const pages = [record.giver, record.receiver];
  if (record.right !== 0) pages.push(record.right);
  if (record.shape !== 'vertical') pages.push(record.parent);
  if (record.takesFreePage) pages.push(SPACE_PAGE_NUMBER);
  return pages;
}

/** Each page by itself, if it does not have the split yet; the receiver first, while the giver is as it was. */
export function applySplit(context: ApplyContext, record: SplitRecord): JetErrorNumber | 0 {
  const frames = fetchAll(context, splitPageNumbers(record));
  if (typeof frames === 'number') return frames;
  const [giver, receiver] = frames;
  if (receiver === undefined || giver === undefined) throw new Error('A split names two pages');
  const error = applyToReceiver(context, record, receiver, giver) || applyToGiver(context, record, receiver, giver);
  if (error !== 0) return error;
  for (const frame of frames.slice(2)) {
    if (!needs(frame, record)) continue;
    const otherError = applyToOther(frame.page, record);
    if (otherError !== 0) return otherError;
    touch(context, frame, record);
  }
  return 0;
}

function applyToReceiver(
  context: ApplyContext,
  record: SplitRecord,
  receiver: Frame,
  giver: Frame,
): JetErrorNumber | 0 {
  if (!needs(receiver, record)) return 0;
  if (record.shape === 'append') {
    receiver.page.reset(record.receiverFlags, record.giver, record.right);
    touch(context, receiver, record);
    return 0;
  }
  if (!needs(giver, record)) return usePatch(context, receiver, record);
  const error = requireInUse(giver.page);
  if (error !== 0) return error;
  breakCircle(context, receiver, giver);
  const isVertical = record.shape === 'vertical';
  receiver.page.reset(record.receiverFlags, isVertical ? 0 : record.giver, isVertical ? 0 : record.right);
  const first = isVertical ? 0 : firstMovingNode(giver.page, record.bound);
  const { keys, values, children } = giver.page;
  receiver.page.setNodes(keys.slice(first), values.slice(first), children.slice(first));
  touch(context, receiver, record);
  return 0;
}

function applyToGiver(context: ApplyContext, record: SplitRecord, receiver: Frame, giver: Frame): JetErrorNumber | 0 {
  if (!needs(giver, record)) return 0;
  const { page } = giver;
  const error = requireInUse(page);
  if (error !== 0) return error;
  if (record.shape !== 'append') {
    breakCircle(context, receiver, giver);
    keepOrder(context, receiver, giver);
  }
  if (record.shape === 'vertical') {
    page.reset(PageFlag.root | (page.isLeaf ? PageFlag.parentOfLeaf : 0), 0, 0);
    page.insertChild(0, Number.POSITIVE_INFINITY, record.receiver);
  } else {
    const first = firstMovingNode(page, record.bound);
    const keys = page.keys.slice(0, first);
    // What was the bound of the last child that stays is the bound of the whole page now, and stands in the parent.
    if (!page.isLeaf && keys.length > 0) keys[keys.length - 1] = Number.POSITIVE_INFINITY;
    page.setNodes(keys, page.values.slice(0, first), page.children.slice(0, first));
    // Internal pages have no siblings (D: ESE ese/bt.cxx).
    if (page.isLeaf) page.next = record.receiver;
  }
  touch(context, giver, record);
  return 0;
}

/** Leaf: the rows at or above the bound move. Branch: the children behind the one with this bound. */
function firstMovingNode(page: Page, bound: number): number {
  return page.isLeaf ? page.lowerBound(bound) : page.childIndexFor(bound);
}

function applyToOther(page: Page, record: SplitRecord): JetErrorNumber | 0 {
  if (page.pageNumber === record.right) {
    page.previous = record.receiver;
    return requireInUse(page);
  }
  if (page.pageNumber === SPACE_PAGE_NUMBER) {
    page.removeRow(record.receiver);
    return requireInUse(page);
  }
  const error = requireBranch(page, record.giver);
  if (error !== 0) return error;
  if (page.usedBytes + BRANCH_NODE_SIZE_BYTES > PAGE_CAPACITY_BYTES) return JetError.JET_errDatabaseCorrupted;
  const index = page.children.indexOf(record.giver);
  const oldBound = page.keys[index] ?? Number.POSITIVE_INFINITY;
  page.keys[index] = record.bound;
  page.insertChild(index + 1, oldBound, record.receiver);
  return 0;
}
