#!/usr/bin/env bash
# iconv-lite encodes U+FFFD as a byte that is undefined in nine Windows code pages, and not as `?` like every other character
# that they lack. So the usual check for what a code page can say, decode(encode(text)) === text, lets a name with U+FFFD
# through: the undefined byte is decoded as U+FFFD. In code page 1256, which has no undefined byte, and in those of two bytes
# the check refuses it. Known upstream as pillarjs/iconv-lite#423. Windows has no byte for U+FFFD in any of them.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts iconv-lite@0.7.3
cat >run.cjs <<'PROGRAM'
const assert = require('node:assert');
const library = require('iconv-lite');
console.log('iconv-lite', require('iconv-lite/package.json').version, 'node', process.version);
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const see = (what, seen, expected) => {
  console.log(what, '->', seen);
  assert.strictEqual(seen, expected, `changed: ${what}`);
};
const name = 'priv\ufffd.edb';
const bytes = { cp874: 'ff', cp1250: '98', cp1251: '98', cp1252: '9d', cp1253: 'ff', cp1254: '9e', cp1255: 'ff', cp1257: 'a5', cp1258: '9e' };
for (const [page, byte] of Object.entries(bytes)) {
  const encoded = library.encode(name, page);
  see(`${page} encode U+FFFD`, hex(encoded.subarray(4, 5)), byte);
  see(`${page} decode(encode(name)) === name`, library.decode(encoded, page) === name, true);
}
for (const page of ['cp1256', 'cp932', 'cp950']) see(`${page} encode U+FFFD`, hex(library.encode('\ufffd', page)), '3f');
see('cp1252 encode U+4E00, which it lacks too', hex(library.encode('\u4e00', 'cp1252')), '3f');
PROGRAM
node run.cjs
echo 'As described.'
