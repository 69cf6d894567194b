import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { type FileProblem, fileProblem } from './fileProblem.ts';

export type FileOpening = { readonly ok: true; readonly file: InputFile } | FileProblem;

/**
 * Opens an ordinary file for reading, through links. A device, a pipe, a socket or a folder is refused before it is
 * touched, and once more when it is open, in case it has changed meanwhile: nothing waits here, and nothing rewinds.
 */
export function openFile(path: string): FileOpening {
  try {
    const problem = kindProblem(statSync(path));
    if (problem !== null) return problem;
    // Windows has neither of these, nor what they are for.
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
    const facts = fstatSync(descriptor);
    const changed = kindProblem(facts);
    if (changed === null) return { ok: true, file: new InputFile(descriptor, facts.size) };
    closeSync(descriptor);
    return changed;
  } catch (error) {
    return fileProblem(error);
  }
}

/** Why a path is not read as a file; null when it is one. */
function kindProblem(facts: Stats): FileProblem | null {
  if (facts.isFile()) return null;
  return {
    ok: false,
    code: facts.isDirectory() ? 'EISDIR' : 'EINVAL',
    problem: `it is no ordinary file: ${kindOf(facts)}`,
  };
}

function kindOf(facts: Stats): string {
  if (facts.isDirectory()) return 'a folder';
  if (facts.isFIFO()) return 'a pipe';
  return facts.isSocket() ? 'a socket' : 'a device';
}

/**
 * An open file, as long as it was when it was opened: what grows afterwards is not followed. What a disk refuses while it is
 * read is thrown; see fileProblem.
 */
class InputFile {
  readonly sizeBytes: number;
  readonly #descriptor: number;

  constructor(descriptor: number, sizeBytes: number) {
    this.#descriptor = descriptor;
    this.sizeBytes = sizeBytes;
  }

  /** Answers the bytes copied to `target[targetOffset]`: fewer than asked for only where the file ends. */
  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): number {
    const wanted = Math.max(0, Math.min(lengthBytes, this.sizeBytes - offsetBytes));
    let done = 0;
    while (done < wanted) {
      const count = readSync(this.#descriptor, target, targetOffset + done, wanted - done, offsetBytes + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  /** Hands the bytes over in pieces, from the beginning, `limitBytes` at most; each is valid during the visit only. */
  pieces(visit: (bytes: Uint8Array) => void, limitBytes = Number.POSITIVE_INFINITY): void {
    const endBytes = Math.min(this.sizeBytes, limitBytes);
    const buffer = new Uint8Array(Math.min(BUFFER_SIZE_BYTES, endBytes));
    for (let offset = 0; offset < endBytes; ) {
      const count = this.read(offset, buffer, 0, Math.min(buffer.length, endBytes - offset));
      if (count === 0) break;
      visit(buffer.subarray(0, count));
      offset += count;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

const BUFFER_SIZE_BYTES = 1024 * 1024;
