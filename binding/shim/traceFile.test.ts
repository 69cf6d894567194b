import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, library, realLibrary, scratch } from './testing/builds.ts';
import { Driver, narrow } from './testing/driver.ts';
import { record, type Words } from './testing/recording.ts';

const check = testsWith('the files that recordings are written to', 'gcc');

check('the name of the trace is a template, and its usual one names the process', async () => {
  const folder = scratch();
  const named = await record([['HrBackupEnd', 1]], {
    EDBPROOF_TRACE: join(folder, 'a%%%p-%p%q.jsonl').replace('%%', '%%'),
  });
  assert.is(named.text, '', 'the test looked for the template itself');
  const path = join(folder, `a%${named.processId}-${named.processId}%q.jsonl`);
  assert.is(readFileSync(path, 'utf8').split('\n').length, 3);
  const real = await realLibrary('real');
  const driver = new Driver([await driverProgram('linux-x64-asan')], { EDBPROOF_RECORD: real }, folder);
  await driver.call('HrBackupEnd', 1);
  await driver.endWell();
  assert.ok(existsSync(join(folder, `edbproof-${driver.processId}.trace.jsonl`)));
});

check('a trace that cannot be written is one line on stderr, and calls go on', async () => {
  for (const [path, reason] of [
    [
      join(scratch(), 'no such folder', 'trace'),
      /cannot be written \(No such file or directory\): calls go on without it; correct EDBPROOF_TRACE\n$/,
    ],
    [fileURLToPath(import.meta.url), /cannot be written \(it exists, and nothing is overwritten\)/],
    ['/dev/full', /cannot be written \(it takes no more\)/],
    [`${scratch()}/${'%p'.repeat(450)}`, /cannot be written \(its name is too long\)/],
  ] as const) {
    const { answers, said } = await record(
      [
        ['HrBackupEnd', 1],
        ['HrBackupEnd', 2],
        ['HrBackupEnd', 3],
      ],
      { EDBPROOF_TRACE: path },
    );
    assert.equal(
      answers.map(({ code }) => code),
      ['00000000', '00000000', '00000000'],
    );
    assert.match(said, reason);
    assert.is(said.split('\n').length, 2, said);
  }
});

check('a trace ends at its limit with a line that says so', async () => {
  const text = narrow('z'.repeat(30_000));
  const calls = Array.from({ length: 40 }, (): Words => ['HrSetCurrentBackupLogA', text, '-', 1]);
  const path = join(scratch(), 'limited.jsonl');
  const { answers, lines, said } = await record(calls, { EDBPROOF_TRACE: path, EDBPROOF_TRACE_LIMIT_MIB: '1' });
  assert.is(answers.length, 40);
  const { size } = statSync(path);
  assert.ok(size <= 1024 * 1024 && size > 1024 * 1024 - 45_000, `${size}`);
  assert.equal(lines.at(-1), { n: lines.length, event: 'cut', limitMiB: 1 });
  assert.is(said, '');
});

check('a function that the real library lacks answers NOT_MODELLED, says so once, and is in the trace', async () => {
  const calls: Words[] = [
    ['I_HrCheckBackupLogs', 0],
    ['I_HrCheckBackupLogs', 0],
    ['BackupFree', '-'],
    ['HrBackupEnd', 1],
  ];
  const { answers, lines, said } = await record(calls, {}, ['-DWITHOUT_CHECK', '-DWITHOUT_FREE']);
  assert.equal(
    answers.map(({ code }) => code),
    ['edb00001', 'edb00001', undefined, '00000000'],
  );
  assert.equal(
    answers.map(({ errno }) => errno),
    ['77', '77', '77', '4242'],
  );
  assert.equal(
    lines.map(({ result }) => result),
    [{ code: '0xEDB00001' }, { code: '0xEDB00001' }, null, { code: '0x00000000' }],
  );
  assert.match(
    said,
    /^edbproof shim: "[^"]+" does not export I_HrCheckBackupLogs: its calls answer NOT_MODELLED, 0xEDB00001\nedbproof shim: "[^"]+" does not export BackupFree: [^\n]+\n$/,
  );
});

check(
  'a real library with 24 exports is recorded as one with 26 is, and only what it lacks is not modelled',
  async () => {
    const calls: Words[] = [
      ['I_HrRestoreW', 1, 2, 3, 4, 5, 6, 7, 8, 9],
      ['I_HrCheckBackupLogs', 1],
      ['DllEntryPoint', 0, 1, 0],
      ['DllEntryPoint', 0, 0, 0],
      ['HrBackupEnd', 1],
    ];
    const lacking = await record(calls, {}, ['-DTWENTY_FOUR']);
    const whole = await record(calls);
    assert.equal(
      lacking.answers.map(({ code }) => code),
      ['edb00001', '00000000', undefined, undefined, '00000000'],
    );
    assert.match(
      lacking.said,
      /^edbproof shim: "[^"]+" does not export I_HrRestoreW: its calls answer NOT_MODELLED, 0xEDB00001\n$/,
    );
    assert.is(whole.said, '');
    assert.is(whole.answers[0]?.['code'], 'c7ff0002');
    for (const { answers, lines } of [lacking, whole]) {
      // The real one would end the process if it were told.
      assert.equal(answers[2], { result: '1', errno: '77' });
      assert.equal(answers[3], { result: '1', errno: '77' });
      assert.equal(
        lines.map(({ call }) => call),
        ['I_HrRestoreW', 'I_HrCheckBackupLogs', 'HrBackupEnd'],
      );
    }
  },
);

check('the library refuses to record itself', async () => {
  const ours = join(await library('linux-x64-asan'), 'libedbbcli.so');
  const { answers, said, text } = await record(
    [
      ['HrBackupEnd', 1],
      ['HrBackupRead', 1, '+', 3],
    ],
    { EDBPROOF_RECORD: ours },
  );
  assert.equal(
    answers.map(({ code }) => code),
    ['c7ff0007', 'c7ff0007'],
  );
  assert.is(answers[1]?.['read'], '0');
  assert.match(
    said,
    /^edbproof shim: "[^"]+" is this library itself: set EDBPROOF_RECORD to the path of the real EDBBCLI\.DLL, [^\n]+\n$/,
  );
  assert.is(text, '');
});

check('lines of many threads are whole and in order, and no label is given twice', async () => {
  const { lines, text, answers } = await record([['threads', 24, 4, 6]]);
  // The real library knows nothing of the contexts of one thread; what matters is the trace.
  assert.is(answers.length, 1);
  assert.equal(
    lines.map(({ n }) => n),
    lines.map((_, index) => index + 1),
  );
  assert.is(lines.filter(({ call }) => call === 'HrBackupRead').length, 24 * 4 * 6);
  assert.is(new Set(lines.map(({ thread }) => thread)).size, 24);
  const contexts = lines.flatMap(({ result }) => (typeof result?.['hbc'] === 'string' ? [result['hbc']] : []));
  assert.is(new Set(contexts).size, 24 * 4);
  assert.is(lines.filter(({ event }) => event === 'unfreed').length, 0, 'every list was given back under its own name');
  assert.ok(text.endsWith('\n'));
});

check('the child of a fork writes a trace of its own', async () => {
  for (const template of [join(scratch(), 'forked-%p.jsonl'), join(scratch(), 'forked.jsonl')]) {
    const prepare: Words = ['HrBackupPrepareA', narrow('S'), '-', 0, 1];
    const list: Words = ['HrBackupGetDatabaseNamesA', 0x1001];
    const calls: Words[] = [prepare, list, ['fork', 0x1001], ['HrBackupEnd', 0x1001]];
    const { answers, lines } = await record(calls, { EDBPROOF_TRACE: template });
    const child = answers[2]?.['child'] ?? '';
    assert.is(answers[2]?.['status'], '0');
    assert.equal(
      lines.map(({ call, event }) => call ?? event),
      [prepare[0], list[0], 'HrBackupEnd', 'unfreed'],
    );
    const path = template.includes('%p') ? template.replace('%p', child) : `${template}.${child}`;
    const [header = '', ...own] = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    assert.is(`${JSON.parse(header).process}`, child);
    assert.equal(
      own.map((line) => JSON.parse(line)).map(({ n, call }) => [n, call]),
      [
        [1, 'HrBackupClose'],
        [2, 'BackupFree'],
        [3, 'HrBackupPrepareA'],
        [4, 'HrBackupClose'],
      ],
    );
  }
});

test.run();
