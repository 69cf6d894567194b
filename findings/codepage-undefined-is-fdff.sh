#!/usr/bin/env bash
# The package codepage (SheetJS) decodes two bytes that its table does not have as U+FDFF, an Arabic ligature, and not as
# U+FFFD, with which it marks a single byte that it does not have. A check for U+FFFD finds nothing, in names with
# characters that users drew themselves (F040 in code page 932, A140 in 936: private use in Microsoft's bestfit tables).
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
const unitOf = (page, bytes) => library.utils.decode(page, Buffer.from(bytes, 'hex')).charCodeAt(0).toString(16);
see('decode(1252) of 81, undefined', unitOf(1252, '81'), 'fffd');
see('decode(932) of F040, in Windows U+E000', unitOf(932, 'f040'), 'fdff');
see('decode(936) of A140, in Windows U+E4C6', unitOf(936, 'a140'), 'fdff');
see('decode(949) of C9A1, in Windows U+E000', unitOf(949, 'c9a1'), 'fdff');
see('decode(950) of FA40, in Windows U+E000', unitOf(950, 'fa40'), 'fdff');
see('a check for U+FFFD', library.utils.decode(932, Buffer.from('61f040', 'hex')).includes('\ufffd'), false);
PROGRAM
node run.cjs
echo 'As described.'
