import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { VirtualFile } from '../disk/index.ts';
import { type DatabaseHeader, readShadowedDatabaseHeader } from '../format/index.ts';
import type { EngineOptions } from './options.ts';
import { defaultStartAnswers } from './startAnswers.ts';

type OpenedDatabase =
  | { readonly kind: 'read'; readonly file: VirtualFile; readonly header: DatabaseHeader }
  /** `reason`: what is wrong and what to do, behind the path and a colon. */
  | { readonly kind: 'failed'; readonly error: JetErrorNumber; readonly reason: string };

/**
 * A database file and its header: JET_errFileNotFound; JET_errFileAccessDenied where somebody holds it, and what the
 * product answers where it is marked read-only; or what its header answers.
 */
export function openDatabaseFile({ disk, accessTo, answers }: EngineOptions, path: string): OpenedDatabase {
  const file = disk.open(path);
  if (file === null)
    return { kind: 'failed', error: JetError.JET_errFileNotFound, reason: 'it is missing; put it back or restore it' };
  const access = accessTo?.(path) ?? 'free';
  const { protectedDatabase } = { ...defaultStartAnswers, ...answers };
  if (access !== 'free') {
    const error = access === 'held' ? JetError.JET_errFileAccessDenied : protectedDatabase;
    return { kind: 'failed', error, reason: accessReasons[access] };
  }
  const read = readShadowedDatabaseHeader(file);
  return read.kind === 'failed' ? read : { kind: 'read', file, header: read.header };
}

/** Why a file cannot be opened for writing, behind its path and a colon, and what to do. */
export const accessReasons = {
  held: 'another program holds it; end that program',
  'read-only': 'it is marked read-only; take the mark away',
} as const;
