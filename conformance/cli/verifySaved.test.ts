import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withScratch } from '../hosting/testing/scratch.ts';
import { run } from './testing/run.ts';
import { verifySaved } from './verifySaved.ts';

const scenario = `
name: two services
why: their files must not be held against each other
server:
  name: EXCH01
  profile: exchange-5.5
  seed: 1
  services:
    information-store: { private: 1, circularLogging: false }
    directory: { size: 1, circularLogging: false }
steps:
  - load: { transactions: 10 }
  - load: { service: directory, transactions: 10 }
  - backup: { kind: full, set: store }
  - backup: { kind: full, set: directory, service: directory }
`;

test('the files of one backup are held against each other, those of two are not', async () => {
  await withScratch(async (folder) => {
    writeFileSync(join(folder, 'a.yaml'), scenario);
    const { exitCode, out } = await run(['play', join(folder, 'a.yaml'), '--set', folder]);
    assert.is(exitCode, 0, out);
    const filesOf = (set: string): readonly string[] => {
      const place = join(folder, 'a', set);
      return readdirSync(place).flatMap((name) => (/\.(edb|log|pat)$/i.test(name) ? [join(place, name)] : []));
    };
    const sets = [filesOf('store'), filesOf('directory')];
    assert.ok(sets.every((files) => files.length >= 2));
    assert.equal(new Set(verifySaved(sets).values()), new Set(['sound']));

    const mixed = sets.flat();
    const wrong = [...verifySaved([mixed]).values()].filter((verdict) => verdict !== 'sound');
    assert.ok(wrong.length > 0, 'two log streams are told apart');
    // A file alone would be found sound: the line names all that it was held against.
    for (const verdict of wrong) assert.ok(verdict.endsWith(`see: edbproof verify ${mixed.join(' ')}`), verdict);
  });
});

test.run();
