import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, withFacets } from '../profiles/index.ts';
import { JetError } from '../protocol/index.ts';
import { SeededRandom } from './seededRandom.ts';
import type { ExchangeService } from './service/index.ts';
import { testServer } from './testing/testServer.ts';

const PATH = 'D:\\exchsrvr\\mdbdata\\priv.edb';
const PAGE_SIZE_BYTES = 4096;
const offsetOf = (page: number): number => (page + 1) * PAGE_SIZE_BYTES;

/** Rows of all sizes come and go, so that pages split, merge, and come back as others. */
function churn(store: ExchangeService, random: SeededRandom): void {
  const { session } = store;
  if (session === null) throw new Error('the store is not running');
  for (let turn = 0; turn < 150; turn += 1) {
    const transaction = session.begin();
    for (let row = 0; row < 8; row += 1) {
      const key = 65_536 * random.next(30) + 700 + random.next(40);
      if (session.insert(transaction, 1, key, new Uint8Array(50 + random.next(700)).fill(turn)) !== 0)
        session.remove(transaction, 1, key);
    }
    session.commit(transaction);
    store.idle(20);
  }
}

/** What a start answers when one page, and then another, is zeros, or is again what it was before. */
function answers(value: string, spoil: 'blank' | 'older'): ReadonlySet<number> {
  const base = profileByName('exchange-5.5');
  const changed = base === null ? null : withFacets(base, { 'lost-move': value }, 'chosen by a test');
  if (changed === null || !changed.ok) throw new Error(changed?.reason ?? 'no profile exchange-5.5');
  const informationStore = { privateMiB: 1, publicMiB: 0, circularLogging: false };
  const server = testServer({ profile: changed.profile, seed: 5, informationStore });
  const store = server.service('information-store');
  const random = new SeededRandom(5);
  churn(store, random);
  const before = server.disk.open(PATH)?.clone();
  churn(store, random);
  store.crash();
  const crashed = server.disk.list('D:\\exchsrvr\\mdbdata').map((name) => {
    const path = `D:\\exchsrvr\\mdbdata\\${name}`;
    return [path, server.disk.open(path)?.clone()] as const;
  });
  const seen = new Set<number>();
  for (let page = 35; page < 100; page += 1) {
    for (const [path, file] of crashed) if (file !== undefined) server.disk.create(path, file.clone());
    const bytes = new Uint8Array(PAGE_SIZE_BYTES);
    if (spoil === 'older') before?.read(offsetOf(page), bytes, 0, bytes.length);
    server.disk.open(PATH)?.write(offsetOf(page), bytes);
    const { started, jetError } = store.start();
    if (started) store.crash();
    seen.add(jetError);
  }
  return seen;
}

test('a page without the rows that were moved into it, and a start without a restore: by what the page is, or -534', () => {
  const { JET_errPageNotInitialized, JET_errDatabaseCorrupted, JET_errMissingPatchPage } = JetError;
  const blank = answers('by-page', 'blank');
  assert.ok(blank.has(JET_errPageNotInitialized) && !blank.has(JET_errMissingPatchPage), [...blank].join());
  const older = answers('by-page', 'older');
  assert.ok(older.has(JET_errDatabaseCorrupted) && !older.has(JET_errMissingPatchPage), [...older].join());
  for (const spoil of ['blank', 'older'] as const) {
    const told = answers('JET_errMissingPatchPage', spoil);
    assert.ok(told.has(JET_errMissingPatchPage), `${spoil}: ${[...told].join()}`);
  }
});

test.run();
