import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withFacets } from '../profiles/index.ts';
import { Annotation, type AnnotationText, BackupType, Hr, NOT_MODELLED } from '../protocol/index.ts';
import type { ServiceName } from './layout.ts';
import type { ExchangeService } from './service/index.ts';
import { backUp, insertRows, must } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

/** Both services backed up once, on EXCH01: what every test here restores somewhere. */
const source = testServer();
for (const service of source.services) insertRows(service, 30);
const sets = new Map<AnnotationText, ReadonlyMap<string, Uint8Array>>(
  [Annotation.EDBBACK_MDB_SERVER, Annotation.EDBBACK_DS_SERVER].map((annotation) => [
    annotation,
    backUp(source.connect(), BackupType.BACKUP_TYPE_FULL, { annotation }),
  ]),
);

/** A service of a server of this name, to which the set was restored by the book; it was not started. */
function restoredTo(name: string, service: ServiceName, facets: Readonly<Record<string, string>> = {}) {
  const changed = withFacets(source.profile, facets, 'chosen by a test');
  if (!changed.ok) throw new Error(changed.reason);
  const server = testServer({ name, seed: 77, profile: changed.profile });
  const target = server.service(service);
  target.stop();
  const here = (path: string) => path.replace('\\\\EXCH01\\', `\\\\${name}\\`);
  const files = sets.get(target.annotation) ?? new Map<string, Uint8Array>();
  const folder = `\\\\${name}\\${target.core.paths.logFolder.replace(':', '$')}`;
  for (const file of server.share.list(folder)) server.share.remove(`${folder}\\${file}`);
  const client = server.connect();
  const { hbc } = client.HrRestorePrepareW(name, target.annotation);
  if (hbc === null) throw new Error('no context');
  const map = [...files.keys()]
    .filter((path) => path.endsWith('.edb'))
    .map((path) => ({ databaseName: path, newDatabaseName: here(path) }));
  const logs = [...files.keys()].flatMap((path) => /edb([0-9a-f]{5})\.log$/.exec(path)?.[1] ?? []);
  const generations = logs.map((digits) => Number.parseInt(digits, 16));
  const [low, high] = [Math.min(...generations), Math.max(...generations)];
  must(client.HrRestoreRegisterW(hbc, folder, folder, map, folder, low, high).code, 'HrRestoreRegister');
  for (const [path, bytes] of files) {
    const writer = server.share.create(here(path));
    if (typeof writer === 'string') throw new Error(`${path}: ${writer}`);
    writer.write(bytes);
  }
  must(client.HrRestoreRegisterComplete(hbc, Hr.hrNone).code, 'HrRestoreRegisterComplete');
  must(client.HrRestoreEnd(hbc).code, 'HrRestoreEnd');
  return { server, target };
}

const rowKeys = (service: ExchangeService): number[] => [...service.rows(1)].map(({ key }) => key);

/** The service starts and has the rows of the source. */
function comesBack(target: ExchangeService): void {
  const { started, lines } = target.start();
  assert.ok(started, lines.join('; '));
  assert.equal(rowKeys(target), rowKeys(source.service(target.name)));
}

test('an information store comes back on a server of another name (M-restore)', () => {
  comesBack(restoredTo('EXCH02', 'information-store').target);
});

test('a directory comes back on a new server of its own name, whatever its letter case (M-restore)', () => {
  comesBack(restoredTo('EXCH01', 'directory').target);
  comesBack(restoredTo('exch01', 'directory').target);
});

test('a directory on a server of another name: nothing in the API refuses it, and the start is what the facet says (Q155600)', () => {
  const { server, target } = restoredTo('EXCH02', 'directory');
  const events = server.eventLog.length;
  const { started, code, lines } = target.start();
  assert.equal([started, code], [false, NOT_MODELLED]);
  assert.match(lines.join(), /A directory is restored to its own server only.*M-restore, Q155600/);
  assert.is(server.eventLog.length, events, 'no event is made up');
  assert.ok(server.registry.hasKey(target.core.layout.restoreKey), 'the key waits');
  comesBack(restoredTo('EXCH02', 'directory', { 'directory-of-another-server': 'starts' }).target);
});

test.run();
