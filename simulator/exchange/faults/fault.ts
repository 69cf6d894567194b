import type { FunctionBaseName, Hresult, JetErrorNumber } from '../../protocol/index.ts';
import type { ServiceName } from '../layout.ts';

/**
 * The functions a fault can wait for: export names without A or W. BackupFree is not among them because it never leaves
 * the client, and of I_HrCheckBackupLogs and I_HrRestoreW nothing is known.
 */
export const faultFunctions = [
  'HrBackupPrepare',
  'HrBackupGetDatabaseNames',
  'HrBackupOpenFile',
  'HrBackupRead',
  'HrBackupClose',
  'HrBackupGetBackupLogs',
  'HrBackupTruncateLogs',
  'HrBackupEnd',
  'HrRestorePrepare',
  'HrRestoreGetDatabaseLocations',
  'HrRestoreRegister',
  'HrRestoreRegisterComplete',
  'HrRestoreEnd',
  'HrSetCurrentBackupLog',
] as const satisfies readonly FunctionBaseName[];

export type FaultFunction = (typeof faultFunctions)[number];

/** Before the server sees the call; or after it has acted, and before its answer arrives. */
export type FaultSide = 'before' | 'after';

/** The nth call from now, from 1, of one function or of any. */
export interface CallMoment {
  readonly kind: 'call';
  readonly function: FaultFunction | 'any';
  readonly nth: number;
  readonly side: FaultSide;
}

/** The read that would hand over this byte of a file, from 0. The file is a name or a full path. */
export interface ByteMoment {
  readonly kind: 'byte';
  readonly offsetBytes: number;
  readonly file: string;
  readonly side: FaultSide;
}

/** So many seconds of virtual time after the clock was started, with or without a call. */
export interface TimeMoment {
  readonly kind: 'time';
  readonly seconds: number;
}

/** What can only happen to a call. */
export type CallAction =
  /** The caller is told this code. */
  | { readonly kind: 'return'; readonly code: Hresult }
  /** The call never comes back. The session stays as it is. */
  | { readonly kind: 'hang' }
  /** A read hands over no more than this, although there is more: the agent must read on. */
  | { readonly kind: 'shorten-read'; readonly sizeBytes: number };

/** What can happen at any time. `file` is a name or a full path, `page` counts as the engine does, from 1. */
export type FreeAction =
  /** The client's contexts end as the profile says (facets client-gone and dead-context). At a time: those of all clients. */
  | { readonly kind: 'lose-connection' }
  /** The client's process dies. At a time: that of every client with a context. */
  | { readonly kind: 'kill-client' }
  | { readonly kind: 'kill-service'; readonly service: ServiceName }
  /** One bit flips. */
  | { readonly kind: 'corrupt-page'; readonly page: number; readonly file: string }
  | { readonly kind: 'corrupt-byte'; readonly offsetBytes: number; readonly file: string }
  /** The last sectors of a write are missing. */
  | { readonly kind: 'tear-page'; readonly page: number; readonly file: string }
  /** Nothing but zeros is left of a page. */
  | { readonly kind: 'blank-page'; readonly page: number; readonly file: string }
  | { readonly kind: 'tear-file'; readonly file: string; readonly offsetBytes: number }
  /** The next log that a service would begin cannot be made: the system answers this to the engine (Q196217). */
  | { readonly kind: 'fail-new-log'; readonly service: ServiceName; readonly jetError: JetErrorNumber }
  /** The volume takes no further byte, or as many as ever. */
  | { readonly kind: 'fill-disk'; readonly volume: string }
  | { readonly kind: 'free-disk'; readonly volume: string };

export type FaultAction = CallAction | FreeAction;

/** Something that goes wrong, once. One fault is one line of text: see parseFault and printFault. */
export type Fault =
  | { readonly when: CallMoment | ByteMoment; readonly what: FaultAction }
  | { readonly when: TimeMoment; readonly what: FreeAction };

/** Most of everything that a fault can say. */
export const FaultLimit = {
  textCharacters: 700,
  /** Longer words are compared with no known one. */
  wordCharacters: 60,
  nth: 1_000_000,
  /** Of a file of 16 GiB. */
  page: 4_194_304,
  /** One TiB, less than which every file of the disk is. */
  offsetBytes: 2 ** 40,
  /** The largest read that can be cut short, in bytes: 64 MiB. */
  readSizeBytes: 64 * 1024 * 1024,
  /** 100,000 hours. */
  seconds: 360_000_000,
  /** Faults that wait in one plan. */
  faults: 1000,
} as const;
