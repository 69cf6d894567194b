import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { VirtualFile } from '../disk/index.ts';
import { type DatabaseHeader, readShadowedDatabaseHeader } from '../format/index.ts';
import type { EngineOptions } from './options.ts';

type OpenedDatabase =
  | { readonly kind: 'read'; readonly file: VirtualFile; readonly header: DatabaseHeader }
  /** `reason`: what is wrong and what to do, behind the path and a colon. */
  | { readonly kind: 'failed'; readonly error: JetErrorNumber; readonly reason: string };

/** A database file and its header: JET_errFileNotFound, JET_errFileAccessDenied, or what its header answers. */
export function openDatabaseFile({ disk, isHeld }: EngineOptions, path: string): OpenedDatabase {
  const file = disk.open(path);
  if (file === null)
    return { kind: 'failed', error: JetError.JET_errFileNotFound, reason: 'it is missing; put it back or restore it' };
  if (isHeld?.(path) === true) {
    const reason = 'another program holds it; end that program';
    return { kind: 'failed', error: JetError.JET_errFileAccessDenied, reason };
  }
  const read = readShadowedDatabaseHeader(file);
  return read.kind === 'failed' ? read : { kind: 'read', file, header: read.header };
}
