import type { EdbbcliApi, ExportName } from '../../simulator/protocol/index.ts';
import type { BackupKind } from './backupKind.ts';

/**
 * The steps a procedure yields, and the answers a driver hands back.
 *
 * A procedure never touches a server, a disk or a clock: it yields a step and is resumed with the answer. So one text runs in
 * process, interleaved with load, in a child process, or into a trace. A driver answers a step with an answer of the same
 * kind; `call.ts` holds the helpers that keep step and answer together for the compiler.
 */

type ArgumentsByExport = { readonly [Name in ExportName]: Parameters<EdbbcliApi[Name]> };
type ResultByExport = { readonly [Name in ExportName]: ReturnType<EdbbcliApi[Name]> };

/** What an export gives back: `undefined` for BackupFree, which returns nothing. */
export type ResultOf<Name extends ExportName> = ResultByExport[Name];

export type ArgumentsOf<Name extends ExportName> = ArgumentsByExport[Name];

export interface CallStepOf<Name extends ExportName> {
  readonly kind: 'call';
  readonly function: Name;
  readonly arguments: ArgumentsOf<Name>;
}

export interface CallAnswerOf<Name extends ExportName> {
  readonly kind: 'call';
  readonly function: Name;
  readonly result: ResultOf<Name>;
}

/** One call of the API, as data. */
export type CallStep = CallStepOf<ExportName>;
export type CallAnswer = CallAnswerOf<ExportName>;

/** One file of a backup as the server announced it. */
export interface AnnouncedFile {
  /** UNC path from the list, its token already taken off. */
  readonly path: string;
  /** The BFT token, an unsigned byte value. */
  readonly token: number;
}

/** A file that was read to its end. */
export interface SavedFile extends AnnouncedFile {
  /** Bytes read, equal to the size that HrBackupOpenFile advertised. */
  readonly sizeBytes: number;
  /** For logs: the generation in the name and the one in the header (lGeneration at offset 4); null for other files. */
  readonly generation: { readonly fromName: number; readonly fromHeader: number } | null;
}

/** Everything a manifest needs to know when a set is complete. */
export interface CompletedSet {
  readonly kind: BackupKind;
  readonly server: string;
  readonly annotation: string;
  readonly files: readonly SavedFile[];
  /** Lowest and highest generation among the logs; null when the set holds no log. */
  readonly lowGeneration: number | null;
  readonly highGeneration: number | null;
}

/** The outside world of a backup: where the bytes go. */
export type SinkStep =
  | { readonly kind: 'begin-set'; readonly backupKind: BackupKind }
  | { readonly kind: 'begin-file'; readonly file: AnnouncedFile; readonly sizeBytes: number }
  /** `bytes` is only valid until the step is answered: the buffer is used again for the next read. */
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'end-file' }
  /** To be answered with success only when the whole set would survive a power failure. */
  | { readonly kind: 'commit-set'; readonly set: CompletedSet }
  | { readonly kind: 'abandon-set' };

/** The outside world of a restore: ordinary file I/O on the server (M-restore step 4). */
type RestoreStep =
  | { readonly kind: 'erase'; readonly request: RemovalRequest }
  | { readonly kind: 'write-file'; readonly setName: string; readonly fileName: string; readonly targetPath: string };

/** Which files of a folder an erasing restore removes: those named, letter case ignored, and every transaction log if asked. */
export interface RemovalRequest {
  readonly folder: string;
  readonly names: readonly string[];
  readonly logsToo: boolean;
}

/** Moments between two calls: the driver may do other work there, and says whether the procedure may go on. */
interface PauseStep {
  readonly kind: 'pause';
}

/** One line for a person. Warnings end up in the outcome as well. */
export interface NoteStep {
  readonly kind: 'note';
  readonly level: 'info' | 'warning';
  readonly text: string;
}

export type Step = CallStep | SinkStep | RestoreStep | PauseStep | NoteStep;

/** What the driver says about a step that is not a call. `reason` is a full sentence for a person. */
export type WorldAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly interrupted: boolean; readonly reason: string; readonly advice: string };

export type Answer = CallAnswer | WorldAnswer;

/** A procedure: a generator of steps that returns `Result`. */
export type Procedure<Result> = Generator<Step, Result, Answer>;

/** The answer of a driver that has nothing to object. */
export const done: WorldAnswer = { kind: 'done' };
