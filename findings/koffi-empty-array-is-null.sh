#!/usr/bin/env bash
# koffi 3.3.4 hands a typed array of no bytes to a C function as NULL, and everything else as a pointer: an array of one
# byte, an empty ordinary array, an empty string, and also an empty view of an array that has bytes. A C interface that
# tells "no buffer" from "a buffer of no bytes" (HrBackupRead does) is told the wrong one, and only for some empty arrays.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts koffi@3.3.4
cat >run.cjs <<'PROGRAM'
const koffi = require('koffi');
console.log('koffi', koffi.version, 'node', process.version, process.platform);
const print = koffi.load('libc.so.6').func('int snprintf(_Out_ uint8_t *text, size_t size, const char *format, ...)');
const pointerOf = (type, value) => {
  const text = new Uint8Array(64);
  print(text, text.length, '%p', type, value);
  return Buffer.from(text).toString('latin1').split('\0')[0];
};
for (const [name, type, value, isNull] of [
  ['null', 'uint8_t *', null, true],
  ['new Uint8Array(1)', 'uint8_t *', new Uint8Array(1), false],
  ['new Uint8Array(0)', 'uint8_t *', new Uint8Array(0), true],
  ['Buffer.alloc(0)', 'uint8_t *', Buffer.alloc(0), true],
  ['new Uint8Array(4).subarray(1, 1)', 'uint8_t *', new Uint8Array(4).subarray(1, 1), false],
  ['[]', 'uint8_t *', [], false],
  ["''", 'const char *', '', false],
]) {
  const seen = pointerOf(type, value) === '(nil)';
  console.log(name.padEnd(34), seen ? 'NULL' : 'a pointer');
  if (seen !== isNull) throw new Error(`changed: ${name}`);
}
PROGRAM
node run.cjs
echo 'As described.'
