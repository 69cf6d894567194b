import * as assert from 'uvu/assert';
import { Annotation, type ExportName, Hr } from '../../../simulator/protocol/index.ts';
import { backup } from '../backup.ts';
import { drive } from '../drive.ts';
import { type BackupOptions, backupOptions } from '../options.ts';
import { type FakeScript, FakeServer, fakeDatabases, fakeLogs } from './fakeServer.ts';
import { MemorySink } from './memorySink.ts';

/** Of a backup of the store of EXCH1. */
export const options = (kind: BackupOptions['kind'], changes: Partial<BackupOptions> = {}): BackupOptions =>
  backupOptions('EXCH1', Annotation.EDBBACK_MDB_SERVER, kind, changes);

/** A backup from a server that answers by a script, into memory. */
export const run = (
  kind: BackupOptions['kind'],
  script: FakeScript = {},
  changes: Partial<BackupOptions> = {},
  refuse: ConstructorParameters<typeof MemorySink>[1] = () => false,
) => {
  const server = new FakeServer(fakeDatabases(), fakeLogs(), script);
  const sink = new MemorySink(server, refuse, () => server.calls.push({ name: 'HrBackupRead', detail: 'COMMIT' }));
  const outcome = drive(backup(options(kind, changes)), sink);
  return { server, sink, outcome };
};

/** A script in which one call, by its number, fails. */
export const failOn =
  (name: ExportName, code = Hr.hrError, onNth = 1) =>
  (seen: ExportName, nth: number) =>
    seen === name && nth === onNth ? code : null;

/** The agent has put everything away. */
export const owesNothing = (server: FakeServer): void => {
  assert.is(server.openContexts, 0, 'the context is ended once');
  assert.is(server.openPath, null, 'no file stays open');
  assert.is(server.unfreed.size, 0, 'every list is freed');
  assert.equal(server.complaints, []);
};
