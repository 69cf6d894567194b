import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from '../hosting/index.ts';
import { smallScenario } from '../hosting/testing/hostText.ts';
import { withScratch } from '../hosting/testing/scratch.ts';
import { takeBackup, wireAgentFile } from '../hosting/testing/wireAgent.ts';
import { doctor } from './doctor.ts';
import { run, testIo } from './testing/run.ts';

const backupScenario = smallScenario([
  'load: { transactions: 10 }',
  'backup: { kind: full, set: sunday, loadDuring: 1 }',
  'expect: { state: running, patchFiles: absent }',
]);

/** A folder with a scenario in it. */
const withScenario = (
  test: (scratch: { folder: string; scenario: string }) => Promise<void>,
  text = backupScenario,
): Promise<void> =>
  withScratch(async (folder) => {
    const scenario = join(folder, 'a.yaml');
    writeFileSync(scenario, text);
    await test({ folder, scenario });
  });

const agent = (order: unknown): readonly string[] => ['--', process.execPath, wireAgentFile, JSON.stringify(order)];

test('run hosts a scenario, runs the agent and says what came of it', async () => {
  await withScenario(async ({ folder, scenario }) => {
    const saved = join(folder, 'tape');
    const set = join(folder, 'kept');
    const words = ['run', scenario, '--saved', saved, '--set', set, '--redact'];
    const { exitCode, out, err } = await run([...words, ...agent({ action: 'backup', save: saved })]);
    assert.is(exitCode, 0, err + out);
    assert.match(out, /2 {2}backup full, by an agent that exited with 0: \d+ calls, 3 files read to the end/);
    assert.match(out, 'as expected: Nothing of the information-store was lost, recovered or restored: ');
    assert.match(out, `saved faithfully as ${join(saved, 'priv.edb')}; sound`);
    assert.match(out, 'information-store: running');
    assert.match(out, 'every list freed');
    const [trace = ''] = /\S+agent-\d+\.trace\.jsonl/.exec(out) ?? [];
    assert.match(readFileSync(trace, 'utf8'), '"server":"server-1"');
  });
});

test('a scenario says where an agent saves, seen from its own folder; the command line goes before', async () => {
  const text = backupScenario.replace('steps:', 'agent: { saved: tapes/one }\nsteps:');
  assert.match(text, 'tapes');
  await withScenario(async ({ folder, scenario }) => {
    const tape = join(folder, 'tapes', 'one');
    const backup = agent({ action: 'backup', save: tape });
    const good = await run(['run', scenario, ...backup]);
    assert.is(good.exitCode, 0, good.err + good.out);
    assert.match(good.out, `saved faithfully as ${join(tape, 'priv.edb')}; sound`);

    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const bad = await run(['run', scenario, '--saved', elsewhere, ...backup]);
    assert.is(bad.exitCode, 1);
    assert.match(bad.out, 'no file with these bytes');
  }, text);
});

test('run says it in JSON for programs, a line for each event', async () => {
  await withScenario(async ({ scenario }) => {
    const { exitCode, out } = await run(['run', scenario, '--json', ...agent({ action: 'leave-open' })]);
    assert.is(exitCode, 1);
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(
      events.map(({ event }) => event),
      ['begin', 'step', 'starting', 'step', 'step', 'verdict', 'agent'],
    );
    const last = events.at(-1);
    assert.equal([last.ending, last.clients[0].unfreedLists], [{ kind: 'exited', code: 3 }, 1]);
    assert.is(last.unmet[0].seen, 'the agent exited with 3');
  });
});

test('with --json what the agent prints does not get between the events', async () => {
  await withScenario(async ({ scenario }) => {
    const program = fileURLToPath(new URL('./main.js', import.meta.url));
    const words = ['run', scenario, '--json', '--', process.execPath, '-e', 'console.log("noise")'];
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
    assert.is(status, 1, stderr);
    assert.match(stderr, 'noise');
    assert.not.match(stdout, /^noise/m);
    const last = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    assert.is(last.unmet[0].expected, 'the agent calls the server');
  });
});

test('an agent that crashes, hangs, dies by a fault or takes too long is a result', async () => {
  const said = async (order: unknown, ...words: string[]): Promise<string> => {
    let text = '';
    await withScenario(async ({ scenario }) => {
      const { exitCode, out } = await run(['run', scenario, ...words, ...agent(order)]);
      assert.is(exitCode, 1, out);
      text = out;
    });
    return text;
  };
  const backup = { action: 'backup' };
  assert.match(await said({ action: 'crash' }), 'the agent was killed by SIGSEGV');
  assert.match(await said({ action: 'sleep' }, '--time-limit', '0.6'), 'was killed after 0.6 seconds, its time limit');
  const hung = await said(backup, '--hang-limit', '0.1', '--fault', 'at HrBackupClose, hang');
  assert.match(hung, 'hung in HrBackupClose, and was killed 0.1 seconds later');
  const killed = await said(backup, '--fault', 'at HrBackupClose, kill client');
  assert.match(killed, 'was killed in HrBackupClose by a fault of the scenario');
  assert.match(
    await said(backup, '--fault', 'at HrBackupRead, return hrReadVerifyFailure'),
    'answered with something else',
  );
});

/** Whether a process lives. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

test('a second Ctrl-C leaves neither an agent that hears of none, nor a folder', async () => {
  await withScenario(async ({ folder, scenario }) => {
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    const deaf = `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {});
      console.log('agent ' + process.pid); setInterval(() => {}, 1000)`;
    const program = fileURLToPath(new URL('./main.js', import.meta.url));
    const child = spawn(process.execPath, [program, 'run', scenario, '--', process.execPath, '-e', deaf], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const agentId = await new Promise<number>((resolve) => {
      let said = '';
      child.stdout.on('data', (piece) => {
        said += piece;
        const found = /^agent (\d+)$/m.exec(said);
        if (found !== null) resolve(Number(found[1]));
      });
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    // A signal that comes before the last one was taken counts once: so they are sent until it ends.
    const sending = setInterval(() => child.kill('SIGINT'), 100);
    assert.is(await ended, 130);
    clearInterval(sending);
    for (let turn = 0; turn < 100 && isAlive(agentId); turn++) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.not.ok(isAlive(agentId), 'the agent lives on');
    assert.equal(readdirSync(temporary), []);
  });
});

test('a Windows program without wine before it is told so', async () => {
  await withScenario(async ({ folder, scenario }) => {
    const head = Buffer.alloc(256);
    head.write('MZ', 0, 'latin1');
    head.writeUInt32LE(128, 0x3c);
    head.write('PE\0\0', 128, 'latin1');
    head.writeUInt16LE(0x8664, 132);
    const program = join(folder, 'agent.exe');
    writeFileSync(program, head);
    const { exitCode, err } = await run(['run', scenario, '--', program, '--full']);
    assert.equal(
      [exitCode, err],
      [2, `${program} is a program for Windows: put "wine" before it, as in: -- wine ${program}\n`],
    );
  });
});

test('a trace that cannot be written is told before anything is played', async () => {
  await withScenario(async ({ folder, scenario }) => {
    const taken = join(folder, 'taken.jsonl');
    writeFileSync(taken, '');
    const nowhere = join(folder, 'nowhere', '%p.jsonl');
    for (const [trace, problem] of [
      [taken, `${taken} exists already, and nothing is overwritten: choose another, or put %p into it`],
      [folder, `${folder} exists already, and nothing is overwritten: choose another, or put %p into it`],
      [nowhere, `there is no folder ${join(folder, 'nowhere')}`],
    ] as const) {
      const { exitCode, out, err } = await run(['run', scenario, '--trace', trace, ...agent({ action: 'backup' })]);
      assert.equal([exitCode, out, err], [2, '', `--trace: ${problem}\n`]);
    }
  });
});

test('Ctrl-C ends the agent and the run', async () => {
  await withScenario(async ({ scenario }) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 700);
    const { exitCode, out } = await run(['run', scenario, ...agent({ action: 'sleep' })], { signal: stop.signal });
    assert.is(exitCode, 130);
    assert.match(out, 'the agent was interrupted');
  });
});

test('an agent that comes after all steps is judged too', async () => {
  await withScenario(
    async ({ scenario }) => {
      const { exitCode, out } = await run(['run', scenario, ...agent({ action: 'leave-open' })]);
      assert.is(exitCode, 1);
      assert.match(out, 'the agent exited with 0; seen: the agent exited with 3');
    },
    smallScenario(['load: { transactions: 3 }']),
  );
});

test('serve hosts until it is stopped, then plays on', async () => {
  await withScenario(async ({ folder, scenario }) => {
    const stop = new AbortController();
    let said = '';
    let backups = 0;
    const out = (text: string): void => {
      said += text;
      const found = /EDBPROOF_ENDPOINT=(\S+)\n.*EDBPROOF_TOKEN=(\S+)\n.*EDBPROOF_SERVER=(\S+)\n/.exec(text);
      if (found === null) return;
      const [, endpoint, token, server] = found;
      const environment = { EDBPROOF_ENDPOINT: endpoint, EDBPROOF_TOKEN: token, EDBPROOF_SERVER: server };
      const twice = async (): Promise<void> => {
        for (let count = 0; count < 2; count += 1) backups += 1 - (await takeBackup({ action: 'backup' }, environment));
      };
      void twice().finally(() => stop.abort());
    };
    const listen = `unix:${join(folder, 'socket')}`;
    const { exitCode } = await run(['serve', scenario, '--listen', listen], { out, signal: stop.signal });
    assert.is(backups, 2, said);
    assert.is(exitCode, 0, said);
    assert.match(said, `server EXCH1 listens at ${listen}; Ctrl-C ends it`);
    assert.match(said, 'by agents of your own: ');
    assert.match(said, 'the server was hosted until you ended it: ');
    assert.match(said, '3  expect: information-store is running; no patch files.');
  });
});

test('serve that is stopped before its turn is interrupted, and one that is hosting plays on', async () => {
  await withScenario(async ({ scenario }) => {
    const stop = new AbortController();
    stop.abort();
    const early = await run(['serve', scenario], { signal: stop.signal });
    assert.is(early.exitCode, 130);
    let said = '';
    const out = (text: string): void => {
      said += text;
      if (text.includes('"listening"')) later.abort();
    };
    const later = new AbortController();
    const { exitCode } = await run(['serve', scenario, '--json'], { out, signal: later.signal });
    assert.is(exitCode, 0, said);
  });
});

test('what cannot be run is refused with the word that was wrong', async () => {
  await withScenario(async ({ folder, scenario }) => {
    const problemOf = async (...words: string[]): Promise<string> => {
      const { exitCode, err } = await run(words);
      assert.is(exitCode, 2, words.join(' '));
      return err;
    };
    assert.match(await problemOf('run', scenario), 'say which agent to run: edbproof run SCENARIO -- COMMAND ARGS...');
    assert.match(await problemOf('run', scenario, 'agent'), 'Unknown argument: agent');
    assert.match(await problemOf('run', 'nowhere.yaml', '--', 'x'), 'nowhere.yaml: there is no such file');
    assert.match(await problemOf('run', scenario, '--', '/nowhere/agent'), '');
    assert.match(await problemOf('run', scenario, '--', `${scenario}/agent`), '');
    assert.match(await problemOf('run', scenario, '--', ''), '');
    assert.match(await problemOf('run', scenario, '--at', '1.5', '--', 'x'), '--at must be the number of a step');
    assert.match(await problemOf('run', scenario, '--at', 'two', '--', 'x'), '--at must be a number, not "two"');
    assert.match(await problemOf('run', scenario, '--at', '1', '--', 'x'), 'step 1 is no backup and no restore');
    assert.match(
      await problemOf('run', scenario, '--listen', 'tcp:0.0.0.0:1', '--', 'x'),
      '--listen: 0.0.0.0 is no loopback',
    );
    assert.match(await problemOf('run', scenario, '--time-limit', '0', '--', 'x'), 'more than 0 and at most 86400');
    assert.match(await problemOf('run', scenario, '--profile', 'exchange-9', '--', 'x'), 'exchange-9');
    assert.match(await problemOf('run', scenario, '--platform', 'vms', '--', 'x'), 'Invalid values');
    assert.match(await problemOf('run', scenario, '--disk', folder, '--', 'x'), 'is not empty');
    mkdirSync(join(folder, 'kept', 'a'), { recursive: true });
    assert.match(await problemOf('serve', scenario, '--set', join(folder, 'kept')), 'exists already');
    writeFileSync(scenario, 'name: x');
    assert.match(await problemOf('serve', scenario), 'a.yaml');
  });
});

test('a terminal that is closed ends the agent too', async () => {
  await withScenario(async ({ scenario }) => {
    let said = '';
    const program = fileURLToPath(new URL('./main.js', import.meta.url));
    const child = spawn(process.execPath, [program, 'run', scenario, ...agent({ action: 'sleep' })]);
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdout.on('data', (piece: Buffer) => {
      const isFirst = !said.includes('starting:');
      said += piece.toString();
      if (isFirst && said.includes('starting:')) setTimeout(() => child.kill('SIGHUP'), 200);
    });
    assert.is(await ended, 130, said);
    assert.match(said, 'the agent was interrupted');
  });
});

test('what serve says can be pasted into a shell, whatever the folders are called', async () => {
  await withScenario(async ({ folder, scenario }) => {
    const stop = new AbortController();
    const set = join(folder, "Bob's sets; $HOME");
    let said = '';
    const out = (text: string): void => {
      said += text;
      if (text.includes('EDBPROOF_SETS')) stop.abort();
    };
    const { exitCode, err } = await run(['serve', scenario, '--set', set], { out, signal: stop.signal });
    assert.is(exitCode, 0, err);
    const exports = said.split('\n').filter((line) => line.startsWith('export '));
    const shell = spawnSync('sh', ['-c', `${exports.join('\n')}\nprintf %s "$EDBPROOF_SETS"`], { encoding: 'utf8' });
    assert.is(shell.stdout, join(set, 'a'), shell.stderr);
  });
});

test('more failures than are listed are counted', async () => {
  await withScenario(async ({ scenario }) => {
    const { out } = await run(['run', scenario, ...agent({ action: 'fail-often', times: 1_234 })]);
    assert.match(out, 'HrBackupEnd: ');
    assert.match(out, '(1000 times)');
    assert.match(out, 'and 234 calls after the first 1000');
  });
});

test('shim says where the library is, and installs and undoes it', async () => {
  await withScratch(async (folder) => {
    const path = await run(['shim', 'path']);
    const isBuilt = path.exitCode === 0;
    if (!isBuilt) assert.match(path.err, 'is not there: build it with: npm run build:shim');
    const install = await run(['shim', 'install', folder]);
    assert.is(install.exitCode, isBuilt ? 0 : 1);
    const undo = await run(['shim', 'undo', folder]);
    assert.is(undo.exitCode, isBuilt ? 0 : 2);
    if (isBuilt) assert.match(undo.out, 'there was none before');
    assert.is((await run(['shim', 'install', join(folder, 'nowhere')])).exitCode, isBuilt ? 2 : 1);
    assert.is((await run(['shim'])).exitCode, 2);
  });
});

test('doctor says what is missing and how to get it', async () => {
  const said = { out: '' };
  const io = testIo({
    out: (text) => {
      said.out += text;
    },
  });
  await withScratch(async (folder) => {
    const exitCode = await doctor(false, io, () => examine(() => Promise.resolve(null), folder));
    assert.is(exitCode, 1);
    assert.match(said.out, /missing {2}Wine +runs Windows x64 agents on this machine; get it with: apt-get install/);
    assert.match(said.out, 'Everything that runs in this program works without.');
    mkdirSync(join(folder, 'linux-x64'));
    writeFileSync(join(folder, 'linux-x64', 'libedbbcli.so'), '');
    said.out = '';
    assert.is(await doctor(true, io, () => examine(() => Promise.resolve(null), folder)), 0);
    assert.is(JSON.parse(said.out)[0].found, true);
    said.out = '';
    assert.is(await doctor(false, io, () => examine(() => Promise.resolve(null), folder)), 0);
    assert.match(said.out, 'The drop-in library for this machine is there.');
  });
});

test('doctor is good where the library of this machine is there, and says which that is', async () => {
  const { exitCode, out } = await run(['doctor']);
  const { exitCode: ofPath, out: path } = await run(['shim', 'path']);
  assert.is(exitCode, ofPath, 'both ask for the same file');
  assert.match(out, ofPath === 0 ? `  ${path}` : "no drop-in library for this machine's own agents");
});

test.run();
