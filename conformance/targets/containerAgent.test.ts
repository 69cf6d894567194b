import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../../binding/testing/tools.ts';
import { profileByName } from '../../simulator/profiles/index.ts';
import { type HostedRun, runHosted } from './testing/agentCourse.ts';
import { compiledAgents } from './testing/compiledAgents.ts';
import { type ContainerCourse, containerDifference, containerWords, readContainer } from './testing/container.ts';
import { TwinServer } from './testing/twinServer.ts';

const nativeTest = testsWith('the agent in the shape of the sample of the SDK', 'gcc');
const compiled = compiledAgents('fixtures/agents/container');

const plain: ContainerCourse = {
  seed: 5,
  profileName: 'exchange-5.5',
  service: 'store',
  bufferSizeBytes: 65_536,
  readSeed: null,
};

function workedServer(): TwinServer {
  const profile = profileByName(plain.profileName);
  if (profile === null) throw new Error('no profile');
  const twin = new TwinServer(plain.seed, profile);
  twin.start();
  twin.work(40);
  return twin;
}

const functionsOf = (run: HostedRun): readonly string[] =>
  run.calls.map((line) => /"call":"(\w+)"/.exec(line)?.[1] ?? line);

nativeTest(
  'one file holds every name and byte that the reference agent saves, whatever sizes it reads in',
  async () => {
    const sizes = new Map<string, readonly number[]>();
    for (const [form, course] of [
      ['A', plain],
      ['W', { ...plain, profileName: 'exchange-4.0', service: 'directory', readSeed: 1 }],
      ['A', { ...plain, readSeed: 7, bufferSizeBytes: 98_304 }],
      ['W', { ...plain, readSeed: 7, bufferSizeBytes: 98_304 }],
    ] as const) {
      const all: number[] = [];
      assert.is(await containerDifference(compiled(form), course, (some) => all.push(...some)), null);
      sizes.set(`${form} ${course.readSeed}`, all);
    }
    const distinct = (key: string): number => new Set(sizes.get(key)).size;
    assert.is(distinct('A null'), 1, 'the whole buffer, every time');
    assert.ok(distinct('A 7') > 50, `${distinct('A 7')} sizes`);
    assert.ok((sizes.get('A 7') ?? []).some((size) => size % 4096 !== 0));
    assert.equal(sizes.get('A 7'), sizes.get('W 7'), 'the seed decides');
  },
);

nativeTest('a backup of the logs alone never truncates: the next one has them all again', async () => {
  const program = compiled('A');
  const { server } = workedServer();
  const full = await runHosted(
    server,
    program,
    containerWords(plain, server.name, 'full', join(program.folder, 'full')),
  );
  assert.is(full.exitCode, 0, full.output);
  assert.ok(functionsOf(full).includes('HrBackupTruncateLogs'));
  const names: (readonly string[])[] = [];
  for (const file of ['first', 'second'].map((name) => join(program.folder, name))) {
    const run = await runHosted(server, program, containerWords(plain, server.name, 'logs', file));
    assert.is(run.exitCode, 0, run.output);
    assert.not.ok(functionsOf(run).includes('HrBackupTruncateLogs'));
    assert.equal(functionsOf(run).slice(-2), ['BackupFree', 'HrBackupEnd']);
    const { databases, logs } = readContainer(readFileSync(file));
    assert.equal(databases, []);
    names.push(logs.map(({ name }) => name));
  }
  const [first = [], second = []] = names;
  assert.ok(first.length > 0 && second.length > first.length, `${first.length}, then ${second.length}`);
  assert.equal(second.slice(0, first.length), first);
});

/** A function of the library that answers with a code the first time, and never reaches the server then. */
const failsOnce = (declaration: string, code: string, next: string): string => `
#define _GNU_SOURCE
#include <dlfcn.h>
#include "edbbcli.h"
HRESULT ${declaration} {
  static int calls = 0;
  if (calls++ == 0) return ${code};
  ${next}
}`;
const READ = 'HrBackupRead(HBC hbc, PVOID buffer, DWORD bytes, PDWORD got)';
const OPEN = 'HrBackupOpenFileA(HBC hbc, char *name, DWORD hint, LARGE_INTEGER *size)';
const passOn = (name: string, types: string, values: string): string =>
  `HRESULT (*real)(${types}); *(void **)&real = dlsym(RTLD_NEXT, "${name}"); return real(${values});`;

async function failing(besides: string, kind: 'full' | 'logs' = 'full') {
  const program = compiled('A', { besides });
  const { server } = workedServer();
  const file = join(program.folder, 'out');
  const run = await runHosted(server, program, containerWords(plain, server.name, kind, file));
  return { run, file, names: functionsOf(run) };
}

nativeTest('errors take the ways of the sample: a close covers a failed read, and the logs are truncated', async () => {
  const readAgain = passOn('HrBackupRead', 'HBC, PVOID, DWORD, PDWORD', 'hbc, buffer, bytes, got');
  const { run, names, file } = await failing(failsOnce(READ, '(HRESULT)0xC80003FE', readAgain));
  assert.is(run.exitCode, 0, run.output);
  assert.match(run.output, /^container: a file: 0xC80003FE \(-939523074\)$/m);
  assert.equal(names.slice(0, 4), [
    'HrBackupPrepareA',
    'HrBackupGetDatabaseNamesA',
    'HrBackupOpenFileA',
    'HrBackupClose',
  ]);
  assert.equal(names.slice(-2), ['HrBackupTruncateLogs', 'HrBackupEnd']);
  assert.throws(() => readContainer(readFileSync(file)), 'the data of a whole database is not there');
});

nativeTest(
  'a file that cannot be opened is closed all the same; nothing is truncated, and the context is ended',
  async () => {
    const { run, names } = await failing(
      failsOnce(OPEN, 'hrInvalidParam', '(void)hbc, (void)name, (void)hint, (void)size; return hrError;'),
    );
    assert.is(run.exitCode, 1);
    assert.match(run.output, /^container: HrBackupOpenFile: 0xC7FF0001 /m);
    assert.equal(names, [
      'HrBackupPrepareA',
      'HrBackupGetDatabaseNamesA',
      'HrBackupClose',
      'BackupFree',
      'HrBackupEnd',
    ]);
  },
);

nativeTest('where the truncation is refused the context is left behind', async () => {
  const { run, names } = await failing(
    failsOnce('HrBackupTruncateLogs(HBC hbc)', 'hrError', '(void)hbc; return hrError;'),
  );
  assert.is(run.exitCode, 1);
  assert.is(names.at(-1), 'BackupFree');
  assert.not.ok(names.includes('HrBackupEnd'));
});

nativeTest('the end of a file may be a code: 38 is no error', async () => {
  const { run, names } = await failing(
    failsOnce(READ, '38', passOn('HrBackupRead', 'HBC, PVOID, DWORD, PDWORD', 'hbc, buffer, bytes, got')),
  );
  assert.is(run.exitCode, 0, run.output);
  assert.not.match(run.output, /0x/);
  assert.is(names.at(-1), 'HrBackupEnd');
});

nativeTest(
  'options that are no numbers, or that no buffer can have, are bad usage before anything is called',
  async () => {
    const program = compiled('A');
    const { server } = workedServer();
    for (const option of ['-b many', '-b 4294967296', '-b 8192', '-b 524289', '-b 65536k', '-r -1']) {
      const words = containerWords(plain, server.name, 'full', join(program.folder, 'none')).slice(-4);
      const run = await runHosted(server, program, [...option.split(' '), ...words]);
      assert.is(run.exitCode, 2, `${option}: ${run.output}`);
      assert.equal(functionsOf(run), []);
    }
  },
);

test.run();
