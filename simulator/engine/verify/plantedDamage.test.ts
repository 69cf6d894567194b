import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { stampChecksum } from '../format/index.ts';
import { pageOffsetBytes } from '../pages/index.ts';
import type { PatchRule } from '../store/index.ts';
import { restoreToEmpty } from '../testing/backupSet.ts';
import { backUpScene, openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import { SeededRandom } from '../testing/random.ts';
import type { DatabaseReport, FileReport, PatchReport } from './report.ts';
import { bytesOf, filesOfSet, filesOnDisk, linesOf, type NamedFile, readerOf, verifyAll } from './testing/files.ts';
import { blank } from './testing/pages.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 24 });

const setOf = (seed: number): NamedFile[] =>
  filesOfSet(backUpScene(openScene(seed, { lazyFlush: 64, leafCount: 24, checkpointDepthGenerations: 1 })).set);

function replaced(files: readonly NamedFile[], name: string, change: (bytes: Uint8Array) => Uint8Array): NamedFile[] {
  return files.map((file) => (file.name === name ? { name, reader: readerOf(change(bytesOf(file.reader))) } : file));
}

const databaseIn = (reports: readonly FileReport[]) =>
  reports.find((report): report is DatabaseReport => report.kind === 'database');
const patchesIn = (reports: readonly FileReport[]) =>
  reports.filter((report): report is PatchReport => report.kind === 'patch' && report.images.pageCount > 1);

test('a page that is zeroed in a fuzzy copy is found when the logs are there, unless it is as new as the copy', () => {
  const seen = { found: 0, loose: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const random = new SeededRandom(seed);
      const files = setOf(seed);
      const database = databaseIn(verifyAll(files));
      if (database === undefined) throw new Error('A set has a database');
      for (let tries = 0; tries < 4; tries += 1) {
        const page = 64 + random.next(24);
        const { pageTimes } = database.inside;
        const spoiled = replaced(files, database.name, (bytes) => {
          blank(bytes, page);
          return bytes;
        });
        const report = databaseIn(verifyAll(spoiled));
        const places = report?.findings.map(({ place }) => place?.pageNumber) ?? [];
        // A page of the load is named by its parent or by a neighbour of the load.
        const isOld = [page - 1, page, page + 1].every((it) => it < 64 || it > 87 || pageTimes[it] === 16);
        if (isOld) assert.ok(places.includes(page), `page ${page}: ${report?.notes.join('; ')}`);
        if (places.includes(page)) seen.found += 1;
        else if (report?.notes.some((note) => note.includes('do not fit'))) seen.loose += 1;
        assert.ok(
          places.every((it) => it === page || it === undefined),
          `pages ${places} are found, and ${page} was zeroed`,
        );
      }
    }),
    51,
    25,
  );
  assert.ok(seen.found > 30 && seen.loose > 5, `seen too little: ${JSON.stringify(seen)}`);
});

test('without its logs a fuzzy copy with a zeroed page is not called sound without a word', () => {
  const files = setOf(7);
  const database = databaseIn(verifyAll(files));
  const spoiled = replaced(files, database?.name ?? '', (bytes) => {
    blank(bytes, 80);
    return bytes;
  });
  const [report] = verifyAll(spoiled.filter(({ name }) => name === database?.name));
  assert.match(report?.notes.join() ?? '', 'its trees do not fit yet');
  assert.match(report?.notes.join() ?? '', 'without the first log that it needs, damage in its trees cannot be told');
});

test('one image of a patch file that lies over another is always found', () => {
  const seen = { samePage: 0, otherPage: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const files = setOf(seed);
      const random = new SeededRandom(seed);
      for (const { name, inside } of patchesIn(verifyAll(files))) {
        const from = inside.images[random.next(inside.images.length)];
        const to = inside.images[random.next(inside.images.length)];
        if (from === undefined || to === undefined || from === to) continue;
        const spoiled = replaced(files, name, (bytes) =>
          bytes.copyWithin(to.offsetBytes, from.offsetBytes, from.offsetBytes + 4096),
        );
        const report = verifyAll(spoiled).find((it) => it.name === name);
        assert.ok(
          report?.findings.some(({ id }) => id === 'patch-image'),
          `${name}: ${from.offsetBytes} over ${to.offsetBytes}`,
        );
        seen[from.pageNumber === to.pageNumber ? 'samePage' : 'otherPage'] += 1;
      }
    }),
    52,
    60,
  );
  assert.ok(seen.otherPage > 10, `seen too little: ${JSON.stringify(seen)}`);
});

test('an image that redo will look for and that is gone is found, with -534', () => {
  const seen = { missing: 0, notNeeded: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const files = setOf(seed);
      for (const { name } of patchesIn(verifyAll(files))) {
        const reports = verifyAll(replaced(files, name, (bytes) => bytes.subarray(0, pageOffsetBytes(1))));
        const report = reports.find((it) => it.name === name);
        for (const { id, errors } of report?.findings ?? [])
          assert.equal([id, errors], ['patch-image-missing', [-534]]);
        seen[report?.findingCount === 0 ? 'notNeeded' : 'missing'] += 1;
      }
    }),
    53,
    40,
  );
  assert.ok(seen.missing > 5, `seen too little: ${JSON.stringify(seen)}`);
});

/** A set whose first patch file has images, with its files. */
function setWithImages() {
  for (let seed = 1; ; seed += 1) {
    const files = setOf(seed);
    const reports = verifyAll(files);
    const [patch] = patchesIn(reports);
    const database = databaseIn(reports);
    if (patch === undefined || database === undefined) continue;
    assert.equal(linesOf(reports), []);
    return { files, patch, database };
  }
}

test('verify finds a missing image exactly where recovery stops for one, whatever copier made the patch file', () => {
  const seen = { missing: 0, complete: 0 };
  holds(
    fc.property(
      seeds,
      fc.constantFrom<PatchRule>('off', 'direct-givers', 'old-pages', 'complete'),
      (seed, patchRule) => {
        const setup = { lazyFlush: 64, leafCount: 24, checkpointDepthGenerations: 1 };
        const scene = openScene(seed, setup, { patchRule });
        const { set } = backUpScene(scene);
        const isMissing = verifyAll(filesOfSet(set)).some(({ findings }) =>
          findings.some(({ id }) => id === 'patch-image-missing'),
        );
        const { report } = restoreToEmpty(set, scene.server);
        assert.is(isMissing, report.error === JetError.JET_errMissingPatchPage, `${patchRule}: ${report.error}`);
        seen[isMissing ? 'missing' : 'complete'] += 1;
      },
    ),
    54,
    60,
  );
  assert.ok(seen.missing > 10 && seen.complete > 10, `seen too little: ${JSON.stringify(seen)}`);
});

test('an image of another backup is found: as old as the copy, older or newer than the backup, or explained by nothing', () => {
  const { files, patch, database } = setWithImages();
  const offset = patch.inside.images[0]?.offsetBytes ?? 0;
  const told = (put: (image: Uint8Array, bytes: Uint8Array) => void) => {
    const copy = files.find(({ name }) => name === database.name);
    if (copy === undefined) throw new Error('The set has its database');
    const spoiled = replaced(files, patch.name, (own) => {
      put(own.subarray(offset, offset + 4096), bytesOf(copy.reader));
      return own;
    });
    const findings = verifyAll(spoiled).find(({ name }) => name === patch.name)?.findings ?? [];
    return findings.flatMap(({ id, place, what }) =>
      id === 'patch-image' && place?.offsetBytes === offset ? [what] : [],
    );
  };
  const as = (pageNumber: number, databaseTime: number) => (image: Uint8Array) => {
    const view = new DataView(image.buffer, image.byteOffset, 4096);
    if (pageNumber !== 0) view.setUint32(4, pageNumber, true);
    if (databaseTime !== 0) view.setUint32(8, databaseTime, true);
    stampChecksum(image);
  };
  const ofCopy = told((image, bytes) => image.set(bytes.subarray(pageOffsetBytes(70), pageOffsetBytes(71))));
  assert.match(ofCopy.join(), 'is as old as the page in the copy');
  const noReceiver = database.inside.pageTimes.findIndex((time, page) => page > 34 && page < 64 && time === 0);
  assert.ok(noReceiver > 34, 'a page of the pool was never written');
  assert.match(told(as(noReceiver, 3)).join(), 'dbtime 3 was on the disk before the backup');
  assert.match(told(as(0, 1_000_000)).join(), 'dbtime 1000000 is newer than the last record of its backup');
  assert.match(told(as(33, 0)).join(), 'no rows came to page 33 in between');
});

test('a zeroed page of a database that crashed is found with its checkpoint and logs beside it', () => {
  const scene = openScene(11, { leafCount: 24, checkpointDepthGenerations: 1 });
  scene.work.run(30);
  scene.engine.crash();
  const files = filesOnDisk(scene.server.disk);
  const reports = verifyAll(files);
  assert.equal(linesOf(reports), []);
  const database = databaseIn(reports);
  const old = database?.inside.pageTimes.findIndex(
    (time, page, times) => page > 64 && page < 86 && [times[page - 1], time, times[page + 1]].every((it) => it === 16),
  );
  if (database === undefined || old === undefined || old < 0)
    throw new Error('Three neighbours of the load are as they were');
  const spoiled = replaced(files, database.name, (bytes) => {
    blank(bytes, old);
    return bytes;
  });
  const [finding] = databaseIn(verifyAll(spoiled))?.findings ?? [];
  assert.equal([finding?.id, finding?.place?.pageNumber], ['tree-page', old]);
  assert.match(finding?.advice ?? '', 'recovery cannot mend it');
});

test.run();
