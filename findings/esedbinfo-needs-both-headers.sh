#!/usr/bin/env bash
# libesedb (esedbinfo of Debian 12) opens an ESE database only when both copies of its header are sound. The second copy is
# there so that the database survives the loss of one: the published engine takes whichever verifies (os/fileu.cxx). So a
# database that starts without a word under the engine cannot be opened by the reader that people reach for, and the error
# for a lost copy speaks of the signature of the file. That two sound copies differ is not noticed.
set -euo pipefail
command -v apt-get >/dev/null && command -v node >/dev/null || { echo 'needs apt-get (Debian 12) and node' >&2; exit 2; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p debs/partial root
apt-get install -y -qq --reinstall --no-install-recommends --download-only -o Dir::Cache::archives="$folder/debs" \
  libesedb-utils=20181229-3.1+b4 >/dev/null 2>&1
for package in debs/*.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu"

# A database of 40 pages with nothing in it: header, its copy, and pages of zeros, which the reader takes for no table.
cat >make.cjs <<'PROGRAM'
const { writeFileSync } = require('node:fs');
const sum = (header) => {
  let value = 0x89abcdef;
  for (let offset = 4; offset < 4096; offset += 4) value ^= header.readUInt32LE(offset);
  header.writeUInt32LE(value >>> 0, 0);
  return header;
};
const header = Buffer.alloc(4096);
for (const [offset, value] of [[4, 0x89abcdef], [8, 0x620], [52, 3], [232, 2], [236, 4096]]) header.writeUInt32LE(value, offset);
sum(header);
const other = Buffer.from(header);
other.writeUInt32LE(77, 16);
sum(other);
const lost = Buffer.alloc(4096);
const make = (name, first, second) => writeFileSync(name, Buffer.concat([first, second, Buffer.alloc(38 * 4096)]));
make('both.edb', header, header);
make('first-lost.edb', lost, header);
make('second-lost.edb', header, lost);
make('differ.edb', header, other);
PROGRAM
node make.cjs
see() { # FILE EXPECTED: a line that esedbinfo must print
  local seen
  seen="$(root/usr/bin/esedbinfo "$1" 2>&1 || true)"
  echo "$1 -> $(grep -m1 -E 'Page size|unable to read (backup )?file header|unsupported file signature' <<<"$seen")"
  grep -q "$2" <<<"$seen" || { printf 'changed: %s\n%s\n' "$1" "$seen" >&2; exit 1; }
}
root/usr/bin/esedbinfo -V | head -1
see both.edb 'Page size'
see first-lost.edb 'unsupported file signature'
see second-lost.edb 'unable to read backup file header'
see differ.edb 'Page size'
echo 'As described.'
