import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, scratch } from './testing/builds.ts';
import { Driver } from './testing/driver.ts';
import { FakeHost } from './testing/fakeHost.ts';
import { namedAnswers } from './testing/namedAnswers.ts';

const check = testsWith('threads of the drop-in library under ThreadSanitizer', 'gcc');

/** It wants memory where it was before addresses were made as random as they are on some machines. */
const underThreadSanitizer = async (): Promise<readonly string[]> => [
  'setarch',
  '-R',
  await driverProgram('linux-x64-tsan'),
];

for (const transport of ['tcp', 'unix'] as const) {
  check(`90 threads over ${transport} race for nothing, also when connections break under them`, async () => {
    const host = await FakeHost.listen(transport === 'unix' ? join(scratch(), 'races.socket') : undefined);
    const answers = namedAnswers();
    let calls = 0;
    let breaks = false;
    host.onCall = (call) => {
      calls += 1;
      if (breaks && calls % 97 === 0) host.dropConnections();
      return answers(call);
    };
    const driver = new Driver(await underThreadSanitizer(), { ...host.env, EDBPROOF_TIMEOUT_SECONDS: '20' });
    assert.is((await driver.call('threads', 90, 3, 8))['wrong'], '0');
    breaks = true;
    await driver.call('threads', 90, 3, 8);
    const said = await driver.endWell();
    assert.not.match(said, /ThreadSanitizer/);
    assert.match(said, /broke the connection/, 'some did break');
    await host.close();
  });
}

check('ThreadSanitizer is at work: a race that is planted is found', async () => {
  const driver = new Driver(await underThreadSanitizer(), {});
  await driver.call('race');
  const { exitCode, errors } = await driver.end();
  assert.is.not(exitCode, 0);
  assert.match(errors, /ThreadSanitizer: data race/);
});

test.run();
