import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualDisk } from '../disk/index.ts';
import { encodeLogHeader, type LogHeader } from '../format/index.ts';
import { FOLDER, TestServer } from '../testing/server.ts';
import { inspectLogFolder } from './inspectLogFolder.ts';
import { readLogHeader } from './logScan.ts';

const path = (generation: number): string => `${FOLDER}\\edb0000${generation}.log`;

/** A folder with logs 1 to 5 and edb.log, generation 6. */
function folder(): VirtualDisk {
  const server = new TestServer({ seed: 1 });
  const engine = server.start();
  for (let roll = 0; roll < 5; roll += 1) engine.rollLog();
  engine.crash();
  return server.disk;
}

function changeHeader(disk: VirtualDisk, file: string, change: (header: LogHeader) => Partial<LogHeader>): void {
  const header = readLogHeader(disk.open(file));
  if (header === null) throw new Error(`${file} has no header`);
  disk.open(file)?.write(0, encodeLogHeader({ ...header, ...change(header) }));
}

test('a healthy folder is one run, and edb.log continues it', () => {
  const { runs, currentGeneration, isCurrentChained } = inspectLogFolder(folder(), FOLDER);
  assert.equal(
    { runs: [...runs], currentGeneration, isCurrentChained },
    { runs: [1, 5], currentGeneration: 6, isCurrentChained: true },
  );
});

test('an empty folder has nothing', () => {
  assert.equal(inspectLogFolder(new VirtualDisk(), FOLDER), {
    runs: [],
    currentGeneration: 0,
    isCurrentChained: false,
    signature: null,
  });
});

test('edb.log alone continues what there is, which is nothing', () => {
  const disk = folder();
  for (let generation = 1; generation <= 5; generation += 1) disk.remove(path(generation));
  const facts = inspectLogFolder(disk, FOLDER);
  assert.ok(facts.isCurrentChained);
  assert.equal([...facts.runs], []);
});

test('a missing log, a forged time, a forged generation, another signature and a damaged header break the run', () => {
  const breaks: [string, (disk: VirtualDisk) => void, number[]][] = [
    ['missing', (disk) => disk.remove(path(3)), [1, 2, 4, 5]],
    [
      'time',
      (disk) => changeHeader(disk, path(3), (h) => ({ previousCreatedSeconds: h.previousCreatedSeconds + 1 })),
      [1, 2, 3, 5],
    ],
    ['created', (disk) => changeHeader(disk, path(3), (h) => ({ createdSeconds: h.createdSeconds + 1 })), [1, 3, 4, 5]],
    ['generation', (disk) => changeHeader(disk, path(3), () => ({ generation: 9 })), [1, 2, 3, 3, 4, 5]],
    [
      'signature',
      (disk) => changeHeader(disk, path(3), (h) => ({ signature: { ...h.signature, random: 1 } })),
      [1, 2, 3, 3, 4, 5],
    ],
    ['damage', (disk) => disk.corruptByte(path(3), 200, 2), [1, 2, 3, 3, 4, 5]],
  ];
  for (const [name, change, runs] of breaks) {
    const disk = folder();
    change(disk);
    assert.equal([...inspectLogFolder(disk, FOLDER).runs], runs, name);
  }
});

test('without edb.log the signature is that of the last log; a damaged edb.log has no generation', () => {
  const disk = folder();
  const { signature } = inspectLogFolder(disk, FOLDER);
  disk.corruptByte(`${FOLDER}\\edb.log`, 200, 2);
  assert.is(inspectLogFolder(disk, FOLDER).currentGeneration, 0);
  disk.remove(`${FOLDER}\\edb.log`);
  assert.equal(inspectLogFolder(disk, FOLDER).signature, signature);
});

test('a running engine keeps the same runs as the bytes say', () => {
  const server = new TestServer({ seed: 1 });
  const engine = server.start();
  const same = (what: string) => assert.equal([...engine.runs], [...inspectLogFolder(server.disk, FOLDER).runs], what);
  for (let roll = 0; roll < 7; roll += 1) engine.rollLog();
  same('rolls');
  server.disk.remove(path(3));
  engine.forgetLog(3);
  same('a log deleted by hand');
  changeHeader(server.disk, path(6), (h) => ({ previousCreatedSeconds: h.previousCreatedSeconds + 1 }));
  engine.rereadLog(6);
  same('a log forged by hand');
  changeHeader(server.disk, path(6), (h) => ({ previousCreatedSeconds: h.previousCreatedSeconds - 1 }));
  engine.rereadLog(6);
  same('and put right again');
  assert.is(engine.deleteLogs(1, 5), 3);
  same('logs deleted');
  assert.is(engine.lowestGeneration, 5);
  assert.is(engine.deleteLogs(1, 1000), 3);
  same('all deleted');
  assert.is(engine.lowestGeneration, engine.currentGeneration);
  assert.is(engine.deleteLogs(1, 1000), 0);
});

test.run();
