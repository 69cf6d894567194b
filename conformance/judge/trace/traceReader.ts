import { Annotation, functionInfo, Hr, hresult } from '../../../simulator/protocol/index.ts';
import { ServiceKind, type ServiceKindNumber } from '../../../simulator/rules/index.ts';
import type { Ending, SeenAnswer, SeenCall } from '../fidelity/index.ts';
import { ServiceFiles } from './files.ts';
import { possibleCalls } from './possibleCalls.ts';
import { type CallLine, callLine, eventLine, headLine, textIn } from './traceLine.ts';

/** A call of a trace, of one service. */
export interface TracedCall {
  readonly n: number;
  readonly service: ServiceKindNumber;
  readonly seen: SeenCall;
}

/** A line that is none of a trace; what follows from it is not known. */
export class TraceDamage extends Error {
  /** From 1. */
  readonly line: number;

  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
    this.line = line;
  }
}

/** Reads a trace line by line: which call of which service each is, and what its caller saw. */
export class TraceReader {
  #line = 0;
  /** Contexts by their labels. */
  readonly #contexts = new Map<string, { readonly number: number; readonly service: ServiceKindNumber }>();
  readonly #files = { [ServiceKind.informationStore]: new ServiceFiles(), [ServiceKind.directory]: new ServiceFiles() };
  /** Sizes that were announced when the open files were opened, by context. */
  readonly #hints = new Map<number, number>();
  /** A fault strikes in the next call: what the server answered is not what the rules say. */
  #isStruck = false;

  /** What a line tells; null when it is no call that concerns a service. Throws TraceDamage. */
  read(text: string): TracedCall | null {
    this.#line++;
    const value = this.#parse(text);
    if (this.#line === 1) {
      const head = headLine.safeParse(value);
      if (!head.success) throw new TraceDamage(1, 'a trace begins with {"format":"edbproof-trace",...}');
      if (head.data.version === 1) return null;
      throw new TraceDamage(1, `version ${head.data.version} of the format; version 1 is read`);
    }
    const call = callLine.safeParse(value);
    if (call.success) return this.#call(call.data);
    const event = eventLine.safeParse(value);
    if (!event.success) throw new TraceDamage(this.#line, 'neither a call nor an event');
    if (event.data.event === 'fault' && event.data.function !== undefined) this.#isStruck = true;
    return null;
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw new TraceDamage(this.#line, 'it is no JSON');
    }
  }

  #call(line: CallLine): TracedCall | null {
    const info = functionInfo(line.call);
    if (info === undefined) throw new TraceDamage(this.#line, `there is no function "${line.call}"`);
    // Which log it was that could not be deleted is not seen.
    const isHeld =
      info.baseName === 'HrBackupTruncateLogs' && Number(line.result?.code) === Number(Hr.hrFileAccessDenied);
    const isStruck = this.#isStruck || isHeld;
    this.#isStruck = false;
    if (info.baseName === 'BackupFree') return null;
    const form = info.form ?? 'W';
    const [first, second] = line.arguments;
    const isOnContext = info.parameters[0]?.cType === 'HBC';
    const context = isOnContext && typeof first === 'string' ? this.#contexts.get(first) : undefined;
    const service = isOnContext ? context?.service : serviceOf(textIn(second));
    // A handle that was never given out belongs to no service, and neither does a name that is none.
    if (service === undefined) return null;
    const number = context?.number ?? null;
    const files = this.#files[service];
    const answer = this.#answer(line, info.baseName, form, files);
    const ending = endingOf(line, answer);
    const calls = possibleCalls({
      line,
      baseName: info.baseName,
      form,
      files,
      hintSizeBytes: this.#hints.get(number ?? 0) ?? 0,
    });
    const newContext = this.#newContext(line, service);
    if (info.baseName === 'HrBackupOpenFile' && number !== null)
      this.#hints.set(number, Number(line.arguments[2]) || 0);
    return { n: line.n, service, seen: { calls, context: number, newContext, ending, isStruck } };
  }

  #newContext({ result }: CallLine, service: ServiceKindNumber): number | null {
    const label = result?.hbc;
    if (label === null || label === undefined) return null;
    const number = this.#contexts.size + 1;
    this.#contexts.set(label, { number, service });
    return number;
  }

  #answer({ result }: CallLine, baseName: string, form: 'A' | 'W', files: ServiceFiles): SeenAnswer | null {
    if (result === null || result === undefined || Number(result.code) !== 0) return eofOf(result);
    if (result.hbc !== null && result.hbc !== undefined) return { kind: 'context' };
    if (result.list !== null && result.list !== undefined) return files.answerOf(baseName, result.list.base64, form);
    if (baseName === 'HrBackupOpenFile') return { kind: 'size', sizeBytes: result.fileSizeBytes ?? 0 };
    return baseName === 'HrBackupRead' ? { kind: 'bytes', sizeBytes: result.bytesRead ?? 0 } : null;
  }
}

/** ERROR_HANDLE_EOF is a code with an answer: no bytes. */
const eofOf = (result: CallLine['result']): SeenAnswer | null =>
  Number(result?.code) === 38 ? { kind: 'bytes', sizeBytes: 0 } : null;

function endingOf({ result, unanswered }: CallLine, answer: SeenAnswer | null): Ending {
  // Whether it never came back, or its caller died in it, is not said.
  if (unanswered === true || result === null || result === undefined) return { kind: 'lost' };
  return { kind: 'answered', code: hresult(Number(result.code)), answer };
}

/** The service of an annotation; an unknown one is asked of none. */
function serviceOf(annotation: string | null): ServiceKindNumber | undefined {
  const name = annotation?.toLowerCase();
  if (name === Annotation.EDBBACK_MDB_SERVER.toLowerCase()) return ServiceKind.informationStore;
  return name === Annotation.EDBBACK_DS_SERVER.toLowerCase() ? ServiceKind.directory : undefined;
}
