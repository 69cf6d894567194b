import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation } from '../../simulator/protocol/index.ts';
import { backupOptions, backupOptionsFailure, serverNameFailure } from './options.ts';

test('a read buffer has from three pages to 64 MiB, in whole pages', () => {
  const what = (bufferSizeBytes: number) =>
    backupOptionsFailure(backupOptions('EXCH1', Annotation.EDBBACK_MDB_SERVER, 'full', { bufferSizeBytes }))?.what ??
    null;
  for (const sizeBytes of [12_288, 16_384, 65_536, 64 * 1024 * 1024 - 4096, 64 * 1024 * 1024]) {
    assert.is(what(sizeBytes), null, `${sizeBytes}`);
  }
  for (const sizeBytes of [0, 8192, 12_287, 12_289, 16_383, 64 * 1024 * 1024 + 1, 64 * 1024 * 1024 + 4096, -12_288]) {
    assert.is(what(sizeBytes), `a read buffer of ${sizeBytes} bytes cannot be used`);
  }
});

test('a server has a name of one character at least, with or without its backslashes, and no underscore', () => {
  for (const name of ['A', '\\\\A', 'EXCHANGE-SERVER']) assert.is(serverNameFailure(name), null, name);
  for (const name of ['', '\\\\', '\\A', 'A\\B', '_', 'A_']) assert.is(serverNameFailure(name)?.kind, 'input', name);
});

test.run();
