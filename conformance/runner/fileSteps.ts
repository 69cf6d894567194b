import type { ExchangeService } from '../../simulator/exchange/index.ts';
import { impossible } from './adminSteps.ts';
import { plain, type StepReport } from './events.ts';
import type { StepFields } from './schema.ts';
import type { World } from './world.ts';

/** Paths of the files of a service whose names match: in the folders of its logs, its checkpoint and its databases. */
function filesOf(world: World, service: ExchangeService, patterns: readonly string[]): string[] {
  const { logFolder, systemFolder } = service.core.paths;
  const databaseFolders = service.databases.map(({ path }) => path.slice(0, path.lastIndexOf('\\')));
  const folders = new Set([logFolder, systemFolder, ...databaseFolders].map((folder) => folder.toLowerCase()));
  const matchers = patterns.map(matcherOf);
  return [...folders].flatMap((folder) =>
    world.server.disk
      .list(folder)
      .filter((name) => matchers.some((matches) => matches.test(name)))
      .map((name) => `${folder}\\${name}`),
  );
}

/** `edb0*.log` as a regular expression; only the star means anything. */
const matcherOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[^A-Za-z0-9*]/g, '\\$&').replaceAll('*', '.*')}$`, 'i');

const nameOf = (path: string): string => path.slice(path.lastIndexOf('\\') + 1);

export function deleteFilesStep(world: World, { service: name, files }: StepFields<'deleteFiles'>): StepReport {
  const service = world.service(name);
  if (service.state === 'running') return impossible('delete files', `the ${service.name} is running; stop it before`);
  const paths = filesOf(world, service, files);
  if (paths.length === 0) return impossible('delete files', `there is no ${files.join(' or ')}`);
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
  for (const { path, file } of kept) {
    if (world.server.disk.create(path, file.clone()) === 'disk-full') return impossible(text, `no room for ${path}`);
  }
  return plain(`${text}: ${kept.map(({ path }) => nameOf(path)).join(', ')} are back where they were.`);
}

export function holdDatabaseStep(world: World, { database, on }: StepFields<'holdDatabase'>): StepReport {
  const path = world.serviceOf(database).databases.find(({ name }) => name === database)?.path ?? '';
  const { heldFiles } = world.server;
  if (on) heldFiles.hold(path);
  else if (!heldFiles.release(path)) return impossible(`release ${path}`, 'nobody holds it');
  return plain(`${on ? 'another program holds' : 'no other program holds'} ${path}${on ? '' : ' any more'}.`);
}

export function recoverOfflineStep(world: World, { service: name }: StepFields<'recoverOffline'>): StepReport {
  const service = world.service(name);
  const result = service.recoverOffline();
  const text = `recover offline: soft recovery of the ${service.name} by a tool`;
  return result.done ? plain(`${text}.`) : impossible(text, result.reason);
}
