import {
  checksumMatches,
  DATABASE_MAGIC,
  type DatabaseHeader,
  decodeCheckpoint,
  decodeDatabaseHeader,
  isAllZero,
  PAGE_SIZE_BYTES,
  RESERVE_LOG_NAMES,
  SHADOWED_HEADER_SIZE_BYTES,
  TEMPORARY_LOG_NAME,
} from '../format/index.ts';
import { HEADER_PAGE_COUNT, pageDamage } from '../pages/index.ts';
import { endingOf, engineName } from './engineName.ts';
import { type FileReader, readStart } from './fileReader.ts';
import { isLaterLog, looksLikeLog } from './logLayout.ts';

/** How much of a file decides what it is: enough for the first used pages behind a header that is gone. */
const START_SIZE_BYTES = 64 * PAGE_SIZE_BYTES;

/** 0x400: the skeleton DIR.EDB of 4.0; 0x550 is accepted as upgradable (D: ese-engine.md, era map). */
const DATABASE_VERSIONS: readonly number[] = [0x400, 0x500, 0x550, 0x620];

/** What a file is; for a file that is nothing we know, why, in words that follow its name. */
export type Identity =
  | { readonly kind: 'database' | 'patch' | 'log' | 'checkpoint' | 'reserve' }
  | { readonly kind: 'unusable'; readonly reason: string };

/**
 * What a file is, by its contents. The name decides where the contents are meaningless (reserve logs), and where damage
 * has left nothing else to go by.
 */
export function identify(name: string, reader: FileReader): Identity {
  const plain = engineName(name);
  if (plain === TEMPORARY_LOG_NAME || RESERVE_LOG_NAMES.includes(plain)) return { kind: 'reserve' };
  const start = readStart(reader, START_SIZE_BYTES);
  if (start.length === 0) return unusable('the file is empty; put back a whole copy of it');
  if (hasMagic(start, 0) || hasMagic(start, PAGE_SIZE_BYTES)) return databaseOrPatch(name, reader, start);
  if (isLaterLog(start)) {
    return unusable('a log of Exchange 2000 or later; those of Exchange 4.0 to 5.5 can be verified');
  }
  if (looksLikeLog(plain, start, reader.sizeBytes)) return { kind: 'log' };
  if (looksLikeCheckpoint(plain, start, reader.sizeBytes)) return { kind: 'checkpoint' };
  const headless = pagesWithoutHeader(name, start);
  if (headless !== null) return { kind: headless };
  if (start.every((byte) => byte === 0)) {
    const extent = start.length === reader.sizeBytes ? '' : `; the first ${start.length} were looked at`;
    return unusable(`nothing but zeros in ${reader.sizeBytes} bytes${extent}; put back a whole copy of it`);
  }
  return unusable('no database, patch file, log or checkpoint of Exchange 4.0 to 5.5; check that it is the right file');
}

function unusable(reason: string): Identity {
  return { kind: 'unusable', reason };
}

function hasMagic(start: Uint8Array, offset: number): boolean {
  return offset + 8 <= start.length && word(start, offset + 4) === DATABASE_MAGIC;
}

function databaseOrPatch(name: string, reader: FileReader, start: Uint8Array): Identity {
  const header = decodeDatabaseHeader(start, 0) ?? decodeDatabaseHeader(start, PAGE_SIZE_BYTES);
  if (header !== null) {
    const { attributes, pageSizeBytes, version } = header;
    if (attributes !== 0) return unusable(`a streaming file (attrib ${attributes}) of Exchange 2000 or later`);
    if (pageSizeBytes !== PAGE_SIZE_BYTES) {
      return unusable(`a database with pages of ${pageSizeBytes} bytes; those of Exchange 4.0 to 5.5 have 4096`);
    }
    if (!DATABASE_VERSIONS.includes(version)) {
      return unusable(`a database of version 0x${version.toString(16)}; Exchange 4.0 to 5.5 write 0x500 and 0x620`);
    }
  }
  return { kind: isPatch(name, reader.sizeBytes, start, header) ? 'patch' : 'database' };
}

/**
 * Both have the same header. A written page of a database is in its place, and the images of a patch file are not. The
 * name decides where no page does: a patch file without images may be a database that was cut off behind its header.
 */
function isPatch(name: string, sizeBytes: number, start: Uint8Array, header: DatabaseHeader | null): boolean {
  if (header === null) return endingOf(name) === 'pat';
  if (header.currentFullBackup.lowGeneration === 0) return false;
  if (sizeBytes < SHADOWED_HEADER_SIZE_BYTES + PAGE_SIZE_BYTES) return endingOf(name) !== 'edb';
  let inPlace = 0;
  let elsewhere = 0;
  for (let slot = HEADER_PAGE_COUNT; (slot + 1) * PAGE_SIZE_BYTES <= start.length; slot += 1) {
    const pageNumber = word(start, slot * PAGE_SIZE_BYTES + 4);
    if (pageNumber === slot - HEADER_PAGE_COUNT + 1) inPlace += 1;
    else if (pageNumber !== 0) elsewhere += 1;
  }
  return elsewhere === inPlace ? endingOf(name) === 'pat' : elsewhere > inPlace;
}

function looksLikeCheckpoint(plain: string, start: Uint8Array, sizeBytes: number): boolean {
  if (endingOf(plain) === 'chk') return sizeBytes >= PAGE_SIZE_BYTES && !isZero(start);
  const isSmall = sizeBytes <= SHADOWED_HEADER_SIZE_BYTES;
  return isSmall && (decodeCheckpoint(start, 0) ?? decodeCheckpoint(start, PAGE_SIZE_BYTES)) !== null;
}

function isZero(start: Uint8Array): boolean {
  return start.every((byte) => byte === 0);
}

/** Both headers are gone, and pages are still there. */
function pagesWithoutHeader(name: string, start: Uint8Array): 'database' | 'patch' | null {
  for (let slot = HEADER_PAGE_COUNT; (slot + 1) * PAGE_SIZE_BYTES <= start.length; slot += 1) {
    const at = slot * PAGE_SIZE_BYTES;
    if (isAllZero(start, at) || !checksumMatches(start, at)) continue;
    if (pageDamage(start, at, slot - HEADER_PAGE_COUNT + 1) === null) return 'database';
    if (endingOf(name) === 'pat') return 'patch';
  }
  return null;
}

function word(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + offset, 4).getUint32(0, true);
}
