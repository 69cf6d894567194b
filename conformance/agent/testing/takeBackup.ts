import { Annotation } from '../../../simulator/protocol/index.ts';
import { type BackupOptions, backupOptions } from '../../procedures/index.ts';
import { type FakeScript, FakeServer, fakeDatabases, fakeLogs } from '../../procedures/testing/fakeServer.ts';
import { type BackupJob, type BackupResult, runBackup } from '../backupAgent.ts';
import type { MemoryStorage } from './memoryStorage.ts';

export const options = (kind: BackupOptions['kind'] = 'full', changes: Partial<BackupOptions> = {}): BackupOptions =>
  backupOptions('EXCH1', Annotation.EDBBACK_MDB_SERVER, kind, changes);

/** Takes a backup of a fake server into `/sets/sunday`; the storage's log also notes the truncation. */
export const take = async (
  server: FakeServer,
  storage: MemoryStorage,
  changes: Partial<BackupJob> = {},
): Promise<{ result: BackupResult; trace: string[] }> => {
  const trace: string[] = [];
  const result = await runBackup({
    api: server,
    options: options(),
    storage,
    folder: '/sets',
    name: 'sunday',
    origin: { profile: 'exchange-5.5', seed: 1 },
    now: () => new Date(Date.UTC(1998, 1, 1, 22)),
    onTraceLine: (line) => {
      trace.push(line);
      if (line.includes('HrBackupTruncateLogs')) storage.log.push('truncated');
    },
    ...changes,
  });
  return { result, trace };
};

export const fake = (script: FakeScript = {}): FakeServer => new FakeServer(fakeDatabases(), fakeLogs(), script);
