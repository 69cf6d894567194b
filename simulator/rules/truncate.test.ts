import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import { server, serverWith } from './testing/driver.ts';

test('truncation deletes the logs below the checkpoint; never the checkpoint’s own, never edb.log (Q240145, Q271987)', () => {
  const driver = server({ runs: [3, 9], checkpoint: 6 }).fullUpToLogs();
  driver
    .truncate()
    .is('hrNone', 'EDB-TRUNC-1')
    .did({ kind: 'mark-truncated' }, { kind: 'delete-logs', low: 3, high: 6 });
  assert.equal(driver.state.runs, [6, 10]);
});

test('an incremental backup truncates like a full one, and both leave the same logs', () => {
  const driver = server({ runs: [3, 9], checkpoint: 6 });
  driver.prepareLogsOnly().succeeded();
  driver.logs().succeeded();
  driver.truncate().is('hrNone', 'EDB-TRUNC-1');
  assert.equal(driver.state.runs, [6, 10]);
});

test('what a differential backup truncates is on no later list, although no full backup has saved it', () => {
  const lists = [false, true].map((isTruncating) => {
    const driver = server({ runs: [3, 9], checkpoint: 6 });
    for (let day = 0; day < 2; day++) {
      driver.prepareLogsOnly().succeeded();
      const low = day === 0 ? 3 : isTruncating ? 6 : 3;
      driver.logs().answered({ kind: 'logs', low, high: 10 + day, patches: 0 });
      if (isTruncating && day === 0) driver.truncate().succeeded();
      driver.end().succeeded();
    }
    return driver.state.runs;
  });
  assert.equal(lists, [
    [3, 11],
    [6, 11],
  ]);
});

test('when every log is still needed nothing is deleted, and that is success (Q177773)', () => {
  const driver = server({ runs: [3, 9], checkpoint: 3 }).fullUpToLogs();
  driver.truncate().is('hrNone', 'EDB-TRUNC-2').did({ kind: 'mark-truncated' });
  assert.equal(driver.state.runs, [3, 10]);
  assert.is(driver.state.backup.truncated, 1);
});

test('a second truncation finds nothing left to delete', () => {
  const driver = server().fullUpToLogs();
  driver.truncate().is('hrNone', 'EDB-TRUNC-1');
  driver.truncate().is('hrNone', 'EDB-TRUNC-2');
  assert.equal(driver.state.runs, [6, 10]);
});

test('truncation after a backup that read nothing succeeds: nobody checks what was read (Q159838)', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.logs().succeeded();
  driver.truncate().is('hrNone', 'EDB-TRUNC-1');
  assert.equal(driver.state.runs, [6, 10]);
});

test('truncation after a failed read of a log is answered with hrNoBackup, because the session is gone', () => {
  const driver = server().fullUpToLogs();
  driver.openLog(6).succeeded();
  driver.read(65_536, { fault: JetError.JET_errDiskIO }).is('hrDiskIO', 'EDB-READ-7');
  assert.is(driver.state.backup.cancelled, 1);
  driver.truncate().is('hrNoBackup', 'EDB-CTX-4').changedNothing();
});

test('the checkpoint at the log list bounds truncation, however far it has advanced since', () => {
  const driver = serverWith({ 'truncation-bound': 'at-log-list' }).fullUpToLogs();
  driver.activity(14, 12).succeeded();
  driver.truncate().did({ kind: 'mark-truncated' }, { kind: 'delete-logs', low: 3, high: 6 });
  assert.equal(driver.state.runs, [6, 14]);
});

test('where the checkpoint at truncation is the bound, the logs that no list named still stay (ESE)', () => {
  const driver = serverWith({ 'truncation-bound': 'at-truncation' }).fullUpToLogs();
  driver.activity(14, 12).succeeded();
  driver.truncate().did({ kind: 'mark-truncated' }, { kind: 'delete-logs', low: 3, high: 10 });
  assert.equal(driver.state.runs, [10, 14]);
});

test('truncation before the log list is a sequence error', () => {
  const driver = server();
  driver.prepareLogsOnly().succeeded();
  driver.truncate().is('hrInvalidBackupSequence', 'EDB-TRUNC-4').changedNothing();
});

test('where truncation is allowed before the log list, it deletes below the checkpoint and records nothing', () => {
  for (const recordedAt of ['end-if-truncated', 'end-always', 'truncate']) {
    const driver = serverWith({ 'truncate-before-log-list': 'truncates', 'backup-recorded-at': recordedAt });
    driver.prepareLogsOnly().succeeded();
    driver.truncate().is('hrNone', 'EDB-TRUNC-1');
    assert.equal(driver.state.runs, [6, 9]);
    driver.end().succeeded();
    assert.is(driver.state.lastBackupLog, 5);
    assert.is(driver.state.databases[0].incrementalHigh, 0);
  }
});

test('truncation while a file is open may succeed, as the facet says', () => {
  const driver = serverWith({ 'truncate-open-file': 'truncates' }).fullUpToLogs();
  driver.openLog(6).succeeded();
  driver.truncate().is('hrNone', 'EDB-TRUNC-1');
});

test('truncation while a file is open is a sequence error (JET-JetTruncateLog)', () => {
  const driver = server().fullUpToLogs();
  driver.openLog(6).succeeded();
  driver.truncate().is('hrInvalidBackupSequence', 'EDB-TRUNC-5').changedNothing();
  driver.close().succeeded();
  driver.truncate().is('hrNone', 'EDB-TRUNC-1');
});

test('with an unreadable checkpoint no log is deleted, the call succeeds and an event says so (Q184578)', () => {
  const driver = server({ checkpoint: 0 });
  driver.prepareLogsOnly().succeeded();
  driver.logs().succeeded();
  const answered = driver.truncate().is('hrNone', 'EDB-TRUNC-6').didKinds('mark-truncated', 'log-event');
  assert.equal(answered.events, ['checkpoint-not-written']);
  assert.equal(driver.state.runs, [3, 10]);
});

test('a checkpoint that was unreadable at the log list lets nothing be deleted, even if it is readable again', () => {
  const driver = server({ checkpoint: 0 });
  driver.prepareLogsOnly().succeeded();
  driver.logs().succeeded();
  driver.activity(11, 9).succeeded();
  driver.truncate().is('hrNone', 'EDB-TRUNC-2');
  assert.equal(driver.state.runs, [3, 11]);
});

test('logs that are missing are passed over, so that truncation leaves what is above its bound', () => {
  const driver = server({ runs: [3, 9], checkpoint: 6 }).fullUpToLogs();
  driver.call({ kind: 'LogDeleted', generation: 4 }).succeeded();
  driver
    .truncate()
    .is('hrNone', 'EDB-TRUNC-1')
    .did({ kind: 'mark-truncated' }, { kind: 'delete-logs', low: 3, high: 6 });
  assert.equal(driver.state.runs, [6, 10]);
});

test('a session may truncate a second time or not, as the facet says', () => {
  const driver = serverWith({ 'second-truncate': 'hrInvalidBackupSequence' }).fullUpToLogs();
  driver.truncate().is('hrNone', 'EDB-TRUNC-1');
  driver.truncate().is('hrInvalidBackupSequence', 'EDB-TRUNC-7').changedNothing();
  driver.end().is('hrNone', 'EDB-END-3');
});

test('a truncation that deletes nothing records the backup or not, as the facet says', () => {
  for (const recordedAt of ['end-if-truncated', 'truncate']) {
    for (const [facet, fullHigh] of [
      ['counts', 9],
      ['does-not-count', 5],
    ] as const) {
      const facets = { 'empty-truncation': facet, 'backup-recorded-at': recordedAt };
      const empty = serverWith(facets, { runs: [3, 9], checkpoint: 3 }).fullUpToLogs();
      empty.truncate().is('hrNone', 'EDB-TRUNC-2');
      empty.end().succeeded();
      assert.is(empty.state.databases[0].fullHigh, fullHigh, `${recordedAt}, ${facet}`);
      const deleting = serverWith(facets).fullUpToLogs();
      deleting.truncate().is('hrNone', 'EDB-TRUNC-1');
      deleting.end().succeeded();
      assert.is(deleting.state.databases[0].fullHigh, 9, 'a truncation that deletes always counts');
    }
  }
});

test('at a log that cannot be deleted truncation stops with -1032 or without a word, or passes over it, as the facet says', () => {
  const locked = { logs: [2, 4, 5, 12], patchFiles: 0 };
  for (const [value, code, runs] of [
    ['stops-with-error', 'hrFileAccessDenied', [4, 10]],
    ['stops-silently', 'hrNone', [4, 10]],
    ['passes-over', 'hrNone', [4, 5, 8, 10]],
  ] as const) {
    const driver = serverWith({ 'locked-log-truncation': value }, { runs: [3, 9], checkpoint: 8 }).fullUpToLogs();
    driver.truncate(locked).is(code, 'EDB-TRUNC-10');
    assert.equal(driver.state.runs, runs, value);
    // The session goes on, and what is locked above the bound is not asked about.
    assert.is(driver.state.backup.truncated, 1, value);
    driver.truncate({ logs: [9], patchFiles: 3 }).is('hrNone', 'EDB-TRUNC-1');
    assert.equal(driver.state.runs, [8, 10], value);
    driver.end().is('hrNone', 'EDB-END-3');
  }
});

test('truncation that would tear the logs into more pieces than the model tells apart is not modelled', () => {
  const driver = serverWith(
    { 'locked-log-truncation': 'passes-over' },
    { runs: [1, 40], checkpoint: 40 },
  ).fullUpToLogs();
  const logs = Array.from({ length: 16 }, (_, index) => 2 * index + 2);
  driver.truncate({ logs, patchFiles: 0 }).is('NOT_MODELLED', 'EDB-TRUNC-10').changedNothing();
  driver.truncate({ logs: logs.slice(0, 14), patchFiles: 0 }).is('hrNone', 'EDB-TRUNC-10');
  assert.is(driver.state.runs.length, 2 * 15);
});

test.run();
