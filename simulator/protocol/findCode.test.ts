import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeInfos } from './codes.ts';
import { describeCode } from './describeCode.ts';
import { type CodeLookup, findCode } from './findCode.ts';
import { listOf55 } from './testing/listOf55.ts';

const namesIn = (lookup: CodeLookup): readonly string[] =>
  lookup.found ? lookup.readings.map(({ info }) => info.name) : [];
const formsIn = (lookup: CodeLookup): readonly string[] =>
  lookup.found ? lookup.readings.map(({ form }) => form) : [];
const reasonIn = (lookup: CodeLookup): string => (lookup.found ? '' : lookup.reason);

test('-560 is found in every form that Microsoft prints it in', () => {
  const forms = [
    '0xC8000230',
    '0xc8000230',
    'C8000230',
    'c8000230',
    '3355443760',
    '-939523536',
    '-560',
    '560',
    '0xFFFFFDD0',
    'fffffdd0',
    '4294966736',
    'hrMissingFullBackup',
    'HRMISSINGFULLBACKUP',
    'JET_errMissingFullBackup',
    'jet_errmissingfullbackup',
    '  -560\n',
  ];
  for (const text of forms) assert.equal(namesIn(findCode(text)), ['hrMissingFullBackup'], text);
});

test('the form in which a text was read is told', () => {
  assert.equal(formsIn(findCode('0xFFFFFDD0')), ['normal start-up form']);
  assert.equal(formsIn(findCode('4294966736')), ['normal start-up form']);
  assert.equal(formsIn(findCode('-560')), ['engine number']);
  assert.equal(formsIn(findCode('560')), ['engine number without its sign']);
  assert.equal(formsIn(findCode('-939523536')), ['signed value']);
  assert.equal(formsIn(findCode('hrNone')), ['name']);
});

test('102 of event 8010 has three readings, and none is hidden', () => {
  assert.equal(namesIn(findCode('102')), ['ERROR_SEM_IS_SET', 'hrFileClose', 'WAIT_TIMEOUT']);
  assert.equal(formsIn(findCode('102')), ['value', 'engine number without its sign', 'hexadecimal value']);
});

test('a warning of the engine is found by its positive number', () => {
  assert.equal(namesIn(findCode('558')), ['hrExistingLogFileHasBadSignature']);
  assert.equal(namesIn(findCode('+559')), ['hrExistingLogFileIsNotContiguous']);
});

test('a warning is found by its hexadecimal number when 0x says that it is one, as the list of 5.5 prints it', () => {
  assert.equal(namesIn(findCode('0x0000022E')), ['hrExistingLogFileHasBadSignature']);
  assert.equal(formsIn(findCode('0x7D0')), ['hexadecimal engine number']);
  assert.equal(namesIn(findCode('7D0')), []);
});

test('where two numbers differ by their sign only, each is found by its own', () => {
  assert.equal(namesIn(findCode('-201')), ['errBFPageNotCached']);
  assert.equal(namesIn(findCode('201')), ['hrBFPageNotFound', 'errBFPageNotCached']);
  assert.equal(namesIn(findCode('-1409')), ['JET_errInvalidCreateIndex']);
  assert.equal(namesIn(findCode('1409')), ['hrCreateIndexFailed', 'JET_errInvalidCreateIndex']);
});

test('both names of a number lead to it, in any case', () => {
  for (const name of ['hrBFNotSynchronous', 'wrnBFCacheMiss', 'WRNBFCACHEMISS']) {
    assert.equal(namesIn(findCode(name)), ['hrBFNotSynchronous'], name);
  }
  assert.equal(namesIn(findCode('JET_errSuccess')), ['hrNone']);
});

test('a name that the list of 5.5 gives no number to is told so', () => {
  assert.match(reasonIn(findCode('jet_errcolumnillegalnull')), /has JET_errColumnIllegalNull, and gives it no number/);
});

test('every number of the list of 5.5 is found in every form, and none is called unknown to 4.0 to 5.5', () => {
  for (const { number, name } of listOf55) {
    const forms = number < 0 ? [`${number}`, `0x${(number >>> 0).toString(16)}`, `${number >>> 0}`] : [`${number}`];
    for (const text of [name, ...forms]) {
      const lookup = findCode(text);
      if (!lookup.found) throw new Error(`${text} of ${name} is not found: ${lookup.reason}`);
      const meant = lookup.readings.filter(({ info }) => info.names.some((known) => known.name === name));
      assert.is(meant.length, 1, text);
      assert.not.equal(meant[0]?.info.origin, 'later engine', text);
    }
  }
});

test('codes of Windows are found in decimal and in hexadecimal', () => {
  assert.equal(namesIn(findCode('1722')), ['RPC_S_SERVER_UNAVAILABLE']);
  assert.equal(namesIn(findCode('0x6BA')), ['RPC_S_SERVER_UNAVAILABLE']);
  assert.equal(namesIn(findCode('87')), ['ERROR_INVALID_PARAMETER']);
  assert.equal(namesIn(findCode('57')), ['ERROR_INVALID_PARAMETER']);
  assert.equal(namesIn(findCode('2')), ['ERROR_FILE_NOT_FOUND']);
  assert.equal(namesIn(findCode('0')), ['hrNone']);
});

test('every code is found, and found first, by its own name and by each of its forms that cannot mean another', () => {
  for (const info of codeInfos) {
    const { forms } = describeCode(info);
    for (const text of [info.name, forms.hex, forms.unsigned, forms.signed, forms.startUpHex, forms.startUpUnsigned]) {
      if (text !== null) assert.is(namesIn(findCode(text))[0], info.name, text);
    }
    if (forms.jet !== null) assert.ok(namesIn(findCode(forms.jet)).includes(info.name), forms.jet);
  }
});

test('an unknown number says what its bits say', () => {
  assert.match(reasonIn(findCode('0xC8000999')), /-2457 of the engine/);
  assert.match(reasonIn(findCode('0x88000999')), / 2457 of the engine/);
  assert.match(
    reasonIn(findCode('-999')),
    /-999 of the engine, which neither the list of 5.5 \(Q177761\) nor an article/,
  );
  assert.match(reasonIn(findCode('0xC7FF0042')), /number 66 of the backup API/);
  assert.match(reasonIn(findCode('1234')), /one of Windows/);
  assert.match(reasonIn(findCode('9999999999')), /32 bits/);
  for (const far of [
    '-9999999999',
    '0x1FFFFFFFF',
    '0xfffffffffffffa7a',
    'fffffffffffffa7a',
    '18446744073709550202',
    '+99999999999',
  ]) {
    assert.is(reasonIn(findCode(far)), `no code has the number ${far}: it does not fit into 32 bits`);
  }
  assert.is(reasonIn(findCode('0x80070005')), 'no code has the number 0x80070005');
});

test('a misspelt name is answered with the names near it, and with the forms that are understood', () => {
  const lookup = findCode('hrMisingFullBakup');
  if (lookup.found) assert.unreachable('a misspelt name was found');
  else {
    assert.is(lookup.nearNames[0], 'hrMissingFullBackup');
    assert.ok(lookup.nearNames.length <= 3);
    assert.ok(lookup.forms.some((form) => form.includes('0xC8000230')));
    assert.ok(lookup.forms.some((form) => form.includes('-560')));
  }
});

test('a text that is near no name is answered without suggestions', () => {
  const lookup = findCode('completely different');
  assert.equal(lookup.found ? null : lookup.nearNames, []);
});

test('nothing, and too much, are refused', () => {
  assert.is(reasonIn(findCode('   ')), 'there is nothing to look up');
  const tooLong = 'a text of more than 80 characters is no code';
  assert.is(reasonIn(findCode('x'.repeat(81))), tooLong);
  assert.is.not(reasonIn(findCode('x'.repeat(80))), tooLong);
  assert.is.not(reasonIn(findCode(` ${'x'.repeat(80)} `)), tooLong, 'blanks around it do not count');
});

test('0 is a value and no error of the engine', () => {
  const found = findCode('0');
  assert.ok(found.found);
  assert.equal(
    found.readings.map(({ form, info }) => [form, info.name]),
    [['value', 'hrNone']],
  );
});

test('any text is answered, and no reading is given twice', () => {
  let seenFound = 0;
  const text = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(...codeInfos).map(({ jet, value }) => String(jet ?? value)),
    fc.integer({ min: 0, max: 0xffffffff }).map((number) => number.toString(16)),
  );
  fc.assert(
    fc.property(text, (anything) => {
      const names = namesIn(findCode(anything));
      assert.is(new Set(names).size, names.length);
      if (names.length > 0) seenFound += 1;
    }),
    { seed: 560, numRuns: 300 },
  );
  assert.ok(seenFound > 50, 'the texts drawn must sometimes be codes');
});

test.run();
