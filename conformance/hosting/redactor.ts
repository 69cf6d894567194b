import type { TraceRedactor } from '../agent/index.ts';

/** Names that are told apart. Further ones share a reference: they stay hidden all the same. */
const MAXIMUM_NAMES = 256;
const MAXIMUM_NAME_LENGTH = 255;

/** Before the name of a computer, with either slash: `\\`, `\\?\UNC\` or `\\.\UNC\`. */
const BEFORE_SERVER = /^[\\/]{2}(?:[?.][\\/]UNC[\\/])?/i;
/** `\\?\D:\x` and the like lead to a device of the same computer. */
const OWN_DEVICE = /^[\\/]{2}[?.](?:$|[\\/](?!UNC[\\/]))/i;

interface KnownName {
  readonly folded: string;
  /** null until the name appears. */
  reference: string | null;
}

/**
 * Replaces the names of servers, and of the computers of agents, by server-1, server-2 … in the order of their first
 * appearance, whatever the case of their letters. A name is learnt as the server of a call and at the beginning of a path
 * that Windows would take for one on another computer, and replaced there and in paths wherever it stands as a word.
 */
export class Redactor implements TraceRedactor {
  readonly #names: KnownName[] = [];
  #seenCount = 0;

  /** A name that is to be hidden, although it has not appeared yet. */
  learn(name: string): void {
    if (name !== '' && this.#find(foldCase(name)) === null) this.#add(foldCase(name));
  }

  server<Text extends Uint8Array | string>(text: Text): Text {
    return this.#onUnits(text, (units) => {
      const name = units.replace(/^\\*/, '');
      return `${units.slice(0, units.length - name.length)}${name === '' ? '' : this.#referenceOf(name)}`;
    });
  }

  path<Text extends Uint8Array | string>(text: Text): Text {
    return this.#onUnits(text, (units) => this.#path(units));
  }

  list(list: Uint8Array, form: 'A' | 'W'): Uint8Array {
    const encoding = form === 'A' ? 'latin1' : 'utf16le';
    const wholeUnits = form === 'A' ? list : list.subarray(0, list.length & ~1);
    const shown = this.#list(Buffer.from(wholeUnits).toString(encoding));
    return Buffer.concat([Buffer.from(shown, encoding), list.subarray(wholeUnits.length)]);
  }

  /** Entry by entry: a token, a path, a NUL. */
  #list(units: string): string {
    return units.replace(/([^\0])([^\0]*)(\0|$)/g, (_whole, token: string, path: string, end: string) => {
      return `${token}${this.#path(path)}${end}`;
    });
  }

  #path(units: string): string {
    const before = OWN_DEVICE.test(units) ? '' : (BEFORE_SERVER.exec(units)?.[0] ?? '');
    const server = before === '' ? '' : (/^[^\\/]*/.exec(units.slice(before.length))?.[0] ?? '');
    const head = server === '' ? before : `${before}${this.#referenceOf(server)}`;
    return head + this.#words(units, before.length + server.length);
  }

  /** The rest of a path from there on, with every known name that stands as a word replaced. */
  #words(units: string, from: number): string {
    let shown = '';
    for (let at = from; at < units.length; ) {
      const name = this.#wordAt(units, at);
      shown += name === null ? units.charAt(at) : this.#appear(name);
      at += name === null ? 1 : name.folded.length;
    }
    return shown;
  }

  #wordAt(units: string, at: number): KnownName | null {
    if (at > 0 && isNameUnit(units.charAt(at - 1))) return null;
    let longest: KnownName | null = null;
    for (const name of this.#names) {
      const end = at + name.folded.length;
      if (foldCase(units.slice(at, end)) !== name.folded) continue;
      const isWord = end === units.length || !isNameUnit(units.charAt(end));
      // Of EXCH01 and EXCH01.corp.example the one that leaves less behind.
      if (isWord && (longest === null || name.folded.length > longest.folded.length)) longest = name;
    }
    return longest;
  }

  #referenceOf(name: string): string {
    const folded = foldCase(name);
    const known = this.#find(folded) ?? this.#add(folded);
    return known === null ? 'server-many' : this.#appear(known);
  }

  #appear(name: KnownName): string {
    name.reference ??= `server-${++this.#seenCount}`;
    return name.reference;
  }

  #find(folded: string): KnownName | null {
    return this.#names.find((name) => name.folded === folded) ?? null;
  }

  #add(folded: string): KnownName | null {
    if (this.#names.length >= MAXIMUM_NAMES || folded.length > MAXIMUM_NAME_LENGTH) return null;
    const name: KnownName = { folded, reference: null };
    this.#names.push(name);
    return name;
  }

  /** Bytes are taken as one unit each, whatever their code page: names of computers are ASCII. */
  #onUnits<Text extends Uint8Array | string>(text: Text, change: (units: string) => string): Text {
    const shown =
      typeof text === 'string'
        ? change(text)
        : Uint8Array.from(Buffer.from(change(Buffer.from(text).toString('latin1')), 'latin1'));
    // What went in as bytes comes out as bytes, and text as text.
    return shown as Text;
  }
}

/** Only ASCII letters have two cases here: others depend on a code page. */
const foldCase = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
const isNameUnit = (unit: string): boolean => /[A-Za-z0-9_-]/.test(unit) || unit.charCodeAt(0) >= 0x80;
