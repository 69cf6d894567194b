import { type FiredFault, printFault, printVirtualTime } from '../../simulator/exchange/index.ts';
import { functionInfo, type ParameterInfo } from '../../simulator/protocol/index.ts';
import type { CallAnswer, CallStep } from '../procedures/index.ts';

/** Where the faults are found that struck while a trace was written: a FaultPlan is such a place. */
export interface FaultRecord {
  readonly fired: readonly FiredFault[];
}

/** Replaces the names of computers in what a trace would show. Texts stay what they are: bytes of an A call, or text. */
export interface TraceRedactor {
  /** The name of a server, with or without backslashes before it. */
  server<Text extends Uint8Array | string>(text: Text): Text;
  path<Text extends Uint8Array | string>(text: Text): Text;
  /** A multi-string of names with tokens. */
  list(list: Uint8Array, form: 'A' | 'W'): Uint8Array;
}

/** What is known of a call besides what was passed and answered, when an agent of somebody else's makes it. */
export interface CallSurroundings {
  /** The bytes that a read handed over. */
  readonly data?: { readonly bytes: number; readonly sha256: string };
  /** ISO 8601 with microseconds, UTC. */
  readonly at?: { readonly start: string; readonly end: string };
  readonly process?: number;
  readonly thread?: number;
}

/**
 * A call as one line of JSON. Codes are hexadecimal text, bytes base64, contexts labels in the order they were seen, so
 * that two runs with the same seed give the same text. The bytes of HrBackupRead are not kept: their number is. A
 * fault that struck is a line before that of the call it struck in.
 */
export class TraceWriter {
  readonly #contexts = new Map<number | bigint, string>();
  readonly #lists = new Map<Uint8Array, string>();
  readonly #writeLine: (line: string) => void;
  readonly #faults: FaultRecord;
  readonly #redactor: TraceRedactor | null;
  #faultsWritten: number;
  #number = 0;
  #listCount = 0;

  /** Faults that struck before now are not of this trace. */
  constructor(
    writeLine: (line: string) => void,
    faults: FaultRecord = { fired: [] },
    redactor: TraceRedactor | null = null,
  ) {
    this.#writeLine = writeLine;
    this.#faults = faults;
    this.#redactor = redactor;
    this.#faultsWritten = faults.fired.length;
  }

  /** The first line of a trace. */
  begin(facts: Readonly<Record<string, string | number>>): void {
    this.#write({ format: 'edbproof-trace', version: 1, ...facts });
  }

  /** Something that is not a call but matters to whoever judges the history: a set became durable, the client stopped. */
  event(name: string, facts: Readonly<Record<string, string | number>> = {}): void {
    this.#writeFaults();
    this.#write({ n: ++this.#number, event: name, ...facts });
  }

  call(step: CallStep, answer: CallAnswer, surroundings: CallSurroundings = {}): void {
    this.#writeFaults();
    const head = this.#head(step);
    const form = functionInfo(step.function)?.form ?? 'A';
    this.#write({ ...head, result: this.#result(answer.result, form), ...surroundings });
  }

  /** A call whose answer nobody got: it never came back, or its caller died in it. Whether the server acted is not said. */
  unanswered(step: CallStep, surroundings: CallSurroundings = {}): void {
    this.#writeFaults();
    this.#write({ ...this.#head(step), unanswered: true, ...surroundings });
  }

  /** Faults that struck after the last call. */
  end(): void {
    this.#writeFaults();
  }

  #head(step: CallStep) {
    const values: readonly unknown[] = step.arguments;
    const parameters = functionInfo(step.function)?.parameters ?? [];
    const callArguments = values.map((value, index) => this.#argument(value, parameters[index]));
    return { n: ++this.#number, call: step.function, arguments: callArguments };
  }

  #writeFaults(): void {
    for (const { fault, call, seconds, withoutEffect } of this.#faults.fired.slice(this.#faultsWritten)) {
      this.#write({
        n: ++this.#number,
        event: 'fault',
        fault: printFault(fault),
        ...(call === null ? {} : { function: call.function, callNumber: call.number }),
        time: printVirtualTime(seconds),
        ...(withoutEffect === null ? {} : { withoutEffect }),
      });
    }
    this.#faultsWritten = this.#faults.fired.length;
  }

  #write(line: object): void {
    this.#writeLine(`${JSON.stringify(line)}\n`);
  }

  #argument(value: unknown, parameter: ParameterInfo | undefined): unknown {
    if (parameter?.cType === 'HBC') return this.#context(value);
    if (parameter?.cType === 'PVOID') return this.#bufferArgument(value);
    const isServer = /^sz(Backup)?Server(Name)?$/.test(parameter?.name ?? '');
    if (isServer && isText(value)) return this.#value(this.#redactor?.server(value) ?? value);
    // An annotation names a service, which every server has by the same name.
    return this.#value(/Annotation$/.test(parameter?.name ?? '') ? value : this.#withoutNames(value));
  }

  /** The same value with the names of computers replaced in every path. */
  #withoutNames(value: unknown): unknown {
    if (this.#redactor === null) return value;
    if (isText(value)) return this.#redactor.path(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.#withoutNames(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#withoutNames(item)]));
  }

  /** A list that is given back is named by its label; any other buffer is known by its size, an unknown word by its value. */
  #bufferArgument(value: unknown): unknown {
    if (typeof value === 'bigint' || typeof value === 'number') return word(value);
    if (!(value instanceof Uint8Array)) return this.#value(value);
    const label = this.#lists.get(value);
    if (label === undefined) return { bufferBytes: value.length };
    this.#lists.delete(value);
    return label;
  }

  #result(result: CallAnswer['result'], form: 'A' | 'W'): unknown {
    if (result === undefined) return null;
    const fields = Object.entries(result).map(([key, value]: [string, unknown]): [string, unknown] => {
      if (key === 'code' && typeof value === 'number') return [key, hex(value)];
      if (key === 'hbc' && value !== null) return [key, this.#context(value)];
      if (key === 'list' && value instanceof Uint8Array) return [key, this.#list(value, form)];
      return [key, value];
    });
    return Object.fromEntries(fields);
  }

  #list(list: Uint8Array, form: 'A' | 'W'): unknown {
    const label = `list${++this.#listCount}`;
    this.#lists.set(list, label);
    const shown = this.#redactor?.list(list, form) ?? list;
    return { label, base64: Buffer.from(shown).toString('base64') };
  }

  #context(value: unknown): unknown {
    if (typeof value !== 'number' && typeof value !== 'bigint') return value;
    const label = this.#contexts.get(value) ?? `hbc${this.#contexts.size + 1}`;
    this.#contexts.set(value, label);
    return label;
  }

  #value(value: unknown): unknown {
    if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
    if (Array.isArray(value)) return value.map((item: unknown) => this.#value(item));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#value(item)]));
    }
    return value;
  }
}

const isText = (value: unknown): value is Uint8Array | string =>
  typeof value === 'string' || value instanceof Uint8Array;

/** As the drop-in library writes a pointer of which nothing is known. */
const word = (value: bigint | number): string | null =>
  BigInt(value) === 0n ? null : `0x${value.toString(16).toUpperCase()}`;

const hex = (code: number): string => `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;
