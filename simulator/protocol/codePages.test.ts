import iconv from 'iconv-lite';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CodePage, codePages, decodeAnsi, encodeAnsi, isCodePage } from './codePages.ts';

const bytesOf = (text: string, codePage: CodePage): readonly number[] | string => {
  const encoded = encodeAnsi(text, codePage);
  return encoded.ok ? [...encoded.bytes] : `${encoded.reason} at ${encoded.offsetCharacters}`;
};
const textOf = (bytes: readonly number[], codePage: CodePage): string => {
  const decoded = decodeAnsi(Uint8Array.from(bytes), codePage);
  return decoded.ok ? decoded.text : `${decoded.reason} at ${decoded.offsetBytes}`;
};

test('every code page of the list carries all of ASCII unchanged, and iconv-lite agrees', () => {
  const ascii = Array.from({ length: 127 }, (_, index) => index + 1);
  const text = String.fromCharCode(...ascii);
  for (const codePage of codePages) {
    assert.equal(bytesOf(text, codePage), ascii, codePage);
    assert.is(textOf(ascii, codePage), text, codePage);
    assert.equal([...iconv.encode(text, codePage)], ascii, codePage);
    assert.is(iconv.decode(Uint8Array.from(ascii), codePage), text, codePage);
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
  assert.is(textOf([0x61, 0x81, 0x62], 'cp1252'), 'bytes that are no character of cp1252 at 1');
  assert.is(textOf([0x95, 0x5c, 0x61, 0x82], 'cp932'), 'bytes that are no character of cp932 at 3');
  assert.is(textOf([0x95, 0x5c, 0x82, 0x20], 'cp932'), 'bytes that are no character of cp932 at 2');
});

test('the area of code page 932 that users fill is refused: it could not be written back', () => {
  assert.is(
    textOf([0x95, 0x5c, 0x61, 0xf0, 0x5f], 'cp932'),
    'bytes that cannot be written back: cp932 has no character U+E01F (\ue01f) at 3',
  );
});

test('two bytes for the same character are both read as it', () => {
  assert.is(textOf([0x81, 0xca], 'cp932'), '￢');
  assert.is(textOf([0xee, 0xf9], 'cp932'), '￢');
});

test('a NUL ends a name, so none may be inside one', () => {
  assert.is(bytesOf('a\0b', 'cp1252'), 'a name cannot contain a NUL at 1');
  assert.is(textOf([0x61, 0, 0x62], 'cp1252'), 'a name cannot contain a NUL at 1');
});

test('an empty name is an empty name', () => {
  assert.equal(bytesOf('', 'cp936'), []);
  assert.is(textOf([], 'cp936'), '');
});

test('a character that a code page can write is read back as itself: all alphabets, and every 13th of the rest', () => {
  for (const codePage of codePages) {
    let written = 0;
    for (let unit = 1; unit < 0xd800; unit += unit < 0x600 ? 1 : 13) {
      const text = String.fromCharCode(unit);
      const encoded = encodeAnsi(text, codePage);
      if (!encoded.ok) continue;
      written += 1;
      const decoded = decodeAnsi(encoded.bytes, codePage);
      if (!decoded.ok || decoded.text !== text) assert.unreachable(`${codePage} loses U+${unit.toString(16)}`);
    }
    assert.ok(written >= 130, `${codePage} wrote ${written} characters only`);
  }
});

test.run();
