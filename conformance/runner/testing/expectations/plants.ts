import type { Plant } from '../plantedRunner.ts';

/** A defect in how an expectation is held against what was seen. */
export interface ExpectationPlant extends Plant {
  /** The expectation that a case must be red for. */
  readonly of: string;
}

const without = (of: string, file: string, line: string): ExpectationPlant => ({ of, file, line, becomes: '' });
const instead = (of: string, file: string, line: string, becomes: string): ExpectationPlant => ({
  of,
  file,
  line,
  becomes,
});

const everyEvent = 'words === undefined || text.includes(words)';
const restoreCode = 'expectations.code(expected?.code, failure);';

/** Each expectation, when it always passes. */
export const alwaysPassing: readonly ExpectationPlant[] = [
  instead('expect.recovered', 'expectStep.js', 'holds(isAsExpected(expected, survival)', 'holds(true'),
  without('expect.state', 'expectStep.js', "expectations.same('state', fields.state, service.state);"),
  instead('expect.event', 'expectStep.js', 'check(found !== undefined', 'check(true'),
  instead('expect.eventText', 'expectStep.js', 'check(found !== undefined', 'check(true'),
  instead('expect.noEvent', 'expectStep.js', 'check(found === undefined, `no event $', 'check(true, `no event $'),
  instead(
    'expect.noEventText',
    'expectStep.js',
    'check(found === undefined, `no event that',
    'check(true, `no event that',
  ),
  without(
    'expect.restoreKey',
    'expectStep.js',
    `expectations.same('"Restore in Progress" key', fields.restoreKey, seen);`,
  ),
  instead('expect.patchFiles', 'expectStep.js', "same('patch files', fields.patchFiles", "same('', undefined"),
  without('expect.logs', 'expectStep.js', "expectations.same('closed logs', fields.logs, seen);"),
  without(
    'expect.circularLogging',
    'expectStep.js',
    "expectations.same('circular logging', fields.circularLogging, seen);",
  ),
  instead('backup.expect', 'backupStep.js', "expected?.result ?? 'ok'", 'expected?.result'),
  instead('backup.expect.result', 'backupStep.js', "expected?.result ?? 'ok'", 'undefined'),
  instead('backup.expect.takenAs', 'backupStep.js', "same('taken as', expected?.takenAs", "same('', undefined"),
  without('backup.expect.code', 'backupStep.js', 'expectations.code(expected?.code, interesting);'),
  without('backup.expect.call', 'backupStep.js', 'expectations.call(expected?.call, interesting);'),
  instead(
    'backup.expect.truncated',
    'backupStep.js',
    "if (expected?.truncated === 'some')",
    'if (true) void 0; else if (false)',
  ),
  instead('backup.expect.patchPages', 'backupStep.js', 'expected?.patchPages', 'undefined'),
  instead('restore.expect', 'restoreStep.js', "expected?.result ?? 'ok'", 'expected?.result'),
  instead('restore.expect.result', 'restoreStep.js', "expected?.result ?? 'ok'", 'undefined'),
  without('restore.expect.code', 'restoreStep.js', restoreCode),
  without('restore.expect.call', 'restoreStep.js', 'expectations.call(expected?.call, failure);'),
  instead('restore.expect.reason', 'restoreStep.js', 'reason.includes(expected.reason)', 'true'),
  instead('start.expect', 'adminSteps.js', "expect?.result ?? 'ok'", 'expect?.result'),
  instead('start.expect.result', 'adminSteps.js', "expect?.result ?? 'ok'", 'undefined'),
  without('start.expect.code', 'adminSteps.js', 'expectations.code(expect?.code, { code: result.code });'),
  instead('start.expect.events', 'adminSteps.js', 'idsText(expect?.events),', 'undefined,'),
  ...['defragment', 'recoverOffline'].flatMap((tool) => [
    instead(`${tool}.expect`, 'toolSteps.js', ': impossible(text, result.reason);', ': plain(text);'),
    without(
      `${tool}.expect.result`,
      'toolSteps.js',
      "expectations.same('tool', expect.result, result.done ? 'ok' : 'failed');",
    ),
    without(`${tool}.expect.code`, 'toolSteps.js', 'expectations.code(expect.code, code);'),
  ]),
];

/** Each expectation, when it passes too often. */
export const passingTooOften: readonly ExpectationPlant[] = [
  ...['all', 'unreadable'].map((kind) =>
    instead(
      'expect.recovered',
      'lastWord.js',
      'return kind === expected;',
      `return kind === expected || expected === '${kind}';`,
    ),
  ),
  ...['true', 'lostTransactions >= expected.lost', 'lostTransactions <= expected.lost'].map((wrong) =>
    instead('expect.recovered', 'lastWord.js', 'lostTransactions === expected.lost', wrong),
  ),
  instead('expect.recovered', 'lastWord.js', "kind === 'lost' && (", '('),
  instead('expect.eventText', 'expectStep.js', everyEvent, 'true'),
  instead(
    'expect.noEventText',
    'expectStep.js',
    'text.toLowerCase().includes(badWords.toLowerCase())',
    'text.includes(badWords)',
  ),
  ...['backup', 'restore'].flatMap((step) => [
    instead(
      `${step}.expect.call`,
      'expectation.js',
      'if (seen === expected ||',
      'if (seen !== null || seen === expected ||',
    ),
    instead(
      `${step}.expect.call`,
      'expectation.js',
      'const seen = failure?.call ?? null;',
      'const seen = failure?.call ?? expected;',
    ),
    instead(
      `${step}.expect.code`,
      'expectation.js',
      'if (seen !== null && meansCode',
      'if (seen !== null || meansCode',
    ),
    instead(
      `${step}.expect.code`,
      'expectation.js',
      'if (seen !== null && meansCode',
      'if (seen === null || meansCode',
    ),
  ]),
  instead('backup.expect.code', 'expectation.js', 'info.value === code ||', 'info.jet !== undefined ||'),
  instead('backup.expect.truncated', 'backupStep.js', 'holds(truncated > 0', 'holds(truncated >= 0'),
  instead('backup.expect.patchPages', 'backupStep.js', "return 'no set';", "return 'none';"),
  instead(
    'start.expect.events',
    'adminSteps.js',
    'const told = events.filter',
    'const told = expect?.events ?? events.filter',
  ),
];
