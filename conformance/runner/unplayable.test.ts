import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Fault, parseFault } from '../../simulator/exchange/index.ts';
import { playText, scenarioOf, verdictOf } from './testing/playText.ts';

const faultOf = (text: string): Fault => {
  const parsed = parseFault(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.fault;
};

/** What is wrong with a fault, given beside the scenario and in it; null when it is played. */
async function problemOf(fault: string, steps: readonly string[] = [], server = ''): Promise<string | null> {
  const late = steps.length === 0 ? ['idle: { pages: 1 }'] : steps;
  const beside = await playText(scenarioOf(late, server), { faults: [faultOf(fault)] });
  const within = await playText(scenarioOf([`fault: '${fault}'`, ...late], server));
  if (beside.result.ok || within.result.ok) {
    assert.equal([beside.result.ok, within.result.ok], [true, true], fault);
    return null;
  }
  assert.equal([beside.events, within.events], [[], []], 'nothing was played');
  const problem = beside.result.problem.replace('a.yaml: a fault speaks of ', '');
  assert.is(within.result.problem.replace(/^a\.yaml:\d+: /, ''), `step 1 speaks of ${problem}`);
  return problem;
}

test('a fault that names what the server can never have is no fault: the nearest name is told', async () => {
  const never = 'a file which the server can never have; did you mean';
  const none = 'a file which the server can never have; its databases are priv.edb';
  const folder = 'd:\\exchsrvr\\mdbdata';
  for (const [fault, problem] of [
    ['at byte 5 of prib.edb, hang', `prib.edb, ${never} priv.edb?`],
    ['at HrBackupRead 3, corrupt page 3 of pub.edb', `pub.edb, ${none}`],
    ['at HrBackupRead 3, tear edb0001.log at byte 9', `edb0001.log, ${never} edb.log?`],
    ['at HrBackupRead 3, tear edb00000.log at byte 9', `edb00000.log, ${never} edb.log?`],
    ['at 9:00:00, corrupt byte 3 of edb.chkk', `edb.chkk, ${never} edb.chk?`],
    ['at 9:00:00, blank page 3 of zzzzzzzzzzzz', `zzzzzzzzzzzz, ${none}`],
    [
      'at 9:00:00, blank page 3 of D:\\exchsrvr\\mdbdta\\priv.edb',
      `D:\\exchsrvr\\mdbdta\\priv.edb, ${never} ${folder}\\priv.edb?`,
    ],
    ['at 9:00:00, blank page 3 of E:\\priv.edb', `E:\\priv.edb, ${never} ${folder}\\priv.edb?`],
    ['at 9:00:00, fill disk Z:', 'Z:, a drive on which the server has no file; its files are on D:'],
    ['at 9:00:00, free disk E:', 'E:, a drive on which the server has no file; its files are on D:'],
    ['at 9:00:00, kill directory', 'the directory, which the server does not have'],
    ['at 9:00:00, fail new log of directory with JET_errDiskFull', 'the directory, which the server does not have'],
  ] as const) {
    assert.is(await problemOf(fault), problem);
  }
});

test('a fault that names what the server has, may have later, or had once, is played', async () => {
  for (const fault of [
    'at byte 5 of PRIV.EDB, hang',
    'at 9:00:00, blank page 3 of D:\\ExchSrvr\\MDBDATA\\priv.pat',
    'at 9:00:00, tear edb000ff.log at byte 9',
    'at 9:00:00, tear res1.log at byte 9',
    'at 9:00:00, corrupt byte 3 of edb.chk',
    'at 9:00:00, fill disk d:',
    'at 9:00:00, kill information-store',
  ]) {
    assert.is(await problemOf(fault), null, fault);
  }
  const folders =
    "    directory: { size: 1, circularLogging: true, folders: { databases: 'F:\\ds', logs: 'G:\\ds', checkpoint: 'H:\\ds' } }\n";
  for (const fault of [
    'at 9:00:00, blank page 3 of F:\\ds\\dir.edb',
    'at 9:00:00, fill disk H:',
    'at 9:00:00, kill directory',
  ]) {
    assert.is(await problemOf(fault, [], folders), null, fault);
  }
  const moved = ["moveDatabase: { database: priv, folder: 'E:\\fast' }"];
  assert.is(await problemOf('at 9:00:00, fill disk E:', moved), null);
  assert.is(await problemOf('at 9:00:00, blank page 3 of E:\\fast\\priv.edb', moved), null);
  const renamed = ['stop: {}', 'renameFile: { file: edb.chk, to: edb.old }'];
  assert.is(await problemOf('at 9:00:00, corrupt byte 3 of edb.old', renamed), null);
  const edited = [
    "editRegistry: { key: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\ParametersPrivate', value: DB Path, to: 'I:\\x\\mail.edb' }",
  ];
  assert.is(await problemOf('at 9:00:00, blank page 3 of I:\\x\\mail.edb', edited), null);
  assert.is(await problemOf('at 9:00:00, fill disk I:', edited), null);
});

test('strict: a fault that came to nothing is an expectation that was not met, one that struck is none', async () => {
  const scenario = scenarioOf(['load: { transactions: 5 }', 'backup: { kind: full, set: s }']);
  const play = (fault: string, strict: boolean) => playText(scenario, { faults: [faultOf(fault)], strict });
  for (const [fault, why] of [
    ['at HrBackupEnd 9, hang', 'at HrBackupEnd 9, hang (HrBackupEnd was called once)'],
    ['at HrBackupRead 3, corrupt byte 5 of edb000ff.log', ': without effect, there is no edb000ff.log'],
    ['at HrBackupRead 3, corrupt page 90000 of priv.edb', ': without effect, '],
  ] as const) {
    const lax = await play(fault, false);
    assert.equal(lax.result, { ok: true, met: true, interrupted: false }, fault);
    const told = lax.events.some(
      (event) =>
        (event.event === 'never-struck' && event.faults.some((line) => line.includes(why))) ||
        (event.event === 'fault' && event.text.includes(why)),
    );
    assert.ok(told, `${fault} is told`);
    const strict = await play(fault, true);
    assert.equal(strict.result, { ok: true, met: false, interrupted: false }, fault);
    const last = strict.events.at(-1);
    assert.is(last?.event === 'verdict' && last.unmetCount, 1);
    assert.match(verdictOf(strict.events), 'A fault came to nothing: ');
    assert.match(verdictOf(strict.events), why);
  }
  const struck = await play('at HrBackupRead 3, shorten to 4096', true);
  assert.equal(struck.result, { ok: true, met: true, interrupted: false });
});

test.run();
