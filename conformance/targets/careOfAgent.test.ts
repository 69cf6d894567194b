import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../../binding/testing/tools.ts';
import { profileByName } from '../../simulator/profiles/index.ts';
import { type HostedRun, runHosted } from './testing/agentCourse.ts';
import { compiledAgents } from './testing/compiledAgents.ts';
import { emptyDisk } from './testing/targets.ts';
import { TwinServer } from './testing/twinServer.ts';

const nativeTest = testsWith('what the compiled agent takes care of', 'gcc');
const compiled = compiledAgents();

function workedServer(): TwinServer {
  const profile = profileByName('exchange-5.5');
  if (profile === null) throw new Error('no profile');
  const twin = new TwinServer(9, profile);
  twin.start();
  twin.work(40);
  return twin;
}

const called = (run: HostedRun, name: string): boolean => run.calls.some((line) => line.includes(`"${name}"`));

/** A file system that does not keep the names in a folder: what a power failure would show. */
const FORGETFUL_FOLDERS = `
#include <sys/stat.h>
#include <unistd.h>
int fsync(int descriptor) {
  struct stat facts;
  return fstat(descriptor, &facts) == 0 && S_ISDIR(facts.st_mode) ? -1 : 0;
}`;

nativeTest('no log is deleted while the names of the saved files are not on stable storage', async () => {
  const careful = compiled('A', { besides: FORGETFUL_FOLDERS });
  const { server } = workedServer();
  const words = ['backup', server.name, 'store', 'full', join(careful.folder, 'set')];
  const run = await runHosted(server, careful, words);
  assert.is(run.exitCode, 1);
  assert.match(run.output, /^agent: cannot write .*files\.txt\n$/);
  assert.not.ok(called(run, 'HrBackupTruncateLogs'));
  assert.ok(called(run, 'HrBackupEnd'));

  // An agent that does not ask for that deletes them, and this test would see it.
  const careless = compiled('A', {
    besides: FORGETFUL_FOLDERS,
    plant: ['sync_folder(folder) && sync_folder(parent)', '(sync_folder(folder), 1)'],
  });
  const other = workedServer();
  const bad = await runHosted(other.server, careless, [...words.slice(0, -1), join(careless.folder, 'set')]);
  assert.is(bad.exitCode, 0, bad.output);
  assert.ok(called(bad, 'HrBackupTruncateLogs'));
});

/** A server that lists one file under a name of somebody's choice. */
const LISTED_NAME = `
#include <stdlib.h>
#include <string.h>
#include "edbbcli.h"
HRESULT HrBackupGetDatabaseNamesA(HBC hbc, LPSTR *list, LPDWORD size) {
  static char entry[200];
  (void)hbc;
  strcpy(entry + 1, getenv("LISTED_NAME"));
  entry[0] = BFT_MDB_PRIVATE_DATABASE;
  *list = entry;
  *size = (DWORD)strlen(entry) + 2;
  return hrNone;
}`;

nativeTest('a name that leads out of the folder of a set, or is none of a file on Windows, is not saved', async () => {
  const program = compiled('A', { besides: LISTED_NAME });
  const { server } = workedServer();
  const names = [
    '..',
    '.',
    '',
    ' ',
    'a/b',
    '../../b',
    'priv.edb:stream',
    'c:',
    'priv.edb.',
    'priv.edb ',
    'FILES.TXT',
    'files.part',
  ];
  for (const [index, name] of [...names, 'a\nb', 'a\rb'].entries()) {
    const own = {
      ...program,
      start: (words: readonly string[]) => ({
        ...program.start(words),
        environment: { LISTED_NAME: `\\\\EXCH1\\D$\\${name}` },
      }),
    };
    const set = join(program.folder, `set-${index}`);
    const run = await runHosted(server, own, ['backup', server.name, 'store', 'full', set]);
    assert.is(run.exitCode, 1, JSON.stringify(name));
    assert.match(run.output, /^agent: the name cannot be saved: /, JSON.stringify(name));
    assert.not.ok(called(run, 'HrBackupOpenFileA') || called(run, 'HrBackupTruncateLogs'));
    assert.ok(called(run, 'HrBackupEnd'));
    assert.equal(readdirSync(set), []);
  }
});

nativeTest('before a full set is restored the old logs go and nothing else; with -k they stay', async () => {
  const program = compiled('W');
  const { server } = workedServer();
  const set = join(program.folder, 'set');
  const backup = await runHosted(server, program, ['backup', server.name, 'store', 'full', set]);
  assert.is(backup.exitCode, 0, backup.output);

  const gone = ['edb00007.log', 'EDB0001F.LOG', 'edb.log'];
  const kept = ['edb.chk', 'edbtmp.txt', 'edb000000007.log', 'edbres.log', 'res1.log', 'notes.log', 'readme.txt'];
  for (const [options, expected] of [
    [[], kept],
    [['-k'], [...gone, ...kept]],
  ] as const) {
    const profile = profileByName('exchange-5.5');
    if (profile === null) throw new Error('no profile');
    const place = join(program.folder, `restore-${options.length}`);
    mkdirSync(place);
    const disk = emptyDisk(place);
    const logs = join(disk, 'D$', 'exchsrvr', 'mdbdata');
    for (const name of [...gone, ...kept]) writeFileSync(join(logs, name), `old ${name}`);
    const empty = new TwinServer(10, profile);
    const words = [...options, 'restore', empty.server.name, 'store', set];
    const run = await runHosted(empty.server, program, words, disk);
    assert.is(run.exitCode, 0, run.output);
    const left = readdirSync(logs).sort();
    assert.equal([...gone, ...kept].filter((name) => left.includes(name)).sort(), [...expected].sort(), options.join());
    assert.ok(left.includes('priv.edb') && left.includes('edb00001.log'), left.join());
  }
});

nativeTest('a set whose list is damaged, cut or too long is not restored', () => {
  const program = compiled('A');
  const line = '45 4096 0 \\\\EXCH1\\D$\\priv.edb\n';
  const damaged = [
    '',
    '\n',
    `${line}\n`,
    line.slice(0, -1),
    `${line}45 4096 0 \\\\EXCH1\\D$\\pu`,
    '45 4096 0\n',
    'private 4096 0 \\\\EXCH1\\D$\\priv.edb\n',
    `45 4096 0 \\\\${'x'.repeat(1030)}\n`,
    `45 4096 0 \\\\${'x'.repeat(5000)}\n`,
    line.repeat(4097),
  ];
  for (const [index, text] of [line, line.repeat(4096), ...damaged].entries()) {
    const set = join(program.folder, `set-${index}`);
    mkdirSync(set);
    writeFileSync(join(set, 'files.txt'), text);
    writeFileSync(join(set, 'priv.edb'), '');
    const { command } = program.start(['restore', 'EXCH1', 'store', set]);
    const run = spawnSync(command[0] ?? '', command.slice(1), { encoding: 'utf8' });
    assert.is(run.status, 1, text.slice(0, 60));
    // Nobody listens: a good list is seen by the first call.
    const isGood = index < 2;
    assert.is(/agent: files\.txt is damaged in/.test(run.stderr), !isGood, text.slice(0, 60));
    assert.is(/agent: HrRestorePrepare .*0xC7FF0007/.test(run.stderr), isGood, text.slice(0, 60));
  }
});

test.run();
