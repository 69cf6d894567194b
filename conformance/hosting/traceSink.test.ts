import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WireClient } from '../../binding/host/index.ts';
import { Annotation } from '../../simulator/protocol/index.ts';
import type { RunAgent } from './agent.ts';
import { hostText, smallScenario } from './testing/hostText.ts';
import { backupHere, callsHere } from './testing/inProcess.ts';
import { withScratch } from './testing/scratch.ts';

const scenario = smallScenario(['load: { transactions: 10 }', 'backup: { kind: full, set: sunday }']);

type Line = Readonly<Record<string, unknown>>;
const linesOf = (path: string): readonly Line[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line));

test('a line says what was called and answered, when, by whom, and what the data was', async () => {
  await withScratch(async (folder) => {
    const trace = join(folder, 't-%p.jsonl');
    const tape = join(folder, 'tape');
    await hostText(scenario, folder, backupHere({ computerName: 'AGENT7', save: tape }), { trace });
    const path = join(folder, `t-${process.pid}.jsonl`);
    const [first, client, prepare] = linesOf(path);
    assert.equal(first, { format: 'edbproof-trace', version: 1, server: 'EXCH1', kind: 'hosted' });
    assert.equal(client, { n: 1, event: 'client', platform: 'linux-x64', process: process.pid, computer: 'AGENT7' });
    assert.equal(Object.keys(prepare ?? {}), ['n', 'call', 'arguments', 'result', 'at', 'process', 'thread']);
    assert.equal(prepare?.['arguments'], ['EXCH1', Annotation.EDBBACK_MDB_SERVER, 0, 1]);
    const at = JSON.stringify(prepare?.['at']);
    assert.match(
      at,
      /^\{"start":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z","end":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}$/,
    );
    const reads = linesOf(path).filter((line) => line['call'] === 'HrBackupRead' && 'data' in line);
    const bytes = readFileSync(join(tape, 'priv.edb'));
    const size = 512 * 1024;
    assert.equal(Object.keys(reads[0] ?? {}), ['n', 'call', 'arguments', 'result', 'data', 'at', 'process', 'thread']);
    const sha256 = createHash('sha256').update(bytes.subarray(0, size)).digest('hex');
    assert.equal(reads[0]?.['data'], { bytes: Math.min(size, bytes.length), sha256 });
    assert.equal(linesOf(path).at(-1)?.['event'], 'gone');
    const numbers = linesOf(path)
      .slice(1)
      .map(({ n }) => n);
    assert.equal(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });
});

test('with redaction no name of a computer is left, in text, in bytes or in lists', async () => {
  for (const form of ['A', 'W'] as const) {
    await withScratch(async (folder) => {
      const trace = join(folder, 't.jsonl');
      await hostText(scenario, folder, backupHere({ computerName: 'EXCHANGE-AGENT', form }), { trace, redact: true });
      const text = readFileSync(trace, 'utf8');
      const decoded = [...text.matchAll(/"base64":"([^"]*)"/g)].map(([, base64]) =>
        Buffer.from(base64 ?? '', 'base64'),
      );
      const everything = [
        text,
        ...decoded.flatMap((bytes) => [bytes.toString('latin1'), bytes.toString('utf16le')]),
      ].join();
      assert.not.match(everything, /EXCH1|EXCHANGE-AGENT/i);
      assert.match(everything, 'server-1');
      assert.match(everything, '"computer":"server-2"');
      assert.match(everything, '\\\\server-1\\D$\\exchsrvr\\mdbdata\\priv.edb');
    });
  }
});

test('each process has a file of its own where the name has a place for it, else they share one', async () => {
  const two: RunAgent = async (surroundings) => {
    for (const processId of [71, 72]) {
      const [, address = '', port = ''] = surroundings.endpoint.split(':');
      const endpoint = { kind: 'tcp', address, port: Number(port) } as const;
      const connection = await WireClient.connect(endpoint, { token: surroundings.token, processId });
      if (!connection.ok) throw new Error(connection.reason);
      await connection.client.call('HrBackupPrepareW', 'EXCH1', 'x', 0, 1);
      connection.client.destroy();
    }
    return { kind: 'exited', code: 0 };
  };
  await withScratch(async (folder) => {
    mkdirSync(join(folder, 'apart'));
    await hostText(scenario, folder, two, { trace: join(folder, 'apart', '%p') });
    assert.equal(readdirSync(join(folder, 'apart')), ['71', '72']);
    await hostText(scenario, folder, two, { trace: join(folder, 'one') });
    const calls = linesOf(join(folder, 'one')).filter((line) => 'call' in line);
    assert.equal(
      calls.map((line) => line['process']),
      [71, 72],
    );
  });
});

test('names that would break a line of JSON do not: lone surrogates, quotes and line ends', async () => {
  const strange = ['EX\ud800CH', 'a"b\\', 'one\r\ntwo\u2028three', '\udc00\u0001'];
  const agent = callsHere(async (client) => {
    for (const name of strange) await client.call('HrBackupPrepareW', name, name, 0, 1);
    const bytes = Uint8Array.of(0x22, 0x0a, 0xff, 0x80, 0x5c);
    await client.call('HrBackupPrepareA', bytes, bytes, 0, 1);
  });
  for (const redact of [false, true]) {
    await withScratch(async (folder) => {
      const trace = join(folder, 'trace');
      await hostText(scenario, folder, agent, { trace, redact });
      const lines = linesOf(trace);
      const calls = lines.filter((line) => 'call' in line).map((line) => line['arguments']);
      assert.is(calls.length, 5);
      const text = readFileSync(trace, 'utf8');
      assert.is(text.trimEnd().split('\n').length, lines.length);
      assert.not.match(text, /\r|\ufffd/);
      if (!redact) assert.equal(JSON.parse(JSON.stringify(calls))[0][0], 'EX\ud800CH');
    });
  }
});

test('more processes than there may be traces are told of once', async () => {
  const many: RunAgent = async (surroundings) => {
    const [, address = '', port = ''] = surroundings.endpoint.split(':');
    for (let processId = 1; processId <= 270; processId += 1) {
      const endpoint = { kind: 'tcp', address, port: Number(port) } as const;
      const connection = await WireClient.connect(endpoint, { token: surroundings.token, processId });
      if (!connection.ok) throw new Error(connection.reason);
      connection.client.destroy();
    }
    return { kind: 'exited', code: 0 };
  };
  await withScratch(async (folder) => {
    mkdirSync(join(folder, 'apart'));
    const hosted = await hostText(scenario, folder, many, { trace: join(folder, 'apart', '%p') });
    assert.is(readdirSync(join(folder, 'apart')).length, 256);
    assert.is(hosted.notes.filter((note) => note.includes('there are 256 traces already')).length, 1);
  });
});

test('a trace keeps a descriptor only while its process is connected, and goes on where it was when that comes back', async () => {
  if (!existsSync('/proc/self/fd')) {
    process.stdout.write('Not run: descriptors of traces, which needs /proc\n');
    return;
  }
  await withScratch(async (folder) => {
    const apart = join(folder, 'apart');
    mkdirSync(apart);
    const openTraces = (): number =>
      readdirSync('/proc/self/fd').filter((name) => {
        try {
          return readlinkSync(`/proc/self/fd/${name}`).startsWith(apart);
        } catch {
          // The descriptor of the listing itself.
          return false;
        }
      }).length;
    let most = 0;
    const oneByOne: RunAgent = async (surroundings) => {
      const [, address = '', port = ''] = surroundings.endpoint.split(':');
      const endpoint = { kind: 'tcp', address, port: Number(port) } as const;
      for (const processId of [...Array.from({ length: 60 }, (_, index) => index + 1), 1]) {
        const connection = await WireClient.connect(endpoint, { token: surroundings.token, processId });
        if (!connection.ok) throw new Error(connection.reason);
        await connection.client.call('HrBackupPrepareW', 'EXCH1', 'x', 0, 1);
        most = Math.max(most, openTraces());
        connection.client.destroy();
        while (openTraces() > 1) await new Promise((done) => setImmediate(done));
      }
      return { kind: 'exited', code: 0 };
    };
    await hostText(scenario, folder, oneByOne, { trace: join(apart, '%p') });
    assert.ok(most >= 1 && most <= 2, `${most} traces were open`);
    assert.is(openTraces(), 0);
    const events = linesOf(join(apart, '1')).map(({ event, call }) => event ?? call);
    const visit = ['client', 'HrBackupPrepareW', 'gone'];
    assert.equal(events, [undefined, ...visit, ...visit]);
  });
});

test('lists that were never freed are a line at the end of their process', async () => {
  await withScratch(async (folder) => {
    const agent = callsHere(async (client, { server }) => {
      const { hbc } = await client.call('HrBackupPrepareW', server, Annotation.EDBBACK_MDB_SERVER, 0, 1);
      if (hbc !== null) await client.call('HrBackupGetDatabaseNamesW', hbc);
    });
    const trace = join(folder, 't.jsonl');
    await hostText(scenario, folder, agent, { trace });
    const events = linesOf(trace).filter(({ event }) => event === 'unfreed');
    assert.equal(
      events.map(({ lists }) => lists),
      [1],
    );
  });
});

test('a trace that cannot be written is told, nothing is overwritten, and the agent goes on', async () => {
  await withScratch(async (folder) => {
    const trace = join(folder, 'mine');
    writeFileSync(trace, 'mine');
    const hosted = await hostText(scenario, folder, backupHere(), { trace });
    assert.ok(hosted.result.ok && hosted.result.met);
    assert.is(readFileSync(trace, 'utf8'), 'mine');
    assert.match(hosted.notes.join(), 'it exists already, and nothing is overwritten; there is no trace');
    const nowhere = await hostText(scenario, folder, backupHere(), { trace: join(folder, 'nowhere', 't') });
    assert.match(nowhere.notes.join(), 'its folder does not exist');
    assert.not.ok(existsSync(join(folder, 'nowhere')));
  });
});

test.run();
