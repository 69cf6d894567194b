#!/usr/bin/env bash
# In the header of an ESE database a page size of 0 means 4096: so the published engine reads it, because the databases of
# its early years have no other size and leave the field empty. libesedb (esedbinfo of Debian 12) refuses such a file, and
# file(1) prints a page size of 0.
set -euo pipefail
command -v apt-get >/dev/null && command -v node >/dev/null || { echo 'needs apt-get (Debian 12) and node' >&2; exit 2; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p debs/partial root
apt-get install -y -qq --reinstall --no-install-recommends --download-only -o Dir::Cache::archives="$folder/debs" \
  libesedb-utils=20181229-3.1+b4 file=1:5.44-3 libmagic1=1:5.44-3 libmagic-mgc=1:5.44-3 >/dev/null 2>&1
for package in debs/*.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu"
cat >make.cjs <<'PROGRAM'
const { writeFileSync } = require('node:fs');
for (const pageSize of [0, 4096]) {
  const header = Buffer.alloc(4096);
  for (const [offset, value] of [[4, 0x89abcdef], [8, 0x620], [52, 3], [232, 2], [236, pageSize]]) header.writeUInt32LE(value, offset);
  let sum = 0x89abcdef;
  for (let offset = 4; offset < 4096; offset += 4) sum ^= header.readUInt32LE(offset);
  header.writeUInt32LE(sum >>> 0, 0);
  writeFileSync(`${pageSize}.edb`, Buffer.concat([header, header, Buffer.alloc(38 * 4096)]));
}
PROGRAM
node make.cjs
for size in 0 4096; do
  root/usr/bin/esedbinfo $size.edb >$size.txt 2>&1 || true
  MAGIC="$folder/root/usr/lib/file/magic.mgc" root/usr/bin/file $size.edb >>$size.txt
  echo "page size $size -> $(grep -m1 -oE 'invalid page size|Page size:.*' $size.txt); file: $(grep -oE 'page size [0-9]+' $size.txt)"
done
grep -q 'invalid page size' 0.txt && grep -q 'page size 0,' 0.txt && grep -q '4096 bytes' 4096.txt || { echo changed >&2; exit 1; }
echo 'As described.'
