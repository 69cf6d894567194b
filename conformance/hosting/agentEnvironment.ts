import { resolve } from 'node:path';
import type { ShimPlatform } from '../../binding/host/index.ts';
import type { AgentSurroundings } from './agent.ts';
import { libraryFolder } from './shimLibrary.ts';

/** Variables that would lead the library of an agent elsewhere. */
const cleared = ['EDBPROOF_RECORD', 'EDBPROOF_TRACE'] as const;

/**
 * The environment of an agent: where the host is, what it may say, and the library in its sight. On Windows, and under
 * Wine, a DLL is looked for beside the program, then on the PATH.
 */
export function agentEnvironment(
  base: NodeJS.ProcessEnv,
  platform: ShimPlatform,
  { endpoint, token, server, sets, disk }: AgentSurroundings,
  isWindows = process.platform === 'win32',
): NodeJS.ProcessEnv {
  const underWine = platform !== 'linux-x64' && !isWindows;
  const path = (folder: string): string => (underWine ? winePath(resolve(folder)) : resolve(folder));
  const environment: NodeJS.ProcessEnv = {
    ...base,
    EDBPROOF_ENDPOINT: endpoint,
    EDBPROOF_TOKEN: token,
    EDBPROOF_SERVER: server,
    EDBPROOF_SETS: path(sets),
    ...(disk === null ? {} : { EDBPROOF_DISK: path(disk) }),
  };
  for (const name of cleared) delete environment[name];
  const library = libraryFolder(platform);
  if (platform === 'linux-x64') {
    environment['LD_LIBRARY_PATH'] = before(library, base['LD_LIBRARY_PATH'], ':');
  } else if (underWine) {
    environment['WINEPATH'] = before(winePath(library), base['WINEPATH'], ';');
    environment['WINEDLLOVERRIDES'] = before('edbbcli=n', base['WINEDLLOVERRIDES'], ';');
  } else {
    environment['PATH'] = before(library, base['PATH'], ';');
  }
  return environment;
}

/** A path of this computer as a program under Wine names it: Z: is the whole of it. */
const winePath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;

const before = (first: string, rest: string | undefined, separator: string): string =>
  rest === undefined || rest === '' ? first : `${first}${separator}${rest}`;
