#!/usr/bin/env bash
# iconv-lite writes six characters in `cp950` as other bytes than Windows does in code page 950, among them 十 (ten), and than
# the library itself in `big5`. The page has two pairs of bytes for each; cp950 takes the lower one, and no round trip shows
# it, because both are read as the same character. A file name compared byte by byte with what Windows wrote is another one.
# Microsoft's bestfit950.txt and Wine 8.0 write A451, A4CA, F9F9, F9E9, F9EB, F9EA. Issue 85 of the library was about big5.
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
const windows = { '十': 'a451', '卅': 'a4ca', '═': 'f9f9', '╞': 'f9e9', '╡': 'f9eb', '╪': 'f9ea' };
const cp950 = { '十': 'a2cc', '卅': 'a2ce', '═': 'a2a4', '╞': 'a2a5', '╡': 'a2a7', '╪': 'a2a6' };
for (const [character, bytes] of Object.entries(windows)) {
  see(`cp950 encode ${character}, in Windows ${bytes}`, hex(library.encode(character, 'cp950')), cp950[character]);
  see(`cp950 decode ${bytes}`, library.decode(Buffer.from(bytes, 'hex'), 'cp950'), character);
  see(`big5 encode ${character}`, hex(library.encode(character, 'big5')), bytes);
}
PROGRAM
node run.cjs
echo 'As described.'
