/** Why something is not read: `code` as the operating system calls it, `problem` half a sentence that follows the name. */
export interface FileProblem {
  readonly ok: false;
  readonly code: string;
  readonly problem: string;
}

/** What the operating system said. Anything else is a defect of ours: thrown. */
export function fileProblem(error: unknown): FileProblem {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const code = String(error.code);
  // Node does not even ask the system for a name with a zero character.
  if (!('syscall' in error) && code !== 'ERR_INVALID_ARG_VALUE') throw error;
  return { ok: false, code, problem: wordsOf(code) ?? `it cannot be read: ${error.message}` };
}

function wordsOf(code: string): string | null {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file; check the path';
  if (code === 'ELOOP') return 'it is a link that leads round in circles';
  if (code === 'ERR_INVALID_ARG_VALUE') return 'no file can have this name';
  if (code === 'ENAMETOOLONG') return 'its name is too long for any file';
  return null;
}
