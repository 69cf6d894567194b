// `edbproof verify` on a database of 1 GiB in the page cache, and the same bytes through fs.readSync, taking turns.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyFiles } from '../../dist/conformance/cli/verifyFiles.js';
import { median, PRIV, prepare, seconds, server } from './world.mjs';

const ROUNDS = 7;
const SIZE_MIB = 1024;
const GOAL_GIGABYTES_PER_SECOND = 1.5;

export async function verifying() {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-bench-'));
  try {
    const path = join(folder, 'priv.edb');
    const bytes = saveDatabase(path);
    const buffer = new Uint8Array(256 * 1024);
    const file = openSync(path, 'r');
    const readFile = () => {
      for (let position = 0; position < bytes; ) position += readSync(file, buffer, 0, buffer.length, position);
    };
    const times = { verify: [], fs: [] };
    for (let round = 0; round < ROUNDS; round++) {
      times.fs.push(seconds(readFile));
      const begun = process.hrtime.bigint();
      await mustBeSound(path);
      times.verify.push(Number(process.hrtime.bigint() - begun) / 1e9);
    }
    closeSync(file);
    const [verify, fs] = [bytes / median(times.verify) / 1e9, bytes / median(times.fs) / 1e9];
    return {
      name: `verify a database of ${SIZE_MIB} MiB`,
      figure: `verify ${verify.toFixed(2)} GB/s, fs.readSync alone ${fs.toFixed(2)} GB/s (median of ${ROUNDS})`,
      goal: `at least ${GOAL_GIGABYTES_PER_SECOND} GB/s from the page cache`,
      met: verify >= GOAL_GIGABYTES_PER_SECOND,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Streams a copy of the database to a file; its size. */
function saveDatabase(path) {
  const client = server(SIZE_MIB).connect();
  const hbc = prepare(client);
  const buffer = new Uint8Array(65_536);
  const { fileSizeBytes } = client.HrBackupOpenFileW(hbc, PRIV, buffer.length);
  const file = openSync(path, 'w');
  for (let written = 0; written < fileSizeBytes; ) {
    const { bytesRead } = client.HrBackupRead(hbc, buffer, buffer.length);
    written += writeSync(file, buffer, 0, bytesRead);
  }
  closeSync(file);
  return fileSizeBytes;
}

async function mustBeSound(path) {
  let said = '';
  const keep = (text) => {
    said += text;
  };
  const io = { out: keep, err: keep, color: false, errorIsTerminal: false, signal: new AbortController().signal };
  const exitCode = await verifyFiles([path], false, io);
  if (exitCode !== 0 || !said.endsWith('sound\n')) throw new Error(`verify ended with ${exitCode}: ${said}`);
}
