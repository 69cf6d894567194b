import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LayeredFile } from '../disk/index.ts';
import { LogScan, readLogHeader } from '../log/index.ts';
import { backUpScene, openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import { SeededRandom } from '../testing/random.ts';
import type { FileReader } from './fileReader.ts';
import { filesOfSet, filesOnDisk, flipped, linesOf, type NamedFile, streamEndBytes } from './testing/files.ts';
import { verifyFile } from './verifyFile.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 24 });
const FLIPS_PER_FILE = 12;

/** The files of a backup set, and of the server that goes on and crashes. */
function filesOf(seed: number): { readonly set: NamedFile[]; readonly disk: NamedFile[] } {
  const scene = openScene(seed, { leafCount: 8 });
  const { set } = backUpScene(scene);
  scene.work.run(60);
  scene.engine.crash();
  return { set: filesOfSet(set), disk: filesOnDisk(scene.server.disk) };
}

/** Flips one bit, and answers where the only finding is. */
function placeFound({ name, reader }: NamedFile, offsetBytes: number, random: SeededRandom): number {
  const report = verifyFile(name, flipped(reader, offsetBytes, 1 << random.next(8)));
  const lines = linesOf([report]);
  assert.is(report.findingCount, 1, `byte ${offsetBytes} of ${name}: ${lines.join('; ')}`);
  return report.findings[0]?.place?.offsetBytes ?? Number.NaN;
}

test('a flipped bit in a header or page of a database, or of a patch file, is found where it is', () => {
  const seen = { headers: 0, pages: 0, images: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const random = new SeededRandom(seed);
      for (const file of filesOf(seed).set.filter(({ name }) => !name.endsWith('.log'))) {
        for (let flip = 0; flip < FLIPS_PER_FILE; flip += 1) {
          const offset = random.next(random.chance(30) ? 8192 : file.reader.sizeBytes);
          assert.is(placeFound(file, offset, random), Math.floor(offset / 4096) * 4096);
          if (offset < 8192) seen.headers += 1;
          else if (file.name.endsWith('.pat')) seen.images += 1;
          else seen.pages += 1;
        }
      }
    }),
    42,
    20,
  );
  assert.ok(seen.headers > 100 && seen.pages > 150 && seen.images > 30, `seen too little: ${JSON.stringify(seen)}`);
});

/** Where each record begins. */
function recordOffsets(reader: FileReader): number[] {
  const file = new LayeredFile({ sizeBytes: reader.sizeBytes, read: (...range) => reader.read(...range) });
  const header = readLogHeader(file);
  if (header === null) throw new Error('A sound log has a header');
  const scan = new LogScan(file, header);
  const offsets: number[] = [];
  for (let at = scan.tail.offsetBytes; scan.next() !== null; at = scan.tail.offsetBytes) offsets.push(at);
  return offsets;
}

test('a flipped bit in the header or in a record of a closed log is found, and so is the record', () => {
  const seen = { headers: 0, records: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const random = new SeededRandom(seed);
      for (const file of filesOf(seed).set.filter(({ name }) => name.endsWith('.log'))) {
        const end = streamEndBytes(verifyFile(file.name, file.reader));
        const records = recordOffsets(file.reader);
        for (let flip = 0; flip < FLIPS_PER_FILE / 2; flip += 1) {
          const offset = random.next(random.chance(30) ? 4096 : end);
          const expected = offset < 4096 ? 0 : records.findLast((start) => start <= offset);
          assert.is(placeFound(file, offset, random), expected);
          if (offset < 4096) seen.headers += 1;
          else seen.records += 1;
        }
      }
    }),
    43,
    16,
  );
  assert.ok(seen.headers > 50 && seen.records > 60, `seen too little: ${JSON.stringify(seen)}`);
});

test('a flipped bit in edb.log is found unless it is in the last 4096 bytes, where it is noted', () => {
  const seen = { found: 0, noted: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const random = new SeededRandom(seed);
      const file = filesOf(seed).disk.find(({ name }) => name === 'edb.log');
      if (file === undefined) throw new Error('A server has an edb.log');
      const end = streamEndBytes(verifyFile(file.name, file.reader));
      const records = recordOffsets(file.reader);
      for (let flip = 0; flip < FLIPS_PER_FILE / 2 && end > 4096; flip += 1) {
        const offset = 4096 + random.next(end - 4096);
        const report = verifyFile(file.name, flipped(file.reader, offset, 1 << random.next(8)));
        const record = records.findLast((start) => start <= offset);
        if (offset < end - 8192) assert.is(report.findingCount, 1);
        if (report.findingCount === 1) {
          assert.is(report.findings[0]?.place?.offsetBytes, record);
          seen.found += 1;
        } else {
          assert.match(report.notes[0] ?? '', `at offset ${record},`);
          seen.noted += 1;
        }
      }
    }),
    44,
    16,
  );
  assert.ok(seen.found > 30 && seen.noted > 2, `seen too little: ${JSON.stringify(seen)}`);
});

test('a flipped bit in a checkpoint is found in the copy it is in', () => {
  holds(
    fc.property(seeds, (seed) => {
      const random = new SeededRandom(seed);
      const file = filesOf(seed).disk.find(({ name }) => name === 'edb.chk');
      if (file === undefined) throw new Error('A server has a checkpoint');
      for (let flip = 0; flip < FLIPS_PER_FILE; flip += 1) {
        const offset = random.next(8192);
        assert.is(placeFound(file, offset, random), offset < 4096 ? 0 : 4096);
      }
    }),
    45,
    8,
  );
});

test.run();
