import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ExchangeServer, VirtualClock } from '../../simulator/exchange/index.ts';
import { profileByName } from '../../simulator/profiles/index.ts';
import { DiskMirror } from './diskMirror.ts';
import { withScratch } from './testing/scratch.ts';

function newServer(): ExchangeServer {
  const profile = profileByName('exchange-5.5');
  if (profile === null) throw new Error('no such profile');
  return new ExchangeServer({
    name: 'EXCH1',
    profile,
    seed: 1,
    clock: new VirtualClock(900_000_000),
    informationStore: { privateMiB: 1, publicMiB: 0, circularLogging: false },
    directory: { sizeMiB: 1 },
  });
}

const STORE = 'D$/exchsrvr/mdbdata';
const DIRECTORY = 'D$/exchsrvr/dsadata';

/** A server that was never started, with its disks shown. */
const withMirror = (
  test: (shown: { server: ExchangeServer; mirror: DiskMirror; at: (path: string) => string }) => void,
  prepare: (server: ExchangeServer) => void = () => {},
) =>
  withScratch((scratch) => {
    const server = newServer();
    prepare(server);
    const folder = join(scratch, 'disk');
    const shown = DiskMirror.show(server, folder);
    if (!shown.ok) throw new Error(shown.problem);
    test({ server, mirror: shown.mirror, at: (path) => join(folder, path) });
  });

test('the disks of a stopped server are shown, byte for byte', async () => {
  await withMirror(({ server, at, mirror }) => {
    assert.equal(readdirSync(at(STORE)), ['priv.edb']);
    assert.equal(
      Uint8Array.from(readFileSync(at(`${STORE}/priv.edb`))),
      server.disk.readAll('D:\\exchsrvr\\mdbdata\\priv.edb'),
    );
    assert.equal(mirror.takeOver(), { written: [], removed: [], problems: [] }, 'nothing changed yet');
  });
});

test('what is written, changed, renamed and removed is taken over, once', async () => {
  await withMirror(({ server, mirror, at }) => {
    const { disk } = server;
    writeFileSync(at(`${STORE}/edb00001.log`), 'a log');
    mkdirSync(at('E$/restore/deep'), { recursive: true });
    writeFileSync(at('E$/restore/deep/x.dat'), Buffer.alloc(3_000_000, 7));
    rmSync(at(`${STORE}/priv.edb`));
    const first = mirror.takeOver();
    assert.equal(first.written.toSorted(), [`${STORE}/edb00001.log`, 'E$/restore/deep/x.dat']);
    assert.equal([first.removed, first.problems], [[`${STORE}/priv.edb`], []]);
    assert.is(Buffer.from(disk.readAll('D:\\exchsrvr\\mdbdata\\edb00001.log') ?? []).toString(), 'a log');
    assert.is(disk.open('E:\\restore\\deep\\x.dat')?.sizeBytes, 3_000_000);
    assert.not.ok(disk.exists('D:\\exchsrvr\\mdbdata\\priv.edb'));
    assert.equal(mirror.takeOver(), { written: [], removed: [], problems: [] });
    writeFileSync(at(`${STORE}/edb00001.log`), 'b log');
    renameSync(at('E$/restore/deep/x.dat'), at('E$/restore/y.dat'));
    const second = mirror.takeOver();
    assert.equal(second.written.toSorted(), [`${STORE}/edb00001.log`, 'E$/restore/y.dat']);
    assert.equal(second.removed, ['E$/restore/deep/x.dat']);
    assert.is(Buffer.from(disk.readAll('D:\\exchsrvr\\mdbdata\\edb00001.log') ?? []).toString(), 'b log');
  });
});

test('files of a running service are not shown, and what is put in their place is not taken over', async () => {
  await withMirror(
    ({ mirror, at, server }) => {
      assert.equal(readdirSync(at(STORE)), []);
      assert.equal(readdirSync(at(DIRECTORY)), ['dir.edb']);
      const before = server.disk.readAll('D:\\exchsrvr\\mdbdata\\priv.edb');
      writeFileSync(at(`${STORE}/priv.edb`), 'mine');
      const { written, problems } = mirror.takeOver();
      assert.equal(written, []);
      assert.match(problems[0] ?? '', 'the service that has this file is running');
      assert.equal(server.disk.readAll('D:\\exchsrvr\\mdbdata\\priv.edb'), before);
    },
    (server) => server.service('information-store').start(),
  );
});

test('a full disk is told', async () => {
  await withMirror(({ mirror, at, server }) => {
    server.disk.setCapacity('D:', server.disk.usedBytes('D:') + 1000);
    writeFileSync(at(`${STORE}/big.log`), Buffer.alloc(5000));
    assert.match(mirror.takeOver().problems[0] ?? '', 'disk is full');
  });
});

test('what cannot be on a disk of Windows is not taken over, and told', async () => {
  await withMirror(({ mirror, at }) => {
    writeFileSync(at('loose'), '');
    writeFileSync(at('D$/a:b'), '');
    writeFileSync(at(`${STORE}/Twin.log`), '1');
    writeFileSync(at(`${STORE}/twin.LOG`), '2');
    writeFileSync(at(`${STORE}/dot.`), '2');
    symlinkSync('/etc/passwd', at(`${STORE}/link.log`));
    const { written, problems } = mirror.takeOver();
    assert.is(written.length, 1, written.join());
    assert.match(written[0] ?? '', /twin/i);
    const said = problems.join('\n');
    for (const part of [
      'loose is no path',
      'D$/a:b is no path',
      'are the same file to Windows',
      'link.log is no ordinary file',
      'dot. is no path',
    ]) {
      assert.match(said, part);
    }
  });
});

test('a path of 259 characters is taken over and one of 260 told, and so are 31 folders on a drive and one more', async () => {
  await withMirror(({ server, at, mirror }) => {
    const folder = `E$/${'f'.repeat(200)}`;
    const named = (length: number) => `${folder}/${'x'.repeat(length - folder.length - 1)}`;
    // D$ is D: on the server: as long.
    mkdirSync(at(folder), { recursive: true });
    for (const length of [259, 260]) writeFileSync(at(named(length)), 'x');
    const deep = (folders: number) => ['F$', ...new Array(folders).fill('f'), 'x'].join('/');
    mkdirSync(at(deep(32)), { recursive: true });
    rmSync(at(deep(32)), { recursive: true });
    for (const folders of [31, 32]) writeFileSync(at(deep(folders)), 'x');
    const { written, problems } = mirror.takeOver();
    assert.equal(written.toSorted(), [named(259), deep(31)].sort());
    assert.equal(problems.toSorted(), [
      `${named(260)} is no path on the server's disks; write D$/folder/file`,
      `${deep(32).replace(/\/x$/, '')} is no ordinary file; links and the like are not taken over`,
    ]);
    assert.ok(server.disk.exists(named(259).replace('E$', 'E:').replaceAll('/', '\\')));
  });
});

test('a folder with something in it is left alone', async () => {
  await withScratch((folder) => {
    writeFileSync(join(folder, 'mine'), 'x');
    const shown = DiskMirror.show(newServer(), folder);
    assert.match(shown.ok ? '' : shown.problem, 'is not empty');
    assert.equal(readdirSync(folder), ['mine']);
  });
});

test.run();
