import type { RestoreKeyNumber } from './state.ts';

/**
 * What the rules are asked about: one API call, or one thing that happens to a service. The bytes are gone: a name has
 * become a file, a handle has become the session it belongs to. What only the engine can know (a file's size, a read
 * that failed) comes along as a datum of nature.
 */

/** The session a handle stands for. */
export const Handle = { unknown: 0, backup: 1, restore: 2, dead: 3 } as const;
export type HandleNumber = (typeof Handle)[keyof typeof Handle];

/** How far the server and annotation arguments of a context-making call led. */
export type Target =
  | 'reached'
  | 'null-argument'
  | 'underscore'
  | 'unknown-server'
  | 'unknown-annotation'
  /** The annotation is that of the service, but for the case of letters. */
  | 'annotation-in-other-case'
  /** The client is remote and has NetBIOS over TCP/IP switched off. */
  | 'netbios-off'
  /** The server is addressed at a network interface on which it registered no endpoints. */
  | 'no-endpoints';

export type FileReference =
  | { readonly kind: 'empty-name' }
  /** Longer than any path on a server of the era. */
  | { readonly kind: 'overlong-name' }
  | { readonly kind: 'database'; readonly index: number; readonly sizeBytes: number }
  | { readonly kind: 'log'; readonly generation: number; readonly sizeBytes: number }
  | { readonly kind: 'patch'; readonly index: number; readonly sizeBytes: number }
  | { readonly kind: 'other'; readonly exists: boolean; readonly sizeBytes: number };

/**
 * `fault`: the JET error with which the engine could not perform what the rules had decided, 0 on the first attempt. The
 * shell asks again with the fault, and the rules say what the agent sees and what becomes of the session.
 */
interface Performed {
  readonly fault: number;
}

/** Files of a service that nobody can delete now: other programs hold them, or they are marked read-only. */
export interface LockedFiles {
  /** Numbered logs, ascending. */
  readonly logs: readonly number[];
  /** Bit i: the patch file of database i. */
  readonly patchFiles: number;
}

/** A call in which files are deleted. Nothing is locked unless told. */
interface Deleting {
  readonly locked?: LockedFiles;
}

/** What single builds of the DLL and the engine trip over. */
export interface ReadCircumstances {
  /** Processors of the server: some builds verify pages only with one, or only with several. */
  readonly processors: number;
  /** Largest buffer the server can allocate for a read. */
  readonly allocationLimitBytes: number;
  /** A remote client whose computer name has 15 characters or more. */
  readonly longClientName: boolean;
  /** A remote client on Windows NT 4.0. */
  readonly remoteFromNt4: boolean;
  /** A client on the server itself. */
  readonly local: boolean;
  readonly terminalSession: boolean;
  /** A client that throws away or hoards what it reads, instead of writing it somewhere before it reads on. */
  readonly undrained: boolean;
}

export type ApiCall =
  | { readonly kind: 'HrBackupPrepare'; readonly target: Target; readonly grbit: number; readonly backupType: number }
  | { readonly kind: 'HrBackupGetDatabaseNames'; readonly handle: HandleNumber; readonly form: 'A' | 'W' }
  | (Performed & { readonly kind: 'HrBackupOpenFile'; readonly handle: HandleNumber; readonly file: FileReference })
  | (Performed & {
      readonly kind: 'HrBackupRead';
      readonly handle: HandleNumber;
      readonly bufferGiven: boolean;
      readonly sizeBytes: number;
      /** Most bytes the server hands over in one read; a short read is normal. */
      readonly availableBytes: number;
      readonly tcp: boolean;
      /** The size that was announced when the file was opened. */
      readonly hintSizeBytes: number;
      readonly circumstances: ReadCircumstances;
    })
  | (Deleting & { readonly kind: 'HrBackupClose'; readonly handle: HandleNumber })
  | (Performed & { readonly kind: 'HrBackupGetBackupLogs'; readonly handle: HandleNumber })
  | (Deleting & { readonly kind: 'HrBackupTruncateLogs'; readonly handle: HandleNumber })
  | (Deleting & { readonly kind: 'HrBackupEnd'; readonly handle: HandleNumber })
  | { readonly kind: 'HrRestorePrepare'; readonly target: Target }
  | { readonly kind: 'HrRestoreGetDatabaseLocations'; readonly handle: HandleNumber }
  | {
      readonly kind: 'HrRestoreRegister';
      readonly handle: HandleNumber;
      readonly checkpointPathGiven: boolean;
      readonly logPathGiven: boolean;
      readonly backupLogPathGiven: boolean;
      readonly mapRows: number;
      readonly lowGeneration: number;
      readonly highGeneration: number;
    }
  | { readonly kind: 'HrRestoreRegisterComplete'; readonly handle: HandleNumber; readonly restoreState: number }
  | { readonly kind: 'HrRestoreEnd'; readonly handle: HandleNumber }
  | { readonly kind: 'HrSetCurrentBackupLog'; readonly target: Target; readonly currentLog: number }
  | { readonly kind: 'I_HrCheckBackupLogs' }
  /** What its nine words are is unknown, so they are not here. */
  | { readonly kind: 'I_HrRestoreW' };

/** What the disk says about a service that is not running, or has just started. */
export interface DiskFacts {
  readonly currentGeneration: number;
  readonly checkpointGeneration: number;
  readonly runs: readonly number[];
  readonly databases: readonly {
    readonly present: number;
    readonly fullLow: number;
    readonly fullHigh: number;
    readonly incrementalHigh: number;
    readonly patchFile: number;
  }[];
}

export type ServiceEvent =
  /** The engine went on by itself: logs rolled, the checkpoint advanced, circular logging deleted what is below `lowestGeneration`. */
  | {
      readonly kind: 'Activity';
      readonly currentGeneration: number;
      /** As edb.chk has it; 0 when that is missing or damaged. */
      readonly checkpointGeneration: number;
      /** The one circular logging goes by, when it is not that of the file: another program holds it (Q176239). */
      readonly checkpointInMemory?: number;
      readonly lowestGeneration: number;
      /** Bit i: a patch file of database i lies in the log folder; somebody may put one there, or delete it. */
      readonly patchFiles: number;
    }
  | { readonly kind: 'StopRequested' }
  | {
      readonly kind: 'ServiceStopped';
      readonly facts: DiskFacts;
      /** The JET error for which the engine stopped by itself, 0 when it was told to. */
      readonly stopError: number;
      /** What the system answered when the next log could not be made; 0 when it was something else. */
      readonly newLogError: number;
    }
  | { readonly kind: 'ServiceCrashed'; readonly facts: DiskFacts }
  | {
      readonly kind: 'StartRequested';
      /** A completed restore's key can be understood: paths, map and log range make sense. 1 when there is no key. */
      readonly restoreKeyReadable: number;
      /** The lowest restored log was written without circular logging, and the service has it on. */
      readonly circularLoggingSwitchedOn: number;
      /** The map of the key names databases of a server of another name. */
      readonly restoredFromElsewhere: number;
      /** A path that the service looks for in the registry is not there. */
      readonly parameterMissing: number;
    }
  | { readonly kind: 'ServiceStarted'; readonly facts: DiskFacts }
  | { readonly kind: 'StartFailed'; readonly facts: DiskFacts }
  /** Files of a stopped service were changed from outside: restored, defragmented, deleted. */
  | { readonly kind: 'FilesChanged'; readonly facts: DiskFacts }
  | { readonly kind: 'LogDeleted'; readonly generation: number }
  | { readonly kind: 'LogForged'; readonly generation: number }
  | { readonly kind: 'DatabaseMoved'; readonly index: number }
  | { readonly kind: 'CircularLoggingSet'; readonly on: number }
  /** Somebody edited the "Restore in Progress" key or the backup bookkeeping; this is what they say now. */
  | {
      readonly kind: 'RegistryEdited';
      readonly restoreKey: RestoreKeyNumber;
      readonly restoreMapRows: number;
      readonly restoreLow: number;
      readonly restoreHigh: number;
      readonly lastBackupLog: number;
    }
  | { readonly kind: 'RestoreKeyDeleted' }
  | (Deleting & { readonly kind: 'ClientGone' });

export type Call = ApiCall | ServiceEvent;
export type CallKind = Call['kind'];

/** The calls in which files may be deleted. */
export type DeletingCall = Extract<
  Call,
  Deleting & { kind: 'HrBackupClose' | 'HrBackupTruncateLogs' | 'HrBackupEnd' | 'ClientGone' }
>;
