import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ReadCircumstances, step } from './index.ts';
import type { Driver } from './testing/driver.ts';
import { serverOf } from './testing/driver.ts';

const MEBIBYTE = 1024 * 1024;

/** A full backup on this product with its first database open. */
function databaseOpen(product: string): Driver {
  const driver = serverOf(product);
  driver.prepareFull().succeeded();
  driver.openDatabase(0).succeeded();
  return driver;
}

/** Whether a read of a database was verified. */
function verifies(product: string, processors: number, sizeBytes: number): boolean {
  const driver = databaseOpen(product);
  const { effects } = driver.read(sizeBytes, { circumstances: { processors } });
  const read = effects.find((effect) => effect.kind === 'read');
  if (read?.kind !== 'read') throw new Error('nothing was read');
  return read.verify;
}

test('with one processor SP2 hands out pages unseen, with two it does not (Q230215)', () => {
  assert.not.ok(verifies('exchange-5.5-sp2', 1, 65_536));
  assert.ok(verifies('exchange-5.5-sp2', 2, 65_536));
  assert.ok(verifies('exchange-5.5', 1, 65_536));
});

test('with two processors and a buffer above 64 KiB SP3 hands out pages unseen (Q253216)', () => {
  assert.not.ok(verifies('exchange-5.5-sp3', 2, 65_537));
  assert.ok(verifies('exchange-5.5-sp3', 2, 65_536));
  assert.ok(verifies('exchange-5.5-sp3', 1, MEBIBYTE));
  assert.ok(verifies('exchange-5.5-sp4', 2, MEBIBYTE));
});

test('Ese.dll 5.5.2608.0 sees damage in a sound database when the buffer is above 512 KiB (Q237953)', () => {
  const product = 'exchange-5.5-sp2-ese2608';
  assert.ok(verifies(product, 1, 512 * 1024));
  assert.ok(verifies(product, 2, MEBIBYTE));
  for (const sizeBytes of [512 * 1024 + 1, MEBIBYTE]) {
    databaseOpen(product).read(sizeBytes).is('hrReadVerifyFailure', 'EDB-BUILD-2');
  }
});

test('a large read of a log is no false failure: it is of databases that the build sees damage', () => {
  const driver = serverOf('exchange-5.5-sp2-ese2608').fullUpToLogs();
  driver.openLog(6).succeeded();
  driver.read(MEBIBYTE).is('hrNone', 'EDB-READ-1');
});

test('logs are never verified page by page, whatever the build', () => {
  const driver = serverOf('exchange-5.5-sp2').fullUpToLogs();
  driver.openLog(6).succeeded();
  driver.read(65_536).is('hrNone', 'EDB-READ-1');
});

test('before 5.5.2511.0 a buffer that the server cannot allocate hangs the read, later ones serve it (Q197500)', () => {
  const circumstances = { allocationLimitBytes: 100_000 };
  databaseOpen('exchange-5.5').read(100_001, { circumstances }).hangs('EDB-BUILD-3').changedNothing();
  databaseOpen('exchange-5.5').read(100_000, { circumstances }).is('hrNone', 'EDB-READ-1');
  databaseOpen('exchange-5.5-sp4').read(100_001, { circumstances }).is('hrNone', 'EDB-READ-1');
});

test('a read behind the end hangs with Edbbcli.dll 5.5.2652.x and is answered by others (Q264102)', () => {
  for (const [product, hangs] of [
    ['exchange-5.5-sp3-edbbcli2652', true],
    ['exchange-5.5-sp3', false],
  ] as const) {
    const driver = databaseOpen(product);
    driver.read().succeeded();
    const behind = driver.read();
    if (hangs) behind.hangs('EDB-BUILD-4').changedNothing();
    else behind.is('hrNone', 'EDB-READ-6');
  }
});

test('a remote client with a long name gets a little and then nothing from 5.5 (Q275885)', () => {
  const circumstances = { longClientName: true };
  const driver = databaseOpen('exchange-5.5-sp4');
  driver.read(12_288, { circumstances }).is('hrNone', 'EDB-READ-1');
  driver.read(12_288, { circumstances }).hangs('EDB-BUILD-5').changedNothing();
  driver.read(12_288).is('hrNone', 'EDB-READ-1');
  const mended = databaseOpen('exchange-5.5-sp4-edbbcli2654');
  for (let count = 0; count < 2; count++) mended.read(12_288, { circumstances }).is('hrNone', 'EDB-READ-1');
});

test('closing a file before its end may hang the old DLLs, as the facet says (Q185694)', () => {
  const driver = serverOf('exchange-5.0', {}, { 'close-before-end': 'never-completes' });
  driver.prepareFull().succeeded();
  driver.openDatabase(0).succeeded();
  driver.close().hangs('EDB-BUILD-6').changedNothing();
  driver.read().succeeded();
  driver.close().is('hrNone', 'EDB-CLOSE-1');
});

test('whether the close of a stopped backup comes back is open before the DLLs that mend it, and settled with them (Q185694)', () => {
  const outcomesOf = (product: string) => {
    const driver = databaseOpen(product);
    const { state, profile } = driver;
    const ids = new Set<string>();
    step(state, driver.close().call, profile, ({ requirement }) => ids.add(requirement?.id ?? '').size > 0);
    return [...ids].sort();
  };
  for (const product of ['exchange-4.0', 'exchange-4.0-sp3', 'exchange-5.0', 'exchange-5.0-sp2', 'exchange-5.5']) {
    assert.equal(outcomesOf(product), ['EDB-BUILD-6', 'EDB-CLOSE-1'], product);
  }
  for (const product of ['exchange-4.0-edbbcli997', 'exchange-5.0-sp2-edbbcli1461', 'exchange-5.5-sp1']) {
    assert.equal(outcomesOf(product), ['EDB-CLOSE-1'], product);
  }
});

test('Exchange 4.0 fails a remote client on NT 4.0 from the second file on, with the 102 that the facet reads (Q156715)', () => {
  const circumstances = { remoteFromNt4: true };
  for (const [facet, code] of [
    ['waitTimeout', 'WAIT_TIMEOUT'],
    ['isSemaphoreSet', 'ERROR_SEM_IS_SET'],
  ] as const) {
    const driver = serverOf('exchange-4.0', {}, { 'second-remote-file-code': facet });
    driver.prepareFull().succeeded();
    driver.openDatabase(0).succeeded();
    driver.read(65_536, { circumstances }).is('hrNone', 'EDB-READ-1');
    driver.close().succeeded();
    driver.openDatabase(1).succeeded();
    driver.read(65_536, { circumstances }).is(code, 'EDB-BUILD-7').changedNothing();
    driver.read(65_536).is('hrNone', 'EDB-READ-1');
  }
  for (const product of ['exchange-4.0-sp3', 'exchange-5.0', 'exchange-5.5']) {
    const driver = serverOf(product).fullUpToLogs();
    driver.openLog(6).succeeded();
    driver.read(65_536, { circumstances }).is('hrNone', 'EDB-READ-1');
  }
});

test('a client in a Terminal Server session gets hrCommunicationError until the fix of May 2000 and SP4 (Q245664)', () => {
  const circumstances = { terminalSession: true };
  for (const product of ['exchange-5.5', 'exchange-5.5-sp3', 'exchange-5.5-sp3-edbbcli2651']) {
    databaseOpen(product).read(65_536, { circumstances }).is('hrCommunicationError', 'EDB-BUILD-8').changedNothing();
  }
  for (const product of ['exchange-5.5-sp3-edbbcli2652', 'exchange-5.5-sp4', 'exchange-5.0']) {
    databaseOpen(product).read(65_536, { circumstances }).succeeded();
  }
});

test('a client that does not take its data is cut off under way, until SP2 of 5.5 (Q192440)', () => {
  const circumstances = { undrained: true };
  for (const product of ['exchange-4.0', 'exchange-5.0', 'exchange-5.5', 'exchange-5.5-sp1']) {
    const driver = databaseOpen(product);
    driver.read(12_288, { circumstances }).is('hrNone', 'EDB-READ-1');
    driver.read(12_288, { circumstances }).is('hrCommunicationError', 'EDB-CONN-5').changedNothing();
    driver.end().succeeded();
  }
  const mended = databaseOpen('exchange-5.5-sp2');
  mended.read(12_288, { circumstances }).succeeded();
  mended.read(12_288, { circumstances }).succeeded();
});

test('the DLL of 5.0 SP1 may end the process of a client on the server itself, and of no remote one (Q177807)', () => {
  const local = { local: true };
  const open = () => {
    const driver = serverOf('exchange-5.0-sp1', {}, { 'socket-lookup': 'read-ends-process' });
    driver.prepareFull().succeeded();
    driver.openDatabase(0).succeeded();
    return driver;
  };
  open().read(65_536, { circumstances: local }).killsCaller('EDB-CONN-6').changedNothing();
  open().read(65_536).is('hrNone', 'EDB-READ-1');
  open().read(65_536, { circumstances: local, tcp: false }).is('hrNone', 'EDB-READ-1');
  const late = open();
  late.read(12_288).succeeded();
  late.read(12_288, { circumstances: local }).is('hrNone', 'EDB-READ-1');
  late.close().succeeded();
  late.openDatabase(1).succeeded();
  late.read(12_288, { circumstances: local }).is('hrNone', 'EDB-READ-1');
  for (const product of ['exchange-5.0', 'exchange-5.0-sp1', 'exchange-5.0-sp2-edbbcli1461', 'exchange-5.5']) {
    databaseOpen(product).read(65_536, { circumstances: local }).succeeded();
  }
});

test('a defect that the articles do not call certain leaves the judge both outcomes, and one that they do only one', () => {
  const outcomes = (product: string, circumstances: Partial<ReadCircumstances>) => {
    const driver = databaseOpen(product);
    const seen = new Set<string>();
    const call = driver.read(65_536, { circumstances }).call;
    step(
      databaseOpen(product).state,
      call,
      driver.profile,
      ({ requirement }) => seen.add(requirement?.id ?? '').size > 0,
    );
    return [...seen].filter((id) => id !== 'EDB-READ-8' && id !== 'EDB-READ-5').sort();
  };
  assert.equal(outcomes('exchange-5.0-sp1', { local: true }), ['EDB-CONN-6', 'EDB-READ-1']);
  assert.equal(outcomes('exchange-5.5', { local: true }), ['EDB-CONN-6', 'EDB-READ-1']);
  assert.equal(outcomes('exchange-5.5-sp1', { local: true }), ['EDB-READ-1']);
  assert.equal(outcomes('exchange-5.5', { terminalSession: true }), ['EDB-BUILD-8']);
  assert.equal(outcomes('exchange-5.5-sp4', { terminalSession: true }), ['EDB-READ-1']);
});

test.run();
