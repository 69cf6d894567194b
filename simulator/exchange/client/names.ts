import { generationOfLogFileName, type VirtualDisk } from '../../engine/index.ts';
import { type AnsiString, type CodePage, decodeAnsi } from '../../protocol/index.ts';
import type { FileReference, Target } from '../../rules/index.ts';
import { fileNameOf, folderOf, localPath } from '../layout.ts';
import type { ServiceCore } from '../service/index.ts';

/** Paths of the era take 260 characters with their NUL. */
const MAXIMUM_PATH_CHARACTERS = 259;

/** The text of an A argument; bytes that are no characters of the code page make a name that nothing has. */
export function ansiText(bytes: AnsiString | null, codePage: CodePage): string | null {
  if (bytes === null) return null;
  const decoded = decodeAnsi(bytes, codePage);
  return decoded.ok ? decoded.text : '\ufffd';
}

/** Where a server name and an annotation lead. The leading backslashes are optional (M-HrBackupPrepare). */
export function resolveTarget(
  server: string | null,
  annotation: string | null,
  serverName: string,
  cores: readonly ServiceCore[],
): { readonly target: Target; readonly core: ServiceCore | null } {
  if (server === null || annotation === null) return { target: 'null-argument', core: null };
  const name = server.replace(/^\\\\/, '');
  if (name.includes('_')) return { target: 'underscore', core: null };
  if (name.toLowerCase() !== serverName.toLowerCase()) return { target: 'unknown-server', core: null };
  const same = (candidate: ServiceCore) => candidate.layout.annotation.toLowerCase() === annotation.toLowerCase();
  const core = cores.find(same) ?? null;
  if (core === null) return { target: 'unknown-annotation', core };
  return { target: core.layout.annotation === annotation ? 'reached' : 'annotation-in-other-case', core };
}

/** What a file name of HrBackupOpenFile means to the service, and where the file is on its disk. */
export function resolveFile(
  name: string | null,
  core: ServiceCore,
  disk: VirtualDisk,
  serverName: string,
): { readonly file: FileReference; readonly path: string | null } {
  if (name === null || name === '') return { file: { kind: 'empty-name' }, path: null };
  if (name.length > MAXIMUM_PATH_CHARACTERS) return { file: { kind: 'overlong-name' }, path: null };
  const path = localPath(serverName, name);
  if (path === null) return { file: { kind: 'other', exists: false, sizeBytes: 0 }, path: null };
  const sameAs = (other: string) => other.toLowerCase() === path.toLowerCase();
  const sizeBytes = disk.open(path)?.sizeBytes ?? 0;
  const database = core.databases.find((candidate) => sameAs(candidate.path));
  if (database !== undefined) return { file: { kind: 'database', index: database.index, sizeBytes }, path };
  const patched = core.databases.find((candidate) => sameAs(core.patchPath(candidate)));
  if (patched !== undefined) return { file: { kind: 'patch', index: patched.index, sizeBytes }, path };
  const generation = generationOfLogFileName(fileNameOf(path));
  if (generation !== null && folderOf(path).toLowerCase() === core.paths.logFolder.toLowerCase()) {
    return { file: { kind: 'log', generation, sizeBytes }, path };
  }
  return { file: { kind: 'other', exists: disk.exists(path), sizeBytes }, path };
}
