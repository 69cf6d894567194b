import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hresult } from './api.ts';
import { codeByName, codeByValue, codeInfos, codeOfJet, layerOfCode, severityOfCode } from './codes.ts';
import { Hr } from './hr.ts';
import { JetError } from './jetErrors.ts';
import { NOT_MODELLED } from './notModelled.ts';
import { listOf55 } from './testing/listOf55.ts';
import { Win32 } from './windowsCodes.ts';

const headerInfos = codeInfos.filter(({ origin }) => origin === 'EDBMSG.H');

/** Copied by hand from dialects.md a4, with the unsigned and signed columns: name, hex, unsigned, signed, JET. */
const handCopied: readonly (readonly [string, string, number, number, number | null])[] = [
  ['hrNone', '0x00000000', 0, 0, null],
  ['hrNyi', '0xC0000001', 3221225473, -1073741823, null],
  ['hrInvalidParam', '0xC7FF0001', 3355377665, -939589631, null],
  ['hrCouldNotConnect', '0xC7FF0007', 3355377671, -939589625, null],
  ['hrCircularLogging', '0xC7FF000B', 3355377675, -939589621, null],
  ['hrFullBackupNotTaken', '0xC7FF000E', 3355377678, -939589618, null],
  ['hrLogFileCorrupt', '0xC80001F5', 3355443701, -939523595, -501],
  ['hrBackupInProgress', '0xC80001F9', 3355443705, -939523591, -505],
  ['hrInvalidBackupSequence', '0xC8000209', 3355443721, -939523575, -521],
  ['hrBadLogSignature', '0xC8000212', 3355443730, -939523566, -530],
  ['hrPatchFileMismatch', '0xC8000228', 3355443752, -939523544, -552],
  ['hrExistingLogFileHasBadSignature', '0x8800022E', 2281701934, -2013265362, 558],
  ['hrExistingLogFileIsNotContiguous', '0x8800022F', 2281701935, -2013265361, 559],
  ['hrMissingFullBackup', '0xC8000230', 3355443760, -939523536, -560],
  ['hrFileClose', '0xC8000066', 3355443302, -939523994, -102],
  ['hrBFNotSynchronous', '0x880000C8', 2281701576, -2013265720, 200],
  ['hrReadVerifyFailure', '0xC80003FA', 3355444218, -939523078, -1018],
  ['hrAlreadyInitialized', '0xC8000406', 3355444230, -939523066, -1030],
  ['hrSessionWriteConflict', '0xC8000453', 3355444307, -939522989, -1107],
  ['hrCreateIndexFailed', '0x88000581', 2281702785, -2013264511, 1409],
  ['hrwrnDataHasChanged', '0x8800064A', 2281702986, -2013264310, 1610],
  ['hrerrDataHasChanged', '0xC800064B', 3355444811, -939522485, -1611],
  ['hrFileNotFound', '0xC8000713', 3355445011, -939522285, -1811],
  ['hrAccessDenied', '0xC8000773', 3355445107, -939522189, -1907],
];

test('EDBMSG.H has exactly 183 codes, and no name or value twice', () => {
  assert.is(headerInfos.length, 183);
  assert.is(Object.keys(Hr).length, 183);
  assert.is(new Set(codeInfos.map(({ name }) => name)).size, codeInfos.length);
  assert.is(new Set(codeInfos.map(({ value }) => value)).size, codeInfos.length);
});

test('every engine code is its layer formula of the engine number, and no other code has such a number', () => {
  for (const { name, value, layer, jet } of codeInfos) {
    assert.is(jet !== null, layer === 'engine', name);
    if (jet !== null) assert.is(value, codeOfJet(jet), name);
  }
  assert.is(codeOfJet(-560), 0xc8000230);
  assert.is(codeOfJet(558), 0x8800022e);
});

test('the rows copied by hand from the page agree with the table in all five columns', () => {
  assert.ok(handCopied.length >= 20);
  for (const [name, hex, unsigned, signed, jet] of handCopied) {
    const info = codeByName(name);
    assert.is(info?.value, Number(hex), name);
    assert.is(info?.value, unsigned, name);
    assert.is((info?.value ?? 0) | 0, signed, name);
    assert.is(info?.jet, jet, name);
  }
});

test('the header has 16 codes of the API and of no facility, and the rest are of the engine', () => {
  const count = (layer: string): number => headerInfos.filter((info) => info.layer === layer).length;
  assert.is(count('api'), 14);
  assert.is(count('system'), 2);
  assert.is(count('engine'), 183 - 16);
});

test('severity follows the top bits, and a small code of Windows is an error', () => {
  assert.is(severityOfCode(Hr.hrNone), 'success');
  assert.is(severityOfCode(hresult(0x40000001)), 'information');
  assert.is(severityOfCode(Hr.hrExistingLogFileHasBadSignature), 'warning');
  assert.is(severityOfCode(Hr.hrInvalidHandle), 'error');
  assert.is(severityOfCode(Win32.ERROR_HANDLE_EOF), 'error');
  for (const { name, jet, severity } of codeInfos) {
    if (jet !== null) assert.is(severity, jet < 0 ? 'error' : 'warning', name);
  }
});

test('a facility that is not of this API has no layer', () => {
  assert.is(layerOfCode(hresult(0x80070005)), null);
  assert.is(layerOfCode(hresult(0xe8000230)), null);
  assert.is(layerOfCode(Win32.RPC_S_SERVER_UNAVAILABLE), 'system');
});

test('NOT_MODELLED has the customer bit that Microsoft leaves to others, and nobody else has it', () => {
  assert.is(NOT_MODELLED, 0xedb00001);
  for (const { name, value } of codeInfos) {
    assert.is((value & 0x20000000) !== 0, name === 'NOT_MODELLED', name);
  }
  assert.is(codeByValue(NOT_MODELLED)?.layer, 'project');
});

test('codes that were seen but are not in the header are marked so', () => {
  assert.is(codeByValue(hresult(0xc8000235))?.origin, 'engine');
  assert.is(codeByValue(hresult(0xc8000235))?.name, 'JET_errMissingCurrentLogFiles');
  assert.is(codeByName('JET_errLogFileNotCopied')?.origin, 'later engine');
  for (const value of [0x57, 38, 2, 1722, 0x102]) assert.is(codeByValue(hresult(value))?.origin, 'Windows');
});

test('the list of 5.5 is known whole: 280 numbers, each by its name there and by its number', () => {
  assert.is(listOf55.length, 280);
  for (const { number, name } of listOf55) {
    const info = codeByName(name) ?? codeInfos.find(({ jetName }) => jetName === name);
    assert.ok(info, name);
    assert.is(number === 0 ? info?.value : info?.jet, number, name);
    assert.ok(
      info?.names.some((known) => known.list === 'Q177761' && known.name === name),
      name,
    );
    assert.is.not(info?.origin, 'later engine', name);
  }
  const known = codeInfos.filter(({ names }) => names.some(({ list }) => list === 'Q177761'));
  assert.is(known.length, 280, 'nothing else is said to be in the list');
});

test('every error of the engine can be told, by its published name, and has one home', () => {
  const told = new Map(codeInfos.map(({ jet, jetName }) => [jet, jetName]));
  for (const [name, jet] of Object.entries(JetError)) assert.is(told.get(jet), name);
  assert.is(new Set(Object.values(JetError)).size, Object.keys(JetError).length);
});

test('what articles show of 4.0 to 5.5 beside the list is not taken for a later engine', () => {
  for (const [jet, name] of [
    [-565, 'JET_errMissingCurrentLogFiles'],
    [-1526, 'JET_errLVCorrupted'],
  ] as const) {
    const info = codeByValue(codeOfJet(jet));
    assert.equal([info?.name, info?.origin, info?.names[0]?.list], [name, 'engine', 'articles of 4.0 to 5.5']);
    assert.ok((info?.articles.length ?? 0) > 0, name);
  }
});

test('an engine name and the header name of the same number are the same words, but for nine known exceptions', () => {
  const differing = headerInfos
    .filter(({ name, jet, jetName }) => jet !== null && jetName?.replace(/^(JET_)?(err|wrn)/, 'hr') !== name)
    .filter(({ jetName }) => jetName !== null)
    .map(({ name }) => name);
  assert.equal(differing, [
    'hrPatchFileMismatch',
    'hrRestoreLogTooLow',
    'hrRestoreLogTooHigh',
    'hrBFNotSynchronous',
    'hrBFInUse',
    'hrColumn2ndSysMaint',
    'hrRecordClusteredChanged',
    'hrwrnDataHasChanged',
    'hrerrDataHasChanged',
  ]);
});

test('where header and list mean different things by one number, both are told, each by its list', () => {
  const telling = (name: string) => codeByName(name)?.names.map((known) => [known.list, known.name]);
  assert.equal(telling('hrBFNotSynchronous'), [
    ['EDBMSG.H', 'hrBFNotSynchronous'],
    ['Q177761', 'wrnBFCacheMiss'],
  ]);
  assert.equal(telling('hrBFInUse'), [
    ['EDBMSG.H', 'hrBFInUse'],
    ['Q177761', 'errBFLatchConflict'],
  ]);
  for (const name of ['hrBFNotSynchronous', 'hrBFInUse']) {
    assert.is(new Set(codeByName(name)?.names.map(({ meaning }) => meaning)).size, 2, name);
  }
  assert.equal(telling('hrBFPageNotFound'), [['EDBMSG.H', 'hrBFPageNotFound']], 'the list has -201, not 201');
});

test('every code is told in a sentence, and every use says what it rests on', () => {
  for (const { name, meaning, uses } of codeInfos) {
    assert.match(meaning, /^[A-Z].*[.]$/, name);
    for (const { when, source, provenance } of uses) {
      assert.ok(when.length > 0 && source.length > 0, name);
      if (provenance === 'DOCUMENTED') assert.match(source, /Q\d{6}|EDBBCLI\.H|backtest\.c/, name);
    }
  }
});

test('articles are those that the sources of the uses name, sorted and once each', () => {
  assert.equal(codeByName('hrMissingFullBackup')?.articles, ['Q295751']);
  assert.equal(codeByName('hrReadVerifyFailure')?.articles, [
    'Q149974',
    'Q151789',
    'Q168357',
    'Q186184',
    'Q188646',
    'Q190696',
    'Q197060',
    'Q199914',
    'Q219419',
    'Q237953',
    'Q322729',
  ]);
  assert.equal(codeByName('hrColumnLong')?.articles, []);
});

test('an unknown name or value is undefined', () => {
  assert.is(codeByName('hrNoSuchThing'), undefined);
  assert.is(codeByValue(hresult(0xc8009999)), undefined);
});

test.run();
