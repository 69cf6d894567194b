import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LineSplitter } from './lineSplitter.ts';

/** What comes of pieces: the lines, and for each piece whether nothing was too long. */
function split(pieces: readonly string[], maximumBytes: number) {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line), maximumBytes);
  const good = pieces.map((piece) => splitter.add(Buffer.from(piece)));
  return { lines, good };
}

test('a line of exactly the most bytes is a line, one byte more is passed over, and the next is read again', () => {
  assert.equal(split(['12345\n123456\n1234\n'], 5), { lines: ['12345', '1234'], good: [false] });
  assert.equal(split(['\n\n'], 5), { lines: ['', ''], good: [true] });
});

test('the same however the bytes are cut, and of an unfinished line as soon as it is too long', () => {
  assert.equal(split(['123', '45', '\n'], 5), { lines: ['12345'], good: [true, true, true] });
  assert.equal(split(['123', '456', '\nab\n'], 5), { lines: ['ab'], good: [true, false, false] });
  const text = '12345\nä\n123456\n\n1\n';
  const bytes = [...Buffer.from(text)];
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line), 5);
  for (const byte of bytes) splitter.add(Buffer.from([byte]));
  assert.equal(lines, ['12345', 'ä', '', '1'], 'byte by byte');
});

test.run();
