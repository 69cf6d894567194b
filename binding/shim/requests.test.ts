import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { driverProgram, testsWith } from './testing/builds.ts';
import { Driver, narrow } from './testing/driver.ts';
import { FakeHost, reply, u32, u64 } from './testing/fakeHost.ts';

const check = testsWith('what a call through the drop-in library asks of the system', 'gcc');

check(
  'a call is one send and one receive; only one that may begin a client looks first whether it is alone',
  async () => {
    const host = await FakeHost.listen();
    const data = Buffer.alloc(1000, 7);
    host.onCall = (call) => {
      if (call.function === 1 || call.function === 5) return { bytes: reply(call, 0, u64(5)) };
      if (call.function === 7) return { bytes: reply(call, 0, u32(data.length), data) };
      return { bytes: reply(call, 0) };
    };
    const driver = new Driver([await driverProgram('linux-x64-asan')], host.env);
    const prepare = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;
    await driver.call(...prepare);
    for (const [words, looks] of [
      [prepare, 1],
      [['HrBackupOpenFileA', 5, narrow('f'), 1], 0],
      [['HrBackupRead', 5, '+', 1000], 0],
      [['HrBackupEnd', 5], 0],
    ] as const) {
      const seen = new Set<string>();
      // A host that takes half a second over a reply is waited for in another way; one of many is quicker than that.
      for (let round = 0; round < 10; round += 1) {
        await driver.call('requests');
        assert.is((await driver.call(...words))['code'], '00000000');
        seen.add(JSON.stringify(await driver.call('requests')));
      }
      const expected = { sends: '1', receives: '1', looks: `${looks}`, waits: '0' };
      assert.ok(seen.has(JSON.stringify(expected)), `${words[0]}: ${[...seen].join(' ')}`);
    }
    await driver.endWell();
    await host.close();
  },
);

test.run();
