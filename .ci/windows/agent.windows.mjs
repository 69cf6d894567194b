// Compiled agents on 32-bit and 64-bit Windows, A and W, against a simulated server over loopback: the same calls, files and
// restores as those of the reference agent on a twin of the server.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { agentDifference } from '../../dist/conformance/targets/testing/agentCourse.js';
import { windowsAgent } from './agent.mjs';
import { widths, workFolder } from './place.mjs';

const work = workFolder();

const courses = [
  { form: 'A', seed: 11, profileName: 'exchange-5.5', service: 'store', kinds: ['full', 'incremental'] },
  { form: 'W', seed: 12, profileName: 'exchange-4.0', service: 'directory', kinds: ['full', 'differential'] },
];

for (const width of widths) {
  for (const { form, ...course } of courses) {
    test(`an agent of ${width} Windows, form ${form}, does what the reference agent does`, async () => {
      assert.is(await agentDifference(windowsAgent(work, width, form), { ...course, bufferSizeBytes: 65_536 }), null);
    });
  }
}

test.run();
