/** A value of the registry, with the type that the sources name. */
export type RegistryValue =
  | { readonly type: 'REG_SZ'; readonly data: string }
  | { readonly type: 'REG_MULTI_SZ'; readonly data: readonly string[] }
  | { readonly type: 'REG_DWORD'; readonly data: number }
  | { readonly type: 'REG_BINARY'; readonly data: Uint8Array };

/** At most this many values under all keys: a scenario that writes more has gone wrong. */
const MAXIMUM_VALUES = 10_000;

/**
 * The part of a server's registry that the protocol reads and writes. Key and value names are compared without regard to
 * case, as Windows does, and kept as they were first written.
 */
export class Registry {
  readonly #keys = new Map<string, Map<string, { name: string; value: RegistryValue }>>();
  #count = 0;
  #revision = 0;

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  set(key: string, name: string, value: RegistryValue): void {
    const values = this.#keys.get(key.toLowerCase()) ?? new Map<string, { name: string; value: RegistryValue }>();
    const known = values.get(name.toLowerCase());
    if (known === undefined) {
      if (this.#count >= MAXIMUM_VALUES) throw new RangeError(`the registry is limited to ${MAXIMUM_VALUES} values`);
      this.#count++;
    }
    this.#revision++;
    values.set(name.toLowerCase(), { name: known?.name ?? name, value });
    this.#keys.set(key.toLowerCase(), values);
  }

  get(key: string, name: string): RegistryValue | null {
    return this.#keys.get(key.toLowerCase())?.get(name.toLowerCase())?.value ?? null;
  }

  /** The number of a REG_DWORD, or null when there is none. */
  number(key: string, name: string): number | null {
    const value = this.get(key, name);
    return value?.type === 'REG_DWORD' ? value.data : null;
  }

  /** The text of a REG_SZ, or null when there is none. */
  text(key: string, name: string): string | null {
    const value = this.get(key, name);
    return value?.type === 'REG_SZ' ? value.data : null;
  }

  /** False when there is no such value. A key without values stays. */
  delete(key: string, name: string): boolean {
    const isDeleted = this.#keys.get(key.toLowerCase())?.delete(name.toLowerCase()) ?? false;
    if (isDeleted) {
      this.#revision++;
      this.#count--;
    }
    return isDeleted;
  }

  hasKey(key: string): boolean {
    return this.#keys.has(key.toLowerCase());
  }

  deleteKey(key: string): boolean {
    this.#revision++;
    this.#count -= this.#keys.get(key.toLowerCase())?.size ?? 0;
    return this.#keys.delete(key.toLowerCase());
  }

  /** The values of a key, in the order in which they were first written. */
  values(key: string): readonly { readonly name: string; readonly value: RegistryValue }[] {
    return [...(this.#keys.get(key.toLowerCase())?.values() ?? [])];
  }
}
