// A program that was linked as in 1996, with an import library of 26 decorated names, loads with our DLL on 32-bit and 64-bit
// Windows and calls the two names that not every list has.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TwinServer } from '../../dist/conformance/targets/testing/twinServer.js';
import { profileByName } from '../../dist/simulator/index.js';
import { entryPoint, functionInfos } from '../../dist/simulator/protocol/index.js';
import { root } from '../programs.mjs';
import { hosted } from './hosted.mjs';
import { compilers, onDriveW, runWine, shimFolder, widths, workFolder } from './place.mjs';

const work = workFolder();
const exported = [...functionInfos, entryPoint];

function run(program, words) {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** The program, with our DLL beside it; the import library is made of names and stack bytes alone. */
function linkedAsIn1996(width) {
  const folder = join(work, `exports-${width}`);
  mkdirSync(folder);
  const decorated = ({ name, stdcallBytes }) => (width === 'x86' ? `${name}@${stdcallBytes}` : name);
  const names = join(folder, 'edbbcli.def');
  writeFileSync(names, `LIBRARY edbbcli.dll\nEXPORTS\n${exported.map((info) => `  ${decorated(info)}\n`).join('')}`);
  const library = join(folder, 'libedbbcli.a');
  run(compilers[width].replace(/gcc$/, 'dlltool'), ['--kill-at', '--input-def', names, '--output-lib', library]);
  const addresses = exported.map(({ name }) => `(const void *)${name}`).join(',');
  const source = join(root, '.ci/windows/everyExport.c');
  const include = `-I${join(root, 'binding/shim/include')}`;
  const program = join(folder, 'program.exe');
  const warnings = ['-std=c99', '-O1', '-Wall', '-Wextra', '-Werror', '-static-libgcc'];
  run(compilers[width], [...warnings, `-DEVERY_EXPORT=${addresses}`, include, '-o', program, source, library]);
  copyFileSync(join(shimFolder(width), 'edbbcli.dll'), join(folder, 'edbbcli.dll'));
  return program;
}

for (const width of widths) {
  test(`on ${width} a program that references all 26 exports loads, and both odd ones pop what they are passed`, async () => {
    const program = linkedAsIn1996(width);
    const twin = new TwinServer(41, profileByName('exchange-5.5'));
    twin.start();
    const host = await hosted(twin.server);
    const { exitCode, output } = await runWine(width, [onDriveW(work, program)], work, host.environment);
    await host.close();
    assert.is(exitCode, 0, output);
    assert.equal(output.replaceAll('\r', '').trimEnd().split('\n'), [
      'I_HrRestoreW edb00001 popped',
      ...[0, 1, 2, 3, 4].map((reason) => `DllEntryPoint ${reason} 1 popped`),
      'I_HrCheckBackupLogs edb00001',
      'sound',
    ]);
    assert.equal(host.calls, ['I_HrRestoreW', 'I_HrCheckBackupLogs'], 'the entry point asks nobody');
  });
}

test.run();
