/** Windows' MAX_PATH without its NUL; also what the path fields of a log header hold (261 bytes, ese-engine.md 1.2). */
export const MAXIMUM_PATH_LENGTH = 259;

/** A full Windows path, taken apart. The keys are what compares: paths ignore case but keep it. */
export interface DiskPath {
  /** The drive letter in upper case, such as `D`. */
  readonly volume: string;
  /** The folder as written, without a closing backslash unless it is the root: `D:\exchsrvr\mdbdata`, `D:\`. */
  readonly folder: string;
  readonly name: string;
  readonly folderKey: string;
  readonly nameKey: string;
}

const FORBIDDEN_CHARACTERS = '<>:"/|?*';

/** A file or folder name that Windows takes: no reserved character, no control character, no closing dot or space. */
function isName(name: string): boolean {
  if (name === '' || name.endsWith('.') || name.endsWith(' ')) return false;
  for (const character of name) {
    if (character < ' ' || FORBIDDEN_CHARACTERS.includes(character)) return false;
  }
  return true;
}

/** Takes `D:\folder\file.ext` apart; null for anything else (relative, UNC, `..`, reserved characters, too long). */
export function parsePath(path: string): DiskPath | null {
  if (path.length > MAXIMUM_PATH_LENGTH || !/^[A-Za-z]:\\/.test(path)) return null;
  const cut = path.lastIndexOf('\\');
  const name = path.slice(cut + 1);
  const folder = cut === 2 ? path.slice(0, 3) : path.slice(0, cut);
  const inner = path.slice(3, cut);
  const folderNames = inner === '' ? [] : inner.split('\\');
  if (cut === 3 || !isName(name) || !folderNames.every(isName)) return null;
  return {
    volume: path.slice(0, 1).toUpperCase(),
    folder,
    name,
    folderKey: folder.toLowerCase(),
    nameKey: name.toLowerCase(),
  };
}

/** Joins a folder, with or without its closing backslash, and a file name. */
export function joinPath(folder: string, name: string): string {
  return folder.endsWith('\\') ? `${folder}${name}` : `${folder}\\${name}`;
}
