import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exportedRows } from './testing/exportedRows.ts';

test('an export is read row by row, with empty values and large keys', () => {
  const rows = exportedRows('Key\tValue\n1\t00ff10\n281474976710655\t\n');
  assert.equal(
    rows.map(({ key, value }) => [key, [...value]]),
    [
      [1, [0x00, 0xff, 0x10]],
      [2 ** 48 - 1, []],
    ],
  );
  assert.equal(exportedRows('Key\tValue\n'), []);
});

test('what is no export of our table is refused, with the line', () => {
  assert.throws(() => exportedRows(''), /the heading is ""/);
  assert.throws(() => exportedRows('Value\tKey\n1\t00\n'), /the heading is "Value\tKey"/);
  assert.throws(() => exportedRows('Key\tValue\n1\t00'), /no end/);
  for (const line of ['1\t0', '1', '\t00', '-1\t00', '1\t00\t00', '1\t0G', '99999999999999999999\t00']) {
    assert.throws(() => exportedRows(`Key\tValue\n1\t00\n${line}\n`), /line 3 is no row/, line);
  }
});

test.run();
