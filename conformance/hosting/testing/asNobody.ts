/** Debian's `nobody`; any number that owns nothing does. */
const NOBODY = 65_534;

/**
 * Does something with the rights of somebody who owns nothing: root may read whatever it likes, so what is closed to others
 * cannot be tested as root. Answers null where this process is root and cannot be anybody else.
 */
export function asNobody<Result>(act: () => Result): { readonly result: Result } | null {
  if (process.geteuid?.() !== 0) return { result: act() };
  try {
    process.seteuid?.(NOBODY);
  } catch {
    return null;
  }
  try {
    return { result: act() };
  } finally {
    process.seteuid?.(0);
  }
}
