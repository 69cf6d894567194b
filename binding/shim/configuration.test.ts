import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { functionInfos } from '../../simulator/protocol/index.ts';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, scratch } from './testing/builds.ts';
import { Driver, narrow } from './testing/driver.ts';
import { FakeHost } from './testing/fakeHost.ts';

const check = testsWith('what the drop-in library makes of its environment', 'gcc');

const PREPARE = ['HrBackupPrepareA', narrow('S'), narrow('A'), 0, 1] as const;

/** What one call answers and what is said, under that environment. */
async function under(env: Readonly<Record<string, string>>): Promise<{ code: string | undefined; said: string }> {
  const driver = new Driver([await driverProgram('linux-x64-asan')], env, scratch());
  const { code } = await driver.call(...PREPARE);
  assert.is((await driver.call('HrBackupEnd', 1))['code'], code);
  const said = await driver.endWell();
  return { code, said };
}

const words = (name: string): (string | number)[] => {
  if (name === 'BackupFree') return ['-'];
  if (name.startsWith('HrBackupRead')) return [1, '+', 4];
  if (name.startsWith('HrRestoreRegister') && !name.endsWith('Complete')) return [1, '-', '-', '-', 0, '|', '-', 0, 0];
  if (name.includes('Prepare') || name.startsWith('HrSet')) return ['-', '-', 0, 0];
  if (name.includes('Open')) return [1, '-', 0];
  if (name === 'I_HrRestoreW') return [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return [1, 0];
};

check(
  'without configuration every function fails with hrCouldNotConnect, and one line says how to configure',
  async () => {
    const driver = new Driver([await driverProgram('linux-x64-asan')], {
      EDBPROOF_TRACE: 'unused',
      EDBPROOF_ENDPOINT: '',
    });
    for (const { name } of functionInfos) {
      const { code, errno, read } = await driver.call(name, ...words(name));
      assert.is(errno, '77', name);
      if (name !== 'BackupFree') assert.is(code, 'c7ff0007', name);
      if (name === 'HrBackupRead') assert.is(read, '0');
    }
    assert.is(
      await driver.endWell(),
      'edbproof shim: not configured, so every call answers hrCouldNotConnect: set EDBPROOF_ENDPOINT and EDBPROOF_TOKEN to ' +
        'reach a host ("edbproof serve" prints both), or EDBPROOF_RECORD to the path of the EDBBCLI.DLL to record\n',
    );
  },
);

check('nobody who reads stderr is no reason to end the agent', async () => {
  const driver = new Driver([await driverProgram('linux-x64-asan')], {});
  await driver.closeErrors();
  assert.is((await driver.call(...PREPARE))['code'], 'c7ff0007');
  assert.equal(await driver.end(), { exitCode: 0, signal: null, errors: '' });
});

const endpoint = 'tcp:127.0.0.1:1';
const bad: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
  [
    { EDBPROOF_ENDPOINT: 'localhost:1' },
    'EDBPROOF_ENDPOINT is "localhost:1" and it begins neither with tcp: nor with unix:: write tcp:127.0.0.1:PORT or unix:PATH',
  ],
  [{ EDBPROOF_ENDPOINT: 'tcp:localhost:1' }, 'its address is not written in numbers'],
  [{ EDBPROOF_ENDPOINT: 'tcp:127.0.0.1.1:1' }, 'it has no port'],
  [{ EDBPROOF_ENDPOINT: 'tcp:127.0.0.256:1' }, 'its address is not written in numbers'],
  [{ EDBPROOF_ENDPOINT: 'tcp:10.0.0.1:1' }, 'its address is not on this machine'],
  [{ EDBPROOF_ENDPOINT: 'tcp:127.0.0.1' }, 'it has no port'],
  [{ EDBPROOF_ENDPOINT: 'tcp:127.0.0.1:' }, 'its port is not a number from 1 to 65535'],
  [{ EDBPROOF_ENDPOINT: 'tcp:127.0.0.1:0' }, 'its port is not a number from 1 to 65535'],
  [{ EDBPROOF_ENDPOINT: 'tcp:127.0.0.1:65536' }, 'its port is not a number from 1 to 65535'],
  [{ EDBPROOF_ENDPOINT: 'tcp:127.0.0.1:12x' }, 'its port is not a number from 1 to 65535'],
  [{ EDBPROOF_ENDPOINT: 'tcp:[::2]:1' }, 'its address is not written in numbers'],
  [{ EDBPROOF_ENDPOINT: 'unix:' }, 'the path of the socket is missing'],
  [{ EDBPROOF_ENDPOINT: `unix:/${'x'.repeat(107)}` }, 'the path of a socket has at most 107 bytes'],
  [{ EDBPROOF_ENDPOINT: 'x'.repeat(200) }, 'EDBPROOF_ENDPOINT is longer than 159 bytes: give it a shorter value'],
  [{ EDBPROOF_ENDPOINT: 'a\nb' }, '"a?b" and it begins neither'],
  [{ EDBPROOF_ENDPOINT: 'a\u001b[2J\u007fb' }, '"a?[2J?b" and it begins neither'],
  [{ EDBPROOF_ENDPOINT: 'a\u009b\u202e\u2066\u2028\ufeff\u061céb' }, '"a????????????????éb" and it begins neither'],
  [{ EDBPROOF_ENDPOINT: endpoint }, 'EDBPROOF_TOKEN is not: set it to the token that the host printed'],
  [{ EDBPROOF_ENDPOINT: endpoint, EDBPROOF_TOKEN: 'schl\u00fcssel' }, 'EDBPROOF_TOKEN is not ASCII'],
  [{ EDBPROOF_ENDPOINT: endpoint, EDBPROOF_TOKEN: 'x'.repeat(257) }, 'EDBPROOF_TOKEN is longer than 256 bytes'],
  ...['0', '3601', '-1', '1.5', '1s', ' 1', '99999999999999'].map(
    (value): readonly [Readonly<Record<string, string>>, string] => [
      { EDBPROOF_ENDPOINT: endpoint, EDBPROOF_TOKEN: 'x', EDBPROOF_TIMEOUT_SECONDS: value },
      `EDBPROOF_TIMEOUT_SECONDS is "${value}": set it to a whole number from 1 to 3600, or leave it out`,
    ],
  ),
  [
    { EDBPROOF_ENDPOINT: endpoint, EDBPROOF_TOKEN: 'x', EDBPROOF_TIMEOUT_SECONDS: '1'.repeat(16) },
    'EDBPROOF_TIMEOUT_SECONDS is longer than 15 bytes',
  ],
  [
    { EDBPROOF_ENDPOINT: endpoint, EDBPROOF_TOKEN: 'x', EDBPROOF_RECORD: './no such library.so' },
    '"./no such library.so" cannot be loaded (',
  ],
  [
    { EDBPROOF_RECORD: 'real.so', EDBPROOF_REDACT: 'yes' },
    'EDBPROOF_REDACT is "yes": set it to a whole number from 0 to 1',
  ],
  [
    { EDBPROOF_RECORD: 'real.so', EDBPROOF_TRACE_LIMIT_MIB: '0' },
    'EDBPROOF_TRACE_LIMIT_MIB is "0": set it to a whole number from 1 to 1048576',
  ],
  [{ EDBPROOF_RECORD: 'x'.repeat(1024) }, 'EDBPROOF_RECORD is longer than 1023 bytes'],
  [{ EDBPROOF_RECORD: 'real.so', EDBPROOF_TRACE: 'x'.repeat(1024) }, 'EDBPROOF_TRACE is longer than 1023 bytes'],
  [{ EDBPROOF_RECORD: './no such library.so' }, '"./no such library.so" cannot be loaded ('],
  [
    { EDBPROOF_RECORD: 'libm.so.6' },
    '"libm.so.6" exports none of the functions of EDBBCLI.DLL: set EDBPROOF_RECORD to the path of the real one',
  ],
];

check('a wrong configuration is one line that says what, where and how to mend it', async () => {
  for (const [env, expected] of bad) {
    const { code, said } = await under(env);
    assert.is(code, 'c7ff0007', JSON.stringify(env));
    assert.ok(said.includes(expected), `${JSON.stringify(env)}: ${said}`);
    assert.match(said, /^edbproof shim: [^\n]{20,}\n$/);
  }
});

check('every spelling of this machine is a way to reach a host', async () => {
  const host = await FakeHost.listen();
  const { port } = host;
  for (const address of ['127.0.0.1', '127.255.255.254', '127.1.2.3']) {
    const { code, said } = await under({ ...host.env, EDBPROOF_ENDPOINT: `tcp:${address}:${port}` });
    // The host listens on one address only: the others are asked, and refuse.
    assert.is(code, address === '127.0.0.1' ? 'c7ff000d' : 'c7ff0007', said);
  }
  await host.close();
  const six = await FakeHost.listen(undefined, { address: '::1' }).catch(() => null);
  if (six === null) process.stdout.write('Not run: a host on [::1]. This machine has no IPv6 on its loopback\n');
  else assert.is((await under(six.env)).code, 'c7ff000d');
  await six?.close();
  const other = await FakeHost.listen(join(scratch(), 'configuration.socket'));
  assert.is((await under(other.env)).code, 'c7ff000d');
  await other.close();
});

test.run();
