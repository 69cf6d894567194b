import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../../binding/testing/tools.ts';
import type { ExchangeServer } from '../../simulator/exchange/index.ts';
import { profileByName } from '../../simulator/profiles/index.ts';
import { NodeStorage, runBackup } from '../agent/index.ts';
import { backupOptions, noDeviations } from '../procedures/index.ts';
import { type AgentCourse, agentDifference, annotations, runHosted } from './testing/agentCourse.ts';
import { compiledAgents } from './testing/compiledAgents.ts';
import { TwinServer } from './testing/twinServer.ts';

const nativeTest = testsWith('the compiled agent', 'gcc');

const compiled = compiledAgents();

const courses: fc.Arbitrary<AgentCourse> = fc.record({
  seed: fc.nat({ max: 99_999 }),
  profileName: fc.constantFrom('exchange-4.0', 'exchange-5.0', 'exchange-5.5', 'exchange-5.5-sp4'),
  service: fc.constantFrom('store', 'directory'),
  bufferSizeBytes: fc.integer({ min: 3, max: 128 }).map((pages) => pages * 4096),
  kinds: fc.tuple(
    fc.constantFrom('full', 'copy', 'incremental'),
    fc.constantFrom('incremental', 'differential', 'copy', 'full'),
  ),
});

const chain: AgentCourse = {
  seed: 3,
  profileName: 'exchange-5.5',
  service: 'store',
  bufferSizeBytes: 65_536,
  kinds: ['full', 'incremental', 'differential'],
};

nativeTest(
  'a compiled agent behind the drop-in library makes the calls, files and restores of the reference agent',
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(courses, fc.constantFrom('A', 'W'), async (course, form) => {
        const found = await agentDifference(compiled(form), course);
        assert.is(found, null, `${JSON.stringify({ ...course, form })}: ${found}`);
        for (const word of [...course.kinds, course.service, form]) seen.add(word);
      }),
      {
        seed: 4711,
        numRuns: 6,
        endOnFailure: true,
        examples: [
          [chain, 'A'],
          [{ ...chain, service: 'directory' }, 'W'],
        ],
      },
    );
    assert.is(seen.size, 8, `only ${[...seen].join(', ')} happened`);
  },
);

nativeTest(
  'an agent that forgets to free a list, or does not close a file, is told from the reference agent',
  async () => {
    const forgetful = compiled('A', { plant: ['BackupFree(list);', ''] });
    assert.match(
      (await agentDifference(forgetful, { ...chain, kinds: ['full'] })) ?? '',
      /^full: call \d+ is .*GetBackupLogsA/,
    );
    const careless = compiled('W', { plant: ['HrBackupClose(hbc)', 'hrNone'] });
    assert.match(
      (await agentDifference(careless, { ...chain, kinds: ['full'] })) ?? '',
      /^full: call \d+ is .*instead of .*HrBackupClose/,
    );
  },
);

nativeTest('an agent that is interrupted ends its session, and the next backup is good', async () => {
  const program = compiled('W');
  const profile = profileByName('exchange-5.5');
  if (profile === null) throw new Error('no profile');
  const twin = new TwinServer(9, profile);
  twin.start();
  twin.work(40);
  const words = (name: string) => ['backup', twin.server.name, 'store', 'full', join(program.folder, name)];
  const run = await runHosted(twin.server, program, words('interrupted'), null, {
    beforeCall: (nth, agent) => void (nth === 5 && agent.kill('SIGINT')),
  });
  assert.is(run.exitCode, 1, run.output);
  assert.match(run.output, /agent: interrupted in /);
  assert.match(run.calls.at(-1) ?? '', 'HrBackupEnd');
  assert.not.ok(existsSync(join(program.folder, 'interrupted', 'files.txt')), 'it is no set');
  const next = await runHosted(twin.server, program, words('next'));
  assert.is(next.exitCode, 0, next.output);
});

nativeTest('an agent takes no buffer that a server cannot give it, and restores no set that lacks a file', () => {
  const program = compiled('A');
  const said = (...words: string[]) => {
    const { command } = program.start(words);
    const run = spawnSync(command[0] ?? '', command.slice(1), { encoding: 'utf8' });
    return `${run.status} ${run.stderr}`;
  };
  for (const size of ['8192', '70000', '528384', '65536x', '-1', '']) {
    assert.match(said('-b', size, 'backup', 'EXCH1', 'store', 'full', join(program.folder, 'x')), /^2 usage: agent/);
  }
  const set = join(program.folder, 'incomplete');
  mkdirSync(set);
  writeFileSync(join(set, 'files.txt'), '45 4096 0 \\\\EXCH1\\D$\\priv.edb\n');
  // Nobody listens: it must fail before the first call.
  assert.match(said('restore', 'EXCH1', 'store', set), /^1 agent: the set lacks .*priv\.edb\n$/);
});

/** Everything on the disks of a server: a line for each file with its bytes' sum. */
function onDisk({ disk }: ExchangeServer): readonly string[] {
  const folders = ['D:\\exchsrvr\\mdbdata', 'D:\\exchsrvr\\dsadata'];
  return folders.flatMap((place) =>
    disk.list(place).map((name) => {
      const file = disk.open(`${place}\\${name}`);
      const bytes = new Uint8Array(file?.sizeBytes ?? 0);
      file?.read(0, bytes, 0, bytes.length);
      return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
    }),
  );
}

/** A full backup of which only so many calls are made, by the reference agent in this process. */
async function stopAfter(server: ExchangeServer, calls: number, place: string): Promise<void> {
  const client = server.connect();
  const { store } = annotations;
  const deviations = { ...noDeviations, stopAfterCalls: calls };
  const options = backupOptions(server.name, store, 'full', { bufferSizeBytes: KILLED_BUFFER_BYTES, deviations });
  await runBackup({
    api: client,
    options,
    storage: new NodeStorage(),
    folder: place,
    name: 'stopped',
    origin: null,
    now: () => new Date(0),
  });
  client.disconnect();
}

const KILLED_BUFFER_BYTES = 524_288;

/** The call that failed and its code, from what the agent says. */
const refusalOf = (output: string): string => {
  const [, call = 'none', code = 'none'] = /agent: (\w+).*: (0x[0-9A-F]{8})/.exec(output) ?? [];
  return `${call} ${code}`;
};

nativeTest('an agent that is killed in any call of a full backup leaves the server as the profile says', async () => {
  const program = compiled('W');
  const nextCodes = new Map<string, Set<string>>();
  for (const profileName of ['exchange-4.0', 'exchange-5.5']) {
    const profile = profileByName(profileName);
    if (profile === null) throw new Error(`no profile ${profileName}`);
    const next = new Set<string>();
    nextCodes.set(profileName, next);
    for (let call = 1, reached = true; reached; call += 1) {
      const [killed, stopped] = [new TwinServer(9, profile), new TwinServer(9, profile)];
      for (const twin of [killed, stopped]) {
        twin.start();
        twin.work(40);
      }
      const words = (name: string) => {
        const set = join(program.folder, `${profileName}-${call}-${name}`);
        return ['-b', String(KILLED_BUFFER_BYTES), 'backup', killed.server.name, 'store', 'full', set];
      };
      const run = await runHosted(killed.server, program, words('killed'), null, {
        beforeCall: (nth, agent) => void (nth === call && agent.kill('SIGKILL')),
      });
      reached = run.signal === 'SIGKILL';
      if (!reached) break;
      const place = join(program.folder, `${profileName}-${call}`);
      mkdirSync(place);
      await stopAfter(stopped.server, call, place);
      assert.equal(onDisk(killed.server), onDisk(stopped.server), `${profileName}, killed in call ${call}`);

      const again = await Promise.all(
        [killed, stopped].map(({ server }, index) => runHosted(server, program, words(`next-${index}`))),
      );
      assert.equal(again[0]?.calls, again[1]?.calls, `${profileName}, the backup after one killed in call ${call}`);
      next.add(again[0]?.exitCode === 0 ? 'good' : refusalOf(again[0]?.output ?? ''));
    }
  }
  // A killed client leaves its patch files, and those stop the next backup: in 4.0 where Q178999 has it, in 5.5 as Q297172 tells.
  assert.equal(nextCodes.get('exchange-4.0'), new Set(['good', 'HrBackupOpenFile 0xC8000713']));
  assert.equal(nextCodes.get('exchange-5.5'), new Set(['good', 'HrBackupPrepare 0xC8000713']));
});

test.run();
