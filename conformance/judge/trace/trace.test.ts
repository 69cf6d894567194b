import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Profile, profiles } from '../../../simulator/profiles/index.ts';
import type { ServiceKindNumber } from '../../../simulator/rules/index.ts';
import { playScenario } from '../../embedding/index.ts';
import { Fidelity, type Judged } from '../fidelity/index.ts';
import { TraceDamage, TraceReader } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-judged-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** The traces of a scenario's backups and restores, by name. */
async function tracesOf(scenario: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const sets = join(folder, scenario);
  await playScenario({ file: `fixtures/scenarios/${scenario}.yaml` }, { sets });
  const names = readdirSync(sets, { recursive: true, encoding: 'utf8' }).filter((name) => /\.trace\.jsonl$/.test(name));
  return new Map(names.map((name) => [name, linesOf(join(sets, name))]));
}

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);

interface JudgedCall extends Judged {
  readonly n: number;
}

/** Judges a trace of a server of which nothing is known but what versions it may be of. */
function* judge(lines: readonly string[], versions: readonly Profile[]): Iterable<JudgedCall> {
  const reader = new TraceReader();
  const judges = new Map<ServiceKindNumber, Fidelity>();
  for (const line of lines) {
    const traced = reader.read(line);
    if (traced === null) continue;
    const { n, service, seen } = traced;
    const judge =
      judges.get(service) ??
      new Fidelity({
        profiles: versions,
        kind: service,
        bounds: { highestGeneration: 0xfffff, startRuns: 2 },
        unseenActivity: true,
        unseenStops: true,
      });
    judges.set(service, judge);
    yield { n, ...judge.call(seen) };
  }
}

const lastVersion = profiles.filter(({ name }) => name === 'exchange-5.5');

function firstDivergence(lines: readonly string[]): JudgedCall | undefined {
  for (const judged of judge(lines, lastVersion)) if (judged.verdict === 'divergent') return judged;
  return undefined;
}

const scenarios = [
  'answer-lost-at-truncation',
  'circular-logging',
  'damaged-page',
  'differential-chain',
  'incremental-chain',
  'locked-logs',
  'restore-while-running',
  'server-dies-in-backup',
];

test('what the simulator does in backups and restores is explained, also of a server of which the judge knows nothing', async () => {
  const verdicts = new Map<string, number>();
  let traces = 0;
  for (const scenario of scenarios) {
    for (const [name, lines] of await tracesOf(scenario)) {
      traces++;
      for (const { n, verdict } of judge(lines, profiles)) {
        assert.is.not(verdict, 'divergent', `${scenario}, ${name}, call ${n}`);
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      }
    }
  }
  assert.ok(traces > 20, `${traces} traces`);
  assert.ok((verdicts.get('accurate') ?? 0) > 2000, JSON.stringify([...verdicts]));
  assert.ok((verdicts.get('unsettled') ?? 0) > 0, JSON.stringify([...verdicts]));
});

/** Changes the line of the first call of a function that went well. */
function altered(lines: readonly string[], call: string, change: (line: string) => string): string[] {
  const index = lines.findIndex((line) => line.includes(`"call":"${call}`) && line.includes('"code":"0x00000000"'));
  const line = lines[index];
  if (line === undefined) throw new Error(`no ${call}`);
  const other = change(line);
  assert.is.not(other, line, `the line of ${call} is altered`);
  return lines.with(index, other);
}

/** A list of a line with its entries changed: each is one token and a path. */
const withEntries = (change: (entries: string[]) => string[]) => (line: string) =>
  line.replace(/"base64":"([^"]+)"/, (_, base64: string) => {
    const entries = Buffer.from(base64, 'base64').toString('utf16le').split('\0').slice(0, -2);
    const text = change(entries)
      .map((entry) => `${entry}\0`)
      .join('');
    return `"base64":"${Buffer.from(`${text}\0`, 'utf16le').toString('base64')}"`;
  });

const code = (hexadecimal: string) => (line: string) =>
  line.replace('"code":"0x00000000"', `"code":"0x${hexadecimal}"`);

/** What a server would have to answer otherwise to be noticed, and the requirement that is named then. */
const alterations: readonly (readonly [string, string, (line: string) => string, string, ('full' | 'incremental')?])[] =
  [
    ['a backup that begins where none can', 'HrBackupPrepareW', code('C7FF0003'), 'EDB-PREP-2'],
    ['names refused for no reason', 'HrBackupGetDatabaseNames', code('C7FF0001'), 'EDB-NAMES-1'],
    // A service that went down and came up again would explain it: but not that the same context is served later.
    ['an unknown handle', 'HrBackupGetDatabaseNames', code('C7FF0003'), 'EDB-CTX-3'],
    ['a third database', 'HrBackupGetDatabaseNames', withEntries(([one = '']) => [one, one, one]), 'EDB-NAMES-1'],
    ['an open that fails for no reason', 'HrBackupOpenFile', code('C7FF0007'), 'EDB-OPEN-1'],
    [
      'more bytes than were asked for',
      'HrBackupRead',
      (line) => line.replace('"bytesRead":', '"bytesRead":9'),
      'EDB-READ-1',
    ],
    ['a read that is refused for no reason', 'HrBackupRead', code('C7FF0001'), 'EDB-READ-1'],
    ['a close that is refused for no reason', 'HrBackupClose', code('C7FF0001'), 'EDB-CLOSE-1'],
    [
      'a log list with a gap',
      'HrBackupGetBackupLogs',
      withEntries((entries) => entries.toSpliced(1, 1)),
      'EDB-LOGS-3',
      'incremental',
    ],
    [
      'a log list in another order',
      'HrBackupGetBackupLogs',
      withEntries(([a = '', b = '', ...rest]) => [b, a, ...rest]),
      'EDB-LOGS-3',
      'incremental',
    ],
    [
      'a log list without patch files',
      'HrBackupGetBackupLogs',
      withEntries((entries) => entries.filter((entry) => !entry.endsWith('.pat'))),
      'EDB-LOGS-2',
    ],
    ['a truncation out of sequence', 'HrBackupTruncateLogs', code('C8000209'), 'EDB-TRUNC-1'],
    ['an end that is none', 'HrBackupEnd', code('C8000208'), 'EDB-END-1'],
  ];

test('an altered answer is divergent, and the requirement is named by which it should have been another', async () => {
  const traces = await tracesOf('nightly-backup');
  const full = traces.get('store-sunday.trace.jsonl');
  const incremental = traces.get('store-tuesday.trace.jsonl');
  if (full === undefined || incremental === undefined) throw new Error('no traces');
  for (const [what, call, change, requirement, kind] of alterations) {
    const lines = kind === 'incremental' ? incremental : full;
    const first = firstDivergence(altered(lines, call, change));
    assert.ok(first !== undefined, `${what} is not noticed`);
    const named = new Set(first.otherwise.map((possible) => possible.requirement?.id));
    assert.ok(named.has(requirement), `${what}: ${[...named]}`);
  }
  assert.is(firstDivergence(full), undefined);
  assert.is(firstDivergence(incremental), undefined);
});

test('what is no line of a trace is told with its number', () => {
  const head = '{"format":"edbproof-trace","version":1}';
  const good = '{"n":1,"call":"HrBackupEnd","arguments":["hbc1"],"result":{"code":"0x00000000"}}';
  for (const [lines, message] of [
    [['{"n":1}'], 'line 1: a trace begins with {"format":"edbproof-trace",...}'],
    [['{"format":"edbproof-trace","version":3}'], 'line 1: version 3 of the format; version 1 is read'],
    [[head, good, '{"n":2,"call":"HrBackup'], 'line 3: it is no JSON'],
    [[head, good, '{"n":2}'], 'line 3: neither a call nor an event'],
    [[head, good.replace('HrBackupEnd', 'HrBackupEnds')], 'line 2: there is no function "HrBackupEnds"'],
    [[head, good.replace('0x00000000', '0')], 'line 2: neither a call nor an event'],
  ] as const) {
    const reader = new TraceReader();
    const read = (): void => lines.forEach((line) => void reader.read(line));
    assert.throws(read, (error: unknown) => error instanceof TraceDamage && error.message === message, message);
  }
});

test.run();
