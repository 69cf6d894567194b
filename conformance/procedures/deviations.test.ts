import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr } from '../../simulator/protocol/index.ts';
import { noDeviations } from './deviations.ts';
import { failOn, owesNothing, run } from './testing/backupRun.ts';

test('a deviating client truncates after a failure, asks for logs too early, leaves patch files out, or just dies', () => {
  const failing = { answer: failOn('HrBackupRead', Hr.hrReadVerifyFailure, 6) };
  const truncating = run('full', failing, { deviations: { ...noDeviations, truncateAfterFailure: true } });
  assert.is(truncating.outcome.result, 'failed');
  assert.is(truncating.server.count('HrBackupTruncateLogs'), 1);
  owesNothing(truncating.server);

  const early = run('full', {}, { deviations: { ...noDeviations, logsBeforeLastClose: true } });
  const order = early.server.order.map((line) => line.split(' ')[0]);
  const firstLogs = order.indexOf('HrBackupGetBackupLogsW');
  assert.equal(
    [order[firstLogs - 1], order[firstLogs + 1]],
    ['HrBackupOpenFileW', 'HrBackupRead'],
    'the last database is open',
  );
  assert.is(early.server.count('HrBackupGetBackupLogsW'), 2);
  owesNothing(early.server);

  const patchless = run('full', {}, { deviations: { ...noDeviations, skipPatchFile: true } });
  assert.is(
    patchless.outcome.set?.files.some(({ path }) => path.endsWith('.pat')),
    false,
  );

  const dead = run('full', {}, { deviations: { ...noDeviations, stopAfterCalls: 5 } });
  assert.is(dead.outcome.result, 'vanished');
  assert.is(dead.server.calls.length, 5);
  assert.is(dead.server.openContexts, 1);
  const alive = run('full', {}, { deviations: { ...noDeviations, stopAfterCalls: 5000 } });
  assert.is(alive.outcome.result, 'completed');
});

test('an early request for logs that fails is not fatal by itself: the proper request decides', () => {
  const answer = failOn('HrBackupGetBackupLogsW', Hr.hrInvalidBackupSequence);
  const { outcome, server } = run('full', { answer }, { deviations: { ...noDeviations, logsBeforeLastClose: true } });
  assert.is(outcome.result, 'completed');
  owesNothing(server);
});

test.run();
