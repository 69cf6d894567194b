// What a program written for the SDK's header takes for granted is true on Windows when it is compiled with ours: in C and C++, A
// and W, 32-bit and 64-bit.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { headerForms, sdkProgram } from '../../dist/binding/shim/testing/sdkProgram.js';
import { root } from '../programs.mjs';
import { onDriveW, runWine, widths, workFolder } from './place.mjs';

const work = workFolder();

for (const width of widths) {
  test(`on ${width} a program for the header of the SDK finds true what it takes for granted`, async () => {
    const forms = headerForms.filter(({ name }) => name.startsWith(`win32-${width} `));
    assert.is(forms.length, 4);
    for (const [index, form] of forms.entries()) {
      const { words, program } = sdkProgram(form, join(work, `${width}-${index}.exe`));
      const library = ['-static-libgcc', '-I', join(root, 'binding/shim/include')];
      const made = spawnSync(form.compiler, [...words, ...library], { encoding: 'utf8' });
      assert.is(made.status, 0, made.stderr);
      const { exitCode, output } = await runWine(width, [onDriveW(work, program)], work);
      assert.is(exitCode, 0, `${form.name}: ${output}`);
    }
  });
}

test.run();
