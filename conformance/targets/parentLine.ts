import { writeSync } from 'node:fs';

/** The child's end of the line to its parent. */
export interface ParentLine {
  /** Returns when the text has left this process: a crash right after it cannot take it along. */
  send(text: string): void;
  /** What the parent says, in pieces; null when it says nothing more, or is gone. */
  onText(receive: (text: string | null) => void): void;
  close(): void;
}

/** The descriptor that a parent listens on: the first behind the usual three. */
export const messageDescriptor = 3;

/** Over inherited descriptors: messages on the fourth, orders on standard input. */
export function inheritedLine(): ParentLine {
  let isBroken = false;
  return {
    send: (text) => {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length && !isBroken; ) {
        const count = writeWaiting(bytes.subarray(written));
        // A parent that is gone has also ended our orders: the session is ended in order, and nobody is told.
        isBroken = count === null;
        written += count ?? 0;
      }
    },
    onText: (receive) => {
      process.stdin.setEncoding('utf8');
      process.stdin.on('data', receive);
      process.stdin.on('end', () => receive(null));
      process.stdin.on('error', () => receive(null));
    },
    close: () => process.stdin.destroy(),
  };
}

/** Bytes written, or null when nobody reads any more. The parent reads as fast as it can: a full pipe is soon empty again. */
function writeWaiting(bytes: Uint8Array): number | null {
  for (;;) {
    try {
      return writeSync(messageDescriptor, bytes);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'EPIPE' || code === 'ECONNRESET') return null;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
