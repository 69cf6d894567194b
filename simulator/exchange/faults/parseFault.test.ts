import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr, hresult } from '../../protocol/index.ts';
import type { Fault } from './fault.ts';
import { faultLanguage } from './language.ts';
import { parseFault } from './parseFault.ts';
import { printFault } from './printFault.ts';
import { anyFault } from './testing/anyFault.ts';

const read = (text: string): Fault => {
  const parsed = parseFault(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.fault;
};

const problem = (text: string): string => {
  const parsed = parseFault(text);
  return parsed.ok ? 'none' : parsed.problem;
};

test('every number is taken up to its last value, and no further', () => {
  const limits: readonly (readonly [
    (value: string) => string,
    taken: readonly string[],
    refused: readonly string[],
  ])[] = [
    [(nth) => `at HrBackupRead ${nth}, kill client`, ['1', '1000000'], ['0', '1000001']],
    [(nth) => `at any call ${nth}, kill client`, ['1', '1000000'], ['0', '1000001']],
    [(byte) => `at byte ${byte} of priv.edb, kill client`, ['0', '1099511627776'], ['1099511627777', '-1']],
    [(page) => `at HrBackupRead, blank page ${page} of priv.edb`, ['1', '4194304'], ['0', '4194305']],
    [(size) => `at HrBackupRead, shorten to ${size}`, ['1', '67108864'], ['0', '67108865']],
    [
      (time) => `at ${time}, kill information-store`,
      ['0 s', '360000000 s', '100000:00:00'],
      ['360000001 s', '100000:00:01'],
    ],
    [(time) => `at ${time}, kill information-store`, ['0:00:00', '0:59:59'], ['0:60:00', '0:00:60']],
  ];
  for (const [text, taken, refused] of limits) {
    for (const value of taken) assert.is(problem(text(value)), 'none', text(value));
    for (const value of refused) assert.match(problem(text(value)), /^column \d+: expected/, text(value));
  }
});

test('a fault has 700 characters at most, and a word of up to 60 is compared with those that are known', () => {
  const fault = 'at HrBackupRead, kill client';
  assert.is(problem(fault + ' '.repeat(700 - fault.length)), 'none');
  assert.match(problem(fault + ' '.repeat(701 - fault.length)), 'at most 700 characters, not 701');
  assert.match(problem('at HrBackupReed, kill client'), 'did you mean "HrBackupRead"?');
  // A third of the text may be another: 4 of 12 letters, and not 5.
  assert.match(problem('at HrBackupXXXX, kill client'), 'did you mean "HrBackupRead"?');
  assert.not.match(problem('at HrBackuXXXXX, kill client'), 'did you mean "HrBackupRead"');
});

test('what is printed is read back as the same fault (property)', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyFault, (fault) => {
      const text = printFault(fault);
      assert.equal(read(text), fault, text);
      assert.is(printFault(read(text)), text);
      seen.add(fault.when.kind);
      seen.add(fault.what.kind);
      if (fault.when.kind !== 'time') seen.add(fault.when.side);
      if (text.includes('"')) seen.add('quoted');
    }),
    { seed: 11, numRuns: 3000 },
  );
  assert.is(seen.size, 3 + 14 + 2 + 1, `inconclusive: seen only ${[...seen].join(', ')}`);
});

test('every moment and every action has an example that is read, and printed as it is written', () => {
  const forms = [...faultLanguage.moments, ...faultLanguage.actions];
  const faults = forms.map(({ example }) => read(example));
  for (const [index, fault] of faults.entries()) {
    const example = forms[index]?.example ?? '';
    assert.is(printFault(fault), example.replace('90 s', '0:01:30').replace('0xC7FF000D', 'hrCommunicationError'));
  }
  assert.is(new Set(faults.map(({ when }) => when.kind)).size, 3);
  assert.is(new Set(faults.slice(faultLanguage.moments.length).map(({ what }) => what.kind)).size, 14);
  assert.is(faultLanguage.actions.length, 14);
});

test('only a read that is still to be answered can be cut short, and a service and an error of the engine are named', () => {
  assert.match(problem('at HrBackupOpenFile, shorten to 4096'), 'column 22: only a read can be cut short');
  assert.match(problem('at 90 s, shorten to 4096'), 'only a read can be cut short');
  assert.match(problem('at HrBackupRead, shorten to 4096 after'), 'a read that was answered cannot be cut short');
  assert.match(problem('at HrBackupRead, shorten to 0'), 'a number of bytes from 1 to 67108864');
  assert.match(problem('at 90 s, blank page 4 of edb.log'), 'edb.log has no pages');
  assert.match(problem('at 90 s, fail new log of priv.edb with -1811'), '"information-store" or "directory"');
  assert.match(problem('at 90 s, fail new log of directory with -4711'), 'an error of the engine such as -1811');
});

test('the side is before unless "after" is said', () => {
  for (const [text, side] of [
    ['at HrBackupRead, hang', 'before'],
    ['at HrBackupRead, hang before', 'before'],
    ['at HrBackupRead, hang after', 'after'],
    ['at byte 7 of priv.edb, kill client after', 'after'],
  ] as const) {
    const { when } = read(text);
    assert.is(when.kind === 'time' ? null : when.side, side, text);
  }
});

test('letter case means nothing where Windows ignores it, and a colon may stand for the comma', () => {
  const same: readonly (readonly [string, string])[] = [
    ['AT HrBackupRead 3: RETURN HRDISKIO After', 'at HrBackupRead 3, return hrDiskIO after'],
    ['at Any Call 2 , Kill Information-Store', 'at any call 2, kill information-store'],
    ['at 2:30:00: fill disk d', 'at 2:30:00, fill disk D:'],
    ['at HrBackupEnd: free disk d:', 'at HrBackupEnd, free disk D:'],
    ['at 90s, lose connection', 'at 0:01:30, lose connection'],
    ['at 90 s: lose connection', 'at 0:01:30, lose connection'],
    ['at any call 17: lose connection after', 'at any call 17, lose connection after'],
    ['at HrBackupOpenFile: lose connection before', 'at HrBackupOpenFile, lose connection before'],
    ['at byte 1048576 of priv.edb: tear page 40 of Priv.edb', 'at byte 1048576 of priv.edb, tear page 40 of Priv.edb'],
    ['at 02:30:00: kill INFORMATION-STORE', 'at 2:30:00, kill information-store'],
    ['at HrBackupRead 5: tear edb00003.log at byte 1000000', 'at HrBackupRead 5, tear edb00003.log at byte 1000000'],
    ['at byte 5 of "priv.edb": tear "page" at byte 3', 'at byte 5 of priv.edb, tear "page" at byte 3'],
  ];
  for (const [text, printed] of same) assert.is(printFault(read(text)), printed);
  assert.match(problem('at hrbackupread, hang'), 'did you mean "HrBackupRead"?');
});

test('codes are read as they are explained; 0x and eight digits are the code itself, known or not', () => {
  const codeOf = (text: string) => {
    const { what } = read(`at any call, return ${text}`);
    return what.kind === 'return' ? what.code : null;
  };
  for (const text of ['hrReadVerifyFailure', '-1018', '0xC80003FA', 'C80003FA', 'JET_errReadVerifyFailure']) {
    assert.is(codeOf(text), Hr.hrReadVerifyFailure, text);
  }
  assert.is(codeOf('0xEDB00001'), hresult(0xedb00001));
  assert.is(codeOf('0xFFFFFDD0'), hresult(-560));
  assert.is(codeOf('-560'), Hr.hrMissingFullBackup);
});

test('what cannot be read is told in one line: column, what was expected, what is there, the nearest name', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['', 'column 1: expected "at", not the end'],
    ['HrBackupRead, hang', 'column 1: expected "at", not "HrBackupRead"'],
    ['at HrBackupReed, hang', 'not "HrBackupReed"; did you mean "HrBackupRead"?'],
    ['at HrBackupPrepareW, hang', 'column 4: write "HrBackupPrepare": a fault strikes the A and the W form alike'],
    ['at BackupFree, hang', 'column 4: no fault can wait for BackupFree: it does not reach the server'],
    ['at I_HrRestoreW, hang', 'column 4: no fault can wait for I_HrRestoreW: it does not reach the server'],
    ['at HrBackupRead 3 hang', 'column 19: expected a comma after the moment, not "hang"'],
    ['at HrBackupRead 0, hang', 'column 17: expected a number of calls from 1 to 1000000, not "0"'],
    ['at HrBackupRead 1000001, hang', 'expected a number of calls from 1 to 1000000'],
    ['at HrBackupRead -1, hang', 'column 17: expected a number of calls'],
    ['at any 3, hang', 'column 8: expected "call", not "3"'],
    ['at byte 5 priv.edb, hang', 'column 11: expected "of", not "priv.edb"'],
    ['at byte x of priv.edb, hang', 'column 9: expected a byte from 0 to 1099511627776, not "x"'],
    ['at byte 5 of a|b, hang', 'column 14: expected a file such as priv.edb'],
    ['at 30, kill client', 'column 6: expected "s", not ","'],
    ['at 1:60:00, kill client', 'column 4: expected a time such as 2:30:00 or 90 s'],
    ['at 100001:00:00, kill client', 'at most 100000:00:00'],
    ['at 2:30:00, hang', 'column 13: only a call can hang; wait for one with "at any call"'],
    ['at 2:30:00, kill client after', 'column 25: expected nothing more: a time has no side, not "after"'],
    ['at HrBackupEnd, lose conection', 'column 22: expected "connection", not "conection"; did you mean "connection"?'],
    ['at HrBackupEnd, lose', 'column 21: expected "connection", not the end'],
    ['at HrBackupEnd, kill storee', 'expected "client" or "information-store" or "directory", not "storee"'],
    ['at HrBackupEnd, hang befor', 'did you mean "before"?'],
    ['at HrBackupEnd, return hrDiskIOO', 'did you mean "hrDiskIO"?'],
    [
      'at HrBackupEnd, return',
      'column 23: expected a code such as hrReadVerifyFailure, -1018 or 0xC80003FA, not the end',
    ],
    ['at HrBackupEnd, fill disk DD', 'column 27: expected a drive such as D:, not "DD"'],
    ['at HrBackupEnd, fill D:', 'column 22: expected "disk", not "D"'],
    ['at HrBackupEnd, tear page 3 of edb.log', 'column 32: edb.log has no pages; name a byte of it instead'],
    ['at HrBackupEnd, tear page 0 of priv.edb', 'column 27: expected a page from 1 to 4194304, not "0"'],
    ['at HrBackupEnd, tear priv.edb', 'column 30: expected "at", not the end'],
    ['at HrBackupEnd, tear "priv.edb', 'column 22: expected a file such as'],
    ['at HrBackupEnd, corupt page 1 of x', 'did you mean "corrupt"?'],
    ['at HrBackupEnd, corrupt sector 1 of x', 'column 25: expected "page" or "byte", not "sector"'],
    ['at HrBackupEnd, hang, hang', 'column 21: expected "before", "after" or nothing more, not ","'],
    [`at ${'x'.repeat(61)}, hang`, 'not "xxx'],
    ['x'.repeat(701), 'a fault has at most 700 characters, not 701'],
  ];
  for (const [text, expected] of wrong) {
    assert.match(problem(text), expected, text);
    assert.not.match(problem(text), '\n');
  }
});

test('no text makes the parser throw (property)', () => {
  let refused = 0;
  const words = fc.constantFrom(
    'at',
    'any',
    'call',
    'HrBackupRead',
    '3',
    ',',
    ':',
    'tear',
    'page',
    'of',
    '"',
    'D:',
    '0:0',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
  );
  fc.assert(
    fc.property(text, (line) => {
      const parsed = parseFault(line);
      if (parsed.ok) return;
      refused += 1;
      assert.match(parsed.problem, /^column \d+: ./);
    }),
    { seed: 12, numRuns: 2000 },
  );
  assert.ok(refused > 1000, 'inconclusive: nearly everything was a fault');
});

test.run();
