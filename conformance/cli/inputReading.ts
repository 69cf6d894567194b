import { addAbortSignal, type Readable } from 'node:stream';
import type { Io } from './io.ts';

/** All of standard input, or half a sentence that says why not. */
export type InputReading =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: string };

/** Reads a stream to its end, unless it has more than `maximumBytes`: what comes in there has no size that could be asked for. */
export async function readInput(
  stream: Readable,
  maximumBytes: number,
  { signal }: Pick<Io, 'signal'>,
): Promise<InputReading> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const piece of addAbortSignal(signal, stream)) {
      pieces.push(piece);
      sizeBytes += piece.length;
      if (sizeBytes > maximumBytes) {
        const limit = `${Math.floor(maximumBytes / (1024 * 1024))} MiB`;
        return { ok: false, problem: `it has more than ${limit}; save it to a file, and name that` };
      }
    }
  } catch (error) {
    if (signal.aborted) return { ok: false, problem: 'reading it was interrupted' };
    return { ok: false, problem: `it cannot be read: ${error instanceof Error ? error.message : error}` };
  }
  return { ok: true, bytes: Buffer.concat(pieces) };
}
