import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Bft } from '../../simulator/protocol/index.ts';
import { FakeServer, fakeDatabases, fakeFile, fakeLog } from '../procedures/testing/fakeServer.ts';
import { contradictions } from './contradictions.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { MemoryStorage } from './testing/memoryStorage.ts';
import { options, take } from './testing/takeBackup.ts';
import { verifySet } from './verifySet.ts';

/** Editable: what a manifest says, as far as the tests change it. */
type Draft = { -readonly [Key in keyof Manifest]: Manifest[Key] };
type DraftFile = { -readonly [Key in keyof Manifest['files'][number]]: Manifest['files'][number][Key] };

const logs = [
  fakeLog(5),
  fakeLog(6),
  fakeLog(7),
  fakeFile(Bft.BFT_PATCH_FILE, 'priv.pat', 8192),
  fakeFile(Bft.BFT_PATCH_FILE, 'pub.pat', 12_288),
];

const MANIFEST = '/sets/sunday/manifest.json';

async function takeSet(kind: Manifest['kind'] = 'full'): Promise<MemoryStorage> {
  const storage = new MemoryStorage();
  const { result } = await take(new FakeServer(fakeDatabases(), logs), storage, { options: options(kind) });
  assert.ok(result.ok && result.report.outcome.result === 'completed');
  return storage;
}

function manifestOf(storage: MemoryStorage): Manifest {
  const read = parseManifest(Buffer.from(storage.files.get(MANIFEST) ?? []).toString());
  if (!read.ok) throw new Error(read.problems.join());
  return read.manifest;
}

const full = manifestOf(await takeSet());
const incremental = manifestOf(await takeSet('incremental'));

/** What is said of the manifest when it is changed so. */
function told(change: (draft: Draft, files: DraftFile[]) => void, from = full): string[] {
  const draft: Draft = structuredClone(from);
  const files: DraftFile[] = structuredClone([...from.files]);
  draft.files = files;
  change(draft, files);
  return contradictions(draft);
}

const at = (files: DraftFile[], index: number): DraftFile => {
  const file = files[index];
  if (file === undefined) throw new Error(`The set has a file ${index}`);
  return file;
};

/** The names of the logs, without the numbers that they have in the set. */
const logNames = (files: readonly DraftFile[]): string[] =>
  files.flatMap(({ name }) => (name.endsWith('.log') ? [name.replace(/^\d+-/, '')] : []));

/** Takes files out, and numbers those behind them anew. */
function without(files: DraftFile[], ...stems: readonly string[]): void {
  const kept = files.filter(({ name }) => !stems.some((stem) => name.includes(stem)));
  files.splice(0, files.length, ...kept);
  for (const [index, file] of files.entries())
    file.name = file.name.replace(/^\d+/, String(index + 1).padStart(3, '0'));
}

test('a set as the agent takes it says nothing against itself, whatever its kind', async () => {
  for (const kind of ['full', 'copy', 'incremental', 'differential'] as const) {
    const storage = await takeSet(kind);
    assert.equal(contradictions(manifestOf(storage)), [], kind);
    assert.ok((await verifySet(storage, '/sets/sunday')).ok);
  }
});

test('a kind whose files do not fit: none at all, no database, databases and patch files in one of the logs, no log', () => {
  assert.equal(
    told((draft, files) => {
      files.length = 0;
      draft.lowGeneration = draft.highGeneration = null;
    }),
    ['it lists no file: a backup has at least one log'],
  );
  assert.equal(
    told((_draft, files) => without(files, '.edb', '.pat')),
    ['it is a full backup, and lists no database'],
  );
  assert.equal(
    told((draft) => {
      draft.kind = 'copy';
      draft.files = [];
    })[0],
    'it lists no file: a backup has at least one log',
  );
  assert.equal(
    told((draft) => {
      draft.kind = 'incremental';
    }),
    [
      '001-priv.edb is a database, and a backup of kind incremental reads only logs',
      '002-pub.edb is a database, and a backup of kind incremental reads only logs',
      '006-priv.pat is a patch file, and a backup of kind incremental reads only logs',
      '007-pub.pat is a patch file, and a backup of kind incremental reads only logs',
    ],
  );
  assert.equal(
    told((draft) => {
      draft.kind = 'full';
    }, incremental),
    ['it is a full backup, and lists no database'],
  );
  assert.equal(
    told((draft, files) => {
      without(files, '.log');
      draft.lowGeneration = draft.highGeneration = null;
    }),
    ['it lists no log, and every online backup has one'],
  );
});

test('a range that is backwards, is not that of the logs, is there without logs or missing with them', () => {
  const range = (low: number | null, high: number | null) =>
    told((draft) => {
      draft.lowGeneration = low;
      draft.highGeneration = high;
    });
  assert.equal(range(7, 5), ['its logs go from 7 to 5, which is backwards']);
  assert.equal(range(4, 7), ['its range is 4 to 7, and the logs it lists are 5 to 7']);
  assert.equal(range(5, 8), ['its range is 5 to 8, and the logs it lists are 5 to 7']);
  assert.equal(range(null, null), ['its range is none, and the logs it lists are 5 to 7']);
  assert.equal(range(5, null), ['its range is 5 to none, and the logs it lists are 5 to 7']);
  assert.ok(
    told((_draft, files) => without(files, '.log')).includes('its range is 5 to 7, and the logs it lists are none'),
  );
});

test('a set of one log, whose range begins and ends with it, says nothing against itself', () => {
  for (const set of [full, incremental]) {
    const { lowGeneration } = set;
    const one = (draft: Draft, files: DraftFile[]) => {
      without(files, ...logNames(files).slice(1));
      draft.highGeneration = lowGeneration;
    };
    assert.equal(told(one, set), []);
    assert.equal(
      told((draft, files) => {
        one(draft, files);
        draft.highGeneration = (lowGeneration ?? 0) - 1;
      }, set),
      [`its logs go from ${lowGeneration} to ${(lowGeneration ?? 0) - 1}, which is backwards`],
    );
  }
});

test('logs that are missing between the lowest and the highest are named', () => {
  assert.equal(
    told((_draft, files) => without(files, 'edb00006')),
    ['log 6 is missing between those that it lists'],
  );
  const later = told((draft, files) => {
    draft.highGeneration = 20;
    const last = at(files, 4);
    last.generation = { fromName: 20, fromHeader: 20 };
    last.originalPath = last.originalPath.replace('edb00007', 'edb00014');
    last.name = '005-edb00014.log';
  });
  assert.equal(later, ['logs 7 to 19 are missing between those that it lists']);
});

test('a log whose generation is unlike its name or its header, or that has none; a generation without a log', () => {
  const generation = (fromName: number, fromHeader: number) =>
    told((_draft, files) => {
      at(files, 3).generation = { fromName, fromHeader };
    });
  assert.ok(generation(6, 9).includes('004-edb00006.log is log 9 by its header, and 6 by its name'));
  assert.ok(
    generation(9, 9).includes(
      '004-edb00006.log is said to be named log 9, and \\\\EXCH1\\D$\\exchsrvr\\mdbdata\\edb00006.log is log 6',
    ),
  );
  const none = told((_draft, files) => {
    at(files, 3).generation = null;
  });
  assert.equal(none, [
    '004-edb00006.log is a log without a generation',
    'log 6 is missing between those that it lists',
  ]);
  const database = told((_draft, files) => {
    at(files, 0).generation = { fromName: 6, fromHeader: 6 };
  });
  assert.ok(database.includes('001-priv.edb has a generation, and is no log'));
  const current = told((_draft, files) => {
    at(files, 4).originalPath = '\\\\EXCH1\\D$\\exchsrvr\\mdbdata\\edb.log';
    at(files, 4).name = '005-edb.log';
  });
  assert.match(current.join(), 'edb.log is no name of a log');
});

test('a patch file without its database, a database of the other service, a token that no backup lists', () => {
  assert.equal(
    told((_draft, files) => without(files, 'pub.edb')),
    ['006-pub.pat is a patch file, and its database is not in the set'],
  );
  const directory = told((draft) => {
    draft.annotation = 'Exchange DS Database';
  });
  assert.equal(directory, [
    "001-priv.edb is no database of 'Exchange DS Database', by its token 0x45",
    "002-pub.edb is no database of 'Exchange DS Database', by its token 0x46",
  ]);
  const folder = told((_draft, files) => {
    at(files, 0).token = Bft.BFT_LOG_DIR;
  });
  assert.ok(folder.includes('001-priv.edb has the token 0x82, which no file of a backup has'));
});

test('files that are there twice, names of other files, and files of another server', () => {
  const twice = told((_draft, files) => {
    at(files, 1).originalPath = at(files, 0).originalPath.toUpperCase();
    at(files, 1).name = '002-priv.edb';
  });
  assert.match(twice[0] ?? '', 'its database is not in the set');
  assert.match(twice[1] ?? '', /^001-priv\.edb and 002-priv\.edb are both/);
  const sameLog = told((_draft, files) => {
    at(files, 3).generation = { fromName: 6, fromHeader: 5 };
  });
  assert.ok(sameLog.includes('003-edb00005.log and 004-edb00006.log are both log 5'));
  const swapped = told((_draft, files) => {
    const [first, second] = [at(files, 0), at(files, 1)];
    [first.name, second.name] = [second.name, first.name];
  });
  assert.equal(swapped.length, 2);
  assert.match(swapped[0] ?? '', /^002-pub\.edb is said to be .*priv\.edb, which would be 001-priv\.edb in a set$/);
  const moved = told((_draft, files) => {
    at(files, 4).originalPath = at(files, 4).originalPath.replace('EXCH1', 'EXCH2');
  });
  assert.equal(moved, ['its files are of several servers: exch1, exch2']);
});

test('every contradiction is told by verifySet, and passed over only for whoever asks for it', async () => {
  const storage = await takeSet();
  const text = Buffer.from(storage.files.get(MANIFEST) ?? []).toString();
  storage.files.set(MANIFEST, Buffer.from(text.replace('"lowGeneration": 5', '"lowGeneration": 9')));
  assert.equal(await verifySet(storage, '/sets/sunday'), {
    ok: false,
    problems: ['its logs go from 9 to 7, which is backwards'],
  });
  assert.ok((await verifySet(storage, '/sets/sunday', { acceptContradictions: true })).ok);
});

test.run();
