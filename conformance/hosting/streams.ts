import { createHash, type Hash } from 'node:crypto';
import type { CompletedCall } from '../../binding/host/index.ts';
import { Hr } from '../../simulator/protocol/index.ts';
import { agentText, type CodePageOfClient } from './agentText.ts';

/** A file of the server that an agent opened. */
export interface ReadStream {
  /** Which backup it was read in: the files of one belong together. */
  readonly session: number;
  /** As it was opened. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly readBytes: number;
  /** Read from its beginning to its end, each byte once. */
  readonly isWhole: boolean;
  /** Of what was read. */
  readonly sha256: string;
}

interface OpenStream {
  readonly session: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly hash: Hash;
  readBytes: number;
}

/** More files than any backup has; what comes beyond is not looked at. */
const MAXIMUM_STREAMS = 100_000;

/** What agents read through their contexts, from one open to its close. */
export class StreamLedger {
  readonly #open = new Map<unknown, OpenStream>();
  readonly #ended: ReadStream[] = [];
  readonly #sessionOf: (context: unknown) => number;
  readonly #codePageOf: CodePageOfClient;

  /** `sessionOf`: the number of the backup that a context belongs to. */
  constructor(sessionOf: (context: unknown) => number, codePageOf: CodePageOfClient) {
    this.#sessionOf = sessionOf;
    this.#codePageOf = codePageOf;
  }

  /** In the order in which they were closed. */
  get streams(): readonly ReadStream[] {
    return this.#ended;
  }

  take(call: CompletedCall): void {
    const { function: name, data } = call;
    if (name === 'HrBackupOpenFileA' || name === 'HrBackupOpenFileW') {
      const [hbc, fileName] = call.arguments;
      if (call.result.code === Hr.hrNone) {
        this.#begin(hbc, agentText(fileName, this.#codePageOf(call.client)), call.result.fileSizeBytes);
      }
    } else if (name === 'HrBackupRead') {
      const open = this.#open.get(call.arguments[0]);
      if (open === undefined || data === null) return;
      open.hash.update(data);
      open.readBytes += data.length;
    } else if (name === 'HrBackupClose' || name === 'HrBackupEnd') {
      this.#end(call.arguments[0]);
    }
  }

  /** What was still open when the agent ended was not read to its end by anybody. */
  endAll(): void {
    for (const hbc of [...this.#open.keys()]) this.#end(hbc);
  }

  #begin(hbc: unknown, name: string, sizeBytes: number): void {
    this.#end(hbc);
    if (this.#ended.length + this.#open.size >= MAXIMUM_STREAMS) return;
    this.#open.set(hbc, { session: this.#sessionOf(hbc), name, sizeBytes, hash: createHash('sha256'), readBytes: 0 });
  }

  #end(hbc: unknown): void {
    const open = this.#open.get(hbc);
    if (open === undefined) return;
    this.#open.delete(hbc);
    const { session, name, sizeBytes, readBytes, hash } = open;
    const isWhole = readBytes === sizeBytes;
    this.#ended.push({ session, name, sizeBytes, readBytes, isWhole, sha256: hash.digest('hex') });
  }
}
