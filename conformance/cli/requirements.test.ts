import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogue } from '../requirements/index.ts';
import { run } from './testing/run.ts';

const countOf = (state: string): number => catalogue.filter(({ verification }) => verification.state === state).length;

test('requirements prints a line for each, the reason where nothing verifies it, and the counts', async () => {
  const { out, err, exitCode } = await run(['requirements']);
  assert.equal([exitCode, err], [0, '']);
  for (const { id, text, verification } of catalogue) {
    assert.ok(out.includes(`\n${id} `) || out.startsWith(`${id} `), id);
    assert.ok(out.includes(text), id);
    if (verification.state !== 'verified') assert.ok(out.includes(`: ${verification.reason}\n`), id);
  }
  const [server, agent] = ['server', 'agent'].map((side) => catalogue.filter(({ party }) => party === side).length);
  assert.is(
    out.trimEnd().split('\n').at(-1),
    `${catalogue.length} requirements (${server} of the server, ${agent} of the agent): ${countOf('verified')} verified, ` +
      `${countOf('impossible')} that no test here can verify, ${countOf('not-yet')} not verified yet`,
  );
});

test('requirements can be those of one party, those that nothing verifies, or single ones with everything about them', async () => {
  const agent = await run(['requirements', '--party', 'agent']);
  assert.not.match(agent.out, 'EDB-CTX-1 ');
  assert.match(agent.out, '(0 of the server, ');
  const gaps = await run(['requirements', '--unverified']);
  assert.match(gaps.out, ': 0 verified, ');
  assert.not.match(gaps.out, 'EDB-PREP-1 ');
  assert.match(gaps.out, /EDB-RECOV-17 +\w+ +\w+ +not-yet .*\n +not verified yet: not modelled/);
  const two = await run(['requirements', 'edb-names-3', 'EDB-AGENT-13']);
  for (const part of [
    'EDB-NAMES-3  server must  [DOCUMENTED]',
    '  Calls     HrBackupGetDatabaseNames\n',
    '  Products  exchange-4.0-sp3\n',
    '  Source    Q159170\n',
    'fixtures/scenarios/ansi-bug-of-sp3.yaml\n',
    'EDB-AGENT-13  agent must',
    '  Rule      A-14 of dialects.md (d)\n',
    'conformance/procedures/restore.test.ts: following sets pass no map',
  ]) {
    assert.ok(two.out.includes(part), part);
  }
  assert.match((await run(['requirements', 'EDB-RIGHT-1'])).out, 'cannot be verified here: Windows checks rights');
});

test('requirements --json has every field, and the counts', async () => {
  const parsed: { counts: { total: number; verified: number }; requirements: unknown[] } = JSON.parse(
    (await run(['requirements', '--json'])).out,
  );
  assert.equal([parsed.counts.total, parsed.counts.verified], [catalogue.length, countOf('verified')]);
  assert.equal(parsed.requirements, JSON.parse(JSON.stringify(catalogue)));
});

test('requirements --markdown is a page with a row for each, in tables that are whole', async () => {
  const { out } = await run(['requirements', '--markdown']);
  assert.match(out, /^# Requirements\n\n\d+ requirements/);
  const rows = out.split('\n').filter((line) => line.startsWith('| EDB-'));
  assert.is(rows.length, catalogue.length);
  for (const row of rows) assert.is(row.split(/(?<!\\)\|/).length, 9, row);
  const agent = await run(['requirements', '--markdown', '--party', 'agent']);
  assert.not.match(agent.out, '## The server');
  const both = await run(['requirements', '--markdown', '--json']);
  assert.equal([both.exitCode, both.err.includes('exclude each other')], [2, true]);
});

test('a requirement that does not exist ends with 2 and names the nearest', async () => {
  const near = await run(['requirements', 'EDB-LOG-5']);
  assert.equal(
    [near.exitCode, near.out, near.err],
    [2, '', 'there is no requirement "EDB-LOG-5"; did you mean EDB-LOGS-5?\n'],
  );
  const far = await run(['requirements', 'zzzzzzzzzzzz']);
  assert.equal([far.exitCode, far.err.includes('see: edbproof requirements')], [2, true]);
});

test('a reader that has seen enough ends the program without a word', async () => {
  const program = fileURLToPath(new URL('main.js', import.meta.url));
  const child = spawn(process.execPath, [program, 'requirements', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (piece: Buffer) => errors.push(piece.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  assert.equal([exitCode, errors.join('')], [0, '']);
});

test.run();
