import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { DamagedRowsError, type Engine, PAGE_SIZE_BYTES, startEngine, type VirtualFile } from '../index.ts';
import {
  decodePage,
  encodePage,
  lastPageNumberOf,
  PAGE_CAPACITY_BYTES,
  type Page,
  pageOffsetBytes,
  ROOT_PAGE_NUMBER,
  SPACE_PAGE_NUMBER,
} from '../pages/index.ts';
import { openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import { SeededRandom } from '../testing/random.ts';
import { DATABASES } from '../testing/server.ts';

const [{ path: PRIV }] = DATABASES;
const seeds = fc.integer({ min: 1, max: 2 ** 24 });

/** Changes a page so that it is sound by itself and wrong where it is. */
function spoil(file: VirtualFile, random: SeededRandom): void {
  const last = lastPageNumberOf(file.sizeBytes);
  const pages = [ROOT_PAGE_NUMBER, SPACE_PAGE_NUMBER, 64 + random.next(last - 63), 64 + random.next(last - 63)];
  const pageNumber = pages[random.next(pages.length)] ?? ROOT_PAGE_NUMBER;
  const bytes = new Uint8Array(PAGE_SIZE_BYTES);
  file.read(pageOffsetBytes(pageNumber), bytes, 0, PAGE_SIZE_BYTES);
  const page = decodePage(bytes, pageNumber);
  if (page === null) return;
  change(page, random, last);
  const written = new Uint8Array(PAGE_SIZE_BYTES);
  if (page.usedBytes <= PAGE_CAPACITY_BYTES) encodePage(page, written);
  file.write(pageOffsetBytes(pageNumber), written);
}

function change(page: Page, random: SeededRandom, last: number): void {
  const somePage = random.chance(80) ? 32 + random.next(last - 31) : random.next(2 ** 31);
  const at = random.next(Math.max(1, page.keys.length));
  switch (random.next(8)) {
    case 0:
      page.next = somePage;
      break;
    case 1:
      page.previous = somePage;
      break;
    case 2:
      page.flags ^= 1 << random.next(6);
      break;
    case 3:
      if (page.children.length > 0) page.children[at] = somePage;
      break;
    case 4:
      if (page.keys.length > 1) page.keys[0] = random.next(page.keys[1] ?? 1);
      break;
    case 5:
      page.objectId = 0;
      break;
    case 6:
      page.databaseTime = random.next(2 ** 31);
      break;
    default:
      page.setNodes(page.keys.slice(at), page.values.slice(at), page.children.slice(at));
  }
}

/** Random operations; every answer must be a number, every failing read a DamagedRowsError. */
function exercise(engine: Engine, random: SeededRandom, seen: Set<number>): void {
  for (let turn = 0; turn < 40; turn += 1) {
    const transaction = engine.begin();
    const key = random.next(30 * 65536);
    try {
      for (const row of engine.rows(1, key)) {
        if (random.chance(20)) break;
        seen.add(engine.remove(transaction, 1, row.key));
      }
      engine.read(1, key);
    } catch (error) {
      if (!(error instanceof DamagedRowsError)) throw error;
      seen.add(error.error);
    }
    for (let count = 0; count < 4; count += 1) {
      seen.add(engine.insert(transaction, 1, key + count, new Uint8Array(random.next(1500))));
    }
    seen.add(random.chance(70) ? engine.commit(transaction) : engine.rollback(transaction));
    engine.idle(2);
  }
}

test('an engine on a damaged database answers with errors and never breaks', () => {
  const seen = new Set<number>();
  holds(
    fc.property(seeds, (seed) => {
      const { server, engine, work } = openScene(seed, { databaseCount: 1, leafCount: 24 });
      work.settle();
      engine.stop();
      const random = new SeededRandom(seed);
      const fork = server.fork();
      const file = fork.disk.open(PRIV);
      if (file === null) throw new Error('There is a database');
      for (let count = 1 + random.next(4); count > 0; count -= 1) spoil(file, random);
      const running = fork.start();
      exercise(running, random, seen);
      running.stop();
    }),
    31,
    80,
  );
  for (const error of [JetError.JET_errDatabaseCorrupted, JetError.JET_errPageNotInitialized]) {
    assert.ok(seen.has(error), `the property has not seen ${error}`);
  }
});

test('recovery on a damaged database ends in an engine or in an error, and never breaks', () => {
  const seen = { started: 0, errors: new Set<number>() };
  holds(
    fc.property(seeds, (seed) => {
      const { server, engine, work } = openScene(seed, { databaseCount: 1, leafCount: 24, lazyFlush: 64 });
      work.run(80);
      engine.crash({ tornTail: true });
      const random = new SeededRandom(seed);
      const file = server.disk.open(PRIV);
      if (file === null) throw new Error('There is a database');
      for (let count = 1 + random.next(6); count > 0; count -= 1) spoil(file, random);
      const result = startEngine(server.fork().options());
      if (result.kind === 'failed') seen.errors.add(result.report.error);
      else {
        seen.started += 1;
        result.engine.stop();
      }
    }),
    32,
    80,
  );
  assert.ok(
    seen.started > 10 && seen.errors.size >= 2,
    `seen ${seen.started} starts and ${[...seen.errors].join(', ')}`,
  );
});

test.run();
