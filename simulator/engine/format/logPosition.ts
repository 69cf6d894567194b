import { requireWithin } from './fields.ts';

/** The sector of a log file and of a log position, in bytes (ese-engine.md 1.1). */
export const LOG_SECTOR_SIZE_BYTES = 512;

/** A place in the log stream (`lgpos`): generation, 512-byte sector in that log file, byte in that sector. */
export interface LogPosition {
  readonly generation: number;
  readonly sector: number;
  readonly byte: number;
}

/** No position: before every real one. */
export const NULL_LOG_POSITION: LogPosition = { generation: 0, sector: 0, byte: 0 };

/** Negative when `a` comes before `b`, 0 when they are the same place, positive when `a` comes after. */
export function compareLogPositions(a: LogPosition, b: LogPosition): number {
  return a.generation - b.generation || a.sector - b.sector || a.byte - b.byte;
}

/** The position `offsetBytes` after the start of the log file of `generation`. */
export function logPositionAt(generation: number, offsetBytes: number): LogPosition {
  requireWithin('The offset in a log file', offsetBytes, 0, 0x10000 * LOG_SECTOR_SIZE_BYTES - 1);
  return {
    generation,
    sector: Math.floor(offsetBytes / LOG_SECTOR_SIZE_BYTES),
    byte: offsetBytes % LOG_SECTOR_SIZE_BYTES,
  };
}

/** Where in its log file a position is, in bytes. */
export function logPositionOffsetBytes(position: LogPosition): number {
  return position.sector * LOG_SECTOR_SIZE_BYTES + position.byte;
}

/** `(generation,sector,byte)`, all decimal, as eseutil prints it. */
export function formatLogPosition(position: LogPosition): string {
  return `(${position.generation},${position.sector},${position.byte})`;
}

/** Stored as u16 byte, u16 sector, i32 generation, so that one 64-bit comparison orders positions (D: 1.1). */
export function readLogPosition(view: DataView, offset: number): LogPosition {
  return {
    generation: view.getInt32(offset + 4, true),
    sector: view.getUint16(offset + 2, true),
    byte: view.getUint16(offset, true),
  };
}

/** Throws a RangeError for a part that its field cannot hold. */
export function writeLogPosition(view: DataView, offset: number, position: LogPosition): void {
  requireWithin('The generation of a log position', position.generation, -0x80000000, 0x7fffffff);
  requireWithin('The sector of a log position', position.sector, 0, 0xffff);
  requireWithin('The byte of a log position', position.byte, 0, 0xffff);
  view.setUint16(offset, position.byte, true);
  view.setUint16(offset + 2, position.sector, true);
  view.setInt32(offset + 4, position.generation, true);
}
