// Runs the tools of this repository with the Node that runs us: no shell, no npx, the same on every system.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The scripts behind the commands, from the root. */
export const programs = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  c8: 'node_modules/c8/bin/c8.js',
  clean: '.ci/clean.mjs',
  markProgram: '.ci/markProgram.mjs',
  depcruise: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  knip: 'node_modules/knip/bin/knip.js',
  tsc: 'node_modules/typescript/bin/tsc',
  uvu: 'node_modules/uvu/bin.js',
};

/** No check takes nearly as long; one that does hangs. */
const LIMIT_MINUTES = 20;

/**
 * Runs a script and keeps what it printed, both streams in the order of arrival.
 *
 * @param {readonly string[]} scriptAndArguments
 * @param {string} folder
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runNode(scriptAndArguments, folder = root) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', ...scriptAndArguments], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MINUTES * 60_000,
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ ok: false, output: `${error.message}\n` }));
    child.on('close', (code, signal) => {
      const printed = Buffer.concat(chunks).toString('utf8');
      const end = signal === null ? '' : `\nended by ${signal}; a check may take ${LIMIT_MINUTES} minutes\n`;
      resolve({ ok: code === 0, output: printed + end });
    });
  });
}
