import { impossible } from './adminSteps.ts';
import { plain, type StepReport } from './events.ts';
import { filesOf, nameOf } from './fileSteps.ts';
import type { StepFields } from './schema/index.ts';
import type { World } from './world.ts';

/** Another program holds files of a service, so that nobody else opens them; or lets go of them. */
export function holdFilesStep(world: World, { service: name, files, on }: StepFields<'holdFiles'>): StepReport {
  const paths = filesOf(world, world.service(name), files);
  return lock(paths, files, {
    take: on ? (path) => world.server.fileLocks.hold(path) : null,
    give: (path) => world.server.fileLocks.release(path),
    text: on ? 'another program holds' : 'no other program holds any more',
    otherwise: 'nobody holds',
  });
}

/** The same for the file of a database, wherever it is, and also while it is not there. */
export function holdDatabaseStep(world: World, { database, on }: StepFields<'holdDatabase'>): StepReport {
  const path = world.serviceOf(database).databases.find(({ name }) => name === database)?.path ?? '';
  return lock([path], [path], {
    take: on ? (held) => world.server.fileLocks.hold(held) : null,
    give: (held) => world.server.fileLocks.release(held),
    text: on ? 'another program holds' : 'no other program holds any more',
    otherwise: 'nobody holds',
  });
}

/** Files of a service are marked read-only, or the mark is taken away. */
export function protectFilesStep(world: World, { service: name, files, on }: StepFields<'protectFiles'>): StepReport {
  const paths = filesOf(world, world.service(name), files);
  return lock(paths, files, {
    take: on ? (path) => world.server.fileLocks.protect(path) : null,
    give: (path) => world.server.fileLocks.unprotect(path),
    text: on ? 'read-only from now on:' : 'no longer read-only:',
    otherwise: 'nobody has marked',
  });
}

interface Lock {
  /** Null: the lock is given back. */
  readonly take: ((path: string) => void) | null;
  readonly give: (path: string) => boolean;
  readonly text: string;
  /** What is said of a file that has no lock to be given back. */
  readonly otherwise: string;
}

function lock(paths: readonly string[], asked: readonly string[], { take, give, text, otherwise }: Lock): StepReport {
  if (paths.length === 0) return impossible(`${text} ${asked.join(', ')}`, `there is no ${asked.join(' or ')}`);
  const said = `${text} ${paths.map(nameOf).join(', ')}`;
  if (take !== null) {
    for (const path of paths) take(path);
    return plain(`${said}.`);
  }
  const given = paths.filter(give);
  return given.length > 0 ? plain(`${said}.`) : impossible(said, `${otherwise} ${paths.join(' or ')}`);
}
