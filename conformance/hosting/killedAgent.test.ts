import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, decodeListW, Hr } from '../../simulator/protocol/index.ts';
import type { AgentSurroundings, RunAgent } from './agent.ts';
import { hostText, nodeAgent, smallScenario } from './testing/hostText.ts';
import { backupHere, callsHere } from './testing/inProcess.ts';
import { withScratch } from './testing/scratch.ts';
import { wireAgentFile } from './testing/wireAgent.ts';

const scenarioFor = (profile: string): string =>
  smallScenario(['load: { transactions: 30 }', 'backup: { kind: full, set: sunday, loadDuring: 1 }'], profile);

/** The functions that an undisturbed backup calls, in order. */
async function callsOf(profile: string): Promise<readonly string[]> {
  let calls: readonly string[] = [];
  await withScratch(async (folder) => {
    const trace = join(folder, 't.jsonl');
    await hostText(scenarioFor(profile), folder, backupHere(), { trace });
    calls = [...readFileSync(trace, 'utf8').matchAll(/"call":"(\w+)"/g)].map(([, name]) => name ?? '');
  });
  return calls;
}

/** What the next full backup meets: the call that is refused, or `works`. */
async function nextBackup(surroundings: AgentSurroundings): Promise<string> {
  let met = '';
  await callsHere(async (client, { server }) => {
    const { hbc, code } = await client.call('HrBackupPrepareW', server, Annotation.EDBBACK_MDB_SERVER, 0, 1);
    if (hbc === null) {
      met = `HrBackupPrepare ${code === Hr.hrFileNotFound ? 'hrFileNotFound' : code}`;
      return;
    }
    const { list } = await client.call('HrBackupGetDatabaseNamesW', hbc);
    const names = decodeListW(list ?? new Uint8Array(0));
    const path = names.ok ? (names.entries[0]?.path ?? '') : '';
    const opened = await client.call('HrBackupOpenFileW', hbc, path, 65_536);
    met =
      opened.code === Hr.hrNone
        ? 'works'
        : `HrBackupOpenFile ${opened.code === Hr.hrFileNotFound ? 'hrFileNotFound' : opened.code}`;
    await client.call('HrBackupEnd', hbc);
  })(surroundings);
  return met;
}

/** Kills an agent before its nth call, and tries the next backup. */
async function afterDeath(profile: string, die: RunAgent): Promise<{ readonly next: string; readonly ending: string }> {
  const seen = { next: '', ending: '' };
  await withScratch(async (folder) => {
    const agent: RunAgent = async (surroundings) => {
      const ending = await die(surroundings);
      seen.ending = ending.kind;
      seen.next = await nextBackup(surroundings);
      return ending;
    };
    const { defects } = await hostText(scenarioFor(profile), folder, agent);
    assert.equal(defects, []);
  });
  return seen;
}

/**
 * What is documented for an agent that died before call `index`: the session is over, and a patch file that it left
 * behind refuses the next full backup (Q297172: 5.5 in HrBackupPrepare; Q178999: 4.0 later).
 */
function documented(profile: string, calls: readonly string[], index: number): string {
  const made = calls.slice(0, index - 1);
  const patchFileLeft = made.includes('HrBackupOpenFileW') && !made.includes('HrBackupEnd');
  if (!patchFileLeft) return 'works';
  return profile === 'exchange-5.5' ? 'HrBackupPrepare hrFileNotFound' : 'HrBackupOpenFile hrFileNotFound';
}

test('an agent that is killed with SIGKILL before any of its calls leaves what 5.5 documents', async () => {
  const calls = await callsOf('exchange-5.5');
  assert.ok(calls.length > 12, `${calls.length} calls`);
  const indexes = calls.map((_, at) => at + 1);
  const seen = new Set<string>();
  // Two at a time: a process of its own for every index.
  while (indexes.length > 0) {
    await Promise.all(
      indexes.splice(0, 2).map(async (index) => {
        const killed = nodeAgent(wireAgentFile, { action: 'backup', dieAtCall: index });
        const { next, ending } = await afterDeath('exchange-5.5', killed);
        assert.is(ending, 'killed');
        assert.is(next, documented('exchange-5.5', calls, index), `call ${index}, ${calls[index - 1]}`);
        seen.add(next);
      }),
    );
  }
  assert.is(seen.size, 2, 'both outcomes were seen');
});

test('an agent whose connection is cut before any of its calls leaves what 4.0 documents', async () => {
  const calls = await callsOf('exchange-4.0');
  const seen = new Set<string>();
  for (let index = 1; index <= calls.length; index += 1) {
    const { next } = await afterDeath('exchange-4.0', backupHere({ cutAtCall: index }));
    assert.is(next, documented('exchange-4.0', calls, index), `call ${index}, ${calls[index - 1]}`);
    seen.add(next);
  }
  assert.is(seen.size, 2, 'both outcomes were seen');
});

test.run();
