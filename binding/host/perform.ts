import {
  type EdbbcliApi,
  type ExportName,
  type FunctionInfo,
  type Hbc,
  Hr,
  type Hresult,
  NOT_MODELLED,
  type RestoreMapRow,
} from '../../simulator/protocol/index.ts';
import type { HandleTable } from './handles.ts';
import type { ListTable } from './lists.ts';
import { emptyBody, type ReadReply, type ReadRoom, replyFrame, replyShape } from './reply.ts';
import type { CallRequest, WireArgument, WireMap } from './request.ts';
import { MAXIMUM_MAP_ROWS, MAXIMUM_READ_SIZE_BYTES } from './wire.ts';

/** What a call is performed on. */
export interface Performance {
  readonly api: EdbbcliApi;
  readonly handles: HandleTable;
  readonly lists: ListTable;
  readonly reads: ReadReply;
}

/** A call on its way: its arguments as the agent passed them, with the handles that it holds. */
export interface Begun {
  readonly request: CallRequest;
  readonly arguments: readonly unknown[];
  readonly room: ReadRoom | null;
}

/** A call that was answered: what goes back, and what a trace says of it. */
export interface Performed {
  readonly frame: Uint8Array;
  /** As the agent gets it; undefined for BackupFree. */
  readonly result: unknown;
  readonly data: Uint8Array | null;
  readonly refusal: string | null;
}

type CallableApi = {
  readonly [Name in ExportName]: (...callArguments: Parameters<EdbbcliApi[Name]>) => ReturnType<EdbbcliApi[Name]>;
};

/** Takes the arguments of a call; a list that is given back has no number from here on. */
export function begin(on: Performance, request: CallRequest): Begun {
  const room = roomOf(on, request);
  return { request, room, arguments: request.arguments.map((argument) => tracedArgument(argument, on, room)) };
}

/**
 * Performs a call. What the API throws is thrown on: a call that never comes back, a client that is killed, a defect.
 * What the model does not cover is answered NOT_MODELLED with the reason.
 */
export function perform(on: Performance, { request, arguments: taken, room }: Begun): Performed {
  const { info } = request;
  const refusal = refusalOf(on, request);
  if (refusal !== null) return refuse(on, request, refusal);
  const passed = request.arguments.map((argument, index) =>
    argument.kind === 'handle' ? on.handles.find(argument.handle) : taken[index],
  );
  const result = callByName(on.api, info.name, passed);
  return room === null ? answer(on, request, result) : answerRead(on, request, room, result);
}

/** The one place where bytes from outside become typed arguments: `readRequest` took them by the same prototypes. */
function callByName<Name extends ExportName>(
  api: CallableApi,
  name: Name,
  values: readonly unknown[],
): ReturnType<EdbbcliApi[Name]> {
  return api[name](...(values as Parameters<EdbbcliApi[Name]>));
}

/** Where a read puts its data; null for the other functions, and for a read that will be refused. */
function roomOf({ reads }: Performance, request: CallRequest): ReadRoom | null {
  return replyShape(request.info) === 'read' ? reads.prepare(replySizeBytes(request)) : null;
}

/** The most that the reply of a read brings: nothing without a buffer, or when it is refused. 0 for any other call. */
export function replySizeBytes(request: CallRequest): number {
  const sizeBytes = readSizeBytes(request);
  return sizeBytes <= MAXIMUM_READ_SIZE_BYTES && givesBuffer(request) ? sizeBytes : 0;
}

const givesBuffer = ({ arguments: values }: CallRequest): boolean =>
  values.some((argument) => argument.kind === 'buffer' && argument.given);

/** The size that a read asks for; 0 for any other call. */
function readSizeBytes({ info, arguments: values }: CallRequest): number {
  const size = info.name === 'HrBackupRead' ? values.find((argument) => argument.kind === 'number') : undefined;
  return size?.value ?? 0;
}

function tracedArgument(argument: WireArgument, { lists }: Performance, room: ReadRoom | null): unknown {
  switch (argument.kind) {
    case 'text':
      return argument.text;
    case 'number':
      return argument.value;
    case 'handle':
      return argument.handle as Hbc;
    case 'word':
      return argument.word;
    case 'buffer':
      return argument.given ? room?.data : null;
    case 'list':
      return lists.take(argument.number);
    case 'map':
      return rowsOf(argument);
  }
}

const rowsOf = ({ rows }: WireMap): readonly RestoreMapRow<Uint8Array | string>[] =>
  rows.map(({ databaseName, newDatabaseName }) => ({
    databaseName: databaseName ?? '',
    newDatabaseName: newDatabaseName ?? '',
  }));

/** Why the model has no answer to the call; null when it has one. */
function refusalOf({ handles, lists }: Performance, request: CallRequest): string | null {
  const { info, missing } = request;
  if (missing.length > 0)
    return `${info.name} with NULL for ${missing.join(' and ')}: what a real library does is unknown`;
  const sizeBytes = readSizeBytes(request);
  if (sizeBytes > MAXIMUM_READ_SIZE_BYTES) {
    if (givesBuffer(request))
      return `HrBackupRead of ${sizeBytes} bytes: more than ${MAXIMUM_READ_SIZE_BYTES} do not go through the shim at once`;
  }
  const shape = replyShape(info);
  if (shape === 'list' && lists.isFull)
    return `${info.name}: the client holds ${lists.count} lists that it never freed`;
  if (shape === 'context' && handles.isFull)
    return `${info.name}: the client holds too many contexts that it never ended`;
  for (const argument of request.arguments) {
    const problem = argument.kind === 'map' ? mapProblem(argument) : null;
    if (problem !== null) return `${info.name} with ${problem}: what a real library does is unknown`;
  }
  return null;
}

function mapProblem({ given, count, rows }: WireMap): string | null {
  if (count > MAXIMUM_MAP_ROWS) return `a count of ${count | 0} in crstmap`;
  if (!given && count > 0) return `NULL for rgrstmap and ${count} in crstmap`;
  const isNull = ({ databaseName, newDatabaseName }: WireMap['rows'][number]) =>
    databaseName === null || newDatabaseName === null;
  return rows.some(isNull) ? 'a NULL name in rgrstmap' : null;
}

function refuse(on: Performance, request: CallRequest, refusal: string): Performed {
  const code = NOT_MODELLED;
  const common = { data: null, refusal };
  const shape = replyShape(request.info);
  if (shape === 'read') {
    const room = on.reads.prepare(0);
    return { ...common, frame: on.reads.finish(room, request, code, 0), result: { code, bytesRead: 0 } };
  }
  return { ...common, frame: replyFrame(request, code, emptyBody(shape)), result: emptyResult(request.info, code) };
}

/** The result of a failed call, in the API's own terms. */
function emptyResult(info: FunctionInfo, code: Hresult): object {
  const shape = replyShape(info);
  if (shape === 'context') return { code, hbc: null };
  if (shape === 'list') return { code, list: null, sizeBytes: 0 };
  return shape === 'size' ? { code, fileSizeBytes: 0 } : { code };
}

type AnyResult = ReturnType<EdbbcliApi[ExportName]>;

function answerRead({ reads }: Performance, request: CallRequest, room: ReadRoom, result: AnyResult): Performed {
  const { data } = room;
  if (result === undefined || !('bytesRead' in result)) throw new Error('HrBackupRead did not say how much it read');
  const { code, bytesRead } = result;
  if (bytesRead > data.length) throw new Error(`HrBackupRead read ${bytesRead} bytes into ${data.length}`);
  return {
    frame: reads.finish(room, request, code, bytesRead),
    result,
    data: bytesRead === data.length ? data : data.subarray(0, bytesRead),
    refusal: null,
  };
}

function answer(on: Performance, request: CallRequest, result: AnyResult): Performed {
  if (result === undefined) return passedOn(replyFrame(request, Hr.hrNone, NO_RESULTS), result);
  const { code } = result;
  if ('hbc' in result) {
    const handle = result.hbc === null ? 0n : on.handles.add(result.hbc);
    const frame = replyFrame(request, code, { kind: 'context', handle });
    return passedOn(frame, { code, hbc: result.hbc === null ? null : (handle as Hbc) });
  }
  if ('list' in result) {
    const { list } = result;
    const number = list === null ? 0 : on.lists.add(list);
    const frame = replyFrame(request, code, { kind: 'list', number, list: list ?? new Uint8Array(0) });
    return passedOn(frame, result);
  }
  if ('fileSizeBytes' in result) {
    const frame = replyFrame(request, code, { kind: 'size', sizeBytes: result.fileSizeBytes });
    return passedOn(frame, result);
  }
  endContext(on.handles, request, code);
  return passedOn(replyFrame(request, code, NO_RESULTS), result);
}

const NO_RESULTS = { kind: 'none' } as const;

const passedOn = (frame: Uint8Array, result: unknown): Performed => ({ frame, result, data: null, refusal: null });

/** The two functions after whose success a handle means nothing any more. */
function endContext(handles: HandleTable, { info, arguments: values }: CallRequest, code: Hresult): void {
  if (code !== Hr.hrNone || (info.name !== 'HrBackupEnd' && info.name !== 'HrRestoreEnd')) return;
  for (const argument of values) if (argument.kind === 'handle') handles.remove(argument.handle);
}
