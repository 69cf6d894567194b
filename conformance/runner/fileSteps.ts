import type { ExchangeService } from '../../simulator/exchange/index.ts';
import { impossible } from './adminSteps.ts';
import { plain, type StepReport } from './events.ts';
import type { StepFields } from './schema/index.ts';
import type { World } from './world.ts';

/** Paths of the files of a service whose names match: in the folders of its logs, its checkpoint and its databases. */
export function filesOf(world: World, service: ExchangeService, patterns: readonly string[]): string[] {
  const { logFolder, systemFolder } = service.core.paths;
  const databaseFolders = service.databases.map(({ path }) => path.slice(0, path.lastIndexOf('\\')));
  const folders = new Set([logFolder, systemFolder, ...databaseFolders].map((folder) => folder.toLowerCase()));
  return [...folders].flatMap((folder) =>
    world.server.disk
      .list(folder)
      .filter((name) => patterns.some((pattern) => fits(pattern, name)))
      .map((name) => `${folder}\\${name}`),
  );
}

/** Whether a name fits a pattern such as `edb0*.log`, in any case of letters; only the star means anything. */
function fits(pattern: string, name: string): boolean {
  const [first = '', ...others] = pattern.toLowerCase().split('*');
  const last = others.pop();
  const text = name.toLowerCase();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  // The first place that a piece fits leaves most to the others, so nothing needs to be tried twice.
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at + last.length <= text.length;
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('\\') + 1);

export function deleteFilesStep(world: World, { service: name, files }: StepFields<'deleteFiles'>): StepReport {
  const service = world.service(name);
  if (service.state === 'running') return impossible('delete files', `the ${service.name} is running; stop it before`);
  const paths = filesOf(world, service, files);
  if (paths.length === 0) return impossible('delete files', `there is no ${files.join(' or ')}`);
  const locked = lockedReason(world, paths);
  if (locked !== null) return impossible('delete files', locked);
  for (const path of paths) world.server.disk.remove(path);
  return plain(`delete files: ${paths.map(nameOf).join(', ')}.`);
}

export function keepFilesStep(world: World, { service: name, files, as }: StepFields<'keepFiles'>): StepReport {
  const service = world.service(name);
  const kept = filesOf(world, service, files).flatMap((path) => {
    const file = world.server.disk.open(path);
    return file === null ? [] : [{ path, file: file.clone() }];
  });
  if (kept.length === 0) return impossible('keep files', `there is no ${files.join(' or ')}`);
  const held = kept.find(({ path }) => world.server.fileLocks.isHeld(path));
  if (held !== undefined) return impossible('keep files', `another program holds ${held.path}`);
  world.keptFiles.set(as, kept);
  const how = service.state === 'running' ? ' while the service has them open' : '';
  return plain(`keep files "${as}": ${kept.map(({ path }) => nameOf(path)).join(', ')} are copied${how}.`);
}

export function putFilesStep(world: World, { service: name, from }: StepFields<'putFiles'>): StepReport {
  const service = world.service(name);
  const text = `put files "${from}"`;
  if (service.state === 'running') return impossible(text, `the ${service.name} is running; stop it before`);
  const kept = world.keptFiles.get(from);
  if (kept === undefined) return impossible(text, 'no files were kept under that name');
  const other = world.server.services.find((candidate) => kept.some(({ path }) => candidate.holds(path)));
  if (other !== undefined) return impossible(text, `files of the ${other.name} are among them, which is running`);
  const locked = lockedReason(
    world,
    kept.map(({ path }) => path),
  );
  if (locked !== null) return impossible(text, locked);
  world.noteFilesPutBack(service.name);
  for (const { path, file } of kept) {
    if (world.server.disk.create(path, file.clone()) === 'disk-full') return impossible(text, `no room for ${path}`);
  }
  return plain(`${text}: ${kept.map(({ path }) => nameOf(path)).join(', ')} are back where they were.`);
}

export function renameFileStep(world: World, { service: name, file, to }: StepFields<'renameFile'>): StepReport {
  const service = world.service(name);
  const text = `rename ${file} to ${to}`;
  if (service.state === 'running') return impossible(text, `the ${service.name} is running; stop it before`);
  const [path] = filesOf(world, service, [file]);
  if (path === undefined) return impossible(text, `there is no ${file}`);
  const target = `${path.slice(0, path.lastIndexOf('\\'))}\\${to}`;
  const locked = lockedReason(world, [path]);
  if (locked !== null) return impossible(text, locked);
  return world.server.disk.rename(path, target) ? plain(`${text}.`) : impossible(text, `there is a ${to} already`);
}

/** Why nobody can write, rename or delete all of these files; null when everybody can. */
function lockedReason(world: World, paths: readonly string[]): string | null {
  for (const path of paths) {
    const access = world.server.fileLocks.accessTo(path);
    if (access === 'held') return `another program holds ${path}`;
    if (access === 'read-only') return `${path} is marked read-only`;
  }
  return null;
}
