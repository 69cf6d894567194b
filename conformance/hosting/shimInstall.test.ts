import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { installShim, undoShim } from './shimInstall.ts';
import { builtLibrary } from './shimLibrary.ts';
import { withScratch } from './testing/scratch.ts';

const OURS = 'ELF … edbproof shim: … version 1';
const NEWER = 'ELF … edbproof shim: … version 2';
const THEIRS = "MZ … somebody else's";

/** A folder of an agent and a library to install into it. */
const withAgent = (test: (agent: { folder: string; library: string; read: (name: string) => string }) => void) =>
  withScratch((scratch) => {
    const folder = join(scratch, 'agent');
    mkdirSync(folder);
    const library = join(scratch, 'library');
    writeFileSync(library, OURS);
    test({ folder, library, read: (name) => readFileSync(join(folder, name), 'utf8') });
  });

const platform = 'win32-x86';

test('a library is installed where there is none, and undone to none', async () => {
  await withAgent(({ folder, library, read }) => {
    assert.ok(installShim({ folder, platform, library, replace: false }).ok);
    assert.is(read('edbbcli.dll'), OURS);
    assert.ok(undoShim(folder, platform).ok);
    assert.equal(readdirSync(folder), []);
    const again = undoShim(folder, platform);
    assert.match(again.ok ? '' : again.problem, 'nothing to undo');
  });
});

test('a library that is not ours is not touched unless told, then kept, then put back', async () => {
  await withAgent(({ folder, library, read }) => {
    writeFileSync(join(folder, 'EDBBCLI.DLL'), THEIRS);
    const refused = installShim({ folder, platform, library, replace: false });
    assert.match(refused.ok ? '' : refused.problem, 'is not ours, and was not touched: say --replace');
    assert.equal(readdirSync(folder), ['EDBBCLI.DLL']);
    assert.ok(installShim({ folder, platform, library, replace: true }).ok);
    assert.is(read('EDBBCLI.DLL'), OURS, 'under the name that the folder has for it');
    assert.is(read('EDBBCLI.DLL.before-edbproof'), THEIRS);
    writeFileSync(library, NEWER);
    assert.ok(installShim({ folder, platform, library, replace: false }).ok, 'ours may be replaced');
    assert.equal([read('EDBBCLI.DLL'), read('EDBBCLI.DLL.before-edbproof')], [NEWER, THEIRS]);
    assert.ok(undoShim(folder, platform).ok);
    assert.equal([readdirSync(folder), read('EDBBCLI.DLL')], [['EDBBCLI.DLL'], THEIRS]);
  });
});

test('an installation that fails leaves the folder as it was', async () => {
  await withAgent(({ folder, read }) => {
    writeFileSync(join(folder, 'edbbcli.dll'), THEIRS);
    const library = join(folder, '..', 'nowhere');
    const refused = installShim({ folder, platform, library, replace: true });
    assert.match(refused.ok ? '' : refused.problem, 'ENOENT');
    assert.equal([readdirSync(folder), read('edbbcli.dll')], [['edbbcli.dll'], THEIRS]);
  });
});

test('what was kept is never overwritten, and what somebody put in our place stays', async () => {
  await withAgent(({ folder, library, read }) => {
    writeFileSync(join(folder, 'edbbcli.dll'), THEIRS);
    writeFileSync(join(folder, 'edbbcli.dll.before-edbproof'), 'kept');
    const refused = installShim({ folder, platform, library, replace: true });
    assert.match(refused.ok ? '' : refused.problem, 'is there already, from another time');
    const undone = undoShim(folder, platform);
    assert.match(undone.ok ? '' : undone.problem, 'is not ours');
    assert.equal([read('edbbcli.dll'), read('edbbcli.dll.before-edbproof')], [THEIRS, 'kept']);
  });
});

test('a step that fails leaves no half of anything', async () => {
  await withAgent(({ folder, library }) => {
    const missing = installShim({ folder, platform, library: `${library}-not-there`, replace: false });
    assert.match(missing.ok ? '' : missing.problem, 'ENOENT');
    assert.equal(readdirSync(folder), []);
    const nowhere = installShim({ folder: `${folder}/none`, platform, library, replace: false });
    assert.match(nowhere.ok ? '' : nowhere.problem, 'is no folder');
    assert.match(undoShim(`${folder}/none`, platform).ok ? '' : 'refused', 'refused');
    assert.not.ok(existsSync(`${folder}/none`));
  });
});

test('a library that was not built is not there', async () => {
  await withScratch((folder) => {
    assert.is(builtLibrary('win32-x64', folder), null);
    mkdirSync(join(folder, 'win32-x64'));
    writeFileSync(join(folder, 'win32-x64', 'edbbcli.dll'), OURS);
    assert.is(builtLibrary('win32-x64', folder), `${folder}/win32-x64/edbbcli.dll`);
  });
});

test.run();
