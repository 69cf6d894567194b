import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HandleSource } from './handles.ts';

test('a handle is a pointer to its holder: aligned, never NULL, and never INVALID_HANDLE_VALUE', () => {
  for (const start of [0, 1, 0x7fff_fffe, 0xffff_fff8, 0xffff_ffff]) {
    const source = new HandleSource(start);
    const handles = Array.from({ length: 8 }, () => source.take());
    assert.ok(
      handles.every((handle) => handle > 0 && handle < 0xffff_ffff && handle % 4 === 0),
      `${start}: ${handles}`,
    );
    assert.is(new Set(handles).size, handles.length);
  }
});

test.run();
