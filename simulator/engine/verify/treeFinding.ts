import { JetError } from '../../protocol/index.ts';
import { pageOffsetBytes } from '../pages/index.ts';
import { type Finding, placeOfPage } from './finding.ts';
import type { LooseEnd } from './trees/index.ts';

/** Pages that must fit each other, and do not. The engine notices when it gets there, if at all. */
export function treeFinding({ id, pageNumber, what }: LooseEnd, advice: string): Finding {
  const place = placeOfPage(pageNumber, pageOffsetBytes(pageNumber));
  return { id, place, what, advice, errors: [JetError.JET_errDatabaseCorrupted] };
}
