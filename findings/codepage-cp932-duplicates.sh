#!/usr/bin/env bash
# The package codepage (SheetJS) takes the highest of several bytes for a character. In code page 932 that is what Windows
# (Wine 8.0) does for IBM's characters that NEC selected too, but not for those of NEC's row 13: ㈱ (of company names), №
# and the Roman numbers Ⅰ to Ⅹ come out as FA58 and the like, where Windows writes 878A. In code page 950
# the rounded corners of boxes differ in the same way. Both are read as the same character, so no round trip shows it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts codepage@1.15.0
cat >run.cjs <<'PROGRAM'
const assert = require('node:assert');
const library = require('codepage');
console.log('codepage', require('codepage/package.json').version, 'node', process.version);
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const see = (what, seen, expected) => {
  console.log(what, '->', seen);
  assert.strictEqual(seen, expected, `changed: ${what}`);
};
const windows = { '㈱': ['878a', 'fa58'], '№': ['8782', 'fa59'], 'Ⅰ': ['8754', 'fa4a'], 'Ⅹ': ['875d', 'fa53'], '∵': ['81e6', 'fa5b'] };
for (const [character, [bytes, theirs]] of Object.entries(windows)) {
  see(`encode(932) of ${character}, in Windows ${bytes}`, hex(library.utils.encode(932, character)), theirs);
  see(`decode(932) of ${bytes}`, library.utils.decode(932, Buffer.from(bytes, 'hex')), character);
}
see('encode(932) of 髙, in Windows fbfc', hex(library.utils.encode(932, '髙')), 'fbfc');
see('encode(950) of ╭, in Windows a27e', hex(library.utils.encode(950, '╭')), 'f9fa');
PROGRAM
node run.cjs
echo 'As described.'
