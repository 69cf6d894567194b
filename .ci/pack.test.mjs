import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from './programs.mjs';

let known = null;

/** What `npm pack` would put into the package, built or not. */
function packed() {
  known ??= listed();
  return known;
}

function listed() {
  const npm = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' });
  assert.is(npm.status, 0, npm.stderr);
  const [{ files }] = JSON.parse(npm.stdout);
  return files.map(({ path }) => path);
}

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');

test('the package holds what its users need, and nothing that only tests need', () => {
  const paths = packed();
  const needed = [
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'binding/shim/build.mjs',
    'binding/shim/edbbcli.def',
    'binding/shim/edbbcli.x86.def',
    'binding/shim/importLibrary.mjs',
    'binding/shim/include/edbbcli.h',
    'binding/shim/include/edbmsg.h',
    'binding/shim/src/exports.c',
    'fixtures/agents/agent.h',
    'fixtures/agents/backup.c',
    'fixtures/agents/container/container.c',
    'fixtures/scenarios/nightly-backup.yaml',
    'fixtures/scenario.schema.json',
    'fixtures/schemas/play.schema.json',
    'dist/conformance/cli/main.js',
  ];
  assert.equal(
    needed.filter((path) => !paths.includes(path)),
    [],
  );
  const unwanted = paths.filter((path) => /(\.test\.|\/testing\/|^\.ci\/|^coverage\/|asan|tsan)/.test(path));
  assert.equal(unwanted, []);
});

test('the command line can be run, also after it was built anew', () => {
  const program = join(root, 'dist/conformance/cli/main.js');
  if (process.platform !== 'win32') accessSync(program, constants.X_OK);
  assert.match(readFileSync(program, 'utf8'), /^#!/);
});

/**
 * What a script says of its source map and does not keep; null when its sources are in the package.
 *
 * @param {string} path of the script, in the package
 * @param {readonly string[]} paths everything in the package
 */
function mapProblem(path, paths) {
  const name = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(readFileSync(join(root, path), 'utf8'))?.[1];
  if (name === undefined) return null;
  const mapPath = join(dirname(path), name);
  if (!paths.includes(mapPath)) return `${path}: its map ${name} is not in the package`;
  const { sources, sourcesContent = [] } = JSON.parse(readFileSync(join(root, mapPath), 'utf8'));
  const gone = sources.filter(
    (source, index) => typeof sourcesContent[index] !== 'string' && !paths.includes(join(dirname(mapPath), source)),
  );
  return gone.length === 0 ? null : `${mapPath}: ${gone.join(', ')} is nowhere`;
}

test('a source map in the package has its sources with it, and belongs to a script that is there', () => {
  const paths = packed();
  const scripts = paths.filter((path) => path.endsWith('.js'));
  assert.equal(
    scripts.map((path) => mapProblem(path, paths)).filter((problem) => problem !== null),
    [],
  );
  const strays = paths.filter((path) => path.endsWith('.map') && !paths.includes(path.slice(0, -'.map'.length)));
  assert.equal(strays, []);
});

test('where there are compilers the package holds the drop-in library for all three platforms, and what is linked with it', () => {
  const libraries = packed().filter((path) => path.startsWith('binding/shim/built/'));
  const windows = ['win32-x64', 'win32-x86'].flatMap((name) => [`${name}/edbbcli.dll`, `${name}/edbbcli.lib`]);
  const wanted = ['linux-x64/libedbbcli.so', ...windows].map((name) => `binding/shim/built/${name}`);
  if (inCi) assert.equal(libraries.sort(), wanted);
  else
    assert.equal(
      libraries.filter((path) => !wanted.includes(path)),
      [],
    );
});

test.run();
