import {
  type CodePage,
  type CodeResult,
  type ContextResult,
  type Hbc,
  Hr,
  type Hresult,
  type ListResult,
  NOT_MODELLED,
  type OpenResult,
  type ReadResult,
  type RestoreMapRow,
  type RestoreWords,
} from '../../protocol/index.ts';
import { type ApiCall, type Call, Handle, type Outcome } from '../../rules/index.ts';
import {
  type CallEnding,
  type CallStrike,
  type Fault,
  type FaultClient,
  type FaultFunction,
  type FaultyCall,
  printFault,
} from '../faults/index.ts';
import type { ServiceCore } from '../service/index.ts';
import { CallNeverCompletes, HANG_DEADLINE_SECONDS } from './callNeverCompletes.ts';
import { ClientKilled } from './clientKilled.ts';
import { ContextTable } from './contexts.ts';
import { Forms, type ListFunction } from './forms.ts';
import { encodeEntries, listEntries } from './lists.ts';
import { type resolveFile, resolveTarget } from './names.ts';

/** What a client needs of the server it is connected to. */
export interface ClientHost {
  readonly name: string;
  readonly cores: readonly ServiceCore[];
  /** Processors of the server, and the largest read buffer it can allocate, in bytes. */
  readonly processors: number;
  readonly readAllocationLimitBytes: number;
  /** A handle for a new context of this client. */
  takeHandle(client: SimulatedClient): number;
  /** Time passes without the call coming back. */
  wait(seconds: number): void;
  /** A call begins: the faults that are due at it, null when there are none. */
  callBegins(call: FaultyCall): CallStrike | null;
  resolveFile(name: string | null, core: ServiceCore): ReturnType<typeof resolveFile>;
}

export interface ClientOptions {
  /** Code page of the A functions. */
  readonly codePage?: CodePage;
  /** Whether data travels over TCP/IP; other transports need page multiples (M-HrBackupRead). */
  readonly tcp?: boolean;
  /** Most bytes a read hands over at once, for agents that must cope with short reads. */
  readonly readLimitBytes?: number;
  /** Computer name of the client, when it is not the server itself. */
  readonly remoteName?: string;
  /** Windows of a remote client; some builds of the server fail one of them (Q156715). */
  readonly remoteSystem?: 'nt-3.51' | 'nt-4.0';
  /** What keeps a remote client from the server: NetBIOS is off (Q261160), or no endpoints are at the address it uses (Q314588). */
  readonly obstacle?: 'netbios-off' | 'no-endpoints';
  /** The client runs in a Terminal Server session (Q245664). */
  readonly terminalSession?: boolean;
  /** The client throws away or hoards what it reads, as a backup to NULL does (Q192440). */
  readonly undrained?: boolean;
}

/** Names from here on are too long for some builds (Q275885). */
const LONG_NAME_CHARACTERS = 15;

/** A client may hold this many lists that it never freed. */
const MAXIMUM_LISTS = 4096;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One client's EDBBCLI.DLL, connected to a simulated server. */
export class SimulatedClient extends Forms implements FaultClient {
  readonly #host: ClientHost;
  readonly #contexts: ContextTable;
  readonly #lists = new Set<Uint8Array>();
  /** The call record of HrBackupRead, made once: reads are the hot path. */
  readonly #readCall: Mutable<Extract<ApiCall, { kind: 'HrBackupRead' }>>;
  readonly #readLimitBytes: number;
  #killedBy: string | null = null;
  readonly #obstacle: ClientOptions['obstacle'];

  constructor(host: ClientHost, options: ClientOptions = {}) {
    super(options.codePage ?? 'cp1252');
    this.#host = host;
    this.#obstacle = options.obstacle;
    this.#readLimitBytes = options.readLimitBytes ?? Number.MAX_SAFE_INTEGER;
    this.#contexts = new ContextTable(() => host.takeHandle(this));
    this.#readCall = {
      kind: 'HrBackupRead',
      handle: Handle.unknown,
      bufferGiven: true,
      sizeBytes: 0,
      availableBytes: this.#readLimitBytes,
      tcp: options.tcp ?? true,
      hintSizeBytes: 0,
      circumstances: {
        processors: host.processors,
        allocationLimitBytes: host.readAllocationLimitBytes,
        longClientName: (options.remoteName?.length ?? 0) >= LONG_NAME_CHARACTERS,
        remoteFromNt4: options.remoteSystem === 'nt-4.0',
        local: options.remoteName === undefined && options.remoteSystem === undefined,
        terminalSession: options.terminalSession ?? false,
        undrained: options.undrained ?? false,
      },
      fault: 0,
    };
  }

  /** Lists that were handed out and not yet given back with BackupFree. */
  get unfreedLists(): number {
    return this.#lists.size;
  }

  /** Whether a context is still worth anything: it has not ended, and its session lives. */
  get hasLiveContext(): boolean {
    return this.#contexts.liveCores().length > 0;
  }

  /** The client goes away without ending anything: its sessions end as the profile says, its handles are dead. */
  disconnect(): void {
    for (const core of this.#contexts.liveCores()) core.apply({ kind: 'ClientGone' });
    this.#contexts.cut();
  }

  /** The client's process dies. The call it is in, and every later one, throws ClientKilled. */
  kill(cause: Fault): void {
    this.#die(printFault(cause));
  }

  #die(cause: string): void {
    this.#killedBy ??= cause;
    this.disconnect();
  }

  override HrBackupPrepareW(
    server: string | null,
    annotation: string | null,
    grbit: number,
    backupType: number,
  ): ContextResult {
    const { target, core } = this.#target(server, annotation);
    const call = { kind: 'HrBackupPrepare', target, grbit: grbit >>> 0, backupType: backupType >>> 0 } as const;
    return this.#call('HrBackupPrepare', core, noContext, () => this.#newContext(core, call, false));
  }

  /** Reads of other sizes than the hint are served (BT), but for larger ones, which are a facet. */
  override HrBackupOpenFileW(hbc: Hbc, fileName: string | null, readHintSizeBytes: number): OpenResult {
    const refused = (code: Hresult): OpenResult => ({ code, fileSizeBytes: 0 });
    return this.#call('HrBackupOpenFile', this.#contexts.coreOf(hbc), refused, () => {
      const core = this.#core(hbc);
      const { file, path } = this.#host.resolveFile(fileName, core);
      core.openPath = path;
      const handle = this.#contexts.handleOf(hbc);
      const { code, answer } = this.#apply(core, { kind: 'HrBackupOpenFile', handle, file, fault: 0 });
      if (answer !== null) core.openHintSizeBytes = readHintSizeBytes >>> 0;
      return { code, fileSizeBytes: answer?.kind === 'size' ? answer.sizeBytes : 0 };
    });
  }

  override HrBackupRead(hbc: Hbc, buffer: Uint8Array | null, sizeBytes: number): ReadResult {
    if (buffer !== null && buffer.length < sizeBytes) {
      throw new RangeError(
        `HrBackupRead of ${sizeBytes} bytes into a buffer of ${buffer.length}: a DLL would write beyond it`,
      );
    }
    const core = this.#core(hbc);
    const refused = (code: Hresult): ReadResult => ({ code, bytesRead: 0 });
    const work = (limitBytes: number): ReadResult => {
      const call = this.#readCall;
      call.availableBytes = Math.min(this.#readLimitBytes, limitBytes);
      call.handle = this.#contexts.handleOf(hbc);
      call.bufferGiven = buffer !== null;
      call.sizeBytes = sizeBytes >>> 0;
      call.hintSizeBytes = core.openHintSizeBytes;
      const { code, answer } = this.#apply(core, call, buffer ?? undefined);
      return { code, bytesRead: answer?.kind === 'bytes' ? answer.sizeBytes : 0 };
    };
    return this.#call('HrBackupRead', core, refused, work, () => readSpan(core, sizeBytes));
  }

  override HrBackupClose(hbc: Hbc): CodeResult {
    return this.#simple(hbc, 'HrBackupClose');
  }

  override HrBackupTruncateLogs(hbc: Hbc): CodeResult {
    return this.#simple(hbc, 'HrBackupTruncateLogs');
  }

  override HrBackupEnd(hbc: Hbc): CodeResult {
    return this.#ending(hbc, 'HrBackupEnd');
  }

  /** A pointer that no list function returned, and NULL, are taken without a word: what a real DLL does is unknown. */
  override BackupFree(buffer: Uint8Array | null): void {
    this.#requireAlive('BackupFree');
    if (buffer !== null) this.#lists.delete(buffer);
  }

  override HrRestorePrepareW(server: string | null, annotation: string | null): ContextResult {
    const { target, core } = this.#target(server, annotation);
    const work = () => this.#newContext(core, { kind: 'HrRestorePrepare', target }, true);
    return this.#call('HrRestorePrepare', core, noContext, work);
  }

  override HrRestoreRegisterW(
    hbc: Hbc,
    checkpointFilePath: string | null,
    logPath: string | null,
    restoreMap: readonly RestoreMapRow<string>[],
    backupLogPath: string | null,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult {
    return this.#call('HrRestoreRegister', this.#contexts.coreOf(hbc), codeOnly, () => {
      const core = this.#core(hbc);
      core.pendingRegistration = {
        checkpointFolder: checkpointFilePath,
        logFolder: logPath ?? '',
        backupLogFolder: backupLogPath ?? '',
        map: restoreMap.map(({ databaseName, newDatabaseName }) => ({
          oldPath: databaseName,
          newPath: newDatabaseName,
        })),
      };
      const { code } = this.#apply(core, {
        kind: 'HrRestoreRegister',
        handle: this.#contexts.handleOf(hbc),
        checkpointPathGiven: checkpointFilePath !== null,
        logPathGiven: logPath !== null,
        backupLogPathGiven: backupLogPath !== null,
        mapRows: restoreMap.length,
        lowGeneration: lowGeneration >>> 0,
        highGeneration: highGeneration >>> 0,
      });
      core.pendingRegistration = null;
      return { code };
    });
  }

  override HrRestoreRegisterComplete(hbc: Hbc, restoreState: Hresult): CodeResult {
    const kind = 'HrRestoreRegisterComplete';
    return this.#call(kind, this.#contexts.coreOf(hbc), codeOnly, () => {
      const handle = this.#contexts.handleOf(hbc);
      return { code: this.#apply(this.#core(hbc), { kind, handle, restoreState }).code };
    });
  }

  override HrRestoreEnd(hbc: Hbc): CodeResult {
    return this.#ending(hbc, 'HrRestoreEnd');
  }

  override HrSetCurrentBackupLogW(server: string | null, annotation: string | null, currentLog: number): CodeResult {
    const { target, core } = this.#target(server, annotation);
    const call = { kind: 'HrSetCurrentBackupLog', target, currentLog: currentLog >>> 0 } as const;
    return this.#call(call.kind, core, codeOnly, () => ({ code: this.#apply(this.#any(core), call).code }));
  }

  override I_HrCheckBackupLogs(_pointer: Hbc | null): CodeResult {
    this.#requireAlive('I_HrCheckBackupLogs');
    return { code: this.#apply(this.#any(null), { kind: 'I_HrCheckBackupLogs' }).code };
  }

  override I_HrRestoreW(..._words: RestoreWords): CodeResult {
    this.#requireAlive('I_HrRestoreW');
    return { code: this.#apply(this.#any(null), { kind: 'I_HrRestoreW' }).code };
  }

  /**
   * A call between the faults that are due at it. `refused`: what the caller gets when a fault answers. `work` is told
   * how many bytes a read may hand over.
   */
  #call<Result>(
    name: FaultFunction,
    core: ServiceCore | null,
    refused: (code: Hresult) => Result,
    work: (readLimitBytes: number) => Result,
    span: FaultyCall['readSpan'] = () => null,
  ): Result {
    this.#requireAlive(name);
    const strike = this.#host.callBegins({
      function: name,
      client: this,
      service: core?.layout.name ?? null,
      readSpan: span,
    });
    if (strike === null) return work(Number.MAX_SAFE_INTEGER);
    const before = strike.before();
    const code = this.#survive(name, before);
    if (code !== null) return refused(code);
    const result = work(before.readLimitBytes ?? Number.MAX_SAFE_INTEGER);
    const lateCode = this.#survive(name, strike.after());
    return lateCode === null ? result : refused(lateCode);
  }

  /** Throws when faults have left nobody to answer, or no answer. A dead client waits for nothing, a hung one for no code. */
  #survive(name: FaultFunction, { code, hang }: CallEnding): Hresult | null {
    this.#requireAlive(name);
    if (hang !== null) this.#waitInVain(name, '', `fault "${printFault(hang)}"`);
    return code;
  }

  #requireAlive(name: string): void {
    if (this.#killedBy !== null) throw new ClientKilled(name, this.#killedBy);
  }

  /** A call that never comes back is thrown, after the time that shows it; in that time the client may be killed. */
  #waitInVain(name: string, requirementId: string, source: string): never {
    this.#host.wait(HANG_DEADLINE_SECONDS);
    this.#requireAlive(name);
    throw new CallNeverCompletes(name, requirementId, source, HANG_DEADLINE_SECONDS);
  }

  #apply(core: ServiceCore, call: Call, buffer?: Uint8Array): Outcome {
    const outcome = core.apply(call, buffer);
    if (!outcome.neverCompletes && !outcome.endsProcess) return outcome;
    const { id = '', source = '', text = '' } = outcome.requirement ?? {};
    if (outcome.endsProcess) {
      this.#die(`${text} (${source})`);
      this.#requireAlive(call.kind);
    }
    return this.#waitInVain(call.kind, id, source);
  }

  /** Where a server name and an annotation lead. An obstacle is met after the arguments were looked at. */
  #target(server: string | null, annotation: string | null): ReturnType<typeof resolveTarget> {
    const resolved = resolveTarget(server, annotation, this.#host.name, this.#host.cores);
    const isSent = resolved.target !== 'null-argument' && resolved.target !== 'underscore';
    return isSent && this.#obstacle !== undefined ? { target: this.#obstacle, core: null } : resolved;
  }

  /** The service of a handle; for a handle that means nothing any service will do, since nothing will happen to it. */
  #core(hbc: Hbc): ServiceCore {
    return this.#any(this.#contexts.coreOf(hbc));
  }

  #any(core: ServiceCore | null): ServiceCore {
    const any = core ?? this.#host.cores[0];
    if (any === undefined) throw new Error(`server ${this.#host.name} has no service`);
    return any;
  }

  #newContext(core: ServiceCore | null, call: Call, isRestore: boolean): ContextResult {
    const { code, answer } = this.#apply(this.#any(core), call);
    if (answer === null || core === null) return { code, hbc: null };
    return { code, hbc: this.#contexts.add(core, isRestore) };
  }

  #simple(hbc: Hbc, kind: 'HrBackupClose' | 'HrBackupTruncateLogs'): CodeResult {
    return this.#call(kind, this.#contexts.coreOf(hbc), codeOnly, () => ({
      code: this.#apply(this.#core(hbc), { kind, handle: this.#contexts.handleOf(hbc) }).code,
    }));
  }

  #ending(hbc: Hbc, kind: 'HrBackupEnd' | 'HrRestoreEnd'): CodeResult {
    return this.#call(kind, this.#contexts.coreOf(hbc), codeOnly, () => {
      const { code } = this.#apply(this.#core(hbc), { kind, handle: this.#contexts.handleOf(hbc) });
      if (code === Hr.hrNone) this.#contexts.remove(hbc);
      return { code };
    });
  }

  protected list(hbc: Hbc, form: 'A' | 'W', kind: ListFunction): ListResult {
    const refused = (code: Hresult): ListResult => ({ code, list: null, sizeBytes: 0 });
    const result = this.#call(kind, this.#contexts.coreOf(hbc), refused, () => {
      const core = this.#core(hbc);
      const { code, answer } = this.#apply(core, listCall(kind, this.#contexts.handleOf(hbc), form));
      if (answer === null) return refused(code);
      const list = encodeEntries(listEntries(answer, core, this.#host.name), form, this.codePage);
      // What a real DLL does for its own file names is unknown: Windows would put look-alikes and question marks.
      return list === null ? refused(NOT_MODELLED) : { code, list, sizeBytes: list.length };
    });
    if (result.list === null) return result;
    if (this.#lists.size >= MAXIMUM_LISTS)
      throw new RangeError(`a client holds ${MAXIMUM_LISTS} lists that it never freed`);
    this.#lists.add(result.list);
    return result;
  }
}

const noContext = (code: Hresult): ContextResult => ({ code, hbc: null });
const codeOnly = (code: Hresult): CodeResult => ({ code });

/** The bytes a read would hand over, for faults that wait at a byte of a file. */
function readSpan({ backup, openPath }: ServiceCore, sizeBytes: number): ReturnType<FaultyCall['readSpan']> {
  const stream = backup?.stream ?? null;
  if (stream === null || openPath === null) return null;
  const fromBytes = stream.positionBytes;
  return { path: openPath, fromBytes, toBytes: Math.min(fromBytes + sizeBytes, stream.sizeBytes) };
}

function listCall(kind: ListFunction, handle: (typeof Handle)[keyof typeof Handle], form: 'A' | 'W'): ApiCall {
  if (kind === 'HrBackupGetDatabaseNames') return { kind, handle, form };
  return kind === 'HrBackupGetBackupLogs' ? { kind, handle, fault: 0 } : { kind, handle };
}
