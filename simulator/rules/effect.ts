import type { EventName } from '../profiles/index.ts';
import type { FileReference } from './call.ts';
import type { RestoreKeyNumber } from './state.ts';

/** What the shell must do so that the engine becomes what the rules decided. Data only; the order matters. */
export type Effect =
  /** A session begins: note the mark, keep circular logging from deleting this generation and later ones. */
  | { readonly kind: 'begin-backup'; readonly backupType: number; readonly lowGeneration: number }
  | { readonly kind: 'open-file'; readonly file: FileReference }
  /** `verify`: pages of a database are checked before they are handed out. */
  | { readonly kind: 'read'; readonly sizeBytes: number; readonly verify: boolean }
  | { readonly kind: 'close-file' }
  /** Write the backup's marker record and close edb.log; `currentGeneration` is the new one. */
  | { readonly kind: 'roll-log'; readonly backupType: number; readonly currentGeneration: number }
  /** Write the highest generation of the backup into the header of a patch file. */
  | { readonly kind: 'finish-patch-file'; readonly index: number; readonly highGeneration: number }
  | {
      readonly kind: 'freeze-list';
      readonly low: number;
      readonly high: number;
      readonly patches: number;
      readonly deleteHigh: number;
    }
  /** Delete the logs low..high-1, oldest first, passing over those that are missing. */
  | { readonly kind: 'delete-logs'; readonly low: number; readonly high: number }
  /** Somebody deletes one log file by hand, or puts another in its place that does not chain. */
  | { readonly kind: 'lose-log'; readonly generation: number }
  | { readonly kind: 'forge-log'; readonly generation: number }
  | { readonly kind: 'mark-truncated' }
  | { readonly kind: 'record-full-backup'; readonly index: number; readonly low: number; readonly high: number }
  | { readonly kind: 'record-incremental-backup'; readonly index: number; readonly low: number; readonly high: number }
  | { readonly kind: 'note-backup-in-checkpoint'; readonly backupType: number }
  | { readonly kind: 'clear-full-backup'; readonly index: number }
  | { readonly kind: 'delete-patch-file'; readonly index: number }
  | { readonly kind: 'cancel-backup' }
  | { readonly kind: 'end-backup' }
  | { readonly kind: 'set-last-backup-log'; readonly currentLog: number }
  | { readonly kind: 'begin-restore' }
  | { readonly kind: 'end-restore' }
  /** `replaceMap`: write all eight values; otherwise only the log range changes. */
  | { readonly kind: 'write-restore-key'; readonly replaceMap: boolean; readonly low: number; readonly high: number }
  | { readonly kind: 'set-restore-key-state'; readonly state: RestoreKeyNumber }
  | { readonly kind: 'log-event'; readonly event: EventName; readonly jetError: number };

export type EffectKind = Effect['kind'];

/** What a list function hands back, still without names and bytes. */
export type Answer =
  | { readonly kind: 'databases' }
  | { readonly kind: 'logs'; readonly low: number; readonly high: number; readonly patches: number }
  /** `absent`: how a store is told of that the server does not have. */
  | { readonly kind: 'locations'; readonly absent: 'omitted' | 'empty-path' }
  | { readonly kind: 'context'; readonly restore: boolean }
  | { readonly kind: 'size'; readonly sizeBytes: number }
  | { readonly kind: 'bytes'; readonly sizeBytes: number };
