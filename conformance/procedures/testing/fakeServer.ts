import {
  type AnsiString,
  Bft,
  type CodePage,
  type CodeResult,
  type ContextResult,
  decodeAnsi,
  type EdbbcliApi,
  type ExportName,
  encodeListA,
  encodeListW,
  type Hbc,
  Hr,
  type Hresult,
  type ListResult,
  type OpenResult,
  type ReadResult,
  type RestoreMapRow,
  Win32,
} from '../../../simulator/protocol/index.ts';

/** One file that the fake hands out. */
export interface FakeFile {
  readonly token: number;
  readonly path: string;
  readonly content: Uint8Array;
}

/** One call as the fake saw it. */
export interface SeenCall {
  readonly name: ExportName;
  readonly detail: string;
}

/** What HrRestoreRegister was told. */
export interface SeenRegistration {
  readonly checkpointFolder: string;
  readonly logFolder: string;
  readonly backupLogFolder: string;
  readonly rows: readonly (readonly [string, string])[];
  readonly lowGeneration: number;
  readonly highGeneration: number;
}

export interface FakeScript {
  /** Code to answer the n-th call (from 1) of a function with, instead of working; null to work. */
  answer?(name: ExportName, nth: number): Hresult | null;
  /** The most bytes one read gives. */
  readonly readLimitBytes?: number;
  /** How the end of a file is said: with 0 bytes, or with ERROR_HANDLE_EOF. */
  readonly endOfFile?: 'no-bytes' | 'code';
  /** Bytes that are missing at the end of one file, by path. */
  readonly missingTail?: Readonly<Record<string, number>>;
  readonly codePage?: CodePage;
  readonly locations?: readonly { readonly token: number; readonly path: string }[];
}

/**
 * A small scripted server behind EdbbcliApi: lists, bytes and failures as the script says, no rules of its own. It counts
 * what a client owes it: contexts to end, files to close, lists to free.
 */
export class FakeServer implements EdbbcliApi {
  readonly calls: SeenCall[] = [];
  readonly registrations: SeenRegistration[] = [];
  /** Lists handed out and not freed. */
  readonly unfreed = new Set<Uint8Array>();
  /** What the client did wrong in putting things away. */
  readonly complaints: string[] = [];
  openContexts = 0;
  openPath: string | null = null;
  readonly #databases: readonly FakeFile[];
  readonly #logs: readonly FakeFile[];
  readonly #script: FakeScript;
  readonly #counts = new Map<ExportName, number>();
  #offset = 0;

  constructor(databases: readonly FakeFile[], logs: readonly FakeFile[], script: FakeScript = {}) {
    this.#databases = databases;
    this.#logs = logs;
    this.#script = script;
  }

  /** Names of the calls so far, in order; reads of one file in a row count once. */
  get order(): string[] {
    const names = this.calls.map(({ name, detail }) => (detail === '' ? name : `${name} ${detail}`));
    return names.filter((name, index) => name !== 'HrBackupRead' || names[index - 1] !== name);
  }

  count(name: ExportName): number {
    return this.#counts.get(name) ?? 0;
  }

  HrBackupPrepareA(server: AnsiString | null, _annotation: AnsiString | null, grbit: number, type: number) {
    return this.#context('HrBackupPrepareA', `${this.#text(server)} ${grbit} ${type}`);
  }
  HrBackupPrepareW(server: string | null, _annotation: string | null, grbit: number, type: number) {
    return this.#context('HrBackupPrepareW', `${server} ${grbit} ${type}`);
  }
  HrBackupGetDatabaseNamesA(_hbc: Hbc): ListResult {
    return this.#list('HrBackupGetDatabaseNamesA', this.#databases);
  }
  HrBackupGetDatabaseNamesW(_hbc: Hbc): ListResult {
    return this.#list('HrBackupGetDatabaseNamesW', this.#databases);
  }
  HrBackupOpenFileA(_hbc: Hbc, fileName: AnsiString | null, _hint: number): OpenResult {
    return this.#open('HrBackupOpenFileA', this.#text(fileName));
  }
  HrBackupOpenFileW(_hbc: Hbc, fileName: string | null, _hint: number): OpenResult {
    return this.#open('HrBackupOpenFileW', fileName ?? '');
  }
  HrBackupRead(_hbc: Hbc, buffer: Uint8Array | null, sizeBytes: number): ReadResult {
    const code = this.#see('HrBackupRead');
    if (code !== null) return { code, bytesRead: 0 };
    const file = this.#file(this.openPath ?? '');
    if (file === undefined || buffer === null) return { code: Hr.hrInvalidHandle, bytesRead: 0 };
    const end = file.content.length - (this.#script.missingTail?.[file.path] ?? 0);
    const limit = Math.min(sizeBytes, this.#script.readLimitBytes ?? sizeBytes);
    const piece = file.content.subarray(this.#offset, Math.min(end, this.#offset + limit));
    if (this.#offset >= file.content.length) this.complaints.push(`read past the end of ${file.path}`);
    buffer.set(piece);
    this.#offset += piece.length;
    const atEnd = piece.length === 0 && this.#script.endOfFile === 'code';
    return { code: atEnd ? Win32.ERROR_HANDLE_EOF : Hr.hrNone, bytesRead: piece.length };
  }
  HrBackupClose(_hbc: Hbc): CodeResult {
    const code = this.#see('HrBackupClose');
    if (this.openPath === null) this.complaints.push('closed without an open file');
    this.openPath = null;
    return { code: code ?? Hr.hrNone };
  }
  HrBackupGetBackupLogsA(_hbc: Hbc): ListResult {
    return this.#list('HrBackupGetBackupLogsA', this.#listedLogs());
  }
  HrBackupGetBackupLogsW(_hbc: Hbc): ListResult {
    return this.#list('HrBackupGetBackupLogsW', this.#listedLogs());
  }
  HrBackupTruncateLogs(_hbc: Hbc): CodeResult {
    return { code: this.#see('HrBackupTruncateLogs') ?? Hr.hrNone };
  }
  HrBackupEnd(_hbc: Hbc): CodeResult {
    return this.#end('HrBackupEnd');
  }
  BackupFree(buffer: Uint8Array | null): void {
    this.#see('BackupFree');
    if (buffer === null || !this.unfreed.delete(buffer)) this.complaints.push('freed what is not a list, or twice');
  }
  HrRestorePrepareA(server: AnsiString | null, _annotation: AnsiString | null): ContextResult {
    return this.#context('HrRestorePrepareA', this.#text(server));
  }
  HrRestorePrepareW(server: string | null, _annotation: string | null): ContextResult {
    return this.#context('HrRestorePrepareW', server ?? '');
  }
  HrRestoreGetDatabaseLocationsA(_hbc: Hbc): ListResult {
    return this.#list('HrRestoreGetDatabaseLocationsA', this.#script.locations ?? []);
  }
  HrRestoreGetDatabaseLocationsW(_hbc: Hbc): ListResult {
    return this.#list('HrRestoreGetDatabaseLocationsW', this.#script.locations ?? []);
  }
  HrRestoreRegisterA(
    _hbc: Hbc,
    checkpoint: AnsiString | null,
    log: AnsiString | null,
    map: readonly RestoreMapRow<AnsiString>[],
    backupLog: AnsiString | null,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult {
    const rows = map.map((row) => [this.#text(row.databaseName), this.#text(row.newDatabaseName)] as const);
    return this.#register('HrRestoreRegisterA', {
      checkpointFolder: this.#text(checkpoint),
      logFolder: this.#text(log),
      backupLogFolder: this.#text(backupLog),
      rows,
      lowGeneration,
      highGeneration,
    });
  }
  HrRestoreRegisterW(
    _hbc: Hbc,
    checkpoint: string | null,
    log: string | null,
    map: readonly RestoreMapRow<string>[],
    backupLog: string | null,
    lowGeneration: number,
    highGeneration: number,
  ): CodeResult {
    const rows = map.map((row) => [row.databaseName, row.newDatabaseName] as const);
    return this.#register('HrRestoreRegisterW', {
      checkpointFolder: checkpoint ?? '',
      logFolder: log ?? '',
      backupLogFolder: backupLog ?? '',
      rows,
      lowGeneration,
      highGeneration,
    });
  }
  HrRestoreRegisterComplete(_hbc: Hbc, restoreState: Hresult): CodeResult {
    const code = this.#see('HrRestoreRegisterComplete', `0x${restoreState.toString(16)}`);
    return { code: code ?? Hr.hrNone };
  }
  HrRestoreEnd(_hbc: Hbc): CodeResult {
    return this.#end('HrRestoreEnd');
  }
  HrSetCurrentBackupLogA(_server: AnsiString | null, _annotation: AnsiString | null, _log: number): CodeResult {
    return { code: this.#see('HrSetCurrentBackupLogA') ?? Hr.hrNone };
  }
  HrSetCurrentBackupLogW(_server: string | null, _annotation: string | null, _log: number): CodeResult {
    return { code: this.#see('HrSetCurrentBackupLogW') ?? Hr.hrNone };
  }
  I_HrCheckBackupLogs(_pointer: Hbc | null): CodeResult {
    return { code: this.#see('I_HrCheckBackupLogs') ?? Hr.hrNyi };
  }
  I_HrRestoreW(): CodeResult {
    return { code: this.#see('I_HrRestoreW') ?? Hr.hrNyi };
  }

  /** Patch files belong to databases, and only to a client that asked for those. */
  #listedLogs(): readonly FakeFile[] {
    const hasDatabases = this.count('HrBackupGetDatabaseNamesA') + this.count('HrBackupGetDatabaseNamesW') > 0;
    return this.#logs.filter(({ token }) => hasDatabases || token !== Bft.BFT_PATCH_FILE);
  }

  #see(name: ExportName, detail = ''): Hresult | null {
    const nth = this.count(name) + 1;
    this.#counts.set(name, nth);
    this.calls.push({ name, detail });
    return this.#script.answer?.(name, nth) ?? null;
  }

  #context(name: ExportName, detail: string): ContextResult {
    const code = this.#see(name, detail);
    if (code !== null) return { code, hbc: null };
    this.openContexts += 1;
    return { code: Hr.hrNone, hbc: this.openContexts as Hbc };
  }

  #end(name: 'HrBackupEnd' | 'HrRestoreEnd'): CodeResult {
    const code = this.#see(name);
    this.openContexts -= 1;
    if (this.openPath !== null) this.complaints.push(`${name} with an open file`);
    return { code: code ?? Hr.hrNone };
  }

  #list(name: ExportName, entries: readonly { readonly token: number; readonly path: string }[]): ListResult {
    const code = this.#see(name);
    if (code !== null) return { code, list: null, sizeBytes: 0 };
    const encoded = name.endsWith('A') ? encodeListA(entries, this.#script.codePage ?? 'cp1252') : encodeListW(entries);
    if (!encoded.ok) throw new Error(`the test's file names cannot be encoded: ${encoded.reason}`);
    this.unfreed.add(encoded.list);
    return { code: Hr.hrNone, list: encoded.list, sizeBytes: encoded.list.length };
  }

  #open(name: ExportName, path: string): OpenResult {
    const code = this.#see(name, path);
    if (code !== null) return { code, fileSizeBytes: 0 };
    const file = this.#file(path);
    if (file === undefined) return { code: Hr.hrFileNotFound, fileSizeBytes: 0 };
    if (this.openPath !== null) this.complaints.push('opened a second file');
    this.openPath = path;
    this.#offset = 0;
    return { code: Hr.hrNone, fileSizeBytes: file.content.length };
  }

  #register(name: ExportName, registration: SeenRegistration): CodeResult {
    const code = this.#see(name);
    if (code === null) this.registrations.push(registration);
    return { code: code ?? Hr.hrNone };
  }

  #file(path: string): FakeFile | undefined {
    return [...this.#databases, ...this.#logs].find((file) => file.path === path);
  }

  #text(bytes: AnsiString | null): string {
    const decoded = decodeAnsi(bytes ?? new Uint8Array(0), this.#script.codePage ?? 'cp1252');
    return decoded.ok ? decoded.text : '?';
  }
}

const folder = '\\\\EXCH1\\D$\\exchsrvr\\mdbdata';

function patterned(sizeBytes: number, factor: number, start: number): Uint8Array {
  const content = new Uint8Array(sizeBytes);
  for (let index = 0; index < sizeBytes; index += 1) content[index] = index * factor + start;
  return content;
}

/** A log whose header says `generation`, with `sizeBytes` of predictable content. */
export function fakeLog(generation: number, sizeBytes = 5000, name?: string): FakeFile {
  const content = patterned(sizeBytes, 7, generation);
  new DataView(content.buffer).setUint32(4, generation, true);
  const digits = generation.toString(16).padStart(5, '0');
  return { token: Bft.BFT_LOG, path: `${folder}\\${name ?? `edb${digits}.log`}`, content };
}

export function fakeFile(token: number, name: string, sizeBytes: number): FakeFile {
  return { token, path: `${folder}\\${name}`, content: patterned(sizeBytes, 31, token) };
}

export const fakeDatabases = (): readonly FakeFile[] => [
  fakeFile(Bft.BFT_MDB_PRIVATE_DATABASE, 'priv.edb', 200_000),
  fakeFile(Bft.BFT_MDB_PUBLIC_DATABASE, 'pub.edb', 70_001),
];

export const fakeLogs = (): readonly FakeFile[] => [
  fakeLog(5),
  fakeLog(6),
  fakeFile(Bft.BFT_PATCH_FILE, 'priv.pat', 8192),
  fakeFile(Bft.BFT_PATCH_FILE, 'pub.pat', 12_288),
];

export const fakeLocations = [
  { token: Bft.BFT_CHECKPOINT_DIR, path: '\\\\EXCH2\\C$\\work' },
  { token: Bft.BFT_LOG_DIR, path: '\\\\EXCH2\\D$\\logs' },
  { token: Bft.BFT_MDB_PRIVATE_DATABASE, path: '\\\\EXCH2\\E$\\priv' },
  { token: Bft.BFT_MDB_PUBLIC_DATABASE, path: '\\\\EXCH2\\E$\\pub' },
] as const;
