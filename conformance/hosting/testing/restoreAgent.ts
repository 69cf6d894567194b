import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bft, decodeListW, Hr, type Hresult } from '../../../simulator/protocol/index.ts';
import { NodeStorage, verifySet } from '../../agent/index.ts';
import { baseName } from '../../procedures/index.ts';
import { connected } from './wireAgent.ts';

/** What the restoring agent of the tests is told to do, as JSON in its first argument. */
interface RestoreOrder {
  /** Sets to restore, oldest first, by their names in EDBPROOF_SETS. */
  readonly sets: readonly string[];
  /** Nothing is written: the server is told of files that are not there. */
  readonly writeNothing?: boolean;
}

/** The program that an order is given to. */
export const restoreAgentFile = fileURLToPath(import.meta.url);

/** Restores sets of the reference agent, and writes their files to EDBPROOF_DISK. */
async function restoreSets(order: RestoreOrder): Promise<number> {
  const client = await connected(process.env);
  const disk = process.env['EDBPROOF_DISK'] ?? '';
  const onDisk = (unc: string): string => join(disk, ...unc.split('\\').slice(3));
  for (const name of order.sets) {
    const folder = join(process.env['EDBPROOF_SETS'] ?? '', name);
    const verified = await verifySet(new NodeStorage(), folder);
    if (!verified.ok) throw new Error(verified.problems.join('\n'));
    const { manifest } = verified;
    const { hbc, code } = await client.call('HrRestorePrepareW', manifest.server, manifest.annotation);
    if (hbc === null) return failed('HrRestorePrepareW', code);
    const { list } = await client.call('HrRestoreGetDatabaseLocationsW', hbc);
    const decoded = decodeListW(list ?? new Uint8Array(0));
    if (!decoded.ok) throw new Error('the list of locations cannot be read');
    await client.call('BackupFree', list);
    const folderOf = (token: number): string => decoded.entries.find((entry) => entry.token === token)?.path ?? '';
    const logs = folderOf(Bft.BFT_LOG_DIR);
    const placed = manifest.files.map((file) => {
      const isDatabase = [Bft.BFT_MDB_PRIVATE_DATABASE, Bft.BFT_MDB_PUBLIC_DATABASE].some((it) => it === file.token);
      const location = isDatabase ? folderOf(file.token) : logs;
      const isFile = baseName(location).toLowerCase() === baseName(file.originalPath).toLowerCase();
      return { file, isDatabase, path: isFile ? location : `${location}\\${baseName(file.originalPath)}` };
    });
    const map = placed
      .filter(({ isDatabase }) => isDatabase)
      .map(({ file, path }) => ({ databaseName: file.originalPath, newDatabaseName: path }));
    const low = manifest.lowGeneration ?? 0;
    const high = manifest.highGeneration ?? 0;
    const checkpoint = folderOf(Bft.BFT_CHECKPOINT_DIR);
    const registered = await client.call('HrRestoreRegisterW', hbc, checkpoint, logs, map, logs, low, high);
    if (registered.code !== Hr.hrNone) return failed('HrRestoreRegisterW', registered.code);
    if (order.writeNothing !== true) {
      // Only the first set of the chain replaces everything.
      if (map.length > 0) rmSync(onDisk(logs), { recursive: true });
      mkdirSync(onDisk(logs), { recursive: true });
      for (const { file, path } of placed) writeFileSync(onDisk(path), readFileSync(join(folder, file.name)));
    }
    const completed = await client.call('HrRestoreRegisterComplete', hbc, Hr.hrNone);
    if (completed.code !== Hr.hrNone) return failed('HrRestoreRegisterComplete', completed.code);
    await client.call('HrRestoreEnd', hbc);
  }
  client.destroy();
  return 0;
}

function failed(call: string, code: Hresult): number {
  process.stderr.write(`${call}: 0x${code.toString(16)}\n`);
  return 1;
}

if (process.argv[1] === restoreAgentFile) {
  const order: RestoreOrder = JSON.parse(process.argv[2] ?? '{}');
  process.exit(await restoreSets(order));
}
