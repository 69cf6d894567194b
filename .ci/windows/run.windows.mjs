// `edbproof run` with a Windows program: Wine is told where our DLL is, and the agent needs nothing beside it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../programs.mjs';
import { place } from './halves.mjs';
import { compileAgent, workFolder } from './place.mjs';

const work = workFolder();

test('run leads an agent for x64 Windows to the server of a scenario, and finds what it saved', () => {
  const agent = join(work, 'agent.exe');
  const saved = join(work, 'saved');
  mkdirSync(saved);
  compileAgent('x64', 'W', agent);
  const words = ['run', 'fixtures/scenarios/nightly-backup.yaml', '--saved', saved, '--json', '--'];
  const command = ['wine', agent, 'backup', 'EXCH01', 'store', 'full', `Z:${join(saved, 'set').replaceAll('/', '\\')}`];
  const run = spawnSync(process.execPath, [join(root, 'dist/conformance/cli/main.js'), ...words, ...command], {
    cwd: root,
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, HOME: place, WINEPREFIX: join(place, 'prefix-x64'), WINEARCH: 'win64', WINEDEBUG: '-all' },
  });
  assert.is(run.status, 0, run.stdout + run.stderr);
  const report = run.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .find(({ event }) => event === 'agent');
  assert.equal(report.ending, { kind: 'exited', code: 0 });
  assert.is(report.streams.length, 6);
  assert.ok(
    report.streams.every(({ savedAs }) => savedAs !== null),
    JSON.stringify(report.streams),
  );
  assert.is(readdirSync(join(saved, 'set')).length, 7);
});

test.run();
