import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram } from './testing/builds.ts';
import { Driver, narrow } from './testing/driver.ts';
import { FakeHost, reply, u32, u64 } from './testing/fakeHost.ts';

const check = testsWith('what a call through the drop-in library asks of the system', 'gcc');

const PREPARE = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;

check(
  'a call is one send and one receive, and looks for its reply; only one that may begin a client peeks first',
  async () => {
    const host = await FakeHost.listen();
    const data = Buffer.alloc(1000, 7);
    host.onCall = (call) => {
      if (call.function === 1 || call.function === 5) return { bytes: reply(call, 0, u64(5)) };
      if (call.function === 7) return { bytes: reply(call, 0, u32(data.length), data) };
      return { bytes: reply(call, 0) };
    };
    const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
    await driver.call(...PREPARE);
    for (const [words, peeks] of [
      [PREPARE, 1],
      [['HrBackupOpenFileA', 5, narrow('f'), 1], 0],
      [['HrBackupRead', 5, '+', 1000], 0],
      [['HrBackupEnd', 5], 0],
    ] as const) {
      const seen = new Set<string>();
      // A host that takes half a second over a reply is waited for in another way; one of many is quicker than that.
      for (let round = 0; round < 10; round += 1) {
        await driver.call('requests');
        assert.is((await driver.call(...words))['code'], '00000000');
        const { looks: _, ...others } = await driver.call('requests');
        seen.add(JSON.stringify(others));
      }
      const expected = { sends: '1', receives: '1', peeks: `${peeks}`, waits: '0' };
      assert.ok(seen.has(JSON.stringify(expected)), `${words[0]}: ${[...seen].join(' ')}`);
    }
    await driver.endWell();
    await host.close();
  },
);

check(
  'a reply is looked for before it is slept for; after one that let itself be waited for, fifteen are slept for at once',
  async () => {
    const host = await FakeHost.listen();
    // Longer than anybody looks.
    host.onCall = async (call) => {
      await new Promise((done) => setTimeout(done, 3));
      return { bytes: reply(call, 0, ...(call.function === 1 ? [u64(5)] : [])) };
    };
    const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
    const calls = [PREPARE, ...Array.from({ length: 40 }, () => ['HrBackupClose', 5] as const)];
    const lookedFor: number[] = [];
    await driver.call('requests');
    for (const [index, words] of calls.entries()) {
      assert.is((await driver.call(...words))['code'], '00000000');
      if (Number((await driver.call('requests'))['looks']) > 0) lookedFor.push(index);
    }
    assert.equal(lookedFor, [0, 16, 32]);
    await driver.endWell();
    await host.close();
  },
);

test.run();
