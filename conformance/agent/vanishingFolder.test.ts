import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runBackup } from './backupAgent.ts';
import { NodeStorage } from './nodeStorage.ts';
import { fake, options } from './testing/takeBackup.ts';
import { verifySet } from './verifySet.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-vanishing-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** A backup into a folder of this computer; `atPiece`: what happens when the nth piece of data has been written. */
async function backUp(sets: string, atPiece: (nth: number) => void) {
  const server = fake();
  let pieces = 0;
  const result = await runBackup({
    api: server,
    options: options(),
    storage: new NodeStorage(),
    folder: sets,
    name: 'sunday',
    origin: null,
    now: () => new Date(0),
    onProgress: () => atPiece(++pieces),
  });
  if (!result.ok) throw new Error(result.problem);
  return { server, pieces, report: result.report };
}

test('a folder that vanishes while a set is written, at any moment, ends in a sentence, and truncates nothing', async () => {
  if (process.platform === 'win32') return;
  const sets = join(folder, 'written');
  mkdirSync(sets);
  const { pieces } = await backUp(sets, () => {});
  rmSync(sets, { recursive: true });
  assert.ok(pieces >= 6, `${pieces}`);
  for (const gone of ['sunday.incomplete', '.']) {
    for (let moment = 1; moment <= pieces; moment++) {
      mkdirSync(sets, { recursive: true });
      const { server, report } = await backUp(sets, (nth) => {
        if (nth === moment) rmSync(join(sets, gone), { recursive: true });
      });
      const { outcome, setPath } = report;
      const told = `${gone} at ${moment}: ${JSON.stringify(outcome.failure)}`;
      assert.equal([outcome.result, setPath], ['failed', null], told);
      assert.match(outcome.failure?.what ?? '', /does not exist\./, told);
      assert.equal([server.count('HrBackupTruncateLogs'), server.openContexts], [0, 0], told);
      assert.equal(existsSync(sets) ? readdirSync(sets) : [], [], told);
    }
  }
});

test('a set that vanishes while it is read, at any moment, has its missing files told', async () => {
  const sets = join(folder, 'read');
  for (let moment = 1; moment <= 7; moment++) {
    mkdirSync(sets, { recursive: true });
    await backUp(sets, () => {});
    const path = join(sets, 'sunday');
    let files = 0;
    const verified = await verifySet(new NodeStorage(), path, {
      onProgress: () => {
        if (++files === moment) rmSync(path, { recursive: true, force: true });
      },
    });
    assert.is(verified.ok, moment >= 7, `${moment}`);
    if (!verified.ok) {
      assert.is(verified.problems.length, 7 - moment);
      for (const problem of verified.problems) assert.match(problem, /no such file|does not exist/);
    }
    rmSync(sets, { recursive: true });
  }
});

test.run();
