import { existsSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogue } from '../catalogue.ts';
import { breakProblems } from '../testing/breakProblems.ts';
import { breakFiles, breakOf } from './index.ts';

/** From conformance/requirements/breaks in the build folder to the sources. */
const root = new URL('../../../../', import.meta.url);

const textOf = (file: string): string | null =>
  existsSync(new URL(file, root)) ? readFileSync(new URL(file, root), 'utf8') : null;

test('every requirement that a test shows has one line that makes it false, and no other has', () => {
  const verified = catalogue.filter(({ verification }) => verification.state === 'verified').map(({ id }) => id);
  assert.equal(
    verified.filter((id) => breakOf(id) === null),
    [],
  );
  const rows = breakFiles.flatMap((file) => Object.keys(file));
  assert.is(new Set(rows).size, rows.length, 'no id is in two files');
  assert.equal(
    rows.filter((id) => !verified.includes(id)),
    [],
  );
});

test('each line stands once in its file, the change is one, and no two requirements share it without a word', () => {
  assert.equal(
    breakProblems(
      breakFiles.flatMap((file) => Object.entries(file)),
      textOf,
    ),
    [],
  );
});

test('a line that moved away, one that stands twice, no change, a shared one and a file that is gone are noticed', () => {
  const files: Readonly<Record<string, string>> = { 'a.ts': 'one\ntwo\ntwo\nthree\n' };
  const rows = {
    'EDB-X-1': { file: 'a.ts', line: 'four', becomes: '' },
    'EDB-X-2': { file: 'a.ts', line: 'two', becomes: '' },
    'EDB-X-3': { file: 'a.ts', line: 'one', becomes: 'one' },
    'EDB-X-4': { file: 'a.ts', line: 'three', becomes: '3' },
    'EDB-X-5': { file: 'a.ts', line: 'three', becomes: '3', shares: 'They are two sides of one thing.' },
    'EDB-X-6': { file: 'a.ts', line: 'three', becomes: '3' },
    'EDB-X-7': { file: 'b.ts', line: 'one', becomes: '1' },
    'EDB-X-8': { file: 'a.ts', line: 'one', becomes: '1', shares: 'why' },
  };
  assert.equal(
    breakProblems(Object.entries(rows), (file) => files[file] ?? null),
    [
      'EDB-X-1: the line stands 0 times in a.ts',
      'EDB-X-2: the line stands 2 times in a.ts',
      'EDB-X-3: nothing changes',
      'EDB-X-4, EDB-X-6: broken by the same change, and none says why (shares)',
      'EDB-X-7: b.ts does not exist',
      'EDB-X-8: shares says why, and nobody shares it',
    ],
  );
});

test.run();
