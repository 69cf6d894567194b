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
 * product answers where it is marked read-only or of another version; or what its header answers.
 */
export function openDatabaseFile(options: EngineOptions, path: string): OpenedDatabase {
  const { disk, accessTo, answers, format } = options;
  const file = disk.open(path);
  if (file === null) return { kind: 'failed', ...nothingThere(options, path) };
  const access = accessTo?.(path) ?? 'free';
  const { protectedDatabase, otherVersion } = { ...defaultStartAnswers, ...answers };
  if (access !== 'free') {
    const error = access === 'held' ? JetError.JET_errFileAccessDenied : protectedDatabase;
    return { kind: 'failed', error, reason: accessReasons[access] };
  }
  const read = readShadowedDatabaseHeader(file);
  if (read.kind === 'failed') return read;
  const { version } = read.header;
  // Q185008, Q233295: a sound database of another product is answered as a damaged one.
  if (version !== format.databaseVersion) {
    const reason = `it has database version 0x${version.toString(16)}, which this engine does not understand; put back one of this product`;
    return { kind: 'failed', error: otherVersion, reason };
  }
  return { kind: 'read', file, header: read.header };
}

/** Q260230: where the path is that of a folder, the answer is that of a file that is no database. */
const nothingThere = ({ disk }: EngineOptions, path: string) =>
  disk.isFolder(path)
    ? { error: JetError.JET_errDatabaseCorrupted, reason: 'it is a folder; write the full path of the database' }
    : { error: JetError.JET_errFileNotFound, reason: 'it is missing; put it back or restore it' };

/** Why a file cannot be opened for writing, behind its path and a colon, and what to do. */
export const accessReasons = {
  held: 'another program holds it; end that program',
  'read-only': 'it is marked read-only; take the mark away',
} as const;
