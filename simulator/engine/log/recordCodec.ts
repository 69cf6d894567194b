import {
  type LogPosition,
  readLogPosition,
  readSignature,
  type Signature,
  writeLogPosition,
  writeSignature,
} from '../format/index.ts';
import type { LogRecord, MergeRecord, SplitRecord } from './records.ts';
import { RecordType } from './records.ts';

const HEADER_SIZE_BYTES = 8;
/** Two values of 1500 bytes and their fields. */
export const MAXIMUM_RECORD_SIZE_BYTES = 4096;
export const END_RECORD_SIZE_BYTES = HEADER_SIZE_BYTES;

const FLAG_A = 1;
const FLAG_B = 2;
const SHAPE_SHIFT = 4;
const NO_VALUE = 0xffff;
const NO_BOUND = 0xffffffff;

const SPLIT_SHAPES: readonly SplitRecord['shape'][] = ['middle', 'append', 'vertical'];
const MERGE_SHAPES: readonly MergeRecord['shape'][] = ['left', 'right', 'collapse'];
const MARKS = ['init', 'term', 'end', 'recoveryUndo', 'recoveryQuit', 'fullBackup', 'incrementalBackup'] as const;
const TRANSACTION_KINDS = ['begin', 'commit', 'rollback'] as const;
const ROW_KINDS = ['insert', 'replace', 'remove'] as const;

/** Folds one word into a check. Not cryptographic: it tells torn and stale bytes, not forgers. */
function mix(check: number, word: number): number {
  const mixed = Math.imul(check ^ word, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) | 0;
}

/** The seed of a log's first record. */
export function firstCheck(generation: number, createdSeconds: number, signature: Signature): number {
  return mix(mix(mix(0x1b873593, generation), createdSeconds), signature.random);
}

function checkOf(view: DataView, offset: number, sizeBytes: number, previousCheck: number): number {
  let check = mix(previousCheck, view.getInt32(offset, true));
  for (let at = offset + HEADER_SIZE_BYTES; at < offset + sizeBytes; at += 4)
    check = mix(check, view.getInt32(at, true));
  return check;
}

/** Fields one after the other. Numbers of 48 and 64 bits as low and high word. */
class Fields {
  readonly view: DataView;
  at: number;

  constructor(bytes: Uint8Array, offset: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.at = offset + HEADER_SIZE_BYTES;
  }

  putWord(value: number): void {
    this.view.setUint32(this.at, value, true);
    this.at += 4;
  }

  word(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  putLong(value: number): void {
    const isBound = value !== Number.POSITIVE_INFINITY;
    this.putWord(isBound ? value % 2 ** 32 : NO_BOUND);
    this.putWord(isBound ? Math.floor(value / 2 ** 32) : NO_BOUND);
  }

  long(): number {
    const low = this.word();
    const high = this.word();
    return high === NO_BOUND ? Number.POSITIVE_INFINITY : high * 2 ** 32 + low;
  }

  putPosition(position: LogPosition): void {
    writeLogPosition(this.view, this.at, position);
    this.at += 8;
  }

  position(): LogPosition {
    this.at += 8;
    return readLogPosition(this.view, this.at - 8);
  }

  putSignature(signature: Signature): void {
    writeSignature(this.view, this.at, signature);
    this.at += 28;
  }

  signature(): Signature {
    this.at += 28;
    return readSignature(this.view, this.at - 28);
  }

  putBytes(bytes: Uint8Array): void {
    new Uint8Array(this.view.buffer, this.view.byteOffset + this.at, bytes.length).set(bytes);
    this.at += bytes.length;
  }

  bytes(sizeBytes: number): Uint8Array {
    this.at += sizeBytes;
    return new Uint8Array(this.view.buffer, this.view.byteOffset + this.at - sizeBytes, sizeBytes).slice();
  }
}

/**
 * Writes a record to `target` (at least MAXIMUM_RECORD_SIZE_BYTES, contents ignored) behind the record whose check is
 * given. Answers its size; its own check is the word at 4.
 */
export function encodeRecord(record: LogRecord, target: Uint8Array, previousCheck: number): number {
  target.fill(0);
  const fields = new Fields(target, 0);
  const flags = writeFields(record, fields);
  const sizeBytes = Math.ceil(fields.at / 4) * 4;
  fields.view.setUint16(0, sizeBytes, true);
  target[2] = RecordType[record.kind];
  target[3] = flags;
  fields.view.setInt32(4, checkOf(fields.view, 0, sizeBytes, previousCheck), true);
  return sizeBytes;
}

function writeFields(record: LogRecord, fields: Fields): number {
  switch (record.kind) {
    case 'begin':
    case 'commit':
    case 'rollback':
      fields.putWord(record.transaction);
      return 0;
    case 'attach':
      fields.putWord(record.databaseId);
      fields.putLong(record.databaseTime);
      fields.putWord(record.objectIdLast);
      fields.putSignature(record.signature);
      fields.putPosition(record.consistentPosition);
      fields.putWord(record.path.length);
      fields.putBytes(Uint8Array.from(record.path, (character) => character.charCodeAt(0)));
      return 0;
    case 'detach':
      fields.putWord(record.databaseId);
      return 0;
    case 'insert':
    case 'replace':
    case 'remove':
      fields.putWord(record.databaseId);
      fields.putLong(record.databaseTime);
      fields.putWord(record.transaction);
      fields.putWord(record.pageNumber);
      fields.putLong(record.key);
      fields.putWord(((record.after?.length ?? NO_VALUE) << 16) | (record.before?.length ?? NO_VALUE));
      if (record.before !== null) fields.putBytes(record.before);
      if (record.after !== null) fields.putBytes(record.after);
      return record.isUndo ? FLAG_A : 0;
    case 'split':
      fields.putWord(record.databaseId);
      fields.putLong(record.databaseTime);
      for (const page of [record.giver, record.receiver, record.receiverFlags, record.right, record.parent]) {
        fields.putWord(page);
      }
      fields.putLong(record.bound);
      return (record.takesFreePage ? FLAG_A : 0) | (SPLIT_SHAPES.indexOf(record.shape) << SHAPE_SHIFT);
    case 'merge':
      fields.putWord(record.databaseId);
      fields.putLong(record.databaseTime);
      for (const page of [record.giver, record.receiver, record.neighbour, record.parent]) fields.putWord(page);
      fields.putLong(record.bound);
      return (
        (record.listsFreePage ? FLAG_A : 0) |
        (record.movesRows ? FLAG_B : 0) |
        (MERGE_SHAPES.indexOf(record.shape) << SHAPE_SHIFT)
      );
    default:
      return 0;
  }
}

export interface DecodedRecord {
  readonly record: LogRecord;
  readonly sizeBytes: number;
  readonly check: number;
}

/** The record at `offset`, or null when there is none that was written behind `previousCheck`. Its bytes are copied. */
export function decodeRecord(bytes: Uint8Array, offset: number, previousCheck: number): DecodedRecord | null {
  if (offset + HEADER_SIZE_BYTES > bytes.length) return null;
  const fields = new Fields(bytes, offset);
  const sizeBytes = fields.view.getUint16(offset, true);
  const isPossible = sizeBytes >= HEADER_SIZE_BYTES && sizeBytes % 4 === 0 && sizeBytes <= MAXIMUM_RECORD_SIZE_BYTES;
  if (!isPossible || offset + sizeBytes > bytes.length) return null;
  const check = fields.view.getInt32(offset + 4, true);
  if (check !== checkOf(fields.view, offset, sizeBytes, previousCheck)) return null;
  const record = readFields(fields.view.getUint8(offset + 2), fields.view.getUint8(offset + 3), fields);
  return record === null ? null : { record, sizeBytes, check };
}

function readFields(type: number, flags: number, fields: Fields): LogRecord | null {
  const mark = MARKS.find((kind) => RecordType[kind] === type);
  if (mark !== undefined) return { kind: mark };
  const transactionKind = TRANSACTION_KINDS.find((kind) => RecordType[kind] === type);
  if (transactionKind !== undefined) return { kind: transactionKind, transaction: fields.word() };
  const databaseId = fields.word();
  if (type === RecordType.detach) return { kind: 'detach', databaseId };
  const databaseTime = fields.long();
  const rowKind = ROW_KINDS.find((kind) => RecordType[kind] === type);
  const shape = flags >>> SHAPE_SHIFT;
  if (rowKind !== undefined) {
    const [transaction, pageNumber, key, sizes] = [fields.word(), fields.word(), fields.long(), fields.word()];
    const beforeSize = sizes & 0xffff;
    const afterSize = sizes >>> 16;
    const before = beforeSize === NO_VALUE ? null : fields.bytes(beforeSize);
    const after = afterSize === NO_VALUE ? null : fields.bytes(afterSize);
    const isUndo = (flags & FLAG_A) !== 0;
    return { kind: rowKind, databaseId, databaseTime, transaction, pageNumber, key, before, after, isUndo };
  }
  if (type === RecordType.attach) {
    const [objectIdLast, signature, consistentPosition] = [fields.word(), fields.signature(), fields.position()];
    const path = String.fromCharCode(...fields.bytes(fields.word()));
    return { kind: 'attach', databaseId, databaseTime, objectIdLast, signature, consistentPosition, path };
  }
  if (type === RecordType.split) {
    return {
      kind: 'split',
      databaseId,
      databaseTime,
      giver: fields.word(),
      receiver: fields.word(),
      receiverFlags: fields.word(),
      right: fields.word(),
      parent: fields.word(),
      bound: fields.long(),
      shape: SPLIT_SHAPES[shape] ?? 'middle',
      takesFreePage: (flags & FLAG_A) !== 0,
    };
  }
  if (type === RecordType.merge) {
    return {
      kind: 'merge',
      databaseId,
      databaseTime,
      giver: fields.word(),
      receiver: fields.word(),
      neighbour: fields.word(),
      parent: fields.word(),
      bound: fields.long(),
      shape: MERGE_SHAPES[shape] ?? 'left',
      listsFreePage: (flags & FLAG_A) !== 0,
      movesRows: (flags & FLAG_B) !== 0,
    };
  }
  return null;
}
