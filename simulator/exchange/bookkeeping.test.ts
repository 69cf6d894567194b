import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type BackupInfo, decodeDatabaseHeader, NULL_BACKUP_INFO, readCheckpointFile } from '../engine/index.ts';
import { facets, profileByName, withFacets } from '../profiles/index.ts';
import { BackupType, type Hbc, Hr, type Hresult } from '../protocol/index.ts';
import type { SimulatedClient } from './client/index.ts';
import type { ExchangeServer } from './server.ts';
import { backUp, copyFile, entries, insertRows, must, prepare } from './testing/drive.ts';
import { headerIn, type Records, recordsOf } from './testing/records.ts';
import { testServer } from './testing/testServer.ts';
import { VirtualClock } from './virtualClock.ts';

/**
 * The bookkeeping of edbbcli.md 6.2 and 8 as one table: each row is a way in which a backup may go, each column a record
 * or a file that it may change. Everything is read from bytes on the disk, from saved bytes and from the registry.
 */

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const PRIV = 'D:\\exchsrvr\\mdbdata\\priv.edb';

interface World {
  readonly server: ExchangeServer;
  readonly client: SimulatedClient;
  readonly clock: VirtualClock;
  /** What the agent got, by UNC path. */
  readonly saved: Map<string, Uint8Array>;
  /** Lowest and highest generation of the log list; 0 when there was none. */
  listed: { low: number; high: number };
}

/** A store with a full and an incremental backup on record, and enough logs behind them that truncation deletes some. */
function worldOf(product: string, chosen: Readonly<Record<string, string>>): World {
  const base = profileByName(product);
  const changed = base === null ? null : withFacets(base, chosen, 'chosen by a test');
  if (!changed?.ok) throw new Error(changed?.reason ?? product);
  const clock = new VirtualClock(900_000_000);
  const server = testServer({ profile: changed.profile, clock });
  const client = server.connect();
  const store = server.service('information-store');
  insertRows(store, 40);
  backUp(client, BACKUP_TYPE_FULL);
  clock.advance(3600);
  backUp(client, BACKUP_TYPE_LOGS_ONLY);
  for (let log = 0; log < 6; log++) {
    clock.advance(3600);
    insertRows(store, 5, 100, 2 ** 41 + 100 * log);
    closeLog(server);
  }
  return { server, client, clock, saved: new Map(), listed: { low: 0, high: 0 } };
}

/** Closes edb.log and records nothing: a client that takes the list of a LOGS_ONLY backup and dies. */
function closeLog(server: ExchangeServer): void {
  const client = server.connect();
  entries(client, client.HrBackupGetBackupLogsW(prepare(client, BACKUP_TYPE_LOGS_ONLY)));
  client.disconnect();
}

/** One step of an agent; time passes with each. */
type Act = (world: World, hbc: Hbc) => void;

const copyDatabases: Act = ({ client, saved, clock }, hbc) => {
  for (const { path } of entries(client, client.HrBackupGetDatabaseNamesW(hbc))) {
    saved.set(path, copyFile(client, hbc, path));
    clock.advance(60);
  }
};
const list: Act = (world, hbc) => {
  const paths = entries(world.client, world.client.HrBackupGetBackupLogsW(hbc)).map(({ path }) => path);
  const generations = paths.flatMap((path) => {
    const digits = /edb([0-9a-f]{5})\.log$/i.exec(path)?.[1];
    return digits === undefined ? [] : [Number.parseInt(digits, 16)];
  });
  world.listed = { low: Math.min(...generations), high: Math.max(...generations) };
  for (const path of paths) world.saved.set(path, new Uint8Array(0));
};
const copyLogs: Act = ({ client, saved, clock }, hbc) => {
  for (const path of [...saved.keys()].filter((name) => /\.(log|pat)$/i.test(name))) {
    saved.set(path, copyFile(client, hbc, path));
  }
  clock.advance(60);
};
const truncate: Act = ({ client }, hbc) => must(client.HrBackupTruncateLogs(hbc).code, 'HrBackupTruncateLogs');
const end: Act = ({ client, clock }, hbc) => {
  clock.advance(60);
  must(client.HrBackupEnd(hbc).code, 'HrBackupEnd');
};
const die: Act = ({ client }) => client.disconnect();
const readUntilDamage: Act = ({ client, server }, hbc) => {
  server.disk.corruptByte(PRIV, 700_000, 1);
  const buffer = new Uint8Array(65_536);
  must(client.HrBackupOpenFileW(hbc, '\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb', buffer.length).code, 'open');
  let code: Hresult = Hr.hrNone;
  while (code === Hr.hrNone) ({ code } = client.HrBackupRead(hbc, buffer, buffer.length));
  assert.is(code, Hr.hrReadVerifyFailure);
  assert.is(client.HrBackupTruncateLogs(hbc).code, Hr.hrNoBackup, 'an agent that truncates all the same');
};

type Moment = (typeof facets.backupRecordedAt.values)[number];

interface Row {
  readonly name: string;
  readonly backupType: number;
  readonly acts: readonly Act[];
  /** The values of the facet backup-recorded-at under which it goes on record. */
  readonly recordedBy: readonly Moment[];
  readonly deletesLogs?: true;
  readonly leavesPatchFiles?: true;
}

const everyMoment = facets.backupRecordedAt.values;

const rows: readonly Row[] = [
  {
    name: 'full',
    backupType: BACKUP_TYPE_FULL,
    acts: [copyDatabases, list, copyLogs, truncate, end],
    recordedBy: everyMoment,
    deletesLogs: true,
  },
  {
    name: 'incremental',
    backupType: BACKUP_TYPE_LOGS_ONLY,
    acts: [list, copyLogs, truncate, end],
    recordedBy: everyMoment,
    deletesLogs: true,
  },
  { name: 'differential', backupType: BACKUP_TYPE_LOGS_ONLY, acts: [list, copyLogs, end], recordedBy: ['end-always'] },
  {
    name: 'copy',
    backupType: BACKUP_TYPE_FULL,
    acts: [copyDatabases, list, copyLogs, end],
    recordedBy: ['end-always'],
  },
  { name: 'full, aborted before the list', backupType: BACKUP_TYPE_FULL, acts: [copyDatabases, end], recordedBy: [] },
  {
    name: 'full, aborted after the list',
    backupType: BACKUP_TYPE_FULL,
    acts: [copyDatabases, list, end],
    recordedBy: ['end-always'],
  },
  { name: 'logs only, aborted before the list', backupType: BACKUP_TYPE_LOGS_ONLY, acts: [end], recordedBy: [] },
  {
    name: 'full, truncated, and the client dies before HrBackupEnd',
    backupType: BACKUP_TYPE_FULL,
    acts: [copyDatabases, list, copyLogs, truncate, die],
    recordedBy: ['truncate'],
    deletesLogs: true,
    leavesPatchFiles: true,
  },
  {
    name: 'incremental, truncated, and the client dies before HrBackupEnd',
    backupType: BACKUP_TYPE_LOGS_ONLY,
    acts: [list, copyLogs, truncate, die],
    recordedBy: ['truncate'],
    deletesLogs: true,
  },
  { name: 'full, a read fails', backupType: BACKUP_TYPE_FULL, acts: [readUntilDamage, end], recordedBy: [] },
  {
    name: 'full, a read fails behind the list',
    backupType: BACKUP_TYPE_FULL,
    acts: [copyDatabases, list, readUntilDamage, end],
    recordedBy: [],
  },
];

/** Generation of the checkpoint in the bytes of edb.chk. */
function checkpointGeneration(server: ExchangeServer): number {
  const file = server.disk.open('D:\\exchsrvr\\mdbdata\\edb.chk');
  return (file === null ? null : readCheckpointFile(file))?.checkpoint.generation ?? 0;
}

const isFull = (row: Row): boolean => row.backupType === BACKUP_TYPE_FULL;

/** What the records must be after a row, given what they were before it. */
function expected(row: Row, moment: Moment, before: Records, world: World, lowestKept: number): Records {
  const isRecorded = row.recordedBy.includes(moment);
  const { low, high } = world.listed;
  const position = markOf(row, world);
  const info: BackupInfo = {
    mark: position.mark,
    markSeconds: position.markSeconds,
    lowGeneration: low,
    highGeneration: high,
  };
  const mark = { position: position.mark, seconds: position.markSeconds };
  const full = isRecorded && isFull(row);
  const incremental = isRecorded && !isFull(row);
  const closed = high === 0 ? before.closedLogs : [...before.closedLogs, logName(high)];
  return {
    fullPrevious: full ? [info, info] : before.fullPrevious,
    incrementalPrevious: full
      ? [NULL_BACKUP_INFO, NULL_BACKUP_INFO]
      : incremental
        ? [info, info]
        : before.incrementalPrevious,
    fullCurrent: [NULL_BACKUP_INFO, NULL_BACKUP_INFO],
    checkpointFull: full ? mark : before.checkpointFull,
    checkpointIncremental: incremental ? mark : before.checkpointIncremental,
    lastFullBackupCheckpoint: full ? mark.position : before.lastFullBackupCheckpoint,
    registryNumber: isRecorded ? high : before.registryNumber,
    closedLogs: closed.filter((name) => row.deletesLogs !== true || name >= logName(lowestKept)),
    patchFiles: row.leavesPatchFiles === true ? ['priv.pat', 'pub.pat'] : [],
  };
}

const logName = (generation: number): string => `edb${generation.toString(16).padStart(5, '0')}.log`;

/** Where the backup began: a full one says so in its own copies; one of the logs only in nothing that is saved. */
function markOf(row: Row, { saved, server }: World): Pick<BackupInfo, 'mark' | 'markSeconds'> {
  const copies = [...saved].filter(([path]) => path.endsWith('.edb'));
  const [first] = copies;
  if (isFull(row) && first !== undefined) return headerIn(first[1]).currentFullBackup;
  const { incrementalPrevious } = recordsOf(server);
  return incrementalPrevious[0] ?? NULL_BACKUP_INFO;
}

/** Lets a backup go the way of the row on a server that records at one moment, and expects what another would record. */
function check(row: Row, product: string, moment: Moment, claimed: Moment = moment): void {
  const world = worldOf(product, { 'backup-recorded-at': moment });
  const { server, client, clock } = world;
  const before = recordsOf(server);
  const lowestKept = checkpointGeneration(server);
  assert.ok(
    before.closedLogs.some((name) => name < logName(lowestKept)),
    'there is something to delete',
  );
  const began = clock.nowSeconds();
  const hbc = prepare(client, row.backupType);
  clock.advance(60);
  for (const act of row.acts) act(world, hbc);
  const what = `${row.name} (${moment})`;
  const after = recordsOf(server);
  assert.equal(after, expected(row, claimed, before, world, lowestKept), what);
  if (row.recordedBy.includes(moment)) {
    const recorded = isFull(row) ? after.checkpointFull : after.checkpointIncremental;
    assert.is(recorded.seconds, began, `${what}: the time is that of the beginning`);
    const { generation } = recorded.position;
    const { low, high } = world.listed;
    assert.ok(
      low <= generation && generation <= high,
      `${what}: it began in ${generation}, between ${low} and ${high}`,
    );
  }
  savedCopies(row, world, before, began, what);
  // The session is over for the server, however it ended; what the next incremental backup needs may be gone.
  const next = server.connect().HrBackupPrepareW('EXCH01', 'Exchange MDB Database', 1, BACKUP_TYPE_LOGS_ONLY);
  const isLost = row.deletesLogs === true && !row.recordedBy.includes(moment);
  assert.is(next.code, isLost ? Hr.hrLogFileNotFound : Hr.hrNone, `${what}: the next LOGS_ONLY`);
}

const otherMoments = ['end-always', 'truncate'] as const;

test('what each way of a backup changes in headers, checkpoint, registry and files, in every product engine', () => {
  for (const product of ['exchange-4.0', 'exchange-5.0', 'exchange-5.5']) {
    for (const row of rows) check(row, product, 'end-if-truncated');
  }
});

test('the same where the end always records, and where truncation does', () => {
  const recorded = rows.filter(({ recordedBy }) => recordedBy.length > 0);
  for (const moment of otherMoments) for (const row of recorded) check(row, 'exchange-5.5', moment);
});

test('a backup that is given up before its list, or in which a read fails, is nowhere on record, whoever records when', () => {
  const never = rows.filter(({ recordedBy }) => recordedBy.length === 0);
  assert.is(never.length, 4);
  for (const moment of otherMoments) for (const row of never) check(row, 'exchange-5.5', moment);
});

test('the table bites: a server that records at another moment fails in the rows that tell the two apart', () => {
  const telling = (moment: Moment, claimed: Moment) =>
    rows.flatMap((row) => {
      try {
        check(row, 'exchange-5.5', moment, claimed);
        return [];
      } catch {
        return [row.name];
      }
    });
  const [full, incremental] = [
    'full, truncated, and the client dies before HrBackupEnd',
    'incremental, truncated, and the client dies before HrBackupEnd',
  ];
  assert.equal(telling('end-always', 'end-if-truncated'), ['differential', 'copy', 'full, aborted after the list']);
  assert.equal(telling('truncate', 'end-if-truncated'), [full, incremental]);
});

/** The streamed copies have the records of before, and the backup they belong to; the patch files its whole range. */
function savedCopies(row: Row, { saved, listed }: World, before: Records, began: number, what: string): void {
  const copies = [...saved].filter(([path]) => path.endsWith('.edb'));
  assert.is(copies.length, row.acts.includes(copyDatabases) ? 2 : 0, what);
  const savesLogs = row.acts.includes(copyLogs);
  for (const [index, [path, bytes]] of copies.entries()) {
    const header = headerIn(bytes);
    assert.equal(decodeDatabaseHeader(bytes, 4096), header, `${what}: both header pages of ${path}`);
    assert.equal(header.fullBackup, before.fullPrevious[index], what);
    assert.equal(header.incrementalBackup, before.incrementalPrevious[index], what);
    const { lowGeneration, highGeneration, markSeconds } = header.currentFullBackup;
    assert.equal([highGeneration, markSeconds], [0, began], what);
    if (listed.low > 0) assert.is(lowGeneration, listed.low, what);
    const patch = saved.get(path.replace('.edb', '.pat'));
    assert.is(patch !== undefined && patch.length > 0, savesLogs, `${what}: the patch file of ${path}`);
    if (patch === undefined || !savesLogs) continue;
    const whole = { ...header.currentFullBackup, highGeneration: listed.high };
    assert.equal(headerIn(patch).currentFullBackup, whole, `${what}: the patch file of ${path}`);
  }
}

test.run();
