import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CHECKPOINT_NAME, NULL_BACKUP_INFO, NULL_LOG_POSITION } from '../engine/index.ts';
import { facets, withFacets } from '../profiles/index.ts';
import { BACKUP_DISABLE_INCREMENTAL, BackupType, Hr } from '../protocol/index.ts';
import type { ExchangeServer } from './server.ts';
import { backUp, insertRows, must } from './testing/drive.ts';
import { editCheckpoint, editHeaders, editRegistryNumber, recordsOf } from './testing/records.ts';
import { testServer } from './testing/testServer.ts';

/**
 * Who consults which record (edbbcli.md 6.2): each is edited alone, by hand, and the next backup says what follows.
 */

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const plain = testServer().profile;

/** A store whose first logs were truncated, with a full and an incremental backup on record. */
function recorded(facet: Readonly<Record<string, string>> = {}): ExchangeServer {
  const changed = withFacets(plain, facet, 'chosen by a test');
  if (!changed.ok) throw new Error(changed.reason);
  const server = testServer({ profile: changed.profile });
  const store = server.service('information-store');
  const client = server.connect();
  for (let backup = 0; backup < 4; backup++) {
    insertRows(store, 5, 100, 2 ** 41 + 100 * backup);
    store.idle(1000);
    backUp(client, backup < 3 ? BACKUP_TYPE_FULL : BACKUP_TYPE_LOGS_ONLY);
  }
  return server;
}

/** What HrBackupPrepare answers; a session that it opens is ended again. */
function answer(server: ExchangeServer, backupType: number): number {
  const client = server.connect();
  const grbit = backupType === BACKUP_TYPE_FULL ? 0 : 1;
  const { code, hbc } = client.HrBackupPrepareW('EXCH01', 'Exchange MDB Database', grbit, backupType);
  if (hbc !== null) must(client.HrBackupEnd(hbc).code, 'HrBackupEnd');
  return code;
}

/** Edits one record of the stopped store, starts it, and asks for both kinds of backup. */
function after(edit: (server: ExchangeServer) => void, facet: Readonly<Record<string, string>> = {}) {
  const server = recorded(facet);
  const store = server.service('information-store');
  store.stop();
  edit(server);
  const { started, lines } = store.start();
  assert.ok(started, lines.join('; '));
  return {
    logsOnly: answer(server, BACKUP_TYPE_LOGS_ONLY),
    full: answer(server, BACKUP_TYPE_FULL),
    lastEvent: server.eventLog.at(-1)?.id,
  };
}

const early = { ...NULL_BACKUP_INFO, lowGeneration: 1, highGeneration: 1 };

interface Edit {
  readonly what: string;
  readonly edit: (server: ExchangeServer) => void;
  /** The refusal of LOGS_ONLY, by the value of the facet last-backup-consulted. */
  readonly refusal: Readonly<Record<(typeof facets.lastBackupConsulted.values)[number], number>>;
}

const always = (code: number): Edit['refusal'] => ({ registry: code, 'database-header': code });

const edits: readonly Edit[] = [
  { what: 'nothing', edit: () => {}, refusal: always(Hr.hrNone) },
  {
    what: 'the header records no full backup',
    edit: (server) => editHeaders(server, { fullBackup: NULL_BACKUP_INFO }),
    refusal: always(Hr.hrMissingFullBackup),
  },
  {
    what: 'the header records an early full backup and no incremental one',
    edit: (server) => editHeaders(server, { fullBackup: early, incrementalBackup: NULL_BACKUP_INFO }),
    refusal: { registry: Hr.hrNone, 'database-header': Hr.hrLogFileNotFound },
  },
  {
    what: 'the header records an early full backup, and an incremental one as late as before',
    edit: (server) => editHeaders(server, { fullBackup: early }),
    refusal: always(Hr.hrNone),
  },
  {
    what: 'the registry has an early number',
    edit: (server) => editRegistryNumber(server, 1),
    refusal: { registry: Hr.hrLogFileNotFound, 'database-header': Hr.hrNone },
  },
  {
    what: 'the registry has no number: the other node of a cluster (Q245211)',
    edit: (server) => server.registry.deleteKey('HKLM\\SOFTWARE\\Microsoft\\Exchange\\Backupinformation'),
    refusal: { registry: Hr.hrLogFileNotFound, 'database-header': Hr.hrNone },
  },
  {
    what: 'the registry has the mark of BACKUP_DISABLE_INCREMENTAL',
    edit: (server) => editRegistryNumber(server, BACKUP_DISABLE_INCREMENTAL),
    refusal: always(Hr.hrIncrementalBackupDisabled),
  },
  {
    what: 'the checkpoint file records no backup',
    edit: (server) =>
      editCheckpoint(server, {
        fullBackup: NULL_LOG_POSITION,
        fullBackupSeconds: 0,
        incrementalBackup: NULL_LOG_POSITION,
        incrementalBackupSeconds: 0,
        lastFullBackupCheckpoint: NULL_LOG_POSITION,
      }),
    refusal: always(Hr.hrNone),
  },
];

test('each record alone: no full backup is the header’s to say, a mark the registry’s, a missing log the facet’s', () => {
  for (const consulted of facets.lastBackupConsulted.values) {
    for (const { what, edit, refusal } of edits) {
      const { logsOnly } = after(edit, { 'last-backup-consulted': consulted });
      assert.is(logsOnly, refusal[consulted], `${what}, ${consulted} consulted`);
    }
  }
});

test('no record stands in the way of a full backup', () => {
  for (const { what, edit } of edits) assert.is(after(edit).full, Hr.hrNone, what);
});

test('a checkpoint file that somebody deleted comes back without its backup records, and nothing is refused for it', () => {
  const server = recorded();
  const store = server.service('information-store');
  const before = recordsOf(server);
  store.stop();
  assert.ok(server.disk.remove(`D:\\exchsrvr\\mdbdata\\${CHECKPOINT_NAME}`));
  assert.ok(store.start().started);
  const now = recordsOf(server);
  assert.equal(now.checkpointFull, { position: NULL_LOG_POSITION, seconds: 0 });
  assert.equal(now.checkpointIncremental, { position: NULL_LOG_POSITION, seconds: 0 });
  assert.equal([now.fullPrevious, now.registryNumber], [before.fullPrevious, before.registryNumber]);
  assert.is(answer(server, BACKUP_TYPE_LOGS_ONLY), Hr.hrNone);
  assert.is(answer(server, BACKUP_TYPE_FULL), Hr.hrNone);
});

test('an offline defragmentation clears the header and no other record, and that is enough to refuse (Q183380)', () => {
  const server = recorded();
  const store = server.service('information-store');
  store.stop();
  const before = recordsOf(server);
  assert.equal(store.defragment('priv'), { done: true });
  const now = recordsOf(server);
  assert.equal([now.fullPrevious[0], now.incrementalPrevious[0]], [NULL_BACKUP_INFO, NULL_BACKUP_INFO]);
  assert.equal(
    { ...now, fullPrevious: now.fullPrevious[1], incrementalPrevious: now.incrementalPrevious[1] },
    { ...before, fullPrevious: before.fullPrevious[1], incrementalPrevious: before.incrementalPrevious[1] },
  );
  store.start();
  assert.is(answer(server, BACKUP_TYPE_LOGS_ONLY), Hr.hrMissingFullBackup);
});

test('HrSetCurrentBackupLog writes the registry and nothing else', () => {
  for (const currentLog of [1, 777, BACKUP_DISABLE_INCREMENTAL]) {
    const server = recorded();
    const before = recordsOf(server);
    must(server.connect().HrSetCurrentBackupLogW('EXCH01', 'Exchange MDB Database', currentLog).code, 'set');
    assert.equal(recordsOf(server), { ...before, registryNumber: currentLog });
  }
});

test('whatever refuses LOGS_ONLY, a full backup is accepted, and LOGS_ONLY after it (M-backup)', () => {
  let refusals = 0;
  for (const { what, edit, refusal } of edits) {
    if (refusal.registry === Hr.hrNone) continue;
    refusals++;
    const server = recorded();
    const store = server.service('information-store');
    store.stop();
    edit(server);
    store.start();
    assert.is(answer(server, BACKUP_TYPE_LOGS_ONLY), refusal.registry, what);
    backUp(server.connect(), BACKUP_TYPE_FULL);
    assert.is(answer(server, BACKUP_TYPE_LOGS_ONLY), Hr.hrNone, `${what}: after a full backup`);
  }
  assert.ok(refusals >= 4);
  const circular = recorded();
  assert.equal(circular.service('information-store').setCircularLogging(true), { done: true });
  backUp(circular.connect(), BACKUP_TYPE_FULL);
  assert.is(answer(circular, BACKUP_TYPE_LOGS_ONLY), Hr.hrCircularLogging, 'this one stays until it is switched off');
});

test.run();
