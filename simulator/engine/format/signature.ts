import { readText, writeText, writeUint32 } from './fields.ts';
import { readLogTime, writeLogTime } from './logTime.ts';

/** SIGNATURE: u32 random, LOGTIME created, char[16] computer name (D: ese-engine.md 1.1). */
export const SIGNATURE_SIZE_BYTES = 28;

const NAME_OFFSET = 12;
const NAME_FIELD_SIZE_BYTES = 16;
const LAST_ASCII_CODE = 0x7f;

/** What tells one database, or one sequence of logs, from every other. */
export interface Signature {
  readonly random: number;
  /** Seconds since 1970 UTC. */
  readonly createdSeconds: number;
  /** At most 15 ASCII characters. Exchange writes it empty (Q259851). */
  readonly computerName: string;
}

export const NULL_SIGNATURE: Signature = { random: 0, createdSeconds: 0, computerName: '' };

export function signaturesEqual(a: Signature, b: Signature): boolean {
  return a.random === b.random && a.createdSeconds === b.createdSeconds && a.computerName === b.computerName;
}

/** A name without its NUL reads as all 16 characters. */
export function readSignature(view: DataView, offset: number): Signature {
  const field = new Uint8Array(view.buffer, view.byteOffset + offset + NAME_OFFSET, NAME_FIELD_SIZE_BYTES);
  return {
    random: view.getUint32(offset, true),
    createdSeconds: readLogTime(view, offset + 4),
    computerName: readText(view, offset + NAME_OFFSET, NAME_FIELD_SIZE_BYTES) ?? String.fromCharCode(...field),
  };
}

/** Throws a RangeError for a name that is too long or not ASCII, and for a random number of more than 32 bits. */
export function writeSignature(view: DataView, offset: number, signature: Signature): void {
  new Uint8Array(view.buffer, view.byteOffset + offset, SIGNATURE_SIZE_BYTES).fill(0);
  writeUint32(view, offset, 'The random number of a signature', signature.random);
  writeLogTime(view, offset + 4, signature.createdSeconds);
  writeText(view, offset + NAME_OFFSET, 'The computer name', signature.computerName, {
    fieldSizeBytes: NAME_FIELD_SIZE_BYTES,
    maximumCode: LAST_ASCII_CODE,
  });
}
