import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr } from '../../simulator/protocol/index.ts';
import { backup } from './backup.ts';
import { drive } from './drive.ts';
import { options, owesNothing } from './testing/backupRun.ts';
import { FakeServer, fakeFile, fakeLog, fakeLogs } from './testing/fakeServer.ts';
import { MemorySink } from './testing/memorySink.ts';

test('a server that succeeds without a context, a list, a size, or with impossible reads is not believed', () => {
  type Part = Partial<
    Pick<FakeServer, 'HrBackupPrepareW' | 'HrBackupGetBackupLogsW' | 'HrBackupOpenFileW' | 'HrBackupRead'>
  >;
  const code = Hr.hrNone;
  const parts: readonly Part[] = [
    { HrBackupPrepareW: () => ({ code, hbc: null }) },
    { HrBackupGetBackupLogsW: () => ({ code, list: null, sizeBytes: 0 }) },
    { HrBackupOpenFileW: () => ({ code, fileSizeBytes: -1 }) },
    { HrBackupRead: () => ({ code, bytesRead: 65_537 }) },
    { HrBackupRead: () => ({ code, bytesRead: 5001 }) },
  ];
  for (const part of parts) {
    const server = Object.assign(new FakeServer([], fakeLogs()), part);
    const outcome = drive(backup(options('incremental')), new MemorySink(server));
    assert.is(outcome.failure?.kind, 'answer', Object.keys(part)[0]);
    assert.is(server.count('HrBackupTruncateLogs'), 0);
    assert.is(server.unfreed.size, 0);
  }
});

test('a driver that answers a step with the wrong thing is found out', () => {
  const procedure = backup(options('full'));
  procedure.next();
  assert.throws(
    () => procedure.next({ kind: 'call', function: 'HrBackupEnd', result: { code: Hr.hrNone } }),
    /answered the step 'pause' with the result of the call HrBackupEnd/,
  );
  const second = backup(options('full'));
  second.next();
  second.next({ kind: 'done' });
  assert.throws(() => second.next({ kind: 'done' }), /answered the call HrBackupPrepareW with something else/);
});

test('zero patch files and a database of no bytes are nothing special', () => {
  const server = new FakeServer([fakeFile(0x47, 'dir.edb', 0)], [fakeLog(1)]);
  const outcome = drive(backup(options('full')), new MemorySink(server));
  assert.is(outcome.result, 'completed');
  owesNothing(server);
});

test.run();
