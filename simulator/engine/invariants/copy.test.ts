import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CHECKPOINT_NAME,
  checksumMatches,
  DatabaseState,
  decodeDatabaseHeader,
  isAllZero,
  LOG_FILE_SIZE_BYTES,
  logFileName,
  NULL_BACKUP_INFO,
  PAGE_SIZE_BYTES,
  readPatchHeader,
} from '../index.ts';
import { isChained, LogScan, readLogHeader } from '../log/index.ts';
import { pageIdentity, pageOffsetBytes } from '../pages/index.ts';
import { backUp } from '../testing/backupSet.ts';
import { backUpScene, openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import { FOLDER, type TestServer } from '../testing/server.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 24 });

test('I1 every streamed page is sound; both headers are one; patch header and database belong together', () => {
  const seen = { patches: 0, images: 0, changedPages: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const scene = openScene(seed);
      const { set } = backUpScene(scene);
      for (const { bytes } of set.databases) {
        assert.equal(bytes.subarray(0, 4096), bytes.subarray(4096, 8192));
        for (let page = 1; pageOffsetBytes(page) < bytes.length; page += 1) {
          const offset = pageOffsetBytes(page);
          if (isAllZero(bytes, offset)) continue;
          assert.ok(checksumMatches(bytes, offset), `page ${page}`);
          assert.is(pageIdentity(bytes, offset).pageNumber, page);
          if (pageIdentity(bytes, offset).databaseTime > 16) seen.changedPages += 1;
        }
      }
      for (const [index, { file }] of set.patches.entries()) {
        const database = decodeDatabaseHeader(set.databases[index]?.bytes ?? new Uint8Array(0));
        const patch = readPatchHeader(file);
        if (patch.kind === 'failed' || database === null) throw new Error('A header cannot be read');
        assert.is(database.state, DatabaseState.Dirty);
        assert.is(database.currentFullBackup.lowGeneration, set.lowGeneration);
        assert.is(database.currentFullBackup.highGeneration, 0);
        assert.equal(patch.header, {
          ...database,
          currentFullBackup: { ...database.currentFullBackup, highGeneration: set.highGeneration },
        });
        const image = new Uint8Array(PAGE_SIZE_BYTES);
        for (let offset = 8192; offset < file.sizeBytes; offset += PAGE_SIZE_BYTES) {
          file.read(offset, image, 0, PAGE_SIZE_BYTES);
          assert.ok(checksumMatches(image));
          seen.images += 1;
        }
        if (file.sizeBytes > 8192) seen.patches += 1;
      }
    }),
    1,
    40,
  );
  assert.ok(
    seen.patches > 5 && seen.images > 20 && seen.changedPages > 200,
    `seen too little: ${JSON.stringify(seen)}`,
  );
});

test('I2 the logs of a backup are whole, consecutive, chained, of one stream, and at least one', () => {
  let several = 0;
  holds(
    fc.property(seeds, (seed) => {
      const { set } = backUpScene(openScene(seed));
      let previous = null;
      for (let generation = set.lowGeneration; generation <= set.highGeneration; generation += 1) {
        const file = set.logs.get(generation);
        const header = readLogHeader(file ?? null);
        if (file === undefined || header === null) throw new Error(`Log ${generation} is not in the set`);
        assert.is(file.sizeBytes, LOG_FILE_SIZE_BYTES);
        assert.is(header.generation, generation);
        if (previous !== null) assert.ok(isChained(previous, header));
        const scan = new LogScan(file, header);
        while (scan.next() !== null);
        assert.ok(scan.isEnded);
        previous = header;
      }
      assert.is(set.logs.size, set.highGeneration - set.lowGeneration + 1);
      if (set.logs.size > 1) several += 1;
    }),
    2,
    30,
  );
  assert.ok(several > 5, `only ${several} sets had several logs`);
});

test('I3 no page is older than the first log or newer than the last', () => {
  let changed = 0;
  let earlier = 0;
  holds(
    fc.property(seeds, (seed) => {
      const scene = openScene(seed);
      // Logs that the copy no longer needs.
      for (let rolls = 0; rolls < 4; rolls += 1) {
        scene.work.run(10);
        scene.engine.rollLog();
      }
      const checkpoint = scene.engine.checkpointGeneration;
      const { set } = backUpScene(scene);
      assert.ok(set.lowGeneration <= checkpoint);
      for (const { id, bytes } of set.databases) {
        for (const [page, databaseTime] of changesBefore(scene.server, set.lowGeneration, id)) {
          if (pageOffsetBytes(page) >= bytes.length) continue;
          const inCopy = pageIdentity(bytes, pageOffsetBytes(page)).databaseTime;
          assert.ok(
            inCopy >= databaseTime,
            `page ${page} has dbtime ${inCopy}, and ${databaseTime} is in no log of the set`,
          );
          earlier += 1;
        }
        let newest = 0;
        for (let page = 1; pageOffsetBytes(page) < bytes.length; page += 1) {
          newest = Math.max(newest, pageIdentity(bytes, pageOffsetBytes(page)).databaseTime);
        }
        let last = 0;
        for (const file of set.logs.values()) {
          const header = readLogHeader(file);
          if (header === null) throw new Error('A log has no header');
          const attachment = header.attachments.find(({ databaseId }) => databaseId === id);
          last = Math.max(last, attachment?.databaseTime ?? 0);
          const scan = new LogScan(file, header);
          for (let next = scan.next(); next !== null; next = scan.next()) {
            if ('databaseTime' in next.record && next.record.databaseId === id)
              last = Math.max(last, next.record.databaseTime);
          }
        }
        assert.ok(newest <= last, `a page has dbtime ${newest}, the logs end at ${last}`);
        if (newest > 16) changed += 1;
      }
    }),
    3,
    30,
  );
  assert.ok(changed > 10 && earlier > 100, `seen too little: ${changed}, ${earlier}`);
});

/** The last change of each page in the logs below a generation: what a copy that begins there must have. */
function changesBefore({ disk }: TestServer, generation: number, databaseId: number): ReadonlyMap<number, number> {
  const changes = new Map<number, number>();
  for (let below = 1; below < generation; below += 1) {
    const file = disk.open(`${FOLDER}\\${logFileName(below)}`);
    const header = readLogHeader(file);
    // Circular logging has deleted it.
    if (file === null || header === null) continue;
    const scan = new LogScan(file, header);
    for (let next = scan.next(); next !== null; next = scan.next()) {
      const { record } = next;
      if (!('databaseTime' in record) || record.databaseId !== databaseId || record.kind === 'attach') continue;
      const pages = 'pageNumber' in record ? [record.pageNumber] : [record.giver, record.receiver];
      for (const page of pages) changes.set(page, record.databaseTime);
    }
  }
  return changes;
}

test('I9 the size of a copy is that of the moment it began, however the database grows', () => {
  let grown = 0;
  holds(
    fc.property(seeds, (seed) => {
      const { server, engine, work, random } = openScene(seed, { leafCount: 2, databaseCount: 1 });
      const sizeBytes = engine.copySizeBytes(1);
      let key = 2 ** 40;
      const between = () => {
        work.run(1);
        const transaction = engine.begin();
        for (const until = key + random.next(12); key < until; key += 1)
          engine.insert(transaction, 1, key, new Uint8Array(1400));
        engine.commit(transaction);
      };
      const set = backUp(engine, server, { between, readSizeBytes: () => 16384 });
      assert.is(set.databases[0]?.bytes.length, sizeBytes);
      if (engine.copySizeBytes(1) > sizeBytes) grown += 1;
    }),
    4,
    20,
  );
  assert.ok(grown > 10, `only ${grown} databases have grown`);
});

test('I10 a copy that is given up leaves the headers alone, and the next backup is as good as any', () => {
  let withPatch = 0;
  holds(
    fc.property(seeds, fc.nat(100), (seed, percent) => {
      const scene = openScene(seed, { databaseCount: 1 });
      const { server, engine, work, random } = scene;
      const before = engine.databaseHeader(1);
      const started = engine.startDatabaseCopy(1, {
        mark: engine.tip(),
        markSeconds: 1_000_000,
        lowGeneration: engine.checkpointGeneration,
      });
      if (started.kind === 'failed') throw new Error('The copy did not start');
      const { copy } = started;
      const target = new Uint8Array(65536);
      while (copy.positionBytes < (copy.sizeBytes * percent) / 100) {
        copy.read(target, 0, 1 + random.next(target.length));
        work.run(2);
      }
      copy.close();
      const patch = `${FOLDER}\\priv.pat`;
      if ((server.disk.open(patch)?.sizeBytes ?? 0) > 8192) withPatch += 1;
      engine.deletePatchFile(1);
      assert.not.ok(server.disk.exists(patch));
      assert.equal({ ...engine.databaseHeader(1), databaseTime: 0 }, { ...before, databaseTime: 0 });
      assert.equal(engine.databaseHeader(1).fullBackup, NULL_BACKUP_INFO);
      assert.ok(server.disk.exists(`${FOLDER}\\${CHECKPOINT_NAME}`));
      const { set } = backUpScene(scene);
      assert.is(engine.databaseHeader(1).fullBackup.highGeneration, set.highGeneration);
    }),
    5,
    25,
  );
  assert.ok(withPatch > 0, 'no copy that was given up had page images');
});

test.run();
