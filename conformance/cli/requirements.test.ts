import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { breakOf, catalogue, evidenceFor } from '../requirements/index.ts';
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
  assert.match(gaps.out, /EDB-RIGHT-1 +\w+ +\w+ +impossible .*\n +cannot be verified here: Windows/);
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

test('a requirement shows what each of its sources says and where, and which was not opened', async () => {
  const { out } = await run(['requirements', 'EDB-RECOV-30', 'EDB-AGENT-26']);
  const lines = out.split('\n');
  assert.match(lines.find((line) => line.startsWith('  Says      Q142782, CAUSE, example: ')) ?? '', /-509\.$/);
  assert.match(lines.find((line) => line.startsWith('            Q262375, CAUSE: ')) ?? '', /-515\.$/);
  assert.match(lines.find((line) => line.startsWith('            BT was not opened: ')) ?? '', /edbbcli\.md/);
  const rows = ['EDB-RECOV-30', 'EDB-AGENT-26'].flatMap(evidenceFor);
  assert.ok(rows.length >= 7);
  for (const { source } of rows)
    assert.ok(
      lines.some((line) => line.slice(12).startsWith(source)),
      source,
    );
});

test('a requirement that a test shows is printed with the line that makes it false', async () => {
  const { out } = await run(['requirements', 'EDB-CTX-1', 'EDB-RIGHT-1']);
  const told = out.split('\n').filter((line) => line.startsWith('  Broken by '));
  const planted = breakOf('EDB-CTX-1');
  if (planted === null) throw new Error('inconclusive');
  assert.equal(told, [`  Broken by ${planted.file}: ${planted.line} -> ${planted.becomes}`]);
});

test('requirements --markdown has every row of evidence, under its statement', async () => {
  const { out } = await run(['requirements', '--markdown']);
  const under = (id: string): string => out.split(`- **${id}** (`)[1]?.split('\n- **')[0] ?? '';
  for (const { id } of catalogue) {
    const rows = evidenceFor(id);
    assert.is([...under(id).matchAll(/^ {2}- \S+(, .+:| was not opened:) \S/gm)].length, rows.length, id);
  }
});

test('requirements --json has every field, and the counts', async () => {
  const parsed: { counts: { total: number; verified: number }; requirements: unknown[] } = JSON.parse(
    (await run(['requirements', '--json'])).out,
  );
  assert.equal([parsed.counts.total, parsed.counts.verified], [catalogue.length, countOf('verified')]);
  const expected = catalogue.map((entry) => ({ ...entry, says: evidenceFor(entry.id) }));
  assert.equal(parsed.requirements, JSON.parse(JSON.stringify(expected)));
});

test('requirements --markdown is a specification: a legend, contents, and every statement once, by subject and number', async () => {
  const { out } = await run(['requirements', '--markdown']);
  assert.match(out, /^# Requirements of the Exchange online-backup API\n/);
  for (const word of ['must', 'should', 'hazard', 'DOCUMENTED', 'INFERRED', 'UNKNOWN', 'OBSERVED']) {
    assert.ok(out.includes(`| ${word} `), `${word} is explained`);
  }
  const ids = [...out.matchAll(/^- \*\*(EDB-[A-Z]+-\d+)\*\* \((?:must|should|hazard), [A-Z]+\) \S/gm)].map(
    ([, id]) => id,
  );
  assert.equal([...ids].sort(), catalogue.map(({ id }) => id).sort());
  const headings = [...out.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  assert.is(headings.at(0), 'The DLL');
  assert.is(headings.at(-1), 'The agent');
  assert.not.ok(headings.includes('Further statements'), 'every area of ids has a section: see requirementSections.ts');
  const counts = [...out.matchAll(/^- \[.*\]\(#[a-z0-9-]+\): (\d+)$/gm)].map(([, count]) => Number(count));
  assert.is(counts.length, headings.length);
  assert.is(
    counts.reduce((sum, count) => sum + count, 0),
    catalogue.length,
  );
  const order = ids.map((id = '') => id.replace(/-\d+$/, ''));
  assert.is(
    order.filter((area, index) => area !== order[index - 1]).length,
    new Set(order).size,
    'areas stay together',
  );
});

test('requirements --markdown says what shows a statement, or why nothing does, and escapes what Markdown would eat', async () => {
  const { out } = await run(['requirements', '--markdown']);
  assert.match(out, '\n  Shown by `simulator/rules/prepare.test.ts` "');
  assert.match(out, /\n {2}Cannot be verified here: Windows checks rights/);
  assert.match(out, '\\\\\\\\SERVER\\\\D$', 'the backslashes of a path');
  const agent = await run(['requirements', '--markdown', '--party', 'agent']);
  assert.equal(
    [...agent.out.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading),
    ['The agent'],
  );
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

test('a reader that has seen enough ends the program with a line and a code that says neither good nor unmet', async () => {
  const program = fileURLToPath(new URL('main.js', import.meta.url));
  const child = spawn(process.execPath, [program, 'requirements', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (piece: Buffer) => errors.push(piece.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const told = 'edbproof: not all of the output could be written: whoever read it went away\n';
  assert.equal([exitCode, errors.join('')], [4, told]);
});

test.run();
