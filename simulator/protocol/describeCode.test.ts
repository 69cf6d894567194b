import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CodeInfo, codeByName } from './codes.ts';
import { describeCode } from './describeCode.ts';

function known(name: string): CodeInfo {
  const info = codeByName(name);
  if (info === undefined) throw new Error(`the table of codes has no ${name}`);
  return info;
}

test('hrMissingFullBackup is told in all its forms, with the article that saw it', () => {
  const told = describeCode(known('hrMissingFullBackup'));
  assert.equal(told.forms, {
    hex: '0xC8000230',
    unsigned: '3355443760',
    signed: '-939523536',
    jet: '-560',
    startUpHex: '0xFFFFFDD0',
    startUpUnsigned: '4294966736',
  });
  assert.is(told.jetName, 'JET_errMissingFullBackup');
  assert.equal(told.articles, [{ id: 'Q295751', url: 'https://jeffpar.github.io/kbarchive/kb/295/Q295751/' }]);
  assert.equal(
    told.returnedBy.map(({ where, provenance }) => [where, provenance]),
    [['HrBackupPrepare', 'DOCUMENTED']],
  );
});

test('a code of the API has no engine number and no start-up form', () => {
  const { forms } = describeCode(known('hrNone'));
  assert.equal(forms, {
    hex: '0x00000000',
    unsigned: '0',
    signed: '0',
    jet: null,
    startUpHex: null,
    startUpUnsigned: null,
  });
});

test('a warning of the engine has a number but no start-up form', () => {
  const { forms } = describeCode(known('hrExistingLogFileHasBadSignature'));
  assert.is(forms.jet, '558');
  assert.is(forms.startUpHex, null);
});

test.run();
