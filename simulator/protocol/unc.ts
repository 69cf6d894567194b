/**
 * UNC paths, the only form in which this API names files: `\\SERVER\D$\exchsrvr\mdbdata\priv.edb` (Q169859), or a share
 * of another name, as in MSDN's `\\SERVER1\MDBDATA\PRIV\PRIV.EDB` (edbbcli.md 3.2).
 */
export interface UncPath {
  readonly server: string;
  /** `D$` or `MDBDATA`. */
  readonly share: string;
  /** `D` when the share is the administrative share of a drive, else null. */
  readonly drive: string | null;
  /** What follows the share, without a leading backslash; empty for the share itself. */
  readonly path: string;
}

export type UncParse =
  | { readonly ok: true; readonly unc: UncPath }
  /** `offsetCharacters` points at where the text stops being a UNC path. */
  | { readonly ok: false; readonly reason: string; readonly offsetCharacters: number };

/** Our own bound: how long a path the DLL allows is UNKNOWN (edbbcli.md section 8, question 18). */
export const MAXIMUM_UNC_LENGTH_CHARACTERS = 1024;

/** Parses a UNC path. Names between backslashes may hold anything that a Windows file name may. */
export function parseUnc(text: string): UncParse {
  if (text.length > MAXIMUM_UNC_LENGTH_CHARACTERS) {
    return refuse(`is longer than ${MAXIMUM_UNC_LENGTH_CHARACTERS} characters`, MAXIMUM_UNC_LENGTH_CHARACTERS);
  }
  if (!text.startsWith('\\\\')) return refuse('does not begin with two backslashes', 0);

  const names = text.slice(2).split('\\');
  let offset = 2;
  for (const [index, name] of names.entries()) {
    const reason = name === '' ? `has an empty ${nameRole(index)}` : forbiddenCharacter(name);
    if (reason !== null) return refuse(reason, offset);
    offset += name.length + 1;
  }
  const [server, share, ...rest] = names;
  if (server === undefined || share === undefined) return refuse('has no share after the server', text.length);
  return { ok: true, unc: { server, share, drive: adminDrive(share), path: rest.join('\\') } };
}

/** Writes a UNC path. `parseUnc` of the result gives the same server, share and path. */
export const formatUnc = ({ server, share, path }: Pick<UncPath, 'server' | 'share' | 'path'>): string =>
  path === '' ? `\\\\${server}\\${share}` : `\\\\${server}\\${share}\\${path}`;

/**
 * The UNC path of a local file, through the administrative share of its drive: `D:\exchsrvr` on EXCH1 becomes
 * `\\EXCH1\D$\exchsrvr`. Refused when the path does not begin with a drive and a backslash.
 */
export function uncOfLocalPath(server: string, localPath: string): UncParse {
  const match = /^([A-Za-z]):\\(.*)$/s.exec(localPath);
  const drive = match?.[1];
  if (drive === undefined) return refuse('does not begin with a drive, a colon and a backslash', 0);
  return parseUnc(formatUnc({ server, share: `${drive}$`, path: match?.[2] ?? '' }));
}

/** The path on the server's own drive; null when the share is no administrative share, whose place is not known. */
export const localPathOfUnc = ({ drive, path }: UncPath): string | null =>
  drive === null ? null : `${drive}:\\${path}`;

const refuse = (reason: string, offsetCharacters: number): UncParse => ({ ok: false, reason, offsetCharacters });

const adminDrive = (share: string): string | null => /^([A-Za-z])\$$/.exec(share)?.[1] ?? null;

const nameRole = (index: number): string => (index === 0 ? 'server' : index === 1 ? 'share' : 'name in its path');

/** Windows forbids these in file names; a slash or a colon here is a local path that was glued to a server. */
const FORBIDDEN = '<>:"/|?*';

function forbiddenCharacter(name: string): string | null {
  for (const character of name) {
    if (character < ' ') return 'has a control character in it';
    if (FORBIDDEN.includes(character)) return `has a ${character} in a name`;
  }
  return null;
}
