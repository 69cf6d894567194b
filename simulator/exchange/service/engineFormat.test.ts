import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  decodeLogHeader,
  EDB_FORMAT,
  ESE97_FORMAT,
  LOG_HEADER_SIZE_BYTES,
  readCheckpointFile,
  readShadowedDatabaseHeader,
} from '../../engine/index.ts';
import { profiles } from '../../profiles/index.ts';
import { testServer } from '../testing/testServer.ts';
import { engineFormatOf } from './engineFormat.ts';

test('every product stamps the versions by which its engine is known: 0x500 and 4.995.0, or 0x620,2 and 6.1503.0', () => {
  assert.equal([EDB_FORMAT.databaseVersion, EDB_FORMAT.logMajor, EDB_FORMAT.logMinor], [0x500, 4, 995]);
  assert.equal([ESE97_FORMAT.databaseVersion, ESE97_FORMAT.databaseUpdate], [0x620, 2]);
  for (const profile of profiles) {
    assert.equal(engineFormatOf(profile), profile.engine === 'ESE97' ? ESE97_FORMAT : EDB_FORMAT, profile.name);
  }
});

test('the files of a server carry what its profile says, version by version and Windows by Windows', () => {
  const { profile } = testServer();
  const { database, log, windows } = profile.files;
  const odd = {
    ...profile,
    files: {
      database: { ...database, value: { version: 0x620, update: 3 } },
      log: { ...log, value: { major: 6, minor: 1504, update: 7 } },
      windows: { ...windows, value: { major: 3, minor: 51, build: 1057, servicePack: 5 } },
    },
  };
  const server = testServer({ profile: odd });
  const header = new DataView(new ArrayBuffer(4096));
  const read = (path: string) =>
    assert.ok(server.disk.open(path)?.read(0, new Uint8Array(header.buffer), 0, header.byteLength), path);
  const words = (...offsets: readonly number[]) => offsets.map((offset) => header.getUint32(offset, true));
  read('D:\\exchsrvr\\mdbdata\\priv.edb');
  assert.equal(words(8, 232, 216, 220, 224, 228), [0x620, 3, 3, 51, 1057, 5]);
  read('D:\\exchsrvr\\mdbdata\\edb.log');
  assert.equal(words(24, 28, 32), [6, 1504, 7]);
});

test('the signatures of databases and logs have no computer name, as those of Exchange have none (Q259851)', () => {
  const { disk } = testServer();
  const fileOf = (name: string) => {
    const file = disk.open(`D:\\exchsrvr\\mdbdata\\${name}`);
    if (file === null) throw new Error(`there is no ${name}`);
    return file;
  };
  const database = readShadowedDatabaseHeader(fileOf('priv.edb'));
  if (database.kind === 'failed') throw new Error(database.reason);
  const log = new Uint8Array(LOG_HEADER_SIZE_BYTES);
  fileOf('edb.log').read(0, log, 0, log.length);
  const signatures = [
    database.header.signature,
    database.header.logSignature,
    decodeLogHeader(log)?.signature,
    readCheckpointFile(fileOf('edb.chk'))?.logSignature,
  ];
  assert.equal(
    signatures.map((signature) => signature?.computerName),
    ['', '', '', ''],
  );
  assert.ok(signatures.every((signature) => (signature?.random ?? 0) > 0));
});

test.run();
