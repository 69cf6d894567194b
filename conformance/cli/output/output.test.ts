import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { jsonDocument, jsonLine, line, overwritten, printed, red, visible } from './index.ts';

/** Everything that no terminal may get from a name, and a letter of every neighbourhood, which it may. */
const hidden = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, code) => 0x7f + code),
  0x00ad,
  0x061c,
  ...[0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060],
  ...[0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xd800, 0xdfff, 0xe0001, 0xe0041],
].map((code) => String.fromCodePoint(code));
const shown = ['a', '~', '\u00a0', 'é', 'я', 'ש', '語', '𝄞', '\u0301', '-'];

test('no control character, no change of direction, no line separator and no half of a pair is shown as it is', () => {
  for (const character of hidden) {
    assert.match(visible(`a${character}b`), /^a(\\u[0-9a-f]{4}){1,2}b$/);
    assert.is(JSON.parse(`"${visible(character)}"`), character, 'it is written as JSON writes it');
  }
  for (const character of shown) assert.is(visible(character), character);
});

test('a line stays one line, in plain text, in painted text and in JSON, whatever is in it', () => {
  for (const character of hidden) {
    const forged = `x${character}sunday: good`;
    const texts = [
      printed(`${forged}: truncated`, true),
      printed(line`${red(forged)}: truncated`, false),
      printed(jsonLine({ [forged]: forged }), true),
    ];
    for (const text of texts) {
      assert.is(text.indexOf('\n'), text.length - 1);
      assert.not.match(text.slice(0, -1), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
    assert.equal(JSON.parse(texts[2] ?? ''), { [forged]: forged }, 'and JSON means the same');
    assert.equal(JSON.parse(printed(jsonDocument([forged, { forged }]), false)), [forged, { forged }]);
  }
});

test('colors come from us alone', () => {
  assert.is(printed(line`a ${red('b')} c`, true), 'a \u001b[31mb\u001b[39m c\n');
  assert.is(printed(line`a ${red('b')} c`, false), 'a b c\n');
  assert.is(printed(line`${red('\u001b[32mgood')}`, true), '\u001b[31m\\u001b[32mgood\u001b[39m\n');
});

test('a line without end is cut and says so; JSON is whole', () => {
  const endless = 'x'.repeat(1_000_000);
  assert.match(printed(endless, false), /^x{20000}… \(980,000 characters more\)\n$/);
  assert.ok(printed(line`${red(endless)}${endless}`, true).length < 21_000);
  assert.is(JSON.parse(printed(jsonLine(endless), false)).length, 1_000_000);
});

test('what is written over is one line of the given width, also when it is all control characters', () => {
  assert.is(overwritten('a\u001b]0;title\u0007b', 10), '\ra\\u001b]0;\u001b[K');
  assert.is(overwritten(null, 80), '\r\u001b[K');
});

/** Files that may write to the streams of the process: the main program, and the line between a library's process and its parent. */
const writers = ['conformance/cli/main.ts'];

test('nothing else writes to the terminal', () => {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const found: string[] = [];
  for (const folder of ['simulator', 'binding', 'conformance']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${name}`.replaceAll('\\', '/');
      if (!/\.ts$/.test(path) || /\.test\.ts$|\/testing\//.test(path)) continue;
      if (/process\.std(out|err)|\bconsole\./.test(readFileSync(join(root, path), 'utf8'))) found.push(path);
    }
  }
  assert.equal(found, writers);
});

test.run();
