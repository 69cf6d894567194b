import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BACKUP_DISABLE_INCREMENTAL, JetError } from '../protocol/index.ts';
import { Driver, profileWith, server, serverWith } from './testing/driver.ts';
import { type Start, stateOf } from './testing/states.ts';

const DISABLED = BACKUP_DISABLE_INCREMENTAL;

test('BACKUP_DISABLE_INCREMENTAL refuses LOGS_ONLY with hrIncrementalBackupDisabled until a full backup (M-prevent)', () => {
  const driver = server();
  driver.setCurrentLog(DISABLED).is('hrNone', 'EDB-SETLOG-2');
  driver.prepareLogsOnly().is('hrIncrementalBackupDisabled', 'EDB-PREP-9').changedNothing();
  driver.fullUpToLogs();
  driver.truncate().succeeded();
  driver.end().succeeded();
  driver.prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
});

test('a copy and an aborted full backup leave BACKUP_DISABLE_INCREMENTAL in force', () => {
  const driver = server({ lastBackupLog: DISABLED });
  driver.fullUpToLogs().end().is('hrNone', 'EDB-END-1');
  driver.prepareLogsOnly().is('hrIncrementalBackupDisabled', 'EDB-PREP-9');
  driver.prepareFull().succeeded();
  driver.end().is('hrNone', 'EDB-END-2');
  driver.prepareLogsOnly().is('hrIncrementalBackupDisabled', 'EDB-PREP-9');
});

test('BACKUP_DISABLE_INCREMENTAL that comes during an incremental backup survives its end (M-prevent)', () => {
  const driver = server();
  driver.prepareLogsOnly().succeeded();
  driver.logs().succeeded();
  driver.setCurrentLog(DISABLED).succeeded();
  driver.truncate().succeeded();
  driver.end().is('hrNone', 'EDB-END-3');
  assert.is(driver.state.lastBackupLog, DISABLED);
  driver.prepareLogsOnly().is('hrIncrementalBackupDisabled', 'EDB-PREP-9');
});

test('circular logging refuses LOGS_ONLY with the code the facet names (M-backup, Q246272)', () => {
  for (const code of ['hrCircularLogging', 'hrInvalidBackup'] as const) {
    serverWith({ 'circular-logging-refusal': code }, { circular: true })
      .prepareLogsOnly()
      .is(code, 'EDB-PREP-10')
      .changedNothing();
  }
});

test('no recorded full backup refuses LOGS_ONLY with hrMissingFullBackup and an event (Q295751)', () => {
  const driver = server({ fullBackup: null, lastBackupLog: 5 });
  driver
    .prepareLogsOnly()
    .is('hrMissingFullBackup', 'EDB-PREP-11')
    .did({ kind: 'log-event', event: 'full-backup-needed', jetError: JetError.JET_errMissingFullBackup });
  driver.fullUpToLogs();
  driver.truncate().succeeded();
  driver.end().succeeded();
  driver.prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
});

test('one database without a recorded full backup is enough to refuse LOGS_ONLY (ESE: every attached database)', () => {
  for (const index of [0, 1] as const) {
    const state = stateOf();
    state.databases[index].fullLow = 0;
    new Driver(state, profileWith()).prepareLogsOnly().is('hrMissingFullBackup', 'EDB-PREP-11');
  }
});

test('hrFullBackupNotTaken is the other code that the missing-full-backup facet allows', () => {
  serverWith({ 'missing-full-backup-refusal': 'hrFullBackupNotTaken' }, { fullBackup: null, lastBackupLog: 5 })
    .prepareLogsOnly()
    .is('hrFullBackupNotTaken', 'EDB-PREP-11');
});

test('a log missing between the last backup and the lowest log on disk refuses LOGS_ONLY (Q245211)', () => {
  server({ runs: [6, 9], lastBackupLog: 5 })
    .prepareLogsOnly()
    .is('hrNone', 'EDB-PREP-1');
  server({ runs: [7, 9], lastBackupLog: 5 })
    .prepareLogsOnly()
    .is('hrLogFileNotFound', 'EDB-PREP-12')
    .changedNothing();
});

test('a registry that was not replicated to the other node refuses LOGS_ONLY with hrLogFileNotFound (Q245211)', () => {
  const driver = server({ lastBackupLog: 0 });
  driver.prepareLogsOnly().is('hrLogFileNotFound', 'EDB-PREP-12');
  driver.setCurrentLog(5).is('hrNone', 'EDB-SETLOG-1');
  driver.prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
});

test('a log deleted by hand out of the middle refuses LOGS_ONLY (Q128325)', () => {
  const driver = server();
  driver.call({ kind: 'LogDeleted', generation: 4 }).is('hrNone', 'EDB-SVC-9');
  driver.prepareLogsOnly().is('hrLogFileNotFound', 'EDB-PREP-12');
});

test('logs that are all there but do not chain refuse LOGS_ONLY with the code the facet names (M-backup)', () => {
  for (const code of ['hrInvalidLogSequence', 'hrLogFileNotFound'] as const) {
    const driver = serverWith({ 'out-of-sequence-refusal': code });
    driver.call({ kind: 'LogForged', generation: 7 }).succeeded();
    driver.prepareLogsOnly().is(code, 'EDB-PREP-13').changedNothing();
  }
});

test('the record that says where logs must begin is the registry or the database headers, as the facet says', () => {
  const headerIsAhead: Start = { runs: [6, 9], lastBackupLog: 2, fullBackup: { low: 3, high: 5 } };
  const registryIsAhead: Start = { runs: [6, 9], lastBackupLog: 5, fullBackup: { low: 1, high: 2 } };
  for (const [value, start, code] of [
    ['registry', headerIsAhead, 'hrLogFileNotFound'],
    ['registry', registryIsAhead, 'hrNone'],
    ['database-header', headerIsAhead, 'hrNone'],
    ['database-header', registryIsAhead, 'hrLogFileNotFound'],
  ] as const) {
    serverWith({ 'last-backup-consulted': value }, start)
      .prepareLogsOnly()
      .is(code, code === 'hrNone' ? 'EDB-PREP-1' : 'EDB-PREP-12');
  }
});

test('the database header that is furthest behind decides, and an incremental record counts', () => {
  const consultingHeaders = profileWith({ 'last-backup-consulted': 'database-header' });
  for (const ahead of [0, 1] as const) {
    const state = stateOf({ runs: [8, 9] });
    state.databases[ahead].incrementalHigh = 7;
    new Driver(state, consultingHeaders).prepareLogsOnly().is('hrLogFileNotFound', 'EDB-PREP-12');
    state.databases[ahead === 0 ? 1 : 0].incrementalHigh = 7;
    new Driver(state, consultingHeaders).prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
  }
});

/** Starts in which a reason holds; merged, several hold at once. */
const reasons = {
  'EDB-PREP-9': { lastBackupLog: DISABLED },
  'EDB-PREP-10': { circular: true },
  'EDB-PREP-11': { fullBackup: null },
  'EDB-PREP-12': { runs: [3, 4, 6, 9] },
} as const satisfies Record<string, Start>;
type Reason = keyof typeof reasons;

const order: Readonly<Record<string, readonly Reason[]>> = {
  'api-first': ['EDB-PREP-9', 'EDB-PREP-10', 'EDB-PREP-11', 'EDB-PREP-12'],
  'engine-first': ['EDB-PREP-10', 'EDB-PREP-11', 'EDB-PREP-12', 'EDB-PREP-9'],
};

test('of every set of reasons that refuse LOGS_ONLY at once, the one that is first in the facet’s order is given', () => {
  const names = Object.keys(reasons) as Reason[];
  let seen = 0;
  for (const [precedence, ranking] of Object.entries(order)) {
    for (let chosen = 1; chosen < 1 << names.length; chosen++) {
      const holding = names.filter((_, index) => (chosen & (1 << index)) !== 0);
      // A log number stays in the registry, so that a missing full backup is not a missing log as well.
      const start = Object.assign({ lastBackupLog: 5 }, ...holding.map((name) => reasons[name])) as Start;
      const answered = serverWith({ 'refusal-precedence': precedence }, start).prepareLogsOnly();
      const expected = ranking.find((name) => holding.includes(name));
      assert.is(answered.requirementId, expected, `${precedence}: ${holding.join(', ')}`);
      assert.is(answered.after.backup.active, 0);
      seen++;
    }
  }
  assert.is(seen, 30);
});

test('a missing log is given before a broken chain, whatever the precedence', () => {
  for (const precedence of Object.keys(order)) {
    serverWith({ 'refusal-precedence': precedence }, { runs: [3, 4, 5, 6, 8, 9] })
      .prepareLogsOnly()
      .is('hrLogFileNotFound', 'EDB-PREP-12');
  }
});

test('while another backup runs LOGS_ONLY is refused for that or for circular logging, as the facet says (ESE)', () => {
  for (const [facet, code, requirementId] of [
    ['backup-in-progress', 'hrBackupInProgress', 'EDB-PREP-6'],
    ['circular-logging', 'hrCircularLogging', 'EDB-PREP-10'],
  ] as const) {
    const driver = serverWith({ 'refusal-while-busy': facet }, { circular: true });
    driver.prepareFull().succeeded();
    driver.prepareLogsOnly().is(code, requirementId).changedNothing();
    driver.prepareFull().is('hrBackupInProgress', 'EDB-PREP-6').changedNothing();
    const roomy = serverWith({ 'refusal-while-busy': facet });
    roomy.prepareFull().succeeded();
    roomy.prepareLogsOnly().is('hrBackupInProgress', 'EDB-PREP-6').changedNothing();
  }
});

test.run();
