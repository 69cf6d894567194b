import type { CompletedCall } from '../../binding/host/index.ts';
import { decodeListA, decodeListW, Hr, type Hresult } from '../../simulator/protocol/index.ts';
import type { CodePageOfClient } from './agentText.ts';

/** What an agent did with one backup context. */
export interface BackupSession {
  /** From 1, in the order in which they began. */
  readonly number: number;
  readonly isEnded: boolean;
  /** Names of the files that the server listed, null when that list was not asked for, or refused. */
  readonly databases: readonly string[] | null;
  readonly logs: readonly string[] | null;
  /** How the last HrBackupTruncateLogs was answered; null without one. */
  readonly truncation: Hresult | null;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** More sessions than this are not told apart. */
const MAXIMUM_SESSIONS = 10_000;

/** The backups of agents, told by their calls. */
export class SessionLedger {
  readonly #sessions: Mutable<BackupSession>[] = [];
  readonly #byContext = new Map<unknown, Mutable<BackupSession>>();
  readonly #codePageOf: CodePageOfClient;

  constructor(codePageOf: CodePageOfClient) {
    this.#codePageOf = codePageOf;
  }

  get sessions(): readonly BackupSession[] {
    return this.#sessions;
  }

  /** The session of a context; 0 for a context that none began with. */
  numberOf(context: unknown): number {
    return this.#byContext.get(context)?.number ?? 0;
  }

  take(call: CompletedCall): void {
    switch (call.function) {
      case 'HrBackupPrepareA':
      case 'HrBackupPrepareW':
        if (call.result.code === Hr.hrNone) this.#begin(call.result.hbc);
        return;
      case 'HrBackupGetDatabaseNamesA':
      case 'HrBackupGetDatabaseNamesW':
        return this.#change(call.arguments[0], { databases: this.#namesIn(call) });
      case 'HrBackupGetBackupLogsA':
      case 'HrBackupGetBackupLogsW':
        return this.#change(call.arguments[0], { logs: this.#namesIn(call) });
      case 'HrBackupTruncateLogs':
        return this.#change(call.arguments[0], { truncation: call.result.code });
      case 'HrBackupEnd':
        if (call.result.code === Hr.hrNone) this.#change(call.arguments[0], { isEnded: true });
        return;
    }
  }

  #begin(context: unknown): void {
    if (this.#sessions.length >= MAXIMUM_SESSIONS) return;
    const number = this.#sessions.length + 1;
    const session = { number, isEnded: false, databases: null, logs: null, truncation: null };
    this.#sessions.push(session);
    this.#byContext.set(context, session);
  }

  #change(context: unknown, change: Partial<BackupSession>): void {
    const session = this.#byContext.get(context);
    if (session !== undefined) Object.assign(session, change);
  }

  /** The paths of a list, an empty one for a list that cannot be read: its agent had nothing to go by. */
  #namesIn({ function: name, client, result: { list } }: ListCall): readonly string[] | null {
    if (list === null) return null;
    const decoding = name.endsWith('A') ? decodeListA(list, this.#codePageOf(client)) : decodeListW(list);
    return decoding.ok ? decoding.entries.map(({ path }) => path) : [];
  }
}

type ListCall = Extract<CompletedCall, { result: { list: Uint8Array | null } }>;
