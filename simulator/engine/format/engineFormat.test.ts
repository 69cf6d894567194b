import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EDB_FORMAT, ESE97_FORMAT } from './engineFormat.ts';

test('the version numbers are those of the era map', () => {
  assert.equal([EDB_FORMAT.databaseVersion, EDB_FORMAT.databaseUpdate], [0x500, 0]);
  assert.equal([EDB_FORMAT.logMajor, EDB_FORMAT.logMinor, EDB_FORMAT.logUpdate], [4, 995, 0]);
  assert.equal([ESE97_FORMAT.databaseVersion, ESE97_FORMAT.databaseUpdate], [0x620, 2]);
  assert.equal([ESE97_FORMAT.logMajor, ESE97_FORMAT.logMinor, ESE97_FORMAT.logUpdate], [6, 1503, 0]);
});

test.run();
