import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Bft, BftFlag, tokenFlagNames, tokenInfo, tokenInfos, tokenName } from './tokens.ts';

/** Low code and flag of each token, copied by hand from edbbcli.md 1.4. */
const lowCodesAndFlags = [
  ['BFT_LOG', 0x01, 'BFT_LOG_DIRECTORY'],
  ['BFT_LOG_DIR', 0x02, 'BFT_DIRECTORY'],
  ['BFT_CHECKPOINT_DIR', 0x03, 'BFT_DIRECTORY'],
  ['BFT_MDB_PRIVATE_DATABASE', 0x05, 'BFT_DATABASE_DIRECTORY'],
  ['BFT_MDB_PUBLIC_DATABASE', 0x06, 'BFT_DATABASE_DIRECTORY'],
  ['BFT_DSA_DATABASE', 0x07, 'BFT_DATABASE_DIRECTORY'],
  ['BFT_PATCH_FILE', 0x08, 'BFT_LOG_DIRECTORY'],
] as const;

test('every token is its low code and its flag', () => {
  for (const [name, lowCode, flag] of lowCodesAndFlags) {
    assert.is(Bft[name], lowCode | BftFlag[flag], name);
    assert.equal(tokenFlagNames(Bft[name]), [flag], name);
  }
  assert.equal(tokenFlagNames(Bft.BFT_UNKNOWN), []);
});

test('every token of the header is described once, under its own value', () => {
  assert.is(tokenInfos.length, Object.keys(Bft).length);
  for (const info of tokenInfos) {
    assert.is(Bft[info.name], info.token);
    assert.is(tokenInfo(info.token), info);
  }
});

test('a token says which lists it appears in', () => {
  const tokensOf = (list: string): readonly string[] =>
    tokenInfos.filter(({ lists }) => lists.some((name) => name === list)).map(({ name }) => name);
  const databases = ['BFT_MDB_PRIVATE_DATABASE', 'BFT_MDB_PUBLIC_DATABASE', 'BFT_DSA_DATABASE'];
  assert.equal(tokensOf('HrBackupGetDatabaseNames'), databases);
  assert.equal(tokensOf('HrBackupGetBackupLogs'), ['BFT_LOG', 'BFT_PATCH_FILE']);
  assert.equal(tokensOf('HrRestoreGetDatabaseLocations'), ['BFT_LOG_DIR', 'BFT_CHECKPOINT_DIR', ...databases]);
});

test('a token without a name is told by its value', () => {
  assert.is(tokenName(0x28), 'BFT_PATCH_FILE');
  assert.is(tokenName(0x44), 'unnamed token 0x44');
  assert.is(tokenName(0x05), 'unnamed token 0x05');
  assert.is(tokenInfo(0x44), undefined);
});

test.run();
