// A program that was linked as in 1996, with the import library of 26 decorated names that comes with our DLL, loads with our DLL on 32-bit and 64-bit
// Windows and calls the two names that not every list has.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TwinServer } from '../../dist/conformance/targets/testing/twinServer.js';
import { profileByName } from '../../dist/simulator/index.js';
import { entryPoint, functionInfos } from '../../dist/simulator/protocol/index.js';
import { root } from '../programs.mjs';
import { hosted } from './hosted.mjs';
import { compile, onDriveW, runWine, shimFolder, widths, workFolder } from './place.mjs';

const work = workFolder();
const exported = [...functionInfos, entryPoint];

/** The program, with our DLL beside it; the import library is the one that comes with it. */
function linkedAsIn1996(width) {
  const folder = join(work, `exports-${width}`);
  mkdirSync(folder);
  const addresses = exported.map(({ name }) => `(const void *)${name}`).join(',');
  const source = join(root, '.ci/windows/everyExport.c');
  const include = `-I${join(root, 'binding/shim/include')}`;
  const program = join(folder, 'program.exe');
  const library = join(shimFolder(width), 'edbbcli.lib');
  compile(width, [`-DEVERY_EXPORT=${addresses}`, include, source, library], program);
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
