// What the README says, tried as a newcomer would: in a project of its own, which has the packed package and what that depends on.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { programs, root } from './programs.mjs';

const project = mkdtempSync(join(tmpdir(), 'edbproof-newcomer-'));
test.after(() => rmSync(project, { recursive: true, force: true }));

/**
 * @param {string} command
 * @param {readonly string[]} words
 */
function run(command, words) {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: project, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

/** @param {string} name */
function link(name) {
  const path = join(project, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), path);
}

test.before(() => {
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', project], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.is(packed.status, 0, packed.stderr);
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz')) ?? '';
  assert.is(run('tar', ['-xzf', tarball]).status, 0);
  mkdirSync(join(project, 'node_modules'));
  renameSync(join(project, 'package'), join(project, 'node_modules/edbproof'));
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node', 'uvu']) link(name);
  writeFileSync(join(project, 'package.json'), '{ "name": "newcomer", "private": true, "type": "module" }');
  const [scenario = ''] = blocks('yaml');
  writeFileSync(join(project, 'saturday.yaml'), scenario);
});

/**
 * Code blocks of the README in a language, in their order.
 *
 * @param {string} language
 */
const blocks = (language) =>
  [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, text]) =>
    name === language && text !== undefined ? [text] : [],
  );

/**
 * What the compiler says of a file, read as a newcomer's own: strictly, and with the types of the package looked at.
 *
 * @param {string} file
 * @param {'nodenext' | 'bundler'} resolution
 * @param {readonly string[]} types
 */
function compile(file, resolution, types) {
  const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
  const compilerOptions = {
    ...{ module, moduleResolution: resolution, target: 'es2023', lib: ['es2023'], types, noEmit: true },
    ...{ strict: true, skipLibCheck: false, exactOptionalPropertyTypes: true, allowJs: true, checkJs: true },
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  return run(process.execPath, [join(root, programs.tsc), '--project', 'tsconfig.json']).said;
}

test('code of the README runs as JavaScript, and compiles as TypeScript in both ways to find a package', () => {
  const code = [...blocks('ts'), ...blocks('js')];
  assert.is(code.length, 2);
  for (const [index, text] of code.entries()) {
    writeFileSync(join(project, `plain${index}.mjs`), text);
    writeFileSync(join(project, `typed${index}.ts`), text);
    for (const resolution of /** @type {const} */ (['nodenext', 'bundler'])) {
      assert.is(compile(`typed${index}.ts`, resolution, ['node']), '', `block ${index}, ${resolution}`);
    }
    rmSync(join(project, 'sets'), { recursive: true, force: true });
    const { status, said } = run(process.execPath, [`plain${index}.mjs`]);
    assert.is(status, 0, said);
  }
});

test('the scenario of the README comes out as it says, and its profile file settles the facet', () => {
  const yaml = blocks('yaml');
  const profile = yaml.find((text) => text.startsWith('base:')) ?? '';
  writeFileSync(join(project, 'lab.yaml'), profile);
  const cli = join(project, 'node_modules/edbproof/dist/conformance/cli/main.js');
  const played = run(process.execPath, [cli, 'play', '--profile', 'lab.yaml', 'saturday.yaml']);
  assert.is(played.status, 0, played.said);
  const facets = run(process.execPath, [cli, 'facets', '--profile', 'lab.yaml']);
  assert.match(facets.said, 'end-of-file = error-handle-eof  [OBSERVED]');
});

const everything = `
import * as host from 'edbproof/host';
import * as library from 'edbproof/library';
import * as scenarios from 'edbproof/scenarios';
import * as simulator from 'edbproof/simulator';
import type { EdbbcliApi } from 'edbproof/simulator';

/** Whether something in a type is any; classes and what Node declares are taken for what they are. */
type IsAny<Type> = 0 extends 1 & Type ? true : false;
type Opaque = simulator.ExchangeServer | Error | AbortSignal | Uint8Array;
type HasAny<Type, Depth extends readonly 0[] = []> =
  IsAny<Type> extends true ? true
  : Depth['length'] extends 7 ? false
  : Type extends Opaque | string | number | boolean | null | undefined ? false
  : Type extends Promise<infer Value> ? HasAny<Value, [...Depth, 0]>
  : Type extends (...given: infer Given) => infer Answer ? HasAny<Given, [...Depth, 0]> | HasAny<Answer, [...Depth, 0]>
  : Type extends readonly (infer Item)[] ? HasAny<Item, [...Depth, 0]>
  : Type extends object ? { [Key in keyof Type]-?: HasAny<Type[Key], [...Depth, 0]> }[keyof Type]
  : false;
type Leaks<Type> = true extends HasAny<Type> ? true : false;

const play: Leaks<typeof scenarios.playScenario> = false;
const files: Leaks<typeof scenarios.verifyFiles> = false;
const set: Leaks<typeof scenarios.verifySet> = false;
const errors: Leaks<scenarios.ScenarioError['problems']> = false;
// That this would be noticed:
const planted: Leaks<(given: { readonly deep: readonly { readonly it: any }[] }) => void> = true;
// @ts-expect-error there is an any in it
const missed: Leaks<(given: { readonly deep: readonly { readonly it: any }[] }) => void> = false;

const opened: { readonly ok: boolean } = library.openLibrary('nowhere.so');
export { errors, files, host, missed, opened, planted, play, set, type EdbbcliApi };
`;

test('the types of every door compile without any help, and nothing of edbproof/scenarios is any', () => {
  writeFileSync(join(project, 'everything.ts'), everything);
  for (const resolution of /** @type {const} */ (['nodenext', 'bundler'])) {
    assert.is(compile('everything.ts', resolution, ['node']), '', resolution);
  }
});

const uvuExample = `
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playScenario, ScenarioError } from 'edbproof/scenarios';

test('under uvu too: the same seed gives the same run, and a mistake has its line', async () => {
  const first = await playScenario({ file: 'saturday.yaml' });
  assert.is((await playScenario({ file: 'saturday.yaml' })).digest, first.digest);
  const error = await playScenario({ text: 'name: x\\nwhy: 1\\n' }).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof ScenarioError && error.problems.some(({ line, key }) => line === 2 && key === 'why'));
});

test.run();
`;

test('a test under uvu in TypeScript compiles and passes', () => {
  writeFileSync(join(project, 'uvu.ts'), uvuExample);
  assert.is(compile('uvu.ts', 'nodenext', ['node']), '');
  writeFileSync(join(project, 'uvu.mjs'), uvuExample.replace('(thrown: unknown)', '(thrown)'));
  const { status, said } = run(process.execPath, ['uvu.mjs']);
  assert.is(status, 0, said);
});

test.run();
