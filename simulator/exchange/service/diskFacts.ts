import {
  CHECKPOINT_NAME,
  inspectLogFolder,
  patchPath,
  readCheckpointFile,
  readShadowedDatabaseHeader,
  type VirtualDisk,
} from '../../engine/index.ts';
import type { DiskFacts } from '../../rules/index.ts';
import type { MailDatabase } from '../mailDatabase.ts';
import type { ServicePaths } from '../registry/index.ts';
import { runsWithCurrent } from './logRuns.ts';

/** Where a database's patch file is: in the log folder, under the database's name (Q200941, flag 0x20 of BFT_PATCH_FILE). */
export const patchPathOf = (logFolder: string, database: MailDatabase): string => patchPath(logFolder, database.path);

/** What the files of a service that is not running say, read from their bytes. */
export function readDiskFacts(
  disk: VirtualDisk,
  { logFolder, systemFolder }: ServicePaths,
  databases: readonly MailDatabase[],
): DiskFacts {
  const { currentGeneration, runs, isCurrentChained } = inspectLogFolder(disk, logFolder);
  const checkpointFile = disk.open(`${systemFolder}\\${CHECKPOINT_NAME}`);
  const checkpoint = checkpointFile === null ? null : readCheckpointFile(checkpointFile);
  return {
    currentGeneration,
    checkpointGeneration: checkpoint?.checkpoint.generation ?? 0,
    runs: runsWithCurrent(runs, currentGeneration, isCurrentChained, []),
    databases: databases.map((database) => {
      const file = disk.open(database.path);
      const read = file === null ? null : readShadowedDatabaseHeader(file);
      const header = read?.kind === 'read' ? read.header : null;
      return {
        present: file === null ? 0 : 1,
        fullLow: header?.fullBackup.lowGeneration ?? 0,
        fullHigh: header?.fullBackup.highGeneration ?? 0,
        incrementalHigh: header?.incrementalBackup.highGeneration ?? 0,
        patchFile: disk.exists(patchPathOf(logFolder, database)) ? 1 : 0,
      };
    }),
  };
}
