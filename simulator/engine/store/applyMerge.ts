import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { MergeRecord } from '../log/index.ts';
import { PAGE_CAPACITY_BYTES, type Page, PageFlag, SPACE_PAGE_NUMBER } from '../pages/index.ts';
import { type ApplyContext, breakCircle, fetchAll, keepOrder, needs, touch, usePatch } from './applyContext.ts';
import { requireBranch, requireInUse, requireSpacePage } from './damage.ts';
import type { Frame } from './frame.ts';

/** Every page that a merge changes. */
export function mergePageNumbers(record: MergeRecord): number[] {
  const pages = [record.giver, record.receiver];
  if (record.neighbour !== 0) pages.push(record.neighbour);
  if (record.shape !== 'collapse') pages.push(record.parent);
  if (record.listsFreePage) pages.push(SPACE_PAGE_NUMBER);
  return pages;
}

/** Each page by itself, if it does not have the merge yet; the receiver first, while the giver is as it was. */
export function applyMerge(context: ApplyContext, record: MergeRecord): JetErrorNumber | 0 {
  const frames = fetchAll(context, mergePageNumbers(record));
  if (typeof frames === 'number') return frames;
  const [giver, receiver] = frames;
  if (receiver === undefined || giver === undefined) throw new Error('A merge names two pages');
  const error = applyToReceiver(context, record, receiver, giver);
  if (error !== 0) return error;
  if (needs(giver, record)) {
    if (record.movesRows) {
      breakCircle(context, receiver, giver);
      keepOrder(context, receiver, giver);
    }
    giver.page.reset(PageFlag.empty, 0, 0);
    touch(context, giver, record);
  }
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
  record: MergeRecord,
  receiver: Frame,
  giver: Frame,
): JetErrorNumber | 0 {
  if (!needs(receiver, record)) return 0;
  if (record.movesRows) {
    if (!needs(giver, record)) return usePatch(context, receiver, record);
    const error =
      requireInUse(giver.page) || requireInUse(receiver.page) || requireFit(receiver.page, giver.page, record);
    if (error !== 0) return error;
    breakCircle(context, receiver, giver);
    takeNodes(receiver.page, giver.page, record);
  }
  if (record.shape === 'left') receiver.page.next = record.neighbour;
  if (record.shape === 'right') receiver.page.previous = record.neighbour;
  touch(context, receiver, record);
  return 0;
}

function requireFit(receiver: Page, giver: Page, record: MergeRecord): JetErrorNumber | 0 {
  if (record.shape === 'collapse') return 0;
  const fits = receiver.usedBytes + giver.usedBytes <= PAGE_CAPACITY_BYTES && receiver.isLeaf === giver.isLeaf;
  return fits ? 0 : JetError.JET_errDatabaseCorrupted;
}

function takeNodes(receiver: Page, giver: Page, record: MergeRecord): void {
  if (record.shape === 'collapse') {
    receiver.reset(PageFlag.root | giver.flags, 0, 0);
    receiver.setNodes(giver.keys.slice(), giver.values.slice(), giver.children.slice());
    return;
  }
  const [left, right] = record.shape === 'left' ? [receiver, giver] : [giver, receiver];
  const leftKeys = left.keys.slice();
  // The left page's last child had no bound of its own: the page's bound, which stood in the parent, becomes it.
  if (!left.isLeaf && leftKeys.length > 0) leftKeys[leftKeys.length - 1] = record.bound;
  receiver.setNodes(
    leftKeys.concat(right.keys),
    left.values.concat(right.values),
    left.children.concat(right.children),
  );
}

function applyToOther(page: Page, record: MergeRecord): JetErrorNumber | 0 {
  if (page.pageNumber === record.neighbour) {
    if (record.shape === 'left') page.previous = record.receiver;
    else page.next = record.receiver;
    return requireInUse(page);
  }
  if (page.pageNumber === SPACE_PAGE_NUMBER) {
    const error = requireSpacePage(page);
    if (error === 0) page.putRow(record.giver, new Uint8Array(0));
    return error;
  }
  const error = requireBranch(page, record.giver) || requireBranch(page, record.receiver);
  if (error !== 0) return error;
  const index = page.children.indexOf(record.giver);
  const giverBound = page.keys[index] ?? Number.POSITIVE_INFINITY;
  page.removeChild(index);
  if (record.shape === 'left') page.keys[page.children.indexOf(record.receiver)] = giverBound;
  return 0;
}
