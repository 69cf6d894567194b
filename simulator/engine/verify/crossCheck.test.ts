import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { NULL_BACKUP_INFO } from '../format/index.ts';
import { backUpScene, openScene } from '../testing/history.ts';
import { crossCheck } from './crossCheck.ts';
import type { FileReport } from './report.ts';
import { bytesOf, filesOfSet, type NamedFile, readerOf, verifyAll } from './testing/files.ts';
import { chainedLog, checkpointFile, LOG_SIGNATURE, SECONDS, withHeader } from './testing/samples.ts';
import { verifyFile } from './verifyFile.ts';

/** What a file is found guilty of by the others: these logs are never closed, which is their own affair. */
function guilt(reports: readonly FileReport[]): string[] {
  return reports.flatMap(({ name, findings }) =>
    findings
      .filter(({ id }) => id !== 'log-records')
      .map(({ id, errors }) => `${name} ${id} ${errors.join('/')}`.trim()),
  );
}

type LogChanges = Parameters<typeof chainedLog>[1];
const log = (generation: number, changes: LogChanges = {}, name = `edb0000${generation}.log`) =>
  verifyFile(name, chainedLog(generation, changes));

test('logs that follow each other are a chain, in whatever order they come, some of them twice', () => {
  const chain = [log(3), log(5, {}, 'edb.log'), log(4), log(2), log(3, {}, 'other/001-edb00003.log')];
  assert.equal(guilt(crossCheck(chain)), []);
  assert.equal(crossCheck([]), []);
});

test('a missing log is found by the one behind it', () => {
  const reports = crossCheck([log(2), log(3), log(5), log(9)]);
  assert.equal(guilt(reports), ['edb00005.log log-missing -528/-557', 'edb00009.log log-missing -528/-557']);
  assert.match(reports[2]?.findings.at(-1)?.what ?? '', 'log 4 is missing');
  assert.match(reports[3]?.findings.at(-1)?.what ?? '', 'logs 6 to 8 are missing');
});

test('a log that was not begun when the one before was closed is found', () => {
  const reports = crossCheck([log(2), log(3, { previousCreatedSeconds: SECONDS + 201 }), log(4)]);
  assert.equal(guilt(reports), ['edb00003.log log-sequence -515/-556']);
  assert.match(
    reports[1]?.findings.at(-1)?.what ?? '',
    'was created 8/6/1999 20:49:54; edb00002.log was created 8/6/1999 20:49:53',
  );
});

test('a log of another stream is found once, and its neighbours are left alone', () => {
  const signature = { ...LOG_SIGNATURE, random: 78 };
  const reports = crossCheck([log(2, { signature }), log(3), log(4, { signature }), log(5), log(6)]);
  assert.equal(guilt(reports), ['edb00002.log log-signature -530/-555', 'edb00004.log log-signature -530/-555']);
});

test('two different logs of one generation, and numbered logs that are not older than edb.log, are found', () => {
  const twin = log(3, { createdSeconds: SECONDS + 301 }, 'x/edb00003.log');
  assert.equal(guilt(crossCheck([log(2), log(3), twin, log(4)])), ['x/edb00003.log log-duplicate -515']);
  assert.equal(guilt(crossCheck([log(3), log(3, {}, 'edb.log')])), ['edb.log log-duplicate -515']);
  assert.equal(guilt(crossCheck([log(3, {}, 'edb.log'), log(4)])), ['edb00004.log log-sequence -528']);
});

test('a log with a damaged header is in its place by its name, and breaks no chain', () => {
  const bytes = bytesOf(chainedLog(3));
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  const damaged = verifyFile('edb00003.log', readerOf(bytes));
  const nameless = verifyFile('strange.bin', readerOf(bytes));
  assert.equal(guilt(crossCheck([log(2), damaged, log(4), nameless])), [
    'edb00003.log header -501',
    'strange.bin header -501',
  ]);
});

test('a checkpoint must belong to the logs beside it, and its log must be there', () => {
  const checkpoint = (changes: Parameters<typeof checkpointFile>[0] = {}) =>
    verifyFile('edb.chk', readerOf(checkpointFile(changes)));
  assert.equal(guilt(crossCheck([checkpoint(), log(4), log(5)])), []);
  assert.equal(guilt(crossCheck([checkpoint()])), []);
  assert.equal(guilt(crossCheck([checkpoint(), log(6), log(7)])), ['edb.chk checkpoint-log-missing -509']);
  const foreign = checkpoint({ logSignature: { ...LOG_SIGNATURE, random: 1 } });
  assert.equal(guilt(crossCheck([foreign, log(5)])), ['edb.chk checkpoint-signature -532']);
});

/** The files of a full backup of two databases over several logs. */
function fullSet(seed = 3): NamedFile[] {
  const scene = openScene(seed, { databaseCount: 2, checkpointDepthGenerations: 3, circularLogging: false });
  for (let roll = 0; roll < 3; roll += 1) {
    scene.work.run(20);
    scene.engine.rollLog();
  }
  return filesOfSet(backUpScene(scene).set);
}
const SET = fullSet();
const isNamed = (ending: string) => (file: NamedFile) => file.name.endsWith(ending);
const without = (...endings: readonly string[]) =>
  SET.filter(({ name }) => !endings.some((ending) => name.endsWith(ending)));
const replaced = (ending: string, reader: NamedFile['reader']) =>
  SET.map((file) => (file.name.endsWith(ending) ? { ...file, reader } : file));

function bytesIn(ending: string): Uint8Array {
  const file = SET.find(isNamed(ending));
  if (file === undefined) throw new Error(`The set has a file ${ending}`);
  return bytesOf(file.reader);
}

test('a backup set fits; each of its patch files belongs to its database, by name or by signature', () => {
  assert.equal(guilt(verifyAll(SET)), []);
  const renamed = SET.map((file) => (file.name.endsWith('priv.pat') ? { ...file, name: 'other.pat' } : file));
  assert.equal(guilt(verifyAll(renamed)), []);
});

test('a patch file of another backup, database or stream, and one of a recovered database, is found: -552', () => {
  const whatOf = (files: readonly NamedFile[]) => {
    const patch = verifyAll(files).find(({ name }) => name.endsWith('priv.pat'));
    assert.equal(
      patch?.findings.map(({ id, errors }) => [id, errors]),
      [['patch-mismatch', [-552]]],
    );
    return patch?.findings[0]?.what ?? '';
  };
  const other = fullSet(4).find(isNamed('priv.pat'));
  if (other === undefined) throw new Error('A set has a patch file');
  const alone = [SET.find(isNamed('priv.edb')), other].filter((file) => file !== undefined);
  const what = whatOf(alone);
  for (const part of ['another database signature', 'another log signature', 'another mark']) assert.match(what, part);
  const swapped = withHeader(bytesIn('priv.edb'), { currentFullBackup: NULL_BACKUP_INFO });
  assert.match(whatOf(replaced('priv.edb', readerOf(swapped))), 'recovered already');
});

test('a patch file without its database, and a copy without its patch file, are noted', () => {
  const [patch] = verifyAll(SET.filter(isNamed('priv.pat')));
  assert.match(patch?.notes[0] ?? '', 'its database is not here');
  assert.is(patch?.findingCount, 0);
  const copy = verifyAll(without('priv.pat')).find(({ name }) => name.endsWith('priv.edb'));
  assert.match(copy?.notes.join() ?? '', 'its patch file is not here');
  const alone = verifyAll(SET.filter(isNamed('priv.edb')))[0]?.notes ?? [];
  assert.not.match(alone.join(), 'patch file is not here');
  const damaged = bytesIn('priv.pat').fill(9, 100, 5000);
  const [found, ...others] = guilt(verifyAll(replaced('priv.pat', readerOf(damaged))));
  assert.match(found ?? '', 'priv.pat header -535');
  assert.equal(others, [], 'without its header it is compared with nothing');
});

test('a set that begins too late or ends too early is found at the files that need more', () => {
  const logs = SET.filter(isNamed('.log')).map(({ name }) => name);
  assert.ok(logs.length > 2);
  const [first = '', last = ''] = [logs[0], logs.at(-1)];
  const late = guilt(verifyAll(without(first)));
  assert.is(late.length, 4, late.join('; '));
  assert.ok(late.every((line) => line.endsWith('set-starts-too-late -554')));
  const early = guilt(verifyAll(without(last)));
  assert.is(early.length, 2, early.join('; '));
  assert.ok(early.every((line) => line.includes('.pat set-ends-too-early -553')));
  assert.equal(guilt(verifyAll(without('.log'))), []);
});

test('a database of another stream than the logs beside it is found; one that never joined a stream is not', () => {
  const foreign = withHeader(bytesIn('pub.edb'), { logSignature: { ...LOG_SIGNATURE, random: 1 } });
  const found = guilt(verifyAll(replaced('pub.edb', readerOf(foreign)).filter(({ name }) => !name.endsWith('.pat'))));
  assert.is(found.length, 1);
  assert.match(found[0] ?? '', 'pub.edb database-stream');
  const fresh = withHeader(bytesIn('pub.edb'), {
    logSignature: { random: 0, createdSeconds: 0, computerName: '' },
    currentFullBackup: NULL_BACKUP_INFO,
  });
  assert.equal(guilt(verifyAll(replaced('pub.edb', readerOf(fresh)).filter(({ name }) => !name.endsWith('.pat')))), []);
});

test.run();
