import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { backUpScene, openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import { filesOfSet, filesOnDisk, linesOf, verifyAll } from './testing/files.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 24 });

test('nothing is found in what a random history leaves: backup sets, running, stopped, crashed and recovered servers', () => {
  const seen = { images: 0, torn: 0, closedLogs: 0, checkpoints: 0, clean: 0, copies: 0, fuzzy: 0, patched: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const scene = openScene(seed, { lazyFlush: seed % 3 === 0 ? 0 : 64 });
      const { server, engine, work, random } = scene;
      const { set } = backUpScene(scene);
      const saved = verifyAll(filesOfSet(set));
      assert.equal(linesOf(saved), []);
      for (const report of saved) {
        const others = report.notes.filter((note) => !note.startsWith('a fuzzy copy, '));
        assert.equal(others, [], report.name);
        if (report.notes.length > others.length) seen.fuzzy += 1;
        if (report.notes.join().includes('and the patch file for page')) seen.patched += 1;
        if (report.kind === 'patch') seen.images += report.images.pageCount;
        if (report.kind === 'database' && report.header?.currentFullBackup.lowGeneration !== 0) seen.copies += 1;
      }
      work.run(random.next(40));
      assert.equal(linesOf(verifyAll(filesOnDisk(server.disk))), [], 'while it runs');
      engine.crash({ tornTail: true });
      assert.equal(linesOf(verifyAll(filesOnDisk(server.disk))), [], 'after a crash');
      const later = server.fork();
      assert.is(later.start().stop(), 0);
      const stopped = verifyAll(filesOnDisk(later.disk));
      assert.equal(linesOf(stopped), [], 'recovered and stopped');
      for (const report of stopped) {
        if (report.kind === 'checkpoint') seen.checkpoints += 1;
        if (report.kind === 'log' && report.isClosed) seen.closedLogs += 1;
        if (report.kind === 'database' && report.header?.state === 3) seen.clean += 1;
      }
      seen.torn += verifyAll(filesOnDisk(server.disk)).filter(
        ({ kind, notes }) => kind === 'log' && notes.length > 0,
      ).length;
    }),
    41,
    25,
  );
  const enough = seen.images > 20 && seen.torn > 2 && seen.closedLogs > 40 && seen.clean > 25 && seen.copies > 25;
  const isFuzzy = seen.fuzzy > 10 && seen.patched > 2 && seen.fuzzy < seen.copies;
  assert.ok(enough && isFuzzy && seen.checkpoints === 25, `seen too little: ${JSON.stringify(seen)}`);
});

test.run();
