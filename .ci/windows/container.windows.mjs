// The agent in the shape of the sample of the SDK on 32-bit and 64-bit Windows, A and W: the names, bytes and calls of the reference
// agent in one file, whatever sizes it reads in; and what FormatMessage finds in our DLL, and then in the system, for a code.
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runHosted } from '../../dist/conformance/targets/testing/agentCourse.js';
import { containerDifference, containerWords } from '../../dist/conformance/targets/testing/container.js';
import { TwinServer } from '../../dist/conformance/targets/testing/twinServer.js';
import { profileByName } from '../../dist/simulator/index.js';
import { codeInfos } from '../../dist/simulator/protocol/index.js';
import { windowsAgent } from './agent.mjs';
import { widths, workFolder } from './place.mjs';

const work = workFolder();
const agent = 'fixtures/agents/container';
const course = { seed: 51, profileName: 'exchange-5.5', service: 'store', bufferSizeBytes: 65_536 };

for (const width of widths) {
  for (const [form, readSeed] of [
    ['A', 3],
    ['W', null],
  ]) {
    test(`on ${width}, form ${form}, one file holds what the reference agent saves`, async () => {
      const program = windowsAgent(work, width, form, { agent });
      const all = [];
      assert.is(await containerDifference(program, { ...course, readSeed }, (some) => all.push(...some)), null);
      const sizes = new Set(all).size;
      assert.ok(readSeed === null ? sizes === 1 : sizes > 50, `${sizes} sizes of reads`);
    });
  }

  test(`on ${width} FormatMessage finds the text of a code of the library`, async () => {
    const program = windowsAgent(work, width, 'A', { agent });
    const stopped = new TwinServer(52, profileByName('exchange-5.5'));
    const words = containerWords(
      { ...course, readSeed: null },
      'EXCH1',
      'full',
      program.seen(join(program.folder, 'none')),
    );
    const run = await runHosted(stopped.server, program, words);
    assert.is(run.exitCode, 1, run.output);
    const { meaning } = codeInfos.find(({ name }) => name === 'hrCouldNotConnect');
    const said = run.output.replaceAll('\r', '').split('\n');
    assert.ok(said.includes(`container: HrBackupPrepare: 0xC7FF0007 (-939589625) ${meaning}`), run.output);
  });
}

test.run();
