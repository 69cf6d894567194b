import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatUnc, localPathOfUnc, MAXIMUM_UNC_LENGTH_CHARACTERS, parseUnc, uncOfLocalPath } from './unc.ts';

const refusal = (text: string): readonly [string, number] | null => {
  const parsed = parseUnc(text);
  return parsed.ok ? null : [parsed.reason, parsed.offsetCharacters];
};

test('the path of an administrative share gives its server, drive and path', () => {
  assert.equal(parseUnc('\\\\SERVER\\D$\\exchsrvr\\mdbdata\\priv.edb'), {
    ok: true,
    unc: { server: 'SERVER', share: 'D$', drive: 'D', path: 'exchsrvr\\mdbdata\\priv.edb' },
  });
});

test('the share of the MSDN example has no drive, and no local path', () => {
  const parsed = parseUnc('\\\\SERVER1\\MDBDATA\\PRIV\\PRIV.EDB');
  assert.equal(parsed, {
    ok: true,
    unc: { server: 'SERVER1', share: 'MDBDATA', drive: null, path: 'PRIV\\PRIV.EDB' },
  });
  assert.is(parsed.ok ? localPathOfUnc(parsed.unc) : '', null);
});

test('a local path goes to the administrative share of its drive and back', () => {
  const local = 'E:\\exchsrvr\\dsadata\\dir.edb';
  const parsed = uncOfLocalPath('EXCH1', local);
  assert.ok(parsed.ok);
  assert.is(formatUnc(parsed.unc), '\\\\EXCH1\\E$\\exchsrvr\\dsadata\\dir.edb');
  assert.is(localPathOfUnc(parsed.unc), local);
});

test('the root of a drive goes to the share itself and back', () => {
  const parsed = uncOfLocalPath('EXCH1', 'C:\\');
  assert.ok(parsed.ok);
  assert.is(formatUnc(parsed.unc), '\\\\EXCH1\\C$');
  assert.is(localPathOfUnc(parsed.unc), 'C:\\');
});

test('what is no UNC path is refused, with the place where it stops being one', () => {
  assert.equal(refusal(''), ['does not begin with two backslashes', 0]);
  assert.equal(refusal('C:\\exchsrvr\\mdbdata'), ['does not begin with two backslashes', 0]);
  assert.equal(refusal('\\\\'), ['has an empty server', 2]);
  assert.equal(refusal('\\\\SERVER'), ['has no share after the server', 8]);
  assert.equal(refusal('\\\\SERVER\\'), ['has an empty share', 9]);
  assert.equal(refusal('\\\\SERVER\\D$\\'), ['has an empty name in its path', 12]);
  assert.equal(refusal('\\\\SERVER\\D$\\a\\\\b'), ['has an empty name in its path', 14]);
  assert.equal(refusal('\\\\SERVER\\D:\\a'), ['has a : in a name', 9]);
  assert.equal(refusal('\\\\SERVER\\D$\\a/b'), ['has a / in a name', 12]);
  assert.equal(refusal('\\\\SERVER\\D$\\a\tb'), ['has a control character in it', 12]);
});

test('a path is refused from one character over the bound', () => {
  const start = '\\\\S\\D$\\';
  const longest = start + 'x'.repeat(MAXIMUM_UNC_LENGTH_CHARACTERS - start.length);
  assert.is(refusal(longest), null);
  assert.equal(refusal(`${longest}x`)?.[1], MAXIMUM_UNC_LENGTH_CHARACTERS);
});

test('a local path needs a drive and a backslash', () => {
  for (const text of ['exchsrvr', 'D:', 'D:exchsrvr', '\\\\SERVER\\D$', '1:\\a']) {
    assert.not(uncOfLocalPath('EXCH1', text).ok, text);
  }
});

test('parsing what was formatted gives the same parts', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9 ._$-]{1,12}$/);
  let seenWithPath = 0;
  fc.assert(
    fc.property(name, name, fc.array(name, { maxLength: 4 }), (server, share, names) => {
      const path = names.join('\\');
      const parsed = parseUnc(formatUnc({ server, share, path }));
      assert.ok(parsed.ok);
      assert.equal([parsed.unc.server, parsed.unc.share, parsed.unc.path], [server, share, path]);
      assert.is(parsed.unc.drive !== null, /^[A-Za-z][$]$/.test(share));
      if (path !== '') seenWithPath += 1;
    }),
    { seed: 41, numRuns: 200 },
  );
  assert.ok(seenWithPath > 50);
});

test.run();
