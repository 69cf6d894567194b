import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** Something at a path that is no file to read to its end. */
export interface HostileFile {
  readonly kind: string;
  readonly path: string;
}

/**
 * One of each kind in a folder: endless and full devices, a pipe that nobody writes to, a socket, a folder, links to all of
 * these and to themselves, names that are none, and a file that is mostly hole. `close` when they are no longer needed.
 */
export async function hostileFiles(
  folder: string,
): Promise<{ readonly files: readonly HostileFile[]; close(): Promise<void> }> {
  const at = (name: string): string => join(folder, name);
  if (spawnSync('mkfifo', [at('pipe')]).status !== 0) throw new Error('mkfifo makes no pipe here');
  const server = await listening(at('socket'));
  mkdirSync(at('folder'));
  for (const [name, target] of [
    ['link-zero', '/dev/zero'],
    ['link-pipe', at('pipe')],
    ['link-folder', at('folder')],
    ['link-nowhere', at('nowhere')],
    ['circle', at('circle')],
  ] as const) {
    symlinkSync(target, at(name));
  }
  writeFileSync(at('hole'), '');
  truncateSync(at('hole'), 2 ** 40);
  const names = ['pipe', 'socket', 'folder', 'link-zero', 'link-pipe', 'link-folder', 'link-nowhere', 'circle', 'hole'];
  const files = [
    { kind: 'endless device', path: '/dev/zero' },
    { kind: 'device that is full', path: '/dev/full' },
    { kind: 'file in a file', path: '/dev/null/file' },
    { kind: 'name that is too long', path: at('x'.repeat(5000)) },
    { kind: 'path of many slashes', path: `${'/'.repeat(100_000)}x` },
    ...names.map((name) => ({ kind: name, path: at(name) })),
  ];
  return { files, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listening(path: string): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(path, () => resolve(server));
  });
}
