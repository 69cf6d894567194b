import * as assert from 'uvu/assert';

/** A field as a source's table gives it: where it is, how long, and the bytes that must be there. */
export type ExpectedField = readonly [offset: number, name: string, bytes: readonly number[]];

export const u16 = (value: number): number[] => [value & 0xff, value >>> 8];
export const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
/** A text and its NUL. */
export const text = (characters: string): number[] => [...characters].map((c) => c.charCodeAt(0)).concat(0);

/** Every listed field is where the table says, and every byte outside the listed fields is zero. */
export function assertLayout(bytes: Uint8Array, fields: readonly ExpectedField[]): void {
  const expected = new Uint8Array(bytes.length);
  for (const [offset, name, field] of fields) {
    assert.equal([...bytes.subarray(offset, offset + field.length)], [...field], `${name} at ${offset}`);
    expected.set(field, offset);
  }
  const stray = bytes.findIndex((value, index) => value !== expected[index]);
  assert.is(stray, -1, `byte ${stray} belongs to no field and is not zero`);
}
