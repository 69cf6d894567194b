import {
  type CodePage,
  type CodeResult,
  type ContextResult,
  type Hbc,
  Hr,
  type Hresult,
  type ListResult,
  type OpenResult,
  type ReadResult,
  type RestoreMapRow,
} from '../protocol/index.ts';
import { type ApiCall, type Call, Handle, type Outcome } from '../rules/index.ts';
import { CallNeverCompletes, HANG_DEADLINE_SECONDS } from './callNeverCompletes.ts';
import { ContextTable } from './contexts.ts';
import type { FaultFunction } from './faults.ts';
import { Forms, type ListFunction } from './forms.ts';
import { fileNameOf } from './layout.ts';
import { encodeEntries, listEntries } from './lists.ts';
import { type resolveFile, resolveTarget } from './names.ts';
import type { ServiceCore } from './serviceCore.ts';

/** What a client needs of the server it is connected to. */
export interface ClientHost {
  readonly name: string;
  readonly cores: readonly ServiceCore[];
  /** Processors of the server, and the largest read buffer it can allocate, in bytes. */
  readonly processors: number;
  readonly readAllocationLimitBytes: number;
  takeHandle(): number;
  /** Time passes without the call coming back. */
  wait(seconds: number): void;
  /** Lets waiting faults strike; a code means that the call is answered with it and goes no further. */
  strike(
    client: SimulatedClient,
    name: FaultFunction,
    read?: { fileName: string; from: number; to: number },
  ): Hresult | null;
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
}

/** Names from here on are too long for some builds (Q275885). */
const LONG_NAME_CHARACTERS = 15;

/** A client may hold this many lists that it never freed. */
const MAXIMUM_LISTS = 4096;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One client's EDBBCLI.DLL, connected to a simulated server. */
export class SimulatedClient extends Forms {
  readonly #host: ClientHost;
  readonly #contexts: ContextTable;
  readonly #lists = new Set<Uint8Array>();
  /** The call record of HrBackupRead, made once: reads are the hot path. */
  readonly #readCall: Mutable<Extract<ApiCall, { kind: 'HrBackupRead' }>>;

  constructor(host: ClientHost, options: ClientOptions = {}) {
    super(options.codePage ?? 'cp1252');
    this.#host = host;
    this.#contexts = new ContextTable(() => host.takeHandle());
    this.#readCall = {
      kind: 'HrBackupRead',
      handle: Handle.unknown,
      bufferGiven: true,
      sizeBytes: 0,
      availableBytes: options.readLimitBytes ?? Number.MAX_SAFE_INTEGER,
      tcp: options.tcp ?? true,
      circumstances: {
        processors: host.processors,
        allocationLimitBytes: host.readAllocationLimitBytes,
        longClientName: (options.remoteName?.length ?? 0) >= LONG_NAME_CHARACTERS,
      },
      fault: 0,
    };
  }

  /** Lists that were handed out and not yet given back with BackupFree. */
  get unfreedLists(): number {
    return this.#lists.size;
  }

  /** The client goes away without ending anything: its sessions end as the profile says, its handles are dead. */
  disconnect(): void {
    for (const core of this.#contexts.liveCores()) core.apply({ kind: 'ClientGone' });
  }

  override HrBackupPrepareW(
    server: string | null,
    annotation: string | null,
    grbit: number,
    backupType: number,
  ): ContextResult {
    const struck = this.#host.strike(this, 'HrBackupPrepare');
    if (struck !== null) return { code: struck, hbc: null };
    const { target, core } = resolveTarget(server, annotation, this.#host.name, this.#host.cores);
    const call = { kind: 'HrBackupPrepare', target, grbit: grbit >>> 0, backupType: backupType >>> 0 } as const;
    return this.#newContext(core, call, false);
  }

  /** The hint is only a hint (BT reads other sizes): it is taken and not used. */
  override HrBackupOpenFileW(hbc: Hbc, fileName: string | null, _readHintSizeBytes: number): OpenResult {
    const struck = this.#host.strike(this, 'HrBackupOpenFile');
    if (struck !== null) return { code: struck, fileSizeBytes: 0 };
    const core = this.#core(hbc);
    const { file, path } = this.#host.resolveFile(fileName, core);
    core.openPath = path;
    const outcome = this.#apply(core, {
      kind: 'HrBackupOpenFile',
      handle: this.#contexts.handleOf(hbc),
      file,
      fault: 0,
    });
    const { answer } = outcome;
    return { code: outcome.code, fileSizeBytes: answer?.kind === 'size' ? answer.sizeBytes : 0 };
  }

  override HrBackupRead(hbc: Hbc, buffer: Uint8Array | null, sizeBytes: number): ReadResult {
    const core = this.#core(hbc);
    const struck = this.#host.strike(this, 'HrBackupRead', this.#readSpan(core, sizeBytes));
    if (struck !== null) return { code: struck, bytesRead: 0 };
    if (buffer !== null && buffer.length < sizeBytes) {
      throw new RangeError(
        `HrBackupRead of ${sizeBytes} bytes into a buffer of ${buffer.length}: a DLL would write beyond it`,
      );
    }
    const call = this.#readCall;
    call.handle = this.#contexts.handleOf(hbc);
    call.bufferGiven = buffer !== null;
    call.sizeBytes = sizeBytes >>> 0;
    const outcome = this.#apply(core, call, buffer ?? undefined);
    const { answer } = outcome;
    return { code: outcome.code, bytesRead: answer?.kind === 'bytes' ? answer.sizeBytes : 0 };
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
    if (buffer !== null) this.#lists.delete(buffer);
  }

  override HrRestorePrepareW(server: string | null, annotation: string | null): ContextResult {
    const struck = this.#host.strike(this, 'HrRestorePrepare');
    if (struck !== null) return { code: struck, hbc: null };
    const { target, core } = resolveTarget(server, annotation, this.#host.name, this.#host.cores);
    return this.#newContext(core, { kind: 'HrRestorePrepare', target }, true);
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
    const struck = this.#host.strike(this, 'HrRestoreRegister');
    if (struck !== null) return { code: struck };
    const core = this.#core(hbc);
    core.pendingRegistration = {
      checkpointFolder: checkpointFilePath,
      logFolder: logPath ?? '',
      backupLogFolder: backupLogPath ?? '',
      map: restoreMap.map(({ databaseName, newDatabaseName }) => ({ oldPath: databaseName, newPath: newDatabaseName })),
    };
    const { code } = this.#apply(core, {
      kind: 'HrRestoreRegister',
      handle: this.#contexts.handleOf(hbc),
      logPathGiven: logPath !== null,
      backupLogPathGiven: backupLogPath !== null,
      mapRows: restoreMap.length,
      lowGeneration: lowGeneration >>> 0,
      highGeneration: highGeneration >>> 0,
    });
    core.pendingRegistration = null;
    return { code };
  }

  override HrRestoreRegisterComplete(hbc: Hbc, restoreState: Hresult): CodeResult {
    const struck = this.#host.strike(this, 'HrRestoreRegisterComplete');
    if (struck !== null) return { code: struck };
    const handle = this.#contexts.handleOf(hbc);
    return { code: this.#apply(this.#core(hbc), { kind: 'HrRestoreRegisterComplete', handle, restoreState }).code };
  }

  override HrRestoreEnd(hbc: Hbc): CodeResult {
    return this.#ending(hbc, 'HrRestoreEnd');
  }

  override HrSetCurrentBackupLogW(server: string | null, annotation: string | null, currentLog: number): CodeResult {
    const struck = this.#host.strike(this, 'HrSetCurrentBackupLog');
    if (struck !== null) return { code: struck };
    const { target, core } = resolveTarget(server, annotation, this.#host.name, this.#host.cores);
    return {
      code: this.#apply(this.#any(core), { kind: 'HrSetCurrentBackupLog', target, currentLog: currentLog >>> 0 }).code,
    };
  }

  override I_HrCheckBackupLogs(_pointer: Hbc | null): CodeResult {
    return { code: this.#apply(this.#any(null), { kind: 'I_HrCheckBackupLogs' }).code };
  }

  /** Asks the rules; a call that never comes back is thrown, after the time that shows it. */
  #apply(core: ServiceCore, call: Call, buffer?: Uint8Array): Outcome {
    const outcome = core.apply(call, buffer);
    if (!outcome.neverCompletes) return outcome;
    this.#host.wait(HANG_DEADLINE_SECONDS);
    const { id = '', source = '' } = outcome.requirement ?? {};
    throw new CallNeverCompletes(call.kind, id, source, HANG_DEADLINE_SECONDS);
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
    const struck = this.#host.strike(this, kind);
    if (struck !== null) return { code: struck };
    return { code: this.#apply(this.#core(hbc), { kind, handle: this.#contexts.handleOf(hbc) }).code };
  }

  #ending(hbc: Hbc, kind: 'HrBackupEnd' | 'HrRestoreEnd'): CodeResult {
    const struck = this.#host.strike(this, kind);
    if (struck !== null) return { code: struck };
    const { code } = this.#apply(this.#core(hbc), { kind, handle: this.#contexts.handleOf(hbc) });
    if (code === Hr.hrNone) this.#contexts.remove(hbc);
    return { code };
  }

  protected list(hbc: Hbc, form: 'A' | 'W', kind: ListFunction): ListResult {
    const struck = this.#host.strike(this, kind);
    if (struck !== null) return { code: struck, list: null, sizeBytes: 0 };
    const core = this.#core(hbc);
    const handle = this.#contexts.handleOf(hbc);
    const { code, answer } = this.#apply(core, listCall(kind, handle, form));
    if (answer === null) return { code, list: null, sizeBytes: 0 };
    const list = encodeEntries(listEntries(answer, core, this.#host.name), form, this.codePage);
    if (this.#lists.size >= MAXIMUM_LISTS)
      throw new RangeError(`a client holds ${MAXIMUM_LISTS} lists that it never freed`);
    this.#lists.add(list);
    return { code, list, sizeBytes: list.length };
  }

  /** The bytes a read would pass, for faults that wait at a byte of a file. */
  #readSpan(core: ServiceCore, sizeBytes: number): { fileName: string; from: number; to: number } | undefined {
    const stream = core.backup?.stream;
    if (stream === undefined || stream === null || core.openPath === null) return undefined;
    const from = stream.positionBytes;
    return { fileName: fileNameOf(core.openPath), from, to: Math.min(from + sizeBytes, stream.sizeBytes) };
  }
}

function listCall(kind: ListFunction, handle: (typeof Handle)[keyof typeof Handle], form: 'A' | 'W'): ApiCall {
  if (kind === 'HrBackupGetDatabaseNames') return { kind, handle, form };
  return kind === 'HrBackupGetBackupLogs' ? { kind, handle, fault: 0 } : { kind, handle };
}
