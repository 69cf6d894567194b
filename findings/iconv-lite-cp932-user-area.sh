#!/usr/bin/env bash
# Code page 932 has an area of 1880 characters that users draw themselves, F040 to F9FC, which Windows (bestfit932.txt,
# Wine 8.0) reads as U+E000 to U+E757 and writes back. iconv-lite reads it up to F940 and not the last 187, of which F941 becomes U+FFFD and a letter; and it
# writes none of them, not even those that it reads: `?` comes out. A file name with such a character is lost on its way back.
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
see('decode F040', library.decode(Buffer.from('f040', 'hex'), 'cp932').codePointAt(0).toString(16), 'e000');
see('decode F940', library.decode(Buffer.from('f940', 'hex'), 'cp932').codePointAt(0).toString(16), 'e69c');
see('decode F941, in Windows U+E69D', JSON.stringify(library.decode(Buffer.from('f941', 'hex'), 'cp932')), '"\ufffdA"');
see('encode U+E000, in Windows F040', hex(library.encode('\ue000', 'cp932')), '3f');
let read = 0;
let written = 0;
for (let unit = 0xe000; unit <= 0xe757; unit += 1) {
  const index = unit - 0xe000;
  const trail = 0x40 + (index % 188);
  const bytes = Buffer.from([0xf0 + Math.floor(index / 188), trail >= 0x7f ? trail + 1 : trail]);
  if (library.decode(bytes, 'cp932') === String.fromCharCode(unit)) read += 1;
  if (hex(library.encode(String.fromCharCode(unit), 'cp932')) === hex(bytes)) written += 1;
}
see('of 1880 characters read', read, 1693);
see('of 1880 characters written', written, 0);
PROGRAM
node run.cjs
echo 'As described.'
