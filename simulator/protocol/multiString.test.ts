import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CodePage, codePages } from './codePageTable.ts';
import { LAST_GENERATION } from './constants.ts';
import {
  decodeListA,
  decodeListW,
  encodeListA,
  encodeListW,
  type ListDecoding,
  type ListEntry,
  MAXIMUM_LIST_ENTRIES,
  unnamedTokens,
} from './multiString.ts';
import { Bft } from './tokens.ts';
import { MAXIMUM_UNC_LENGTH_CHARACTERS } from './unc.ts';

const storeLocations: readonly ListEntry[] = [
  { token: Bft.BFT_CHECKPOINT_DIR, path: '\\\\SERVER2\\C$\\exchsrvr\\mdbdata' },
  { token: Bft.BFT_LOG_DIR, path: '\\\\SERVER2\\D$\\logs' },
  { token: Bft.BFT_MDB_PRIVATE_DATABASE, path: '\\\\SERVER2\\MDBDATA\\PRIVATE' },
];

function listA(entries: readonly ListEntry[], codePage: CodePage): Uint8Array {
  const encoded = encodeListA(entries, codePage);
  if (!encoded.ok) throw new Error(`the A list was refused: ${encoded.reason}`);
  return encoded.list;
}

function listW(entries: readonly ListEntry[]): Uint8Array {
  const encoded = encodeListW(entries);
  if (!encoded.ok) throw new Error(`the W list was refused: ${encoded.reason}`);
  return encoded.list;
}

/** An A list of raw characters below 0x100, and the W list of the same characters. */
const rawA = (characters: string): Uint8Array => Uint8Array.from(characters, (character) => character.charCodeAt(0));
const rawW = (characters: string): Uint8Array => rawA([...characters].map((character) => `${character}\0`).join(''));

const refusal = (decoded: ListDecoding): string =>
  decoded.ok ? `${decoded.entries.length} entries` : `${decoded.reason} at ${decoded.offsetBytes}`;

test('one entry is its token, its path, a NUL, and the NUL that closes the list', () => {
  const entries = [{ token: 0x45, path: '\\\\S\\P' }];
  assert.equal(listA(entries, 'cp1252'), rawA('E\\\\S\\P\0\0'));
  assert.equal(listW(entries), rawW('E\\\\S\\P\0\0'));
});

test('the directory tokens 0x82 and 0x83 survive in every code page, also where they begin a two-byte character', () => {
  for (const codePage of codePages) {
    const list = listA(storeLocations, codePage);
    assert.is(list[0], 0x83, codePage);
    assert.equal(decodeListA(list, codePage), { ok: true, entries: storeLocations }, codePage);
  }
});

test('in a W list a token is zero-extended: 0x82 is the unit 0x0082, not the letter that code page 1252 has there', () => {
  const list = listW(storeLocations);
  assert.equal([list[0], list[1]], [0x83, 0x00]);
  assert.equal(decodeListW(list), { ok: true, entries: storeLocations });
});

test('a trail byte that looks like a backslash does not split a name', () => {
  const entries = [{ token: 0x45, path: '\\\\SERVER\\D$\\表\\ソ.edb' }];
  const list = listA(entries, 'cp932');
  assert.ok(list.includes(0x95));
  assert.equal(decodeListA(list, 'cp932'), { ok: true, entries });
});

test('an empty list is written as two NULs, and one NUL is read as an empty list too', () => {
  assert.equal(listA([], 'cp1252'), rawA('\0\0'));
  assert.equal(listW([]), rawW('\0\0'));
  for (const characters of ['\0', '\0\0']) {
    assert.equal(decodeListA(rawA(characters), 'cp1252'), { ok: true, entries: [] });
    assert.equal(decodeListW(rawW(characters)), { ok: true, entries: [] });
  }
});

test('lists that are not well formed are refused at the byte where they go wrong, in both forms', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['', 'the NUL that closes the list is missing', 0],
    ['E\\\\S\\P', 'the last entry has no NUL', 6],
    ['E\\\\S\\P\0', 'the NUL that closes the list is missing', 7],
    ['E\\\\S\\P\0\0\0', 'bytes after the NUL that closes the list', 8],
    ['\0\0\0', 'bytes after the NUL that closes the list', 2],
    ['\0E\\\\S\\P\0\0', 'bytes after the NUL that closes the list', 1],
    ['E\0\0', 'a token without a path', 1],
    ['\\\\S\\P\0\0', 'a path without a token in front of it', 0],
    ['EC:\\priv.edb\0\0', 'the path does not begin with two backslashes', 1],
    ['E\\\\S\0\0', 'the path has no share after the server', 1],
    ['E\\\\S\\P\0F\\\\S\0\0', 'the path has no share after the server', 8],
  ];
  for (const [characters, reason, offset] of cases) {
    assert.is(refusal(decodeListA(rawA(characters), 'cp1252')), `${reason} at ${offset}`);
    assert.is(refusal(decodeListW(rawW(characters))), `${reason} at ${offset * 2}`);
  }
});

test('a list ends with its last byte: cut anywhere it is refused, and so is one that has something more', () => {
  const page = 'cp1252';
  for (const entries of [storeLocations, storeLocations.slice(0, 1), []]) {
    for (const [list, decode] of [
      [listA(entries, page), (bytes: Uint8Array) => decodeListA(bytes, page)],
      [listW(entries), decodeListW],
    ] as const) {
      assert.equal(decode(list), { ok: true, entries });
      const readable = Array.from({ length: list.length }, (_, sizeBytes) => sizeBytes).filter(
        (sizeBytes) => decode(list.subarray(0, sizeBytes)).ok,
      );
      // One NUL alone is read as an empty list too.
      assert.equal(readable, entries.length === 0 ? [list.length / 2] : []);
      for (const surplus of [1, 2]) {
        for (const byte of [0, 0x45]) {
          const longer = new Uint8Array(list.length + surplus).fill(byte);
          longer.set(list);
          assert.not.ok(decode(longer).ok, `${entries.length} entries and ${surplus} bytes more`);
        }
      }
    }
  }
});

test('a path of 1,024 characters is taken in both forms, and one of 1,025 in none', () => {
  for (const length of [1024, 1025]) {
    const start = '\\\\S\\D$\\';
    const entries = [{ token: 0x45, path: start + 'x'.repeat(length - start.length) }];
    assert.equal(
      [encodeListA(entries, 'cp1252').ok, encodeListW(entries).ok],
      [length === 1024, length === 1024],
      `${length} characters`,
    );
    const raw = `E${entries[0]?.path}\0\0`;
    assert.equal([decodeListA(rawA(raw), 'cp1252').ok, decodeListW(rawW(raw)).ok], [length === 1024, length === 1024]);
  }
});

test('a W list of an odd size is refused', () => {
  const list = listW(storeLocations);
  assert.is(
    refusal(decodeListW(list.subarray(0, list.length - 1))),
    `a W list has an odd number of bytes at ${list.length - 1}`,
  );
});

test('a W token above 0xFF is refused: that is what a code page would make of 0x82', () => {
  const list = listW(storeLocations);
  list.set([0x1a, 0x20], 0);
  assert.is(refusal(decodeListW(list)), 'the token is not zero-extended: it is above 0xFF at 0');
});

test('a W list is read from the middle of a larger buffer', () => {
  const list = listW(storeLocations);
  const buffer = new Uint8Array(list.length + 6).fill(0xee);
  buffer.set(list, 3);
  assert.equal(decodeListW(buffer.subarray(3, 3 + list.length)), { ok: true, entries: storeLocations });
});

test('bytes that are no character of the code page are refused where they stand', () => {
  const list = rawA('E\\\\S\\D$\\a\xff\0\0');
  assert.is(refusal(decodeListA(list, 'cp1253')), 'bytes that are no character of cp1253 at 9');
  assert.is(refusal(decodeListA(list, 'cp932')), 'bytes that are no character of cp932 at 9');
  const half = rawA('E\\\\S\\D$\\a\x81\0\0');
  assert.is(refusal(decodeListA(half, 'cp932')), 'bytes that are no character of cp932 at 9');
});

test('a token is one of 0x01 to 0xFF, the first and the last too', () => {
  for (const token of [1, 0xff]) {
    const entries = [{ token, path: '\\\\S\\P' }];
    assert.equal(decodeListA(listA(entries, 'cp1252'), 'cp1252'), { ok: true, entries });
    assert.equal(decodeListW(listW(entries)), { ok: true, entries });
  }
  for (const token of [0, 0x100, 1.5]) {
    assert.not.ok(encodeListA([{ token, path: '\\\\S\\P' }], 'cp1252').ok);
    assert.not.ok(encodeListW([{ token, path: '\\\\S\\P' }]).ok);
  }
});

test('a path that is too long is refused, in reading and in writing', () => {
  const path = `\\\\S\\D$\\${'x'.repeat(MAXIMUM_UNC_LENGTH_CHARACTERS)}`;
  assert.match(refusal(decodeListA(rawA(`E${path}\0\0`), 'cp1252')), /^the path is longer than/);
  assert.not(encodeListA([{ token: 0x45, path }], 'cp1252').ok);
  assert.not(encodeListW([{ token: 0x45, path }]).ok);
});

test('a list may name every generation and two patch files, and nothing beyond that', () => {
  assert.is(MAXIMUM_LIST_ENTRIES, LAST_GENERATION + 2);
  const entry = rawA('!\\\\S\\P\0');
  const full = new Uint8Array(entry.length * MAXIMUM_LIST_ENTRIES + 1);
  for (let index = 0; index < MAXIMUM_LIST_ENTRIES; index += 1) full.set(entry, index * entry.length);
  const over = new Uint8Array(full.length + entry.length);
  over.set(full);
  over.set(entry, full.length - 1);
  assert.is(refusal(decodeListA(full, 'cp1252')), `${MAXIMUM_LIST_ENTRIES} entries`);
  assert.is(refusal(decodeListA(over, 'cp1252')), `more than ${MAXIMUM_LIST_ENTRIES} entries at ${full.length - 1}`);
  const written = encodeListA(new Array(0x100002).fill({ token: 0x21, path: '\\\\S\\P' }), 'cp1252');
  assert.is(written.ok ? 0 : written.entryIndex, 0x100001, 'the first that is too many, counted from 0');
});

test('what would not be read back is not written, and the entry is named', () => {
  const good = { token: 0x45, path: '\\\\S\\P' };
  const bad: readonly (readonly [ListEntry, RegExp])[] = [
    [{ token: 0, path: '\\\\S\\P' }, /one of 0x01 to 0xFF/],
    [{ token: 0x100, path: '\\\\S\\P' }, /one of 0x01 to 0xFF/],
    [{ token: 1.5, path: '\\\\S\\P' }, /one of 0x01 to 0xFF/],
    [{ token: 0x45, path: '' }, /two backslashes/],
    [{ token: 0x45, path: '\\\\S\\P\0' }, /control character/],
  ];
  for (const [entry, reason] of bad) {
    for (const encoded of [encodeListA([good, entry], 'cp1252'), encodeListW([good, entry])]) {
      assert.is(encoded.ok ? -1 : encoded.entryIndex, 1);
      assert.match(encoded.ok ? '' : encoded.reason, reason);
    }
  }
});

test('0x5C is a token like any other when a whole path follows it', () => {
  const entries = [{ token: 0x5c, path: '\\\\S\\P' }];
  assert.equal(decodeListA(listA(entries, 'cp1252'), 'cp1252'), { ok: true, entries });
  assert.is(refusal(decodeListA(rawA('\\S\\P\0\0'), 'cp1252')), 'the path does not begin with two backslashes at 1');
});

test('a character that the code page lacks is refused in A and carried in W', () => {
  const entries = [{ token: 0x45, path: '\\\\S\\D$\\表.edb' }];
  const encoded = encodeListA(entries, 'cp1252');
  assert.match(encoded.ok ? '' : encoded.reason, /^cp1252 has no character U\+8868/);
  assert.equal(decodeListW(listW(entries)), { ok: true, entries });
});

test('tokens that the header does not name are carried and can be told apart', () => {
  const entries = [...storeLocations, { token: 0x44, path: '\\\\S\\P' }];
  assert.equal(decodeListA(listA(entries, 'cp1252'), 'cp1252'), { ok: true, entries });
  assert.equal(unnamedTokens(entries), [{ token: 0x44, path: '\\\\S\\P' }]);
});

const codePage = fc.constantFrom(...codePages);
const name = fc.stringMatching(/^[A-Za-z0-9._$-]{1,10}$/);
const entry = fc
  .tuple(fc.integer({ min: 1, max: 0xff }), fc.array(name, { minLength: 2, maxLength: 5 }))
  .map(([token, names]): ListEntry => ({ token, path: `\\\\${names.join('\\')}` }));
const anyList = fc.array(entry, { maxLength: 6 });

test('every list comes back as it was, in A under every code page and in W', () => {
  const seenPages = new Set<CodePage>();
  let seenHighToken = 0;
  fc.assert(
    fc.property(anyList, codePage, (entries, page) => {
      assert.equal(decodeListA(listA(entries, page), page), { ok: true, entries });
      assert.equal(decodeListW(listW(entries)), { ok: true, entries });
      seenPages.add(page);
      if (entries.some(({ token }) => token >= 0x80)) seenHighToken += 1;
    }),
    { seed: 82, numRuns: 300 },
  );
  assert.is(seenPages.size, codePages.length);
  assert.ok(seenHighToken > 50);
});

test('a list with one byte changed, lost or added is refused inside its bounds, or reads as a list that writes the same bytes', () => {
  let seenRefused = 0;
  let seenRead = 0;
  const change = fc.record({
    kind: fc.constantFrom('change', 'lose', 'add'),
    at: fc.nat(),
    byte: fc.integer({ min: 0, max: 255 }),
  });
  fc.assert(
    fc.property(anyList, codePage, change, fc.boolean(), (entries, page, { kind, at, byte }, wide) => {
      const bytes = [...(wide ? listW(entries) : listA(entries, page))];
      const place = at % bytes.length;
      if (kind === 'change') bytes[place] = byte;
      else bytes.splice(place, kind === 'lose' ? 1 : 0, ...(kind === 'add' ? [byte] : []));
      const mutated = Uint8Array.from(bytes);
      const decoded = wide ? decodeListW(mutated) : decodeListA(mutated, page);
      if (!decoded.ok) {
        assert.ok(decoded.offsetBytes >= 0 && decoded.offsetBytes <= mutated.length);
        seenRefused += 1;
        return;
      }
      if (decoded.entries.length === 0) return;
      const again = wide ? listW(decoded.entries) : listA(decoded.entries, page);
      assert.equal(wide ? decodeListW(again) : decodeListA(again, page), decoded);
      if (wide) assert.equal(again, mutated);
      seenRead += 1;
    }),
    { seed: 83, numRuns: 1500 },
  );
  assert.ok(seenRefused > 200, `only ${seenRefused} mutations were refused`);
  assert.ok(seenRead > 200, `only ${seenRead} mutations were read`);
});

test.run();
