import {
  type EdbbcliApi,
  type ExportName,
  functionInfos,
  type Hbc,
  Hr,
  type Hresult,
} from '../../../simulator/protocol/index.ts';
import { replyShape } from '../reply.ts';

/** A call that reached the API, as it arrived. */
export interface SeenCall {
  readonly name: ExportName;
  readonly arguments: readonly unknown[];
}

export interface FakeAnswers {
  code: Hresult;
  list: Uint8Array | null;
  fileSizeBytes: number;
  /** Byte of which reads are made; null reads nothing. */
  fill: number | null;
  /** Thrown by every call. */
  failure: Error | null;
}

/** An API that writes down what it is asked and answers what it was told to. */
export function fakeApi(): {
  readonly api: EdbbcliApi;
  readonly calls: SeenCall[];
  readonly answers: FakeAnswers;
} {
  const calls: SeenCall[] = [];
  const answers: FakeAnswers = {
    code: Hr.hrNone,
    list: Uint8Array.of(1, 2, 3),
    fileSizeBytes: 77,
    fill: 0xa5,
    failure: null,
  };
  let lastHandle = 0;
  const resultOf = (name: ExportName, values: readonly unknown[]): unknown => {
    const { code, list, fileSizeBytes, fill, failure } = answers;
    if (failure !== null) throw failure;
    const info = functionInfos.find((candidate) => candidate.name === name);
    if (info === undefined || info.returns === 'VOID') return undefined;
    const isGood = code === Hr.hrNone;
    switch (replyShape(info)) {
      case 'context':
        return { code, hbc: isGood ? (++lastHandle as Hbc) : null };
      case 'list':
        // A list of its own each time: its identity is what BackupFree goes by.
        return { code, list: isGood ? (list?.slice() ?? null) : null, sizeBytes: isGood ? (list?.length ?? 0) : 0 };
      case 'size':
        return { code, fileSizeBytes: isGood ? fileSizeBytes : 0 };
      case 'read': {
        const [, buffer, sizeBytes] = values;
        if (fill === null || !(buffer instanceof Uint8Array) || typeof sizeBytes !== 'number') {
          return { code, bytesRead: 0 };
        }
        buffer.fill(fill, 0, sizeBytes);
        return { code, bytesRead: sizeBytes };
      }
      case 'none':
        return { code };
    }
  };
  const entries = functionInfos.map(({ name }) => [
    name,
    (...values: readonly unknown[]) => {
      calls.push({ name, arguments: values });
      return resultOf(name, values);
    },
  ]);
  // The names come from the same table as the type.
  return { api: Object.fromEntries(entries) as EdbbcliApi, calls, answers };
}
