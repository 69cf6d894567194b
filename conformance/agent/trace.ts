import { functionInfo } from '../../simulator/protocol/index.ts';
import type { CallAnswer, CallStep } from '../procedures/index.ts';

/**
 * A call as one line of JSON. Codes are hexadecimal text, bytes base64, contexts labels in the order they were seen, so
 * that two runs with the same seed give the same text. The bytes of HrBackupRead are not kept: their number is.
 */
export class TraceWriter {
  readonly #contexts = new Map<number | bigint, string>();
  readonly #lists = new Map<Uint8Array, string>();
  readonly #writeLine: (line: string) => void;
  #number = 0;
  #listCount = 0;

  constructor(writeLine: (line: string) => void) {
    this.#writeLine = writeLine;
  }

  /** The first line of a trace. */
  begin(facts: Readonly<Record<string, string | number>>): void {
    this.#write({ format: 'edbproof-trace', version: 1, ...facts });
  }

  /** Something that is not a call but matters to whoever judges the history: a set became durable, the client stopped. */
  event(name: string): void {
    this.#write({ n: ++this.#number, event: name });
  }

  call(step: CallStep, answer: CallAnswer): void {
    const values: readonly unknown[] = step.arguments;
    const parameters = functionInfo(step.function)?.parameters ?? [];
    const callArguments = values.map((value, index) => this.#argument(value, parameters[index]?.cType));
    this.#write({
      n: ++this.#number,
      call: step.function,
      arguments: callArguments,
      result: this.#result(answer.result),
    });
  }

  #write(line: object): void {
    this.#writeLine(`${JSON.stringify(line)}\n`);
  }

  #argument(value: unknown, cType: string | undefined): unknown {
    if (cType === 'HBC') return this.#context(value);
    return cType === 'PVOID' ? this.#bufferArgument(value) : this.#value(value);
  }

  /** A list that is given back is named by its label; any other buffer is known by its size. */
  #bufferArgument(value: unknown): unknown {
    if (!(value instanceof Uint8Array)) return this.#value(value);
    const label = this.#lists.get(value);
    if (label === undefined) return { bufferBytes: value.length };
    this.#lists.delete(value);
    return label;
  }

  #result(result: CallAnswer['result']): unknown {
    if (result === undefined) return null;
    const fields = Object.entries(result).map(([key, value]: [string, unknown]): [string, unknown] => {
      if (key === 'code' && typeof value === 'number') return [key, hex(value)];
      if (key === 'hbc' && value !== null) return [key, this.#context(value)];
      if (key === 'list' && value instanceof Uint8Array) return [key, this.#list(value)];
      return [key, value];
    });
    return Object.fromEntries(fields);
  }

  #list(list: Uint8Array): unknown {
    const label = `list${++this.#listCount}`;
    this.#lists.set(list, label);
    return { label, base64: Buffer.from(list).toString('base64') };
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

const hex = (code: number): string => `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;
