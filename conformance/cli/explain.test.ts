import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeInfos } from '../../simulator/protocol/index.ts';
import { run } from './testing/run.ts';

const explained = async (...texts: readonly string[]): Promise<string> => {
  const { out, err, exitCode } = await run(['explain', '--', ...texts]);
  assert.equal([exitCode, err], [0, ''], texts.join(' '));
  return out;
};

/** What is said to be in the list; that this is the list itself, the tests of the codes show. */
const listed = codeInfos.flatMap(({ names }) => names.filter(({ list }) => list === 'Q177761').map(({ name }) => name));

const NOT_OF_THIS_ERA = 'not known to have';

test('the whole list of 5.5 is explained, and only what is newer is called not known to 4.0 to 5.5', async () => {
  assert.is(listed.length, 280);
  const out = await explained(...listed);
  for (const name of listed) assert.ok(out.includes(name), name);
  assert.not.match(out, NOT_OF_THIS_ERA);
  for (const code of ['-565', '-1526']) assert.not.match(await explained(code), NOT_OF_THIS_ERA);
  for (const later of ['-616', '-1216', 'JET_errRequiredLogFilesMissing']) {
    assert.match(await explained(later), NOT_OF_THIS_ERA);
  }
  const { err, exitCode } = await run(['explain', '--', '-999']);
  assert.is(exitCode, 2);
  assert.not.match(err, NOT_OF_THIS_ERA);
});

test('what two texts mean is told once, and the second time where', async () => {
  const out = await explained('1011', '0x3f3', '-1018', '0xFFFFFC06');
  const blocks = out.split('\n\n');
  assert.is(blocks.filter((block) => block.includes('Databases and directory do not have the same GUIDs')).length, 1);
  assert.ok(blocks.includes('Service-specific error 1011 of MSExchangeIS (4.0, 5.0, 5.5)\n  As above, for 1011.'));
  assert.match(blocks.at(-1) ?? '', /JET_errReadVerifyFailure.*\n {2}As above, for -1018\./);
});

test('a code says who returned it and in which articles and events, or that no source says so', async () => {
  const known = await explained('-1328');
  for (const part of [
    'JET_errInvalidSettings',
    'service start; Performance Optimizer',
    'ESE97 188',
    'Q295649',
    '0xFFFFFAD0',
  ]) {
    assert.match(known, part);
  }
  assert.match(await explained('-1317'), 'Returned    no source at hand says by what, or when');
});

test('a number that header and list name differently is told by both, each with its list and meaning', async () => {
  const out = await explained('200', '-202');
  for (const part of [
    'Defined by  EDBMSG.H as hrBFNotSynchronous, Q177761 as wrnBFCacheMiss (engine, warning)',
    'Defined by  EDBMSG.H as hrBFInUse, Q177761 as errBFLatchConflict (engine, error)',
    'EDBMSG.H: A page was evicted',
    'Q177761: Latching a page',
  ]) {
    assert.ok(out.includes(part), part);
  }
});

test('a service-specific error is told beside the code of the same number, in decimal and in hexadecimal', async () => {
  const both = await explained('1011');
  assert.match(both, '1011 can be read in 2 ways: codes, the likeliest first; then service-specific errors.');
  assert.ok(
    both.indexOf('hrOutOfMemory') < both.indexOf('Service-specific error 1011 of MSExchangeIS (4.0, 5.0, 5.5)'),
  );
  assert.match(both, 'isinteg -patch');
  assert.match(await explained('0x3f3'), 'Service-specific error 1011 of MSExchangeIS');
  assert.match(await explained('0x451'), 'Written as  1105, 0x451, EcBadVersion');
  assert.match(await explained('Service-specific error 4294966278'), 'hrReadVerifyFailure');
});

test('an event is told by source, with versions, codes and articles', async () => {
  const start = await explained('1120');
  for (const part of ['Event 1120 of MSExchangeIS (4.0, 5.0, 5.5)', '0xfffffad0 (JET_errInvalidSettings)', 'Q181796']) {
    assert.ok(start.includes(part), part);
  }
  assert.match(await explained('ESE97 104'), 'Event 104 of ESE97 (5.5)');
  assert.is(await explained('ESE97', '104'), await explained('ESE97 104'), 'without quotation marks');
  const several = await explained('116');
  assert.ok(several.indexOf('of EDB (4.0, 5.0)') < several.indexOf('of ESE97 (5.5)'));
  assert.match(several, '116 can be read in 2 ways: events by source.');
  assert.match(await explained('EDB 12'), 'Inferred    EDB 15 and 18 stand 90 below');
  for (const id of ['199', '8010', '5000']) assert.match(await explained(id), `Event ${id} of `);
});

test('an event that no article shows, and a source alone, are mistakes that say what to write', async () => {
  const { err, exitCode } = await run(['explain', 'EDB 104', 'ESE97']);
  assert.is(exitCode, 2);
  assert.match(err, 'EDB 104: no article at hand shows an event 104 of EDB.');
  assert.match(err, "ESE97: ESE97 is a source of events; say which, as in 'ESE97 100'.");
});

test('--json has readings, service-specific errors and events of every text', async () => {
  const { out } = await run(['explain', '--json', '1011', 'ESE97 104']);
  const parsed: {
    text: string;
    readings: { form: string; code: { name: string; articles: { id: string; url: string }[] }; events: string[] }[];
    serviceErrors: { number: number; forms: { hex: string }; articles: { id: string }[] }[];
    events: { source: string; id: number; articles: { id: string }[] }[];
  }[] = JSON.parse(out);
  const [number, event] = parsed;
  assert.equal([number?.text, event?.text], ['1011', 'ESE97 104']);
  assert.is(number?.readings[0]?.code.name, 'hrOutOfMemory');
  assert.equal(number?.readings[0]?.events, ['MSExchangeIS 1160', 'MSExchangeIS 9031']);
  assert.equal([number?.serviceErrors[0]?.number, number?.serviceErrors[0]?.forms.hex], [1011, '0x3F3']);
  assert.equal([event?.events[0]?.source, event?.events[0]?.articles[0]?.id], ['ESE97', 'Q219035']);
});

test.run();
