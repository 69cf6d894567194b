import { copyFileSync, existsSync, linkSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, library, scratch } from './testing/builds.ts';
import { Driver, narrow } from './testing/driver.ts';
import { FakeHost, reply, u32, u64 } from './testing/fakeHost.ts';

const check = testsWith('a library that records a second copy of itself', 'gcc');

const own = async (): Promise<string> => join(await library('linux-x64-asan'), 'libedbbcli.so');

/** A host that gives a context and one byte of data. */
async function host(): Promise<FakeHost> {
  const made = await FakeHost.listen();
  made.onCall = (call) => {
    if (call.function === 1) return { bytes: reply(call, 0, u64(5)) };
    return { bytes: call.function === 7 ? reply(call, 38, u32(1), Buffer.of(0xab)) : reply(call, 0) };
  };
  return made;
}

async function backup(driver: Driver): Promise<unknown[]> {
  const { code, hbc = '' } = await driver.call('HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1);
  const { code: readCode, read, errno } = await driver.call('HrBackupRead', hbc, '+', 4);
  const { code: endCode } = await driver.call('HrBackupEnd', hbc);
  return [code, readCode, read, errno, endCode];
}

const expected = ['00000000', '00000026', '1', '77', '00000000'];

check('with both variables a second copy plays the real library, and the first records it', async () => {
  const fake = await host();
  const second = join(scratch(), 'second.so');
  const trace = join(scratch(), 'both.jsonl');
  copyFileSync(await own(), second);
  const env = { ...fake.env, EDBPROOF_RECORD: second, EDBPROOF_TRACE: trace };
  const driver = new Driver([await driverProgram('linux-x64-asan')], env);
  assert.equal(await backup(driver), expected);
  assert.is(await driver.endWell(), '');
  assert.equal(
    fake.calls.map(({ function: called }) => called),
    [1, 7, 12],
  );
  const [header = '', ...lines] = readFileSync(trace, 'utf8').split('\n').slice(0, -1);
  assert.is(JSON.parse(header).library.path, second);
  assert.equal(
    lines.map((line) => JSON.parse(line).call),
    ['HrBackupPrepareA', 'HrBackupRead', 'HrBackupEnd'],
  );
  await fake.close();
});

check('the copy that EDBPROOF_RECORD names simulates, by whatever name it is reached', async () => {
  const fake = await host();
  const names = ['symbolic.so', 'hard.so', 'folder/../hard.so'].map((name) => join(scratch(), name));
  symlinkSync(await own(), names[0] ?? '');
  linkSync(await own(), names[1] ?? '');
  for (const [index, path] of [await own(), ...names].entries()) {
    const trace = join(scratch(), `itself-${index}.jsonl`);
    const env = { ...fake.env, EDBPROOF_RECORD: path, EDBPROOF_TRACE: trace };
    const driver = new Driver([await driverProgram('linux-x64-asan')], env);
    assert.equal(await backup(driver), expected, path);
    assert.is(await driver.endWell(), '');
    assert.not(existsSync(trace), path);
  }
  await fake.close();
});

check('the same content under another name is another library', async () => {
  const copy = join(scratch(), 'same content.so');
  copyFileSync(await own(), copy);
  const driver = new Driver([await driverProgram('linux-x64-asan')], { EDBPROOF_RECORD: copy }, scratch());
  assert.is((await driver.call('HrBackupEnd', 1))['code'], 'c7ff0007', 'the copy has no endpoint');
  const said = await driver.endWell();
  assert.match(
    said,
    /^edbproof shim: "[^"]+same content\.so" is this library itself: /,
    'the copy is asked to record itself',
  );
});

test.run();
