import {
  type AnnotationText,
  type CodePage,
  MINIMUM_FIRST_READ_SIZE_BYTES,
  PAGE_SIZE_BYTES,
  SAMPLE_READ_HINT_SIZE_BYTES,
} from '../../simulator/protocol/index.ts';
import type { BackupKind } from './backupKind.ts';
import { type Deviations, noDeviations } from './deviations.ts';
import { type Failure, otherFailure } from './failure.ts';
import type { FullBackupReason } from './fullBackupReason.ts';

/** Which half of the A/W pairs is called. W is the default: the A form of 4.0 SP3 is broken (Q159170, rule A-30). */
export type ApiForm = { readonly kind: 'W' } | { readonly kind: 'A'; readonly codePage: CodePage };

/** Who is asked, and how. */
export interface ServerOptions {
  /** With or without the leading backslashes; must hold no underscore (M-HrBackupPrepare). */
  readonly server: string;
  readonly annotation: AnnotationText;
  readonly form: ApiForm;
}

export interface BackupOptions extends ServerOptions {
  readonly kind: BackupKind;
  /** Size of the one read buffer, in bytes: see `bufferSizeLimits`. */
  readonly bufferSizeBytes: number;
  /** Take a full backup when the server refuses one of the logs only (rule A-6). */
  readonly fallback: boolean;
  /** What happened since the last full backup: with anything here a backup of the logs only is taken as a full one. */
  readonly fullBackupReasons: readonly FullBackupReason[];
  /** The databases to be read, by the names of their files without a folder; null for all that the server lists. */
  readonly databaseFiles: readonly string[] | null;
  /** Name of the computer this runs on, when it is not the server itself; null when it is, or is not known. */
  readonly clientName: string | null;
  readonly deviations: Deviations;
}

/**
 * At least three pages (JET-JetReadFile), page multiples only (rule A-24). No source gives a limit, so the upper one is
 * ours; above 64 and above 512 KiB single builds have defects of their own (Q253216, Q237953).
 */
const bufferSizeLimits = {
  minimumBytes: MINIMUM_FIRST_READ_SIZE_BYTES,
  maximumBytes: 64 * 1024 * 1024,
  defaultBytes: SAMPLE_READ_HINT_SIZE_BYTES,
} as const;

/** A plain backup of one kind: 64 KiB reads, W form, no fallback, no deviation. */
export const backupOptions = (
  server: string,
  annotation: AnnotationText,
  kind: BackupKind,
  changes: Partial<BackupOptions> = {},
): BackupOptions => ({
  server,
  annotation,
  kind,
  form: { kind: 'W' },
  bufferSizeBytes: bufferSizeLimits.defaultBytes,
  fallback: false,
  fullBackupReasons: [],
  databaseFiles: null,
  clientName: null,
  deviations: noDeviations,
  ...changes,
});

/** What is wrong with a server name before anything is called; null when nothing is. */
export function serverNameFailure(server: string): Failure | null {
  const name = server.replace(/^\\\\/, '');
  if (name === '' || name.includes('\\')) {
    return otherFailure('input', `'${server}' is not the name of a server`, 'Give the NetBIOS name of the server.');
  }
  if (name.includes('_')) {
    // M-HrBackupPrepare, M-HrRestorePrepare: no underscore; what the DLL would answer is unknown, so it is not asked.
    return otherFailure(
      'input',
      `the server name '${name}' holds an underscore, which this API does not take`,
      'Use another name of the same server.',
    );
  }
  return null;
}

/** What is wrong with the options of a backup before anything is called; null when nothing is. */
export function backupOptionsFailure(options: BackupOptions): Failure | null {
  const { bufferSizeBytes } = options;
  const { minimumBytes, maximumBytes } = bufferSizeLimits;
  const isPageMultiple = bufferSizeBytes % PAGE_SIZE_BYTES === 0;
  if (!isPageMultiple || bufferSizeBytes < minimumBytes || bufferSizeBytes > maximumBytes) {
    return otherFailure(
      'input',
      `a read buffer of ${bufferSizeBytes} bytes cannot be used`,
      `Give a multiple of ${PAGE_SIZE_BYTES} from ${minimumBytes} to ${maximumBytes}.`,
    );
  }
  return serverNameFailure(options.server);
}
