// 1 GiB through HrBackupRead in 64 KiB reads, and the same bytes through fs.readSync from the page cache, taking turns.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, PRIV, prepare, seconds, server, stream } from './world.mjs';

const ROUNDS = 7;
const SIZE_MIB = 1024;

export function streaming() {
  const client = server(SIZE_MIB).connect();
  const buffer = new Uint8Array(65_536);
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-bench-'));
  try {
    const path = join(folder, 'file');
    const hbc = prepare(client);
    const bytes = stream(client, hbc, PRIV, buffer);
    const file = openSync(path, 'w+');
    for (let written = 0; written < bytes; )
      written += writeSync(file, buffer, 0, Math.min(buffer.length, bytes - written));
    const readFile = () => {
      for (let position = 0; position < bytes; ) position += readSync(file, buffer, 0, buffer.length, position);
    };
    readFile();
    const times = { api: [], fs: [] };
    for (let round = 0; round < ROUNDS; round++) {
      times.fs.push(seconds(readFile));
      times.api.push(seconds(() => stream(client, hbc, PRIV, buffer)));
    }
    closeSync(file);
    const [api, fs] = [median(times.api), median(times.fs)];
    const rate = (time) => `${(bytes / time / 1e9).toFixed(2)} GB/s`;
    return {
      name: `stream ${SIZE_MIB} MiB in 64 KiB reads`,
      figure: `HrBackupRead ${rate(api)}, fs.readSync ${rate(fs)}, ratio ${(fs / api).toFixed(2)} (median of ${ROUNDS})`,
      goal: 'ratio at least 1',
      met: fs / api >= 1,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
