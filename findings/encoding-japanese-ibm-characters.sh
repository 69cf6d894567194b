#!/usr/bin/env bash
# encoding-japanese says that its SJIS covers CP932, and writes 373 of IBM's characters, 髙 of the surname 髙橋 among them, with
# the bytes of NEC's selection (EEE0), where Windows (Wine 8.0) writes IBM's own (FBFC). It reads both as the same character, so no
# round trip shows it; a file name compared byte by byte with what Windows wrote is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts encoding-japanese@2.5.0
cat >run.cjs <<'PROGRAM'
const assert = require('node:assert');
const library = require('encoding-japanese');
console.log('encoding-japanese', require('encoding-japanese/package.json').version, 'node', process.version);
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const see = (what, seen, expected) => {
  console.log(what, '->', seen);
  assert.strictEqual(seen, expected, `changed: ${what}`);
};
const encode = (text) => hex(library.convert(library.stringToCode(text), { to: 'SJIS', from: 'UNICODE' }));
const decode = (bytes) => library.codeToString(library.convert([...Buffer.from(bytes, 'hex')], { to: 'UNICODE', from: 'SJIS' }));
const windows = { '髙': ['fbfc', 'eee0'], 'ⅰ': ['fa40', 'eeef'], '纊': ['fa5c', 'ed40'] };
for (const [character, [bytes, theirs]] of Object.entries(windows)) {
  see(`encode ${character}, in Windows ${bytes}`, encode(character), theirs);
  see(`decode ${bytes}`, decode(bytes), character);
}
see('encode ㈱, in Windows 878a', encode('㈱'), '878a');
PROGRAM
node run.cjs
echo 'As described.'
