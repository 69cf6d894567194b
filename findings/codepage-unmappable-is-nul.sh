#!/usr/bin/env bash
# The package codepage (SheetJS) encodes a character that the code page lacks as a NUL byte, without a word and with no
# replacement character: a name that goes to a C function ends there. Its README, searched for it, does not say so.
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
const name = 'pub\u4e00.edb';
see('encode(1252) of pub一.edb', hex(library.utils.encode(1252, name)), hex(Buffer.from('pub\0.edb')));
see('encode(932) of a한b', hex(library.utils.encode(932, 'a\ud55cb')), '610062');
see('what a C function sees of pub一.edb', library.utils.encode(1252, name).toString('latin1').split('\0')[0], 'pub');
see('encode(1252) of pub?.edb, which has none', hex(library.utils.encode(1252, 'pub?.edb')), hex(Buffer.from('pub?.edb')));
PROGRAM
node run.cjs
echo 'As described.'
