import { Bft, LAST_GENERATION } from '../../simulator/protocol/index.ts';

/** Bytes of a log header that hold its generation: u32 checksum, then i32 lGeneration (ese-engine.md 1.2). */
export const logHeaderPrefixBytes = 8;

const closedLogName = /^edb([0-9a-f]{5})\.log$/i;

/** The part of a path after its last backslash. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('\\') + 1);

/** The generation in the name of a closed log (edbXXXXX.log, five hex digits); null for any other name. No log is number 0. */
export function generationOfName(path: string): number | null {
  const digits = closedLogName.exec(baseName(path))?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16) || null;
}

/** The generation in the first bytes of a log, or null when it is out of range or there are too few bytes. */
export function generationOfHeader(prefix: Uint8Array): number | null {
  if (prefix.length < logHeaderPrefixBytes) return null;
  const generation = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength).getInt32(4, true);
  return generation >= 1 && generation <= LAST_GENERATION ? generation : null;
}

export const isLog = (token: number): boolean => token === Bft.BFT_LOG;
export const isPatchFile = (token: number): boolean => token === Bft.BFT_PATCH_FILE;
export const isDatabase = (token: number): boolean =>
  token === Bft.BFT_MDB_PRIVATE_DATABASE || token === Bft.BFT_MDB_PUBLIC_DATABASE || token === Bft.BFT_DSA_DATABASE;
