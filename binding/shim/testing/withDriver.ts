import { join } from 'node:path';
import { driverProgram, scratch } from './builds.ts';
import { Driver } from './driver.ts';
import { FakeHost } from './fakeHost.ts';

type Transport = 'tcp' | 'unix';

let sockets = 0;

/** A driver and the host that it calls, until `use` is done. Returns what was said on stderr. */
export async function withDriver(
  env: Readonly<Record<string, string>>,
  use: (driver: Driver, host: FakeHost) => Promise<void>,
  transport: Transport = 'tcp',
): Promise<string> {
  sockets += 1;
  const host = await FakeHost.listen(transport === 'unix' ? join(scratch(), `host-${sockets}.socket`) : undefined);
  const driver = new Driver([await driverProgram('linux-x64-asan')], { ...host.env, ...env });
  await use(driver, host);
  const said = await driver.endWell();
  await host.close();
  return said;
}

/** What happens in the driver or its host soon; a test in which it does not is stopped. */
export async function until(hasHappened: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!hasHappened()) {
    if (performance.now() > end) throw new Error('what the test waits for did not happen within ten seconds');
    await new Promise((done) => setTimeout(done, 2));
  }
}

/** How long something takes. */
export async function secondsOf(something: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await something();
  return (performance.now() - start) / 1000;
}
