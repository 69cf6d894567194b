import { JetError } from '../../protocol/index.ts';
import { LayeredFile } from '../disk/index.ts';
import {
  CURRENT_LOG_NAME,
  checksumMatches,
  decodeLogHeader,
  generationOfLogFileName,
  LOG_FILE_SIZE_BYTES,
  LOG_HEADER_SIZE_BYTES,
  type LogHeader,
  type LogPosition,
  logPositionAt,
} from '../format/index.ts';
import { LogScan } from '../log/index.ts';
import { engineName } from './engineName.ts';
import { type FileReader, type ReadProgress, readStart } from './fileReader.ts';
import { FindingList, type Place, placeAt } from './finding.ts';
import { LogContents } from './logContents.ts';
import { hasOurLayout, isLogVersionOfTheEra, logVersion } from './logLayout.ts';
import { checksumText } from './pageCheck.ts';
import type { LogReport } from './report.ts';

/**
 * No record is larger (records of our own stream, which is not the era's: no source describes that one). So what a torn
 * write left behind the last good record ends within this distance.
 */
const LARGEST_RECORD_SIZE_BYTES = 4096;

const REPLACE = 'put back a sound copy of it';

interface Records {
  readonly recordCount: number;
  readonly endPosition: LogPosition | null;
  readonly isClosed: boolean;
}

const NO_RECORDS: Records = { recordCount: 0, endPosition: null, isClosed: false };

/** Header, size, generation, and every record of one log. */
export function verifyLog(name: string, reader: FileReader, onProgress: ReadProgress): LogReport {
  const plain = engineName(name);
  const findings = new FindingList();
  const notes: string[] = [];
  const namedGeneration = generationOfLogFileName(plain);
  const isCurrent = plain === CURRENT_LOG_NAME;
  const start = readStart(reader, LOG_HEADER_SIZE_BYTES);
  checkSize(reader.sizeBytes, findings);
  const header = readHeader(start, findings, notes);
  const inside = new LogContents(header);
  let records = NO_RECORDS;
  if (header !== null) {
    checkGeneration(header, namedGeneration, findings);
    records = readRecords(reader, header, { findings, notes, inside, mustBeClosed: namedGeneration !== null });
  }
  onProgress(reader.sizeBytes);
  const { sizeBytes } = reader;
  return { kind: 'log', name, sizeBytes, ...findings, notes, header, namedGeneration, isCurrent, ...records, inside };
}

function checkSize(sizeBytes: number, findings: FindingList): void {
  if (sizeBytes === LOG_FILE_SIZE_BYTES) return;
  const isShort = sizeBytes < LOG_FILE_SIZE_BYTES;
  findings.add({
    id: 'size',
    place: placeAt(Math.min(sizeBytes, LOG_FILE_SIZE_BYTES)),
    what: `the file has ${sizeBytes} bytes and a log has ${LOG_FILE_SIZE_BYTES}: it was ${isShort ? 'cut off' : 'added to'}`,
    advice: REPLACE,
    errors: [],
  });
}

function readHeader(start: Uint8Array, findings: FindingList, notes: string[]): LogHeader | null {
  const header = hasOurLayout(start) ? decodeLogHeader(start) : null;
  if (header !== null) {
    const { major, minor, update } = header;
    if (!isLogVersionOfTheEra(major, minor)) {
      findings.add({
        id: 'log-version',
        place: placeAt(24),
        what: `the log has version ${major}.${minor}.${update}, which no engine of Exchange 4.0 to 5.5 writes`,
        advice: 'use it with the version that wrote it',
        errors: [JetError.JET_errBadLogVersion],
      });
    }
    return header;
  }
  if (!checksumMatches(start)) {
    findings.add(headerFinding(`the header is damaged: ${checksumText(start, 0)}`));
  } else if (hasOurLayout(start)) {
    findings.add(headerFinding('the header has a right checksum and is no header of a log'));
  } else {
    const { major, minor, update } = logVersion(start);
    const generation = new DataView(start.buffer, start.byteOffset).getInt32(4, true);
    notes.push(
      `generation ${generation}, version ${major}.${minor}.${update}: the checksum of the header is right. No source ` +
        'describes the rest of a header that edbproof did not write, nor its records: they are not judged',
    );
  }
  return null;
}

function headerFinding(what: string) {
  const advice = `${REPLACE}; without its header no record can be read`;
  return { id: 'header', place: placeAt(0), what, advice, errors: [JetError.JET_errLogFileCorrupt] } as const;
}

function checkGeneration(header: LogHeader, named: number | null, findings: FindingList): void {
  if (named === null || named === header.generation) return;
  findings.add({
    id: 'log-generation',
    place: placeAt(4),
    what: `the log is generation ${header.generation}, and its name says ${named}`,
    advice: 'give it the name of its generation, and look for the log that belongs here',
    errors: [JetError.JET_errInvalidLogSequence, JetError.JET_errGivenLogFileIsNotContiguous],
  });
}

interface RecordContext {
  readonly inside: LogContents;
  readonly findings: FindingList;
  readonly notes: string[];
  /** A numbered log ends with the record that closes it; edb.log, or one of another name, ends where it ends. */
  readonly mustBeClosed: boolean;
}

function readRecords(reader: FileReader, header: LogHeader, context: RecordContext): Records {
  const scan = new LogScan(new LayeredFile(reader), header);
  let recordCount = 0;
  for (let next = scan.next(); next !== null; next = scan.next()) {
    recordCount += 1;
    context.inside.add(next.record);
  }
  const { offsetBytes } = scan.tail;
  const endPosition = logPositionAt(header.generation, offsetBytes);
  const records = { recordCount, endPosition, isClosed: scan.isEnded };
  const place = { offsetBytes, pageNumber: 0, position: endPosition };
  if (!records.isClosed) judgeRest(reader, place, recordCount, context);
  return records;
}

/**
 * What lies behind the last good record of a log that is not closed. A write that a crash tore leaves less than a record
 * there, also under the records that came later; so anything further on shows that a record was damaged. Nearer than
 * that the two look the same.
 */
function judgeRest(
  reader: FileReader,
  place: Place,
  recordCount: number,
  { findings, notes, mustBeClosed }: RecordContext,
): void {
  const { offsetBytes } = place;
  const restSizeBytes = lastWrittenByte(reader, offsetBytes) + 1 - offsetBytes;
  if (mustBeClosed || restSizeBytes > LARGEST_RECORD_SIZE_BYTES) {
    findings.add({
      id: 'log-records',
      place,
      what:
        restSizeBytes === 0
          ? `behind ${recordCount} sound records the log breaks off, without the record that closes it`
          : `behind ${recordCount} sound records comes none, and the log goes on for ${restSizeBytes} bytes`,
      advice: `${REPLACE}; what comes behind this place cannot be replayed`,
      errors: [JetError.JET_errLogFileCorrupt],
    });
  } else if (restSizeBytes > 0) {
    notes.push(
      `behind ${recordCount} sound records, at offset ${offsetBytes}, lie ${restSizeBytes} bytes that are no record: a ` +
        'last write that a crash tore, which recovery passes over, or a damaged last record, which looks the same',
    );
  }
}

/** The offset of the last byte that is not zero, from `fromBytes` on; `fromBytes` - 1 when there is none. */
function lastWrittenByte(reader: FileReader, fromBytes: number): number {
  const bytes = new Uint8Array(Math.max(0, Math.min(reader.sizeBytes, LOG_FILE_SIZE_BYTES) - fromBytes));
  let index = reader.read(fromBytes, bytes, 0, bytes.length) - 1;
  // A loop: a callback for each of five million bytes costs more than all the rest.
  while (index >= 0 && bytes[index] === 0) index -= 1;
  return fromBytes + index;
}
