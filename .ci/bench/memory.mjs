// A full backup of a 16 GiB database to a sink that throws everything away; the most memory the process had.
// Run in a process of its own: `node .ci/bench/memory.mjs` prints the figure in MiB.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { decodeListW } from '../../dist/simulator/index.js';
import { must, prepare, server, stream } from './world.mjs';

const here = fileURLToPath(import.meta.url);
const LIMIT_MIB = 200;

export function memory() {
  const output = execFileSync(process.execPath, [here], { encoding: 'utf8', timeout: 300_000 });
  const { peakMiB, gigabytes } = JSON.parse(output);
  return {
    name: 'full backup of a 16 GiB database to nowhere',
    figure: `${gigabytes.toFixed(1)} GB read, at most ${peakMiB.toFixed(0)} MiB resident`,
    goal: `under ${LIMIT_MIB} MiB`,
    met: peakMiB < LIMIT_MIB,
  };
}

function backUp() {
  const exchange = server(16 * 1024);
  const client = exchange.connect();
  const hbc = prepare(client);
  const buffer = new Uint8Array(65_536);
  let bytes = 0;
  for (const call of ['HrBackupGetDatabaseNamesW', 'HrBackupGetBackupLogsW']) {
    const { code, list } = client[call](hbc);
    must(code, call);
    for (const { path } of decodeListW(list).entries) bytes += stream(client, hbc, path, buffer);
    client.BackupFree(list);
  }
  must(client.HrBackupTruncateLogs(hbc).code, 'HrBackupTruncateLogs');
  must(client.HrBackupEnd(hbc).code, 'HrBackupEnd');
  return bytes;
}

if (process.argv[1] === here) {
  const bytes = backUp();
  process.stdout.write(JSON.stringify({ peakMiB: process.resourceUsage().maxRSS / 1024, gigabytes: bytes / 1e9 }));
}
