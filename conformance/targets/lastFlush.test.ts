import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../../binding/testing/tools.ts';
import { profileByName } from '../../simulator/profiles/index.ts';
import { functionInfos } from '../../simulator/protocol/index.ts';
import { type AgentProgram, runHosted } from './testing/agentCourse.ts';
import { type CompileAgent, compiledAgents } from './testing/compiledAgents.ts';
import { TwinServer } from './testing/twinServer.ts';

const check = testsWith('the order of system calls of the C agents', 'gcc', 'strace');

/** In some containers nobody may trace what he starts. */
const mayTrace = spawnSync('strace', ['-f', '-o', '/dev/null', '/bin/true']).status === 0;

const TRUNCATE = functionInfos.findIndex(({ name }) => name === 'HrBackupTruncateLogs') + 1;

interface Doing {
  readonly kind: 'write' | 'flush' | 'rename' | 'truncate';
  /** The path that a flush was for. */
  readonly path: string;
}

/** What an agent did to its files, and when it asked for the truncation: lines of `strace -f -y -xx`. */
function doingsIn(log: string): readonly Doing[] {
  return log.split('\n').flatMap((line): Doing[] => {
    const [, call = '', rest = ''] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? [];
    const path = textOf(/^\d+<([^>]*)>/.exec(rest)?.[1] ?? '');
    // A frame begins with its length; then come its kind and its function (binding/WIRE.md).
    const bytes = [...rest.matchAll(/\\x([0-9a-f]{2})/g)].map(([, hex = '']) => Number.parseInt(hex, 16));
    if (call === 'sendto' || call === 'sendmsg') {
      const data = /"((?:\\x[0-9a-f]{2})*)"/.exec(rest)?.[1] ?? '';
      const frame = Buffer.from(data.replaceAll('\\x', ''), 'hex');
      return frame[4] === 2 && frame[5] === TRUNCATE ? [{ kind: 'truncate', path: '' }] : [];
    }
    if (/^f(data)?sync$/.test(call)) return [{ kind: 'flush', path }];
    if (/^rename/.test(call)) return [{ kind: 'rename', path: '' }];
    return call === 'write' && path.startsWith('/') && bytes.length > 0 ? [{ kind: 'write', path }] : [];
  });
}

const textOf = (text: string): string =>
  Buffer.from(text.replaceAll('\\x', ''), /^(\\x[0-9a-f]{2})*$/.test(text) ? 'hex' : 'utf8').toString();

/** What was not durable when the truncation was asked for, a line each. */
async function undurable(program: AgentProgram, words: (twin: TwinServer, set: string) => readonly string[]) {
  const profile = profileByName('exchange-5.5');
  if (profile === null) throw new Error('no profile');
  const twin = new TwinServer(9, profile);
  twin.start();
  twin.work(40);
  const log = join(program.folder, 'calls');
  const traced: AgentProgram = {
    ...program,
    start: (given) => {
      const { command, environment } = program.start(given);
      const which = 'trace=write,fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg';
      return { command: ['strace', '-f', '-y', '-xx', '-s', '32', '-e', which, '-o', log, ...command], environment };
    },
  };
  const set = join(program.folder, 'set');
  const run = await runHosted(twin.server, traced, words(twin, set));
  assert.is(run.exitCode, 0, run.output);
  const doings = doingsIn(readFileSync(log, 'utf8'));
  const end = doings.findIndex(({ kind }) => kind === 'truncate');
  assert.ok(end > 0, 'the truncation was seen');
  const before = doings.slice(0, end);
  const written = new Set(
    before.flatMap(({ kind, path }) => (kind === 'write' && path.startsWith(program.folder) ? [path] : [])),
  );
  assert.ok(written.size > 0, 'files were written');
  const lastOf = (is: (doing: Doing) => boolean): number => before.findLastIndex(is);
  const unflushed = [...written].filter(
    (path) =>
      lastOf((doing) => doing.kind === 'flush' && doing.path === path) <
      lastOf((doing) => doing.kind === 'write' && doing.path === path),
  );
  const folders = before.filter(({ kind, path }) => kind === 'flush' && !written.has(path)).map(({ path }) => path);
  return {
    unflushed,
    files: written.size,
    folders,
    renamedLast: lastOf(({ kind }) => kind === 'rename') > lastOf(({ kind }) => kind === 'flush'),
  };
}

const compile: CompileAgent = compiledAgents();

const words = (twin: TwinServer, set: string): readonly string[] => ['backup', twin.server.name, 'store', 'full', set];

const tracing = (name: string, body: () => Promise<void>): void =>
  check(name, () => {
    if (mayTrace) return body();
    process.stdout.write('Not run: the order of system calls of the C agents, which strace may not trace here\n');
    return undefined;
  });

tracing('the C agent asks for the truncation after the last flush of every file and folder of its set', async () => {
  const program = compile('W');
  const seen = await undurable(program, words);
  assert.equal([seen.unflushed, seen.files >= 5, seen.renamedLast], [[], true, false]);
  assert.equal(seen.folders.slice(-2), [join(program.folder, 'set'), program.folder]);
});

tracing('an agent that flushes no file, or no folder, before it truncates is told from one that does', async () => {
  const files = compile('A', { plant: ['fsync(fileno(file))', '0'] });
  assert.is((await undurable(files, words)).unflushed.length, 6);
  const folders = compile('A', { plant: ['fsync(descriptor) == 0', '1'] });
  const seen = await undurable(folders, words);
  assert.equal([seen.unflushed, seen.folders], [[], []]);
});

test.run();
