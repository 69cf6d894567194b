import type { SetFileWriter, SetStorage } from '../agent/index.ts';

/** Lines kept before they are written in one piece. */
const linesPerPiece = 500;

/**
 * The whole trace of a backup or restore beside its set, also of one that failed. A trace is a convenience: when it
 * cannot be written, the run goes on without it, and an older trace of the same name is never touched.
 */
export function traceFile(storage: SetStorage, path: string): { write(line: string): void; close(): void } {
  const created = storage.createFile(path);
  let writer: SetFileWriter | null = created.ok ? created.value : null;
  let lines: string[] = [];
  const flush = (): void => {
    if (writer === null || lines.length === 0) return;
    const written = writer.write(Buffer.from(lines.join('')));
    lines = [];
    if (written.ok) return;
    writer.discard();
    writer = null;
  };
  return {
    write(line) {
      lines.push(line);
      if (lines.length >= linesPerPiece) flush();
    },
    close() {
      flush();
      writer?.finish();
      writer = null;
    },
  };
}
