import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { BegunCall, ClientFacts, CompletedCall } from '../../binding/host/index.ts';
import { type CallSurroundings, type FaultRecord, TraceWriter } from '../agent/index.ts';
import { Redactor } from './redactor.ts';

export interface TraceOptions {
  /** Where lines go; `%p` stands for the process id of the client. */
  readonly template: string;
  /** Replaces the names of computers by stable references. */
  readonly redact: boolean;
  readonly server: string;
  readonly faults: FaultRecord;
  /** Something that a person should know; a sentence. */
  onProblem(text: string): void;
}

/** A trace is cut beyond this: no backup of a sane agent comes near it. */
const MAXIMUM_TRACE_SIZE_BYTES = 1024 * 1024 * 1024;
const MAXIMUM_FILES = 256;

interface TraceFile {
  readonly path: string;
  readonly writer: TraceWriter;
  readonly redactor: Redactor | null;
  /** Clients that are connected now: a process may come back, and several may share a file. */
  connections: number;
  /** Nothing comes for now. */
  readonly rest: () => void;
  readonly close: () => void;
}

/** Writes what agents call, as the reference agent's trace is written, with times, processes, threads and sums of data. */
export class TraceSink {
  readonly #options: TraceOptions;
  readonly #files = new Map<string, TraceFile | null>();

  constructor(options: TraceOptions) {
    this.#options = options;
  }

  /** The files that were begun. */
  get paths(): readonly string[] {
    return [...this.#files.values()].flatMap((file) => (file === null ? [] : [file.path]));
  }

  came(client: ClientFacts): void {
    const file = this.#fileOf(client);
    if (file !== null) file.connections += 1;
    if (client.computerName !== null) file?.redactor?.learn(client.computerName);
    const { platform, processId } = client;
    file?.writer.event('client', { platform, process: processId, ...nameOf(client, file.redactor) });
  }

  call(call: CompletedCall): void {
    const { data } = call;
    const step = { kind: 'call', function: call.function, arguments: call.arguments } as const;
    const answer = { kind: 'call', function: call.function, result: call.result } as const;
    const sum =
      data === null || data.length === 0
        ? {}
        : { data: { bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') } };
    this.#fileOf(call.client)?.writer.call(step, answer, { ...sum, ...surroundings(call, call.endedAt) });
  }

  unanswered(call: BegunCall): void {
    const step = { kind: 'call', function: call.function, arguments: call.arguments } as const;
    this.#fileOf(call.client)?.writer.unanswered(step, surroundings(call, null));
  }

  gone(client: ClientFacts, unfreedLists: number): void {
    const file = this.#fileOf(client);
    if (file === null) return;
    if (unfreedLists > 0) file.writer.event('unfreed', { lists: unfreedLists });
    file.writer.event('gone', { process: client.processId });
    file.connections -= 1;
    if (file.connections <= 0) file.rest();
  }

  close(): void {
    for (const file of this.#files.values()) file?.close();
    this.#files.clear();
  }

  #fileOf({ processId }: ClientFacts): TraceFile | null {
    const path = this.#options.template.replaceAll('%p', String(processId));
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    // Whoever came beyond the limit is told of once and not remembered: processes without end fill no memory.
    if (this.#files.size > MAXIMUM_FILES) return null;
    const file = this.#files.size < MAXIMUM_FILES ? this.#begin(path) : null;
    if (this.#files.size === MAXIMUM_FILES) {
      this.#options.onProblem(`${path} and what comes after it is left out: there are ${MAXIMUM_FILES} traces already`);
    }
    this.#files.set(path, file);
    return file;
  }

  /** A trace is a convenience: when it cannot be written, the run goes on without it, and nothing is overwritten. */
  #begin(path: string): TraceFile | null {
    const { server, faults, redact, onProblem } = this.#options;
    let descriptor: number | null;
    try {
      descriptor = openSync(path, 'wx');
    } catch (error) {
      onProblem(`${path} cannot be written: ${problemText(error)}; there is no trace`);
      return null;
    }
    let isOpen = true;
    let sizeBytes = 0;
    /** Between two visits of a client its file is closed: connections need descriptors too. */
    const rest = (): void => {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    };
    const end = (): void => {
      rest();
      isOpen = false;
    };
    const writeLine = (line: string): void => {
      if (!isOpen) return;
      try {
        const bytes = Buffer.from(line);
        descriptor ??= openSync(path, 'a');
        // A disk that is nearly full takes a part of a line, and says that it is full when the rest comes.
        for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
        sizeBytes += bytes.length;
        if (sizeBytes < MAXIMUM_TRACE_SIZE_BYTES) return;
        writeSync(descriptor, `${JSON.stringify({ event: 'cut', bytes: sizeBytes })}\n`);
        onProblem(`${path} has ${sizeBytes} bytes and is cut there`);
      } catch (error) {
        onProblem(`${path} cannot be written on: ${problemText(error)}; the trace ends there`);
      }
      end();
    };
    const redactor = redact ? new Redactor() : null;
    const writer = new TraceWriter(writeLine, faults, redactor);
    writer.begin({ server: redactor?.server(server) ?? server, kind: 'hosted' });
    const close = (): void => {
      writer.end();
      end();
    };
    return { path, writer, redactor, connections: 0, rest, close };
  }
}

const nameOf = ({ computerName }: ClientFacts, redactor: Redactor | null): Readonly<Record<string, string>> =>
  computerName === null ? {} : { computer: redactor?.server(computerName) ?? computerName };

const surroundings = (call: BegunCall, endedAt: number | null): CallSurroundings => ({
  ...(endedAt === null ? {} : { at: { start: timeText(call.startedAt), end: timeText(endedAt) } }),
  process: call.client.processId,
  thread: call.threadId,
});

/** ISO 8601 with microseconds, UTC. */
function timeText(milliseconds: number): string {
  const microseconds = Math.floor(milliseconds * 1000);
  const seconds = new Date(Math.floor(microseconds / 1_000_000) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(microseconds % 1_000_000).padStart(6, '0')}Z`;
}

const problemText = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EEXIST') return 'it exists already, and nothing is overwritten';
  if (code === 'ENOENT') return 'its folder does not exist';
  return error instanceof Error ? error.message : String(error);
};
