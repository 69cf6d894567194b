import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, type Hbc, NOT_MODELLED } from '../../simulator/protocol/index.ts';
import type { RunAgent } from './agent.ts';
import type { AgentReport } from './agentReport.ts';
import { environmentOf, type HostedText, hostText, nodeAgent, smallScenario } from './testing/hostText.ts';
import { backupHere, backupUntilUnanswered, callsHere } from './testing/inProcess.ts';
import { restoreAgentFile } from './testing/restoreAgent.ts';
import { withScratch } from './testing/scratch.ts';
import { connected } from './testing/wireAgent.ts';

const STORE = Annotation.EDBBACK_MDB_SERVER;

const reportOf = ({ result }: HostedText): AgentReport => {
  if (!result.ok || result.report === null) throw new Error(result.ok ? 'no report' : result.problem);
  return result.report;
};
const isMet = ({ result }: HostedText): boolean => result.ok && result.met;
/** Of the agent and of the steps after it. */
const unmetOf = ({ events }: HostedText): string =>
  events
    .flatMap((event) => (event.event === 'step' ? event.unmet : []))
    .map(({ expected, seen }) => `${expected} / ${seen}`)
    .join('; ');
const stepText = ({ events }: HostedText, step: number): string =>
  events.flatMap((event) => (event.event === 'step' && event.step === step ? [event.text] : [])).join();

const backupScenario = smallScenario([
  'load: { transactions: 40 }',
  'fillLogs: { generations: 2 }',
  'idle: { pages: 10000 }',
  'backup: { kind: full, set: sunday, loadDuring: 1 }',
  'expect: { patchFiles: absent, logs: 1 }',
  'backup: { kind: full, set: monday }',
]);

test('an agent takes the place of a step; what follows up to the next backup is played and judged', async () => {
  await withScratch(async (folder) => {
    const saved = join(folder, 'tape');
    const hosted = await hostText(backupScenario, folder, backupHere({ save: saved }), { saved });
    assert.ok(isMet(hosted), unmetOf(hosted));
    const report = reportOf(hosted);
    assert.equal(report.ending, { kind: 'exited', code: 0 });
    assert.is(report.truncated, 2);
    assert.equal(report.failures, []);
    assert.equal([report.clients.length, report.clients[0]?.unfreedLists], [1, 0]);
    const names = report.streams.map(({ name }) => name.slice(name.lastIndexOf('\\') + 1));
    assert.equal(names, ['priv.edb', 'edb00003.log', 'priv.pat']);
    for (const stream of report.streams) {
      assert.ok(stream.isWhole && 'savedAs' in stream && stream.savedAs !== null, stream.name);
    }
    assert.match(stepText(hosted, 4), 'backup full, by an agent that exited with 0');
    assert.match(stepText(hosted, 5), '1 closed log');
    assert.is(stepText(hosted, 6), '', 'the next backup is the reference agent’s, and needs what it would have left');
    const [state] = report.server;
    assert.equal([state?.state, state?.session, state?.patchFiles], ['running', null, []]);
  });
});

test('a file that was saved wrong is found out, and one that was not saved too', async () => {
  await withScratch(async (folder) => {
    const saved = join(folder, 'tape');
    const hosted = await hostText(backupScenario, folder, backupHere({ save: saved, spoil: true }), { saved });
    assert.not.ok(isMet(hosted));
    assert.match(unmetOf(hosted), 'priv.edb saved as it was read / no file with these bytes');
  });
  await withScratch(async (folder) => {
    const hosted = await hostText(backupScenario, folder, backupHere(), { saved: folder });
    assert.is(reportOf(hosted).unmet.length, 3);
  });
});

test('the same scenario and agent give the same bytes, times and names of processes apart', async () => {
  const lines: string[] = [];
  for (let run = 0; run < 2; run += 1) {
    await withScratch(async (folder) => {
      const trace = join(folder, 'trace.jsonl');
      await hostText(backupScenario, folder, backupHere(), { trace });
      lines.push(readFileSync(trace, 'utf8').replace(/"at":\{[^}]*\},?/g, ''));
    });
  }
  assert.is(lines[0], lines[1]);
  assert.ok((lines[0]?.split('\n').length ?? 0) > 20);
});

test('the sets of the reference agent are there for an agent that restores, and its files reach the server', async () => {
  const scenario = smallScenario([
    'load: { transactions: 40 }',
    'backup: { kind: full, set: sunday, loadDuring: 1 }',
    'fillLogs: { generations: 1 }',
    'backup: { kind: incremental, set: monday }',
    'lose: {}',
    'restore: { sets: [sunday, monday] }',
    'start: {}',
    'expect: { recovered: all, restoreKey: absent }',
  ]);
  await withScratch(async (folder) => {
    const disk = join(folder, 'disk');
    const sets = ['sunday', 'monday'];
    const hosted = await hostText(scenario, folder, nodeAgent(restoreAgentFile, { sets }), { at: 6, disk });
    assert.ok(isMet(hosted), `${unmetOf(hosted)} ${hosted.notes.join('\n')}`);
    assert.match(stepText(hosted, 8), 'every committed transaction came back');
    assert.is(hosted.notes.filter((note) => note.startsWith('Taken over from')).length, 2);
  });
  await withScratch(async (folder) => {
    const disk = join(folder, 'disk');
    const order = { sets: ['sunday', 'monday'], writeNothing: true };
    const hosted = await hostText(scenario, folder, nodeAgent(restoreAgentFile, order), { at: 6, disk });
    assert.not.ok(isMet(hosted), 'an agent that writes nothing back restores nothing');
  });
});

test('a backup that must fail is failed by the agent too, with the code and call that are expected', async () => {
  const refused = (expect: string): string =>
    smallScenario([
      'setCircularLogging: { on: true }',
      `backup: { kind: incremental, set: monday, expect: { result: failed${expect} } }`,
    ]);
  const incremental = backupHere({ kind: 'incremental' });
  await withScratch(async (folder) => {
    const expected = ', code: hrCircularLogging, call: HrBackupPrepare';
    const hosted = await hostText(refused(expected), folder, incremental);
    assert.ok(isMet(hosted), unmetOf(hosted));
    assert.match(reportOf(hosted).failures[0]?.code ?? '', 'hrCircularLogging');
  });
  await withScratch(async (folder) => {
    const hosted = await hostText(refused(', code: hrLogFileNotFound'), folder, incremental);
    assert.match(unmetOf(hosted), 'hrLogFileNotFound / failed: HrBackupPrepareW');
  });
  await withScratch(async (folder) => {
    const silent: RunAgent = async (surroundings) => {
      await incremental(surroundings);
      return { kind: 'exited', code: 0 };
    };
    const hosted = await hostText(refused(''), folder, silent);
    assert.match(unmetOf(hosted), 'another status than 0, because it must fail / the agent exited with 0');
  });
});

test('truncation is counted and held against what is expected', async () => {
  const scenario = smallScenario([
    'fillLogs: { generations: 2 }',
    'idle: { pages: 10000 }',
    'backup: { kind: full, set: sunday, expect: { result: ok, truncated: some } }',
  ]);
  await withScratch(async (folder) => {
    assert.ok(isMet(await hostText(scenario, folder, backupHere())));
  });
  await withScratch(async (folder) => {
    const hosted = await hostText(scenario, folder, backupHere({ kind: 'copy' }));
    assert.match(unmetOf(hosted), 'some logs truncated / none');
  });
});

test('calls that never come back, and clients that a fault kills, are told to whoever runs the agent', async () => {
  const scenario = (action: string): string =>
    smallScenario([`fault: at HrBackupGetBackupLogs, ${action}`, 'backup: { kind: full, set: sunday }']);
  for (const [action, kind] of [
    ['hang', 'hung'],
    ['kill client', 'killed'],
  ] as const) {
    await withScratch(async (folder) => {
      const told: string[] = [];
      const agent = backupUntilUnanswered(told, (call) => ({ kind: 'hung', call, seconds: 1 }));
      const trace = join(folder, 't.jsonl');
      const hosted = await hostText(scenario(action), folder, agent, { trace });
      assert.equal(told, [`${kind} in HrBackupGetBackupLogsW`]);
      const lines = readFileSync(trace, 'utf8');
      assert.match(lines, /"event":"fault"[^\n]*\n[^\n]*"call":"HrBackupGetBackupLogsW"[^\n]*"unanswered":true/);
      assert.equal(reportOf(hosted).ending.kind, 'hung');
    });
  }
});

test('an expected hang is met by an agent that hangs, and by no other', async () => {
  const scenario = smallScenario([
    'fault: at HrBackupClose, hang',
    'backup: { kind: full, set: sunday, expect: { result: hung } }',
  ]);
  const hung = backupUntilUnanswered([], (call) => ({ kind: 'hung', call, seconds: 1 }));
  const exited = backupUntilUnanswered([], () => ({ kind: 'exited', code: 0 }));
  await withScratch(async (folder) => assert.ok(isMet(await hostText(scenario, folder, hung))));
  await withScratch(async (folder) => assert.not.ok(isMet(await hostText(scenario, folder, exited))));
});

test('what the agent left open and unfreed is said', async () => {
  await withScratch(async (folder) => {
    const agent = callsHere(async (client, { server }) => {
      const { hbc } = await client.call('HrBackupPrepareW', server, STORE, 0, 1);
      if (hbc === null) throw new Error('no context');
      const { list } = await client.call('HrBackupGetDatabaseNamesW', hbc);
      const name =
        Buffer.from(list ?? [])
          .toString('utf16le')
          .slice(1)
          .split('\0')[0] ?? '';
      await client.call('HrBackupOpenFileW', hbc, name, 65_536);
      await client.call('HrBackupRead', hbc, new Uint8Array(65_536), 65_536);
      await client.call('HrBackupGetDatabaseNamesW', 4n as unknown as Hbc);
    });
    const report = reportOf(await hostText(backupScenario, folder, agent));
    assert.is(report.clients[0]?.unfreedLists, 1);
    assert.equal(report.server[0]?.patchFiles, ['priv.pat'], 'the facet client-gone of 5.5: patch files stay');
    assert.is(report.server[0]?.session, null);
    assert.equal(
      report.streams.map(({ readBytes, isWhole }) => [readBytes, isWhole]),
      [[65_536, false]],
    );
    assert.is(report.failures.length, 1);
  });
});

test('what the model does not cover is answered so, and said to the person', async () => {
  await withScratch(async (folder) => {
    const agent = callsHere(async (client) => {
      const missing = { missingBits: 1, threadId: 7 };
      const { code } = await client.callWith('HrBackupPrepareW', ['EXCH1', STORE, 0, 1], missing);
      assert.is(code, NOT_MODELLED);
    });
    const hosted = await hostText(backupScenario, folder, agent);
    assert.match(hosted.notes.join('\n'), 'HrBackupPrepareW with NULL for phbc');
    assert.match(hosted.notes.join('\n'), 'answered NOT_MODELLED');
  });
});

test('strangers are told of, the first few, and the same is said once', async () => {
  await withScratch(async (folder) => {
    const agent = callsHere(async (_client, surroundings) => {
      for (let count = 0; count < 30; count += 1) {
        await callsHere(async () => {})({ ...surroundings, token: 'wrong' }).catch(() => {});
      }
      for (let count = 0; count < 30; count += 1) await sendTooLongFrame(surroundings.endpoint, 300_000 + count);
    });
    const { notes } = await hostText(backupScenario, folder, agent);
    assert.is(notes.filter((note) => note.includes('the token is wrong')).length, 1);
    assert.is(notes.filter((note) => note.includes('at most 262144 are allowed')).length, 19);
    assert.match(notes.at(-1) ?? '', 'left out');
  });
});

/** Knocks with the length of a frame that is refused, and waits until it was. */
const sendTooLongFrame = (endpoint: string, sizeBytes: number): Promise<void> =>
  new Promise((resolve) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(sizeBytes);
    const socket = createConnection(Number(endpoint.split(':').at(-1)), '127.0.0.1');
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.write(length);
  });

test('whoever is still connected when the agent ends is cut off before the server is looked at', async () => {
  await withScratch(async (folder) => {
    const left: RunAgent = async (surroundings) => {
      const client = await connected(environmentOf(surroundings));
      const { hbc } = await client.call('HrBackupPrepareW', 'EXCH1', STORE, 0, 1);
      if (hbc !== null) await client.call('HrBackupGetDatabaseNamesW', hbc);
      return { kind: 'exited', code: 0 };
    };
    const trace = join(folder, 'trace');
    const hosted = await hostText(backupScenario, folder, left, { trace });
    const report = reportOf(hosted);
    assert.is(report.clients[0]?.unfreedLists, 1);
    assert.is(report.server[0]?.session, null);
    assert.equal(
      hosted.notes.map((note) => note.replace(/process \d+/, 'process N')),
      ['Still connected when the agent had ended: process N.'],
    );
    assert.match(readFileSync(trace, 'utf8'), /"event":"unfreed","lists":1\}\n.*"event":"gone".*\n$/);
    assert.match(unmetOf(hosted), 'a file that the agent read to its end / 2 calls, and no such file');
  });
});

test('what an agent writes after its last call reaches the disks too', async () => {
  await withScratch(async (folder) => {
    const disk = join(folder, 'disk');
    const late = callsHere(async () => {
      writeFileSync(join(disk, 'D$', 'exchsrvr', 'mdbdata', 'late.txt'), 'late');
    });
    const { notes } = await hostText(backupScenario, folder, late, { disk });
    assert.is(notes.join(), `Taken over from ${disk} at the end of the agent: 1 files written and 0 removed.`);
  });
});

test('an agent that did nothing proves nothing, whatever its exit status says', async () => {
  await withScratch(async (folder) => {
    const exits =
      (code: number): RunAgent =>
      async () => ({ kind: 'exited', code });
    assert.match(unmetOf(await hostText(backupScenario, folder, exits(0))), 'the agent calls the server / no call');
    const refused = smallScenario(['backup: { kind: incremental, set: a, expect: { result: failed } }']);
    assert.is(unmetOf(await hostText(refused, folder, exits(1))), 'the agent calls the server / no call');
    const none = await hostText(smallScenario(['load: { transactions: 3 }']), folder, exits(0));
    assert.ok(!isMet(none));
  });
});

test('an agent whose start throws leaves nothing that listens', async () => {
  await withScratch(async (folder) => {
    let endpoint = '';
    const thrower: RunAgent = async (surroundings) => {
      endpoint = surroundings.endpoint;
      throw new Error('planted');
    };
    let said = '';
    await hostText(backupScenario, folder, thrower).catch((error: Error) => {
      said = error.message;
    });
    assert.is(said, 'planted');
    const code = await new Promise((resolve) => {
      const socket = createConnection(Number(endpoint.split(':').at(-1)), '127.0.0.1');
      socket.on('error', (error) => resolve('code' in error ? error.code : error.message));
      socket.on('connect', () => resolve('connected'));
    });
    assert.is(code, 'ECONNREFUSED');
  });
});

test('a scenario without backups is played, then hosted', async () => {
  await withScratch(async (folder) => {
    const hosted = await hostText(smallScenario(['load: { transactions: 3 }']), folder, backupHere());
    assert.ok(isMet(hosted));
    const last = hosted.events.filter(({ event }) => event === 'note').at(-1);
    assert.match(last?.event === 'note' ? last.text : '', 'after the last step, by an agent that exited with 0');
  });
});

test('what cannot be hosted is said before anything is started', async () => {
  await withScratch(async (folder) => {
    let started = 0;
    const agent: RunAgent = async () => {
      started += 1;
      return { kind: 'exited', code: 0 };
    };
    writeFileSync(join(folder, 'full'), 'x');
    const problemOf = async (options: Parameters<typeof hostText>[3]): Promise<string> => {
      const { result } = await hostText(backupScenario, folder, agent, options);
      return result.ok ? 'hosted' : result.problem;
    };
    assert.match(await problemOf({ at: 1 }), 'a.yaml: step 1 is no backup and no restore');
    assert.match(await problemOf({ disk: folder }), 'is not empty: give an empty folder');
    assert.match(await problemOf({ disk: join(folder, 'full') }), 'cannot be filled');
    const socket = join(folder, 'nowhere', 'socket');
    const disk = join(folder, 'disk');
    assert.match(await problemOf({ endpoint: { kind: 'unix', path: socket }, disk }), 'a folder that is there');
    assert.not.ok(existsSync(disk), 'a host that does not listen shows no disks');
    assert.is(started, 0);
  });
});

test('an agent in A form under its own code page sees its own code page', async () => {
  await withScratch(async (folder) => {
    const hosted = await hostText(backupScenario, folder, backupHere({ form: 'A' }));
    assert.ok(isMet(hosted), unmetOf(hosted));
    assert.match(reportOf(hosted).streams[0]?.name ?? '', '\\\\EXCH1\\D$\\exchsrvr\\mdbdata\\priv.edb');
  });
});

test('an interrupted run has no verdict', async () => {
  await withScratch(async (folder) => {
    const stop = new AbortController();
    const agent: RunAgent = async () => {
      stop.abort();
      return { kind: 'interrupted' };
    };
    const { result, events } = await hostText(backupScenario, folder, agent, { signal: stop.signal });
    assert.ok(result.ok && result.interrupted && !result.met);
    const last = events.at(-1);
    assert.match(last?.event === 'verdict' ? last.text : '', 'no verdict');
  });
});

test.run();
