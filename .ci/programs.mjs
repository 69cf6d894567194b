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

/**
 * A check that prints nothing for so long hangs. How long it takes as a whole says nothing: on a busy machine the tests need
 * an hour, and all the time they print.
 */
const SILENCE_LIMIT_MINUTES = 20;

/** What a child that was asked to end may still take; then it is ended without being asked. */
const GRACE_MILLISECONDS = 10_000;

/**
 * Runs a script and keeps what it printed, both streams in the order of arrival.
 *
 * @param {readonly string[]} scriptAndArguments
 * @param {string} folder
 * @param {number} silenceLimitMinutes
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runNode(scriptAndArguments, folder = root, silenceLimitMinutes = SILENCE_LIMIT_MINUTES) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', ...scriptAndArguments], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    let isTooSilent = false;
    /** @type {NodeJS.Timeout | undefined} */
    let lastResort;
    const silence = setTimeout(() => {
      isTooSilent = true;
      child.kill();
      lastResort = setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS);
    }, silenceLimitMinutes * 60_000);
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      chunks.push(chunk);
      silence.refresh();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    /** @param {boolean} ok @param {string} end */
    const settle = (ok, end) => {
      clearTimeout(silence);
      clearTimeout(lastResort);
      resolve({ ok, output: Buffer.concat(chunks).toString('utf8') + end });
    };
    child.on('error', (error) => settle(false, `${error.message}\n`));
    child.on('close', (code, signal) =>
      settle(code === 0 && !isTooSilent, endText(signal, isTooSilent, silenceLimitMinutes)),
    );
  });
}

/**
 * @param {NodeJS.Signals | null} signal
 * @param {boolean} isTooSilent
 * @param {number} limitMinutes
 */
function endText(signal, isTooSilent, limitMinutes) {
  if (isTooSilent) return `\nended by us: it printed nothing for ${limitMinutes} minutes, so it hangs\n`;
  return signal === null ? '' : `\nended by ${signal}, which is not ours\n`;
}
