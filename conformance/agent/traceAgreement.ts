import { z } from 'zod';
import { baseName } from '../procedures/index.ts';
import { LineSplitter } from './lineSplitter.ts';
import { type Manifest, maximumManifestFiles } from './manifest.ts';

/** Lines longer than this are passed over: an open of a file is far shorter, and lists may have megabytes. */
const LONGEST_OPEN_BYTES = 65_536;

const headLine = z.object({
  format: z.literal('edbproof-trace'),
  server: z.string(),
  annotation: z.string(),
  kind: z.string(),
});

/** A path is text in the W form, and bytes of some code page in the A form. */
const openLine = z.object({
  call: z.enum(['HrBackupOpenFileA', 'HrBackupOpenFileW']),
  arguments: z.tuple([z.unknown(), z.unknown()]).rest(z.unknown()),
  result: z.object({ code: z.literal('0x00000000'), fileSizeBytes: z.number() }),
});

interface OpenedFile {
  /** Null in the A form. */
  readonly path: string | null;
  readonly sizeBytes: number;
}

/**
 * Reads the trace of a set piece by piece and says where manifest and trace tell of different backups: another server,
 * service or kind, and files that were opened under another name or with another size. A set has the files that its agent
 * opened, in that order, each once.
 */
export class TraceAgreement {
  readonly #lines = new LineSplitter((line) => this.#take(line), LONGEST_OPEN_BYTES);
  readonly #opened: OpenedFile[] = [];
  #head: z.infer<typeof headLine> | null = null;
  #lineCount = 0;

  add(bytes: Uint8Array): void {
    this.#lines.add(Buffer.from(bytes));
  }

  problems(manifest: Manifest): string[] {
    const head = this.#head;
    const { files, trace } = manifest;
    if (head === null) return [`${trace.name} does not begin as the trace of a backup does`];
    const problems: string[] = [];
    const differ = (what: string, mine: string, its: string): void => {
      if (mine !== its) problems.push(`the ${what} is ${mine}, and by ${trace.name} it is ${its}`);
    };
    differ('server', manifest.server, head.server);
    differ('service', manifest.annotation, head.annotation);
    if (!kindsThatBecome(head.kind, manifest).includes(manifest.kind)) differ('kind', manifest.kind, head.kind);
    if (this.#opened.length !== files.length) {
      problems.push(`it lists ${files.length} files, and by ${trace.name} ${this.#opened.length} were opened`);
      return problems;
    }
    for (const [index, file] of files.entries()) {
      const opened = this.#opened[index];
      if (opened === undefined) continue;
      if (opened.path !== null && opened.path !== file.originalPath)
        problems.push(`${file.name} is ${baseName(file.originalPath)}, and by ${trace.name} ${opened.path} was opened`);
      else if (opened.sizeBytes !== file.sizeBytes)
        problems.push(`${file.name} has ${file.sizeBytes} bytes, and had ${opened.sizeBytes} by ${trace.name}`);
    }
    return problems;
  }

  #take(line: string): void {
    this.#lineCount += 1;
    const isHead = this.#lineCount === 1;
    if (!isHead && !line.includes('"call":"HrBackupOpenFile')) return;
    const value = jsonOf(line);
    if (isHead) {
      this.#head = headLine.safeParse(value).data ?? null;
      return;
    }
    const opened = openLine.safeParse(value).data;
    // One more than a set can have is as wrong as a billion.
    if (opened === undefined || this.#opened.length > maximumManifestFiles) return;
    const [, path] = opened.arguments;
    this.#opened.push({ path: typeof path === 'string' ? path : null, sizeBytes: opened.result.fileSizeBytes });
  }
}

/**
 * What a backup that was begun as one kind may be in the end: a full one, when one of the logs was refused or known to be of
 * no use, and one that leaves the logs alone, when truncating was not allowed.
 */
function kindsThatBecome(begun: string, { skipped = [] }: Manifest): string[] {
  const isOfLogs = begun === 'incremental' || begun === 'differential';
  const kinds = isOfLogs ? [begun, 'full'] : [begun];
  if (!skipped.includes('HrBackupTruncateLogs')) return kinds;
  return [
    ...kinds,
    ...(begun === 'full' || isOfLogs ? ['copy'] : []),
    ...(begun === 'incremental' ? ['differential'] : []),
  ];
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
