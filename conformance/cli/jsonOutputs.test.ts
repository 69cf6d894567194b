import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profiles } from '../../simulator/profiles/index.ts';
import { codeInfos, eventFacts } from '../../simulator/protocol/index.ts';
import { playScenario } from '../embedding/index.ts';
import { outputs } from '../outputs/index.ts';
import { commandTable } from './commandLine/index.ts';
import { allCommands } from './commands/index.ts';
import { jsonProblem, run, testIo } from './testing/run.ts';

// `run` holds all JSON that it sees against the schema of the command, here and in every other test of a command.

const folder = mkdtempSync(join(tmpdir(), 'edbproof-json-'));
test.after(() => rmSync(folder, { recursive: true }));

const scenarioFile = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/scenarios/${name}.yaml`, import.meta.url));

test('every command that has --json has a schema, and is in the form that its help tells', async () => {
  const table = commandTable((parser) => allCommands(parser, { io: testIo(), end: () => {} }));
  const withJson = table.filter(({ options }) => options.has('json')).map(({ path }) => path.join(' '));
  assert.equal(withJson.sort(), Object.keys(outputs).sort());
  for (const [name, { form }] of Object.entries(outputs)) {
    const help = (await run([name, '--help'])).out.replace(/\s+/g, ' ');
    assert.match(
      help,
      form === 'lines' ? 'Print JSON Lines instead of text' : 'Print one JSON document instead of text',
      name,
    );
  }
});

test('everything that is looked up is as its schema says', async () => {
  const codes = [...codeInfos.map(({ name }) => name), ...codeInfos.map(({ value }) => String(value))];
  const events = eventFacts.map(({ source, id }) => `${source} ${id}`);
  const errors = ['1011', '1105', '1276', '4015'];
  const all = await run(['explain', '--json', ...codes, ...events, ...errors]);
  assert.is(JSON.parse(all.out).length > 700, true, all.err);
  for (const words of [['profiles'], ...profiles.map(({ name }) => ['profiles', name])])
    await run([...words, '--json']);
  for (const { name } of profiles) await run(['facets', '--json', '--profile', name]);
  for (const words of [['facets', '--open'], ['requirements'], ['faults'], ['doctor']]) {
    assert.ok((await run([...words, '--json'])).out.length > 100, words.join(' '));
  }
});

test('sets of every kind, and files that are damaged, are told as the schemas say', async () => {
  const kinds = new Set<string>();
  const verdicts = new Set<string>();
  const verify = async (paths: readonly string[]): Promise<void> => {
    const { out } = await run(['verify', '--json', ...paths]);
    for (const line of out.trimEnd().split('\n')) {
      const { kind, verdict } = JSON.parse(line);
      kinds.add(kind);
      verdicts.add(verdict);
    }
  };
  const kept = join(folder, 'sets');
  const { exitCode, err } = await run(['play', '--json', '--set', kept, scenarioFile('nightly-backup')]);
  assert.is(exitCode, 0, err);
  const sets = readdirSync(join(kept, 'nightly-backup'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(kept, 'nightly-backup', name));
  await run(['verify-set', '--json', ...sets, join(folder, 'nowhere')]);
  await verify(sets);
  const [set = ''] = sets;
  for (const name of readdirSync(set)) {
    const bytes = readFileSync(join(set, name));
    for (let offset = 16; offset < bytes.length; offset += Math.ceil(bytes.length / 7)) {
      bytes[offset] = (bytes[offset] ?? 0) ^ 0x55;
    }
    writeFileSync(join(set, name), bytes);
  }
  const { server } = await playScenario({ file: scenarioFile('nightly-backup') });
  const checkpoint = server.disk.filesOf('D').find((path) => path.toLowerCase().endsWith('edb.chk')) ?? '';
  writeFileSync(join(set, 'edb.chk'), server.disk.readAll(checkpoint) ?? '');
  writeFileSync(join(set, 'res1.log'), Buffer.alloc(5 * 1024 * 1024));
  writeFileSync(join(set, 'letter.doc'), 'Dear Sir');
  await verify([set]);
  await verify([...readdirSync(set).map((name) => join(set, name)), join(folder, 'nowhere')]);
  await run(['verify-set', '--json', set]);
  for (const kind of ['database', 'log', 'patch', 'checkpoint', 'reserve', 'manifest'])
    assert.ok(kinds.has(kind), kind);
  for (const verdict of ['sound', 'findings', 'unusable', 'unreadable', 'skipped']) {
    assert.ok(verdicts.has(verdict), verdict);
  }
});

test('a key that the schema does not know, one that is missing, and another form are noticed', async () => {
  const { out } = await run(['play', '--json', scenarioFile('nightly-backup')]);
  const words = ['play', '--json'];
  assert.is(jsonProblem(words, out), null);
  assert.match(jsonProblem(words, out.replace('"why":', '"because":')) ?? '', 'play --json: ');
  assert.match(jsonProblem(words, out.replace('{"event"', '{"extra":1,"event"')) ?? '', 'play --json: ');
  const list = (await run(['faults', '--json'])).out;
  assert.is(jsonProblem(['faults', '--json'], list), null);
  assert.ok(jsonProblem(['faults', '--json'], `[${list}]`) !== null);
  assert.ok(jsonProblem(['schema', '--json'], '{}') !== null);
});

test.run();
