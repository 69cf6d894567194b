import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pointerCell } from './pointerCell.ts';

test('a cell is as wide as a pointer, holds all its bits, and is cleared', () => {
  const wide = pointerCell(8);
  assert.is(wide.memory.byteLength, 8);
  new BigUint64Array(wide.memory.buffer)[0] = 0xffff_ffff_ffff_fffen;
  assert.is(wide.value(), 0xffff_ffff_ffff_fffen);
  wide.clear();
  assert.is(wide.value(), 0n);
  const narrow = pointerCell(4);
  assert.is(narrow.memory.byteLength, 4);
  new Uint32Array(narrow.memory.buffer)[0] = 0xffff_fffe;
  assert.is(narrow.value(), 0xffff_fffen, 'a pointer of Windows x86 is no negative number');
  narrow.clear();
  assert.is(narrow.value(), 0n);
  assert.throws(() => pointerCell(2), /pointers of 2 bytes/);
});

test.run();
