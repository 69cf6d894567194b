import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hostileFiles } from '../testing/hostileFiles.ts';
import { fileProblem, listFolder, openFile, pathKind, readBytes, readText } from './index.ts';

async function inFolder(work: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-files-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('what is no ordinary file is refused with half a sentence, and nothing waits for a writer', () => {
  if (process.platform === 'win32') {
    process.stdout.write('Not run: files that are no ordinary ones, which Windows has not\n');
    return;
  }
  return inFolder(async (folder) => {
    const { files, close } = await hostileFiles(folder);
    const problems = files.map(({ kind, path }) => {
      const reading = readBytes(path, 1000);
      return [kind, reading.ok ? 'read' : reading.problem];
    });
    const device = 'it is no ordinary file: a device';
    const pipe = 'it is no ordinary file: a pipe';
    const within = 'it is no ordinary file: a folder';
    const gone = 'there is no such file; check the path';
    assert.equal(problems, [
      ['endless device', device],
      ['device that is full', device],
      ['file in a file', gone],
      ['name that is too long', 'its name is too long for any file'],
      ['path of many slashes', 'its name is too long for any file'],
      ['pipe', pipe],
      ['socket', 'it is no ordinary file: a socket'],
      ['folder', within],
      ['link-zero', device],
      ['link-pipe', pipe],
      ['link-folder', within],
      ['link-nowhere', gone],
      ['circle', 'it is a link that leads round in circles'],
      ['hole', 'it has 1,099,511,627,776 bytes, and 1,000 at most are read here'],
    ]);
    const kinds = files.map(({ path }) => pathKind(path)).map((kind) => kind ?? '-');
    assert.is(kinds.join(' '), 'other other - - - other other folder other other folder - - file');
    await close();
  });
});

test('a name that no file can have, and a defect of ours, are told apart', () => {
  const reading = readText('a\0b', 10);
  assert.equal(reading, { ok: false, code: 'ERR_INVALID_ARG_VALUE', problem: 'no file can have this name' });
  assert.throws(() => fileProblem(new TypeError('a defect')), 'a defect');
  assert.throws(() => fileProblem('a text'));
});

test('a file is as long as it was when it was opened: what is appended meanwhile is not followed', () =>
  inFolder((folder) => {
    const path = join(folder, 'growing');
    writeFileSync(path, 'four');
    const opened = openFile(path);
    if (!opened.ok) throw new Error(opened.problem);
    const { file } = opened;
    let given = '';
    file.pieces((bytes) => {
      given += Buffer.from(bytes).toString();
      // As fast as it is read, and faster.
      appendFileSync(path, 'more and more');
    });
    assert.is(given, 'four');
    const target = new Uint8Array(10);
    assert.is(file.read(2, target, 1, 9), 2);
    assert.is(Buffer.from(target.subarray(0, 4)).toString(), '\0ur\0');
    assert.equal([file.read(4, target, 0, 1), file.read(99, target, 0, 1)], [0, 0]);
    truncateSync(path, 3);
    assert.is(file.read(0, target, 0, 10), 3, 'what is cut off is not there');
    file.pieces((bytes) => assert.is(bytes.length, 2), 2);
    file.close();
  }));

test('a file is read whole up to its limit, and not beyond; text is UTF-8', () =>
  inFolder((folder) => {
    const path = join(folder, 'file');
    writeFileSync(path, 'süß');
    assert.equal(readText(path, 5), { ok: true, text: 'süß' });
    const tooLong = readText(path, 4);
    assert.equal(tooLong, { ok: false, code: 'EFBIG', problem: 'it has 5 bytes, and 4 at most are read here' });
    writeFileSync(path, '');
    assert.equal(readText(path, 0), { ok: true, text: '' });
  }));

test('a folder is listed in order, and refused beyond a limit', () =>
  inFolder((folder) => {
    for (const name of ['b', 'a', 'c']) writeFileSync(join(folder, name), '');
    const listing = listFolder(folder, 3);
    assert.equal(listing.ok && listing.entries.map(({ name }) => name), ['a', 'b', 'c']);
    const long = listFolder(folder, 2);
    assert.is(long.ok ? '' : long.problem, 'it is a folder of more than 2 files');
    assert.is(listFolder(join(folder, 'a')).ok, false);
  }));

/** Lines that open a file for something else than reading what somebody gave: the package itself, and what is written. */
const exceptions: readonly (readonly [string, RegExp])[] = [
  ['binding/files/', /./],
  ['conformance/cli/main.ts', /package\.json/],
  ['conformance/agent/nodeStorage.ts', /'wx'/],
  ['conformance/agent/flushFolder.ts', /'r'/],
  ['conformance/targets/serverFolder.ts', /openSync\(local, 'w'\)/],
  ['conformance/hosting/shimInstall.ts', /unfinished, 'r\+'/],
  ['conformance/hosting/diskMirror.ts', /'wx'/],
  ['conformance/hosting/traceSink.ts', /'(wx|a)'/],
];

test('no other file of this program opens anything for reading', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const found: string[] = [];
  for (const folder of ['binding', 'conformance']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${name}`.replaceAll('\\', '/');
      if (!/\.ts$/.test(path) || /\.test\.ts$|\/testing\//.test(path)) continue;
      for (const line of readFileSync(join(root, path), 'utf8').split('\n')) {
        if (!/\b(readFileSync|readFile|createReadStream|openSync|opendirSync|readSync)\(/.test(line)) continue;
        const isAllowed = exceptions.some(([start, pattern]) => path.startsWith(start) && pattern.test(line));
        if (!isAllowed) found.push(`${path}: ${line.trim()}`);
      }
    }
  }
  assert.equal(found, []);
});

test.run();
