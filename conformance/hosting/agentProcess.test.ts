import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { AgentEnding, AgentSurroundings } from './agent.ts';
import { type AgentCommand, agentProcess } from './agentProcess.ts';
import { withScratch } from './testing/scratch.ts';

const surroundings = (): AgentSurroundings => ({
  endpoint: '',
  token: '',
  server: '',
  sets: '',
  disk: null,
  onUnanswered: () => {},
});

/** Runs a line of JavaScript as an agent. */
const ran = (script: string, changes: Partial<AgentCommand> = {}, given = surroundings()): Promise<AgentEnding> =>
  agentProcess({
    command: process.execPath,
    parameters: ['-e', script],
    environment: () => ({ ...process.env, GREETING: 'hello' }),
    stdio: 'ignore',
    timeLimitSeconds: 30,
    hangLimitSeconds: 30,
    signal: new AbortController().signal,
    ...changes,
  })(given);

const FOREVER = 'setInterval(() => {}, 1000)';

test('the exit status of an agent is told, and it has the environment that was made for it', async () => {
  assert.equal(await ran('process.exit(process.env.GREETING === "hello" ? 0 : 9)'), { kind: 'exited', code: 0 });
  assert.equal(await ran('process.exit(7)'), { kind: 'exited', code: 7 });
});

test('an agent that crashes is told with its signal', async () => {
  assert.equal(await ran('process.kill(process.pid, "SIGSEGV")'), { kind: 'killed', signal: 'SIGSEGV' });
});

test('an agent that does not end is killed at its time limit, with what it started', async () => {
  await withScratch(async (folder) => {
    const file = join(folder, 'alive');
    const child = `setTimeout(() => require('fs').writeFileSync(${JSON.stringify(file)}, ''), 900)`;
    const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]); ${FOREVER}`;
    assert.equal(await ran(script, { timeLimitSeconds: 0.5 }), { kind: 'time-limit', seconds: 0.5 });
    await new Promise((resolve) => setTimeout(resolve, 900));
    assert.not.ok(existsSync(file), 'its child lived on');
  });
});

test('an agent in a call that never comes back is killed after the hang limit', async () => {
  const given = surroundings();
  const ending = ran(FOREVER, { hangLimitSeconds: 0.2 }, given);
  given.onUnanswered({ kind: 'hung', call: 'HrBackupReadX', reason: 'a test' });
  assert.equal(await ending, { kind: 'hung', call: 'HrBackupReadX', seconds: 0.2 });
});

test('an agent that gives a hung call up by itself is not killed', async () => {
  const given = surroundings();
  const ending = ran('setTimeout(() => process.exit(4), 50)', { hangLimitSeconds: 20 }, given);
  given.onUnanswered({ kind: 'hung', call: 'HrBackupRead', reason: 'a test' });
  assert.equal(await ending, { kind: 'exited', code: 4 });
});

test('an agent that a fault kills is killed at once', async () => {
  const given = surroundings();
  const ending = ran(FOREVER, {}, given);
  given.onUnanswered({ kind: 'killed', call: 'HrBackupClose', reason: 'a test' });
  assert.equal(await ending, { kind: 'killed-by-fault', call: 'HrBackupClose' });
});

test('Ctrl-C is passed on, and whoever does not listen is killed', async () => {
  await withScratch(async (folder) => {
    const file = join(folder, 'ended-in-order');
    const ready = join(folder, 'ready');
    const write = (path: string) => `require('fs').writeFileSync(${JSON.stringify(path)}, '')`;
    const stop = new AbortController();
    const script = `process.on('SIGINT', () => { ${write(file)}; process.exit(1); }); ${write(ready)}; ${FOREVER}`;
    const ending = ran(script, { signal: stop.signal });
    while (!existsSync(ready)) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    assert.equal(await ending, { kind: 'interrupted' });
    assert.ok(existsSync(file));
  });
  const stopped = new AbortController();
  stopped.abort();
  assert.equal(await ran(FOREVER, { signal: stopped.signal }), { kind: 'interrupted' });
});

test('what an interrupted agent started and left behind is killed with it', async () => {
  await withScratch(async (folder) => {
    const [ready, alive] = [join(folder, 'ready'), join(folder, 'alive')];
    const write = (path: string) => `require('fs').writeFileSync(${JSON.stringify(path)}, '')`;
    const child = `process.on('SIGINT', () => {}); ${write(ready)}; setTimeout(() => ${write(alive)}, 900)`;
    const spawned = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}])`;
    const stop = new AbortController();
    const ending = ran(`process.on('SIGINT', () => process.exit(1)); ${spawned}; ${FOREVER}`, { signal: stop.signal });
    while (!existsSync(ready)) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    assert.equal(await ending, { kind: 'interrupted' });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.not.ok(existsSync(alive), 'its child lived on');
  });
});

test('a program that is not there, or may not be run, is told', async () => {
  const missing = await ran('', { command: '/nowhere/agent' });
  assert.equal(missing, { kind: 'not-started', problem: 'there is no program /nowhere/agent; check the path' });
  assert.equal(await ran('', { command: '' }), { kind: 'not-started', problem: 'its name is empty' });
  const belowFile = await ran('', { command: `${process.execPath}/agent` });
  assert.match(belowFile.kind === 'not-started' ? belowFile.problem : '', 'there is no program');
  const tooLong = await ran('', { parameters: ['x'.repeat(4 * 1024 * 1024)] });
  assert.match(tooLong.kind === 'not-started' ? tooLong.problem : '', 'E2BIG');
  await withScratch(async (folder) => {
    const file = join(folder, 'agent');
    writeFileSync(file, 'x', { mode: 0o644 });
    const refused = await ran('', { command: file });
    assert.match(refused.kind === 'not-started' ? refused.problem : '', 'may not be run: chmod +x');
  });
});

test.run();
