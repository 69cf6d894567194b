import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeAnsi, encodeAnsi, isCodePage } from './codePages.ts';
import { type CodePage, codePages } from './codePageTable.ts';
import { codePageDigest } from './testing/codePageDigest.ts';

const bytesOf = (text: string, codePage: CodePage): readonly number[] | string => {
  const encoded = encodeAnsi(text, codePage);
  return encoded.ok ? [...encoded.bytes] : `${encoded.reason} at ${encoded.offsetCharacters}`;
};
const textOf = (bytes: readonly number[], codePage: CodePage): string => {
  const decoded = decodeAnsi(Uint8Array.from(bytes), codePage);
  return decoded.ok ? decoded.text : `${decoded.reason} at ${decoded.offsetBytes}`;
};
const bytesOfPair = (pair: number): number[] => (pair > 0xff ? [pair >> 8, pair & 0xff] : [pair]);
/** A character and its only bytes, or those of its bytes that Windows writes. */
const isBoth = (bytes: number, text: string, codePage: CodePage): void => {
  assert.equal(bytesOf(text, codePage), bytesOfPair(bytes), `${text} in ${codePage}`);
  assert.is(textOf(bytesOfPair(bytes), codePage), text, `${bytes.toString(16)} in ${codePage}`);
};
const isRefused = (text: string, codePage: CodePage, codePoint: string): void =>
  assert.match(`${bytesOf(text, codePage)}`, new RegExp(`^${codePage} has no character ${codePoint}( |$)`));

test('every code page of the list carries all of ASCII unchanged', () => {
  const ascii = Array.from({ length: 127 }, (_, index) => index + 1);
  const text = String.fromCharCode(...ascii);
  for (const codePage of codePages) {
    assert.equal(bytesOf(text, codePage), ascii, codePage);
    assert.is(textOf(ascii, codePage), text, codePage);
  }
});

test('a name is read from the middle of a larger buffer', () => {
  assert.equal(decodeAnsi(Uint8Array.of(1, 0x61, 0x62, 2).subarray(1, 3), 'cp1252'), { ok: true, text: 'ab' });
});

test('only the listed code pages are code pages', () => {
  assert.ok(isCodePage('cp1252'));
  assert.not(isCodePage('utf8'));
  assert.not(isCodePage('CP1252'));
});

test('letters of the code page are one byte, or two', () => {
  assert.equal(bytesOf('é', 'cp1252'), [0xe9]);
  assert.equal(bytesOf('€', 'cp1252'), [0x80]);
  assert.equal(bytesOf('Ж', 'cp1251'), [0xc6]);
  assert.equal(bytesOf('表', 'cp932'), [0x95, 0x5c]);
  assert.equal(bytesOf('가', 'cp949'), [0xb0, 0xa1]);
});

test('a character that the code page lacks is refused at its place, and never becomes a question mark', () => {
  assert.is(bytesOf('priv表.edb', 'cp1252'), 'cp1252 has no character U+8868 (表) at 4');
  assert.is(bytesOf('ab😀', 'cp932'), 'cp932 has no character U+1F600 (😀) at 2');
  assert.equal(bytesOf('a?b', 'cp1252'), [0x61, 0x3f, 0x62]);
});

test('a look-alike is refused too: the yen sign is no backslash in code page 932', () => {
  assert.is(bytesOf('¥', 'cp932'), 'cp932 has no character U+00A5 (¥) at 0');
});

test('bytes that are no character are refused at the first of them', () => {
  assert.is(textOf([0x61, 0xaa, 0x62], 'cp1253'), 'bytes that are no character of cp1253 at 1');
  assert.is(textOf([0x95, 0x5c, 0x61, 0x82], 'cp932'), 'bytes that are no character of cp932 at 3');
  assert.is(textOf([0x95, 0x5c, 0x82, 0x20], 'cp932'), 'bytes that are no character of cp932 at 2');
});

/**
 * All that each code page reads and writes, as `npm run codepages` found it equal to Wine 8.0 but for the two classes of
 * refusals that are tested below. A digest that changes is a change of bytes: run that again.
 */
const digests: Readonly<Record<CodePage, string>> = {
  cp874: '95ea856bc8b6c567',
  cp932: 'a964ca2403d04595',
  cp936: 'e9af7c26bf237bad',
  cp949: 'e82ea7d10eb81990',
  cp950: '1199fbc641f17d95',
  cp1250: '9cbd91c46750e3b6',
  cp1251: '3e4d51f71ab630d5',
  cp1252: '95d50b7009551035',
  cp1253: 'c9e2238e3f8878ef',
  cp1254: '0c5456c1e63ad5e6',
  cp1255: 'ea0ea7392b5eae55',
  cp1256: 'f5799a82915fb400',
  cp1257: 'e4421086227feb62',
  cp1258: '91571d40ce5c0361',
};

test('every byte, pair of bytes and character is read and written as when Windows was asked', () => {
  for (const codePage of codePages) assert.is(codePageDigest(codePage), digests[codePage], codePage);
});

test('the mark of what could not be read, and half of a surrogate pair, are in no code page', () => {
  for (const codePage of codePages) {
    assert.is(bytesOf('priv\ufffd.edb', codePage), `${codePage} has no character U+FFFD (\ufffd) at 4`);
    assert.is(bytesOf('a\ud83d', codePage), `${codePage} has no character U+D83D at 1`);
    assert.is(bytesOf('a\ude00', codePage), `${codePage} has no character U+DE00 at 1`);
    assert.is(bytesOf('\uffff', codePage), `${codePage} has no character U+FFFF (\uffff) at 0`);
  }
});

test('of two pairs of bytes for one character, that is written which Windows writes, and both are read', () => {
  const pairs: readonly (readonly [CodePage, string, number, number])[] = [
    ['cp950', '十', 0xa451, 0xa2cc],
    ['cp950', '卅', 0xa4ca, 0xa2ce],
    ['cp950', '═', 0xf9f9, 0xa2a4],
    ['cp950', '╞', 0xf9e9, 0xa2a5],
    ['cp950', '╪', 0xf9ea, 0xa2a6],
    ['cp950', '╡', 0xf9eb, 0xa2a7],
    ['cp950', '╭', 0xa27e, 0xf9fa],
    ['cp950', '╮', 0xa2a1, 0xf9fb],
    ['cp950', '╰', 0xa2a2, 0xf9fc],
    ['cp950', '╯', 0xa2a3, 0xf9fd],
    // NEC row 13, NEC's selection of IBM's characters, IBM's characters.
    ['cp932', '≒', 0x81e0, 0x8790],
    ['cp932', '∵', 0x81e6, 0x879a],
    ['cp932', '∵', 0x81e6, 0xfa5b],
    ['cp932', '￢', 0x81ca, 0xeef9],
    ['cp932', '￢', 0x81ca, 0xfa54],
    ['cp932', '㈱', 0x878a, 0xfa58],
    ['cp932', 'Ⅰ', 0x8754, 0xfa4a],
    ['cp932', '髙', 0xfbfc, 0xeee0],
    ['cp932', 'ⅰ', 0xfa40, 0xeeef],
  ];
  for (const [codePage, character, written, onlyRead] of pairs) {
    isBoth(written, character, codePage);
    assert.is(textOf(bytesOfPair(onlyRead), codePage), character, onlyRead.toString(16));
  }
});

test('a byte of 0x80 to 0x9F without a character is the control character of its number', () => {
  const bytes: Readonly<Partial<Record<CodePage, readonly number[]>>> = {
    cp932: [0x80],
    cp949: [0x80],
    cp950: [0x80],
    cp1250: [0x81, 0x83, 0x88, 0x90, 0x98],
    cp1251: [0x98],
    cp1252: [0x81, 0x8d, 0x8f, 0x90, 0x9d],
    cp1253: [0x81, 0x88, 0x8a, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x98, 0x9a, 0x9c, 0x9d, 0x9e, 0x9f],
    cp1254: [0x81, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9e],
    cp1255: [0x81, 0x8a, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x9a, 0x9c, 0x9d, 0x9e, 0x9f],
    cp1256: [],
    cp1257: [0x81, 0x83, 0x88, 0x8a, 0x8c, 0x90, 0x98, 0x9a, 0x9c, 0x9f],
    cp1258: [0x81, 0x8a, 0x8d, 0x8e, 0x8f, 0x90, 0x9a, 0x9d, 0x9e],
  };
  for (const [codePage, controls = []] of Object.entries(bytes)) {
    if (!isCodePage(codePage)) throw new Error(codePage);
    for (let byte = 0x80; byte <= 0x9f; byte += 1) {
      const control = String.fromCharCode(byte);
      if (controls.includes(byte)) isBoth(byte, control, codePage);
      else isRefused(control, codePage, `U\\+00${byte.toString(16).toUpperCase()}`);
    }
  }
});

test('an undefined byte above 0x9F is refused, and so is what Windows puts in its place', () => {
  const standIns: readonly (readonly [CodePage, number, number])[] = [
    ['cp874', 0xdb, 0xf8c1],
    ['cp874', 0xff, 0xf8c8],
    ['cp932', 0xa0, 0xf8f0],
    ['cp932', 0xfd, 0xf8f1],
    ['cp932', 0xff, 0xf8f3],
    ['cp936', 0xff, 0xf8f5],
    ['cp949', 0xff, 0xf8f7],
    ['cp950', 0xff, 0xf8f8],
    ['cp1253', 0xaa, 0xf8f9],
    ['cp1253', 0xd2, 0xf8fa],
    ['cp1253', 0xff, 0xf8fb],
    ['cp1255', 0xd9, 0xf88d],
    ['cp1255', 0xff, 0xf896],
    ['cp1257', 0xa1, 0xf8fc],
    ['cp1257', 0xa5, 0xf8fd],
  ];
  for (const [codePage, byte, unit] of standIns) {
    assert.is(textOf([byte], codePage), `bytes that are no character of ${codePage} at 0`);
    isRefused(String.fromCharCode(unit), codePage, `U\\+${unit.toString(16).toUpperCase()}`);
  }
});

test('characters that users drew themselves are carried: first and last of each area', () => {
  const areas: readonly (readonly [CodePage, from: number, unit: number, to: number, unit: number])[] = [
    ['cp932', 0xf040, 0xe000, 0xf9fc, 0xe757],
    ['cp936', 0xaaa1, 0xe000, 0xaffe, 0xe233],
    ['cp936', 0xf8a1, 0xe234, 0xfefe, 0xe4c5],
    ['cp936', 0xa140, 0xe4c6, 0xa7a0, 0xe765],
    ['cp936', 0xa2ab, 0xe766, 0xfea0, 0xe864],
    ['cp949', 0xc9a1, 0xe000, 0xc9fe, 0xe05d],
    ['cp949', 0xfea1, 0xe05e, 0xfefe, 0xe0bb],
    ['cp950', 0xfa40, 0xe000, 0xfefe, 0xe310],
    ['cp950', 0x8e40, 0xe311, 0xa0fe, 0xeeb7],
    ['cp950', 0x8140, 0xeeb8, 0x8dfe, 0xf6b0],
    ['cp950', 0xc6a1, 0xf6b1, 0xc8fe, 0xf848],
  ];
  for (const [codePage, from, firstUnit, to, lastUnit] of areas) {
    isBoth(from, String.fromCharCode(firstUnit), codePage);
    isBoth(to, String.fromCharCode(lastUnit), codePage);
  }
  isBoth(0xf941, '\ue69d', 'cp932');
  isRefused('\ue758', 'cp932', 'U\\+E758');
  isRefused('\ue000', 'cp1252', 'U\\+E000');
});

test('the euro sign is where the published tables have it, and code page 932 has none', () => {
  const elsewhere: Readonly<Partial<Record<CodePage, number>>> = { cp949: 0xa2e6, cp950: 0xa3e1, cp1251: 0x88 };
  for (const codePage of codePages) {
    if (codePage === 'cp932') isRefused('€', codePage, 'U\\+20AC');
    else isBoth(elsewhere[codePage] ?? 0x80, '€', codePage);
  }
});

test('what Windows writes as a look-alike is refused in every code page', () => {
  const lookAlikes: readonly (readonly [CodePage, string])[] = [
    ['cp1252', 'ĀłΩ∞！Ａ'],
    ['cp1251', 'éüñ＃'],
    ['cp1255', '¤ƑＡ'],
    ['cp932', '¥¦©­ñÿ'],
    ['cp936', '¢¥­²'],
    ['cp949', '¢¥©«À'],
    ['cp950', '¡¥©ª®'],
    ['cp874', '§¶←Ａ'],
  ];
  for (const [codePage, characters] of lookAlikes) {
    for (const character of characters) assert.type(bytesOf(character, codePage), 'string', `${character} ${codePage}`);
  }
  for (const codePage of codePages.filter((name) => !/^cp9/.test(name))) isRefused('＼', codePage, 'U\\+FF3C');
});

test('a NUL ends a name, so none may be inside one', () => {
  assert.is(bytesOf('a\0b', 'cp1252'), 'a name cannot contain a NUL at 1');
  assert.is(textOf([0x61, 0, 0x62], 'cp1252'), 'a name cannot contain a NUL at 1');
  assert.is(bytesOf('\0ab', 'cp1252'), 'a name cannot contain a NUL at 0');
  assert.is(textOf([0, 0x61], 'cp1252'), 'a name cannot contain a NUL at 0');
});

test('an empty name is an empty name', () => {
  assert.equal(bytesOf('', 'cp936'), []);
  assert.is(textOf([], 'cp936'), '');
});

test('whatever a code page writes is read back as itself, every character of it', () => {
  for (const codePage of codePages) {
    let written = 0;
    for (let unit = 1; unit <= 0xffff; unit += 1) {
      const text = String.fromCharCode(unit);
      const encoded = encodeAnsi(text, codePage);
      if (!encoded.ok) continue;
      written += 1;
      const decoded = decodeAnsi(encoded.bytes, codePage);
      if (!decoded.ok || decoded.text !== text) assert.unreachable(`${codePage} loses U+${unit.toString(16)}`);
    }
    assert.ok(written >= 240, `${codePage} wrote ${written} characters only`);
  }
});

test.run();
