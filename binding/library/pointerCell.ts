/** Room for one pointer that a native function writes. */
export interface PointerCell {
  readonly memory: BigUint64Array | Uint32Array;
  clear(): void;
  value(): bigint;
}

/** A cell as wide as the pointers of this process. */
export function pointerCell(pointerSizeBytes: number): PointerCell {
  if (pointerSizeBytes === 8) {
    const memory = new BigUint64Array(1);
    return { memory, clear: () => memory.fill(0n), value: () => memory[0] ?? 0n };
  }
  if (pointerSizeBytes !== 4) throw new Error(`pointers of ${pointerSizeBytes} bytes are not known here`);
  const memory = new Uint32Array(1);
  return { memory, clear: () => memory.fill(0), value: () => BigInt(memory[0] ?? 0) };
}
