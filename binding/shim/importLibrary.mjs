// Import libraries for programs that are linked with edbbcli.dll, in the short form that the linkers of Visual C++, LLVM and binutils
// all read. What dlltool of binutils writes is of the long form: Visual C++ links that into programs whose import table does not
// end (skeeto/w64devkit, issue 135). The layout is that of "PE Format", Archive (Library) File Format and Import Library Format.

const machines = {
  // DIR32NB and ADDR32NB: relative to where the image is loaded.
  x86: { number: 0x14c, pointerBytes: 4, relocation: 7, characteristics: 0x100 },
  x64: { number: 0x8664, pointerBytes: 8, relocation: 3, characteristics: 0 },
};

const READ_WRITE_DATA = 0xc0000040;
const alignment = { 2: 0x00200000, 4: 0x00300000, 8: 0x00400000 };
/** A function whose import name is the symbol's, and one whose import name is the symbol's without `_` and `@bytes`. */
const importTypes = { x86: 3 << 2, x64: 1 << 2 };
const symbolClass = { external: 2, static: 3, section: 104 };

/** @param {readonly [bytes: 1 | 2 | 4, value: number][]} fields */
function numbers(...fields) {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

const text = (value) => Buffer.from(`${value}\0`, 'latin1');

/**
 * An object file. A symbol is in a section, from 1, or in none: 0.
 *
 * @param {typeof machines[keyof typeof machines]} machine
 * @param {readonly { name: string, bytes: Buffer, align: 2 | 4 | 8, relocations?: readonly { at: number, symbol: number }[] }[]} sections
 * @param {readonly { name: string, section: number, kind: keyof typeof symbolClass }[]} symbols
 */
function object(machine, sections, symbols) {
  const heads = [];
  const contents = [];
  let at = 20 + 40 * sections.length;
  for (const { name, bytes, align, relocations = [] } of sections) {
    const entries = relocations.map(({ at: place, symbol }) =>
      numbers([4, place], [4, symbol], [2, machine.relocation]),
    );
    const relocationsAt = entries.length === 0 ? 0 : at + bytes.length;
    const places = numbers(
      [4, 0],
      [4, 0],
      [4, bytes.length],
      [4, at],
      [4, relocationsAt],
      [4, 0],
      [2, entries.length],
      [2, 0],
    );
    heads.push(Buffer.from(name.padEnd(8, '\0')), places, numbers([4, (READ_WRITE_DATA | alignment[align]) >>> 0]));
    contents.push(bytes, ...entries);
    at += bytes.length + 10 * entries.length;
  }
  const strings = [];
  let stringsBytes = 4;
  const table = symbols.map(({ name, section, kind }) => {
    let head = Buffer.from(name.padEnd(8, '\0'), 'latin1');
    if (name.length > 8) {
      head = numbers([4, 0], [4, stringsBytes]);
      strings.push(text(name));
      stringsBytes += name.length + 1;
    }
    const value = kind === 'section' ? READ_WRITE_DATA : 0;
    return Buffer.concat([head, numbers([4, value], [2, section], [2, 0], [1, symbolClass[kind]], [1, 0])]);
  });
  const head = numbers([2, machine.number], [2, sections.length], [4, 0], [4, at], [4, symbols.length], [2, 0]);
  const rest = numbers([2, machine.characteristics]);
  return Buffer.concat([head, rest, ...heads, ...contents, ...table, numbers([4, stringsBytes]), ...strings]);
}

/** The three objects that make an import table out of what is imported: its entry, the end of the table, the end of the entry. */
function tableObjects(machine, dll) {
  const stem = dll.replace(/\.dll$/, '');
  const entry = { name: `__IMPORT_DESCRIPTOR_${stem}`, section: 1, kind: 'external' };
  const endOfTable = { name: '__NULL_IMPORT_DESCRIPTOR', section: 1, kind: 'external' };
  const endOfEntry = { name: `\x7f${stem}_NULL_THUNK_DATA`, section: 1, kind: 'external' };
  const dllName = Buffer.from(dll.padEnd((dll.length + 2) & ~1, '\0'), 'latin1');
  const relocations = [
    { at: 12, symbol: 2 },
    { at: 0, symbol: 3 },
    { at: 16, symbol: 4 },
  ];
  const { pointerBytes } = machine;
  const nothing = (name, size, align) => ({ name, bytes: Buffer.alloc(size), align });
  const thunks = ['.idata$5', '.idata$4'].map((name) => nothing(name, pointerBytes, pointerBytes));
  const entrySections = [
    { ...nothing('.idata$2', 20, 4), relocations },
    { name: '.idata$6', bytes: dllName, align: 2 },
  ];
  const entrySymbols = [
    entry,
    { name: '.idata$2', section: 1, kind: 'section' },
    { name: '.idata$6', section: 2, kind: 'static' },
    { name: '.idata$4', section: 0, kind: 'section' },
    { name: '.idata$5', section: 0, kind: 'section' },
    { ...endOfTable, section: 0 },
    { ...endOfEntry, section: 0 },
  ];
  return [
    { bytes: object(machine, entrySections, entrySymbols), symbols: [entry.name] },
    { bytes: object(machine, [nothing('.idata$3', 20, 4)], [endOfTable]), symbols: [endOfTable.name] },
    { bytes: object(machine, thunks, [endOfEntry]), symbols: [endOfEntry.name] },
  ];
}

/** An archive member: its head and its bytes, up to an even size. */
function member(name, bytes) {
  const fields = [name.padEnd(16), '0'.padEnd(12), ''.padEnd(12), '0'.padEnd(8), `${bytes.length}`.padEnd(10), '`\n'];
  return Buffer.concat([
    Buffer.from(fields.join(''), 'latin1'),
    bytes,
    Buffer.from(bytes.length % 2 === 0 ? '' : '\n'),
  ]);
}

/** The archive with both of its indexes: by place, and by name. */
function archive(name, members) {
  const symbols = members.flatMap(({ symbols: own }, index) => own.map((symbol) => ({ symbol, index })));
  const byName = [...symbols].sort((one, other) => (one.symbol < other.symbol ? -1 : 1));
  const bodies = members.map(({ bytes }) => member(name, bytes));
  const namesOf = (list) => Buffer.concat(list.map(({ symbol }) => text(symbol)));
  const indexes = (offsets) => {
    const places = [symbols.length, ...symbols.map(({ index }) => offsets[index])].map((place) =>
      numbers([4, place]).swap32(),
    );
    const second = numbers([4, members.length], ...offsets.map((offset) => [4, offset]), [4, symbols.length]);
    const numbersOfMembers = numbers(...byName.map(({ index }) => [2, index + 1]));
    return [
      member('/', Buffer.concat([...places, namesOf(symbols)])),
      member('/', Buffer.concat([second, numbersOfMembers, namesOf(byName)])),
    ];
  };
  const signature = Buffer.from('!<arch>\n');
  // Their sizes do not depend on what they say.
  let at = Buffer.concat([signature, ...indexes(members.map(() => 0))]).length;
  const offsets = bodies.map((body) => {
    at += body.length;
    return at - body.length;
  });
  return Buffer.concat([signature, ...indexes(offsets), ...bodies]);
}

/** The names below EXPORTS in a definition file, in their order. */
export const exportsOf = (definition) =>
  definition
    .slice(definition.indexOf('EXPORTS') + 'EXPORTS'.length)
    .split('\n')
    .map((line) => line.replace(/;.*/, '').trim())
    .filter((line) => line !== '');

/**
 * The import library of a DLL.
 *
 * @param {'x86' | 'x64'} width
 * @param {string} dll its file name
 * @param {readonly string[]} names as the definition file for the width has them, Name@bytes on x86, in the order of the DLL's table
 */
export function importLibrary(width, dll, names) {
  const machine = machines[width];
  const imported = names.map((name, hint) => {
    const symbol = width === 'x86' ? `_${name}` : name;
    const words = Buffer.concat([text(symbol), text(dll)]);
    const sizes = numbers([2, 0], [2, 0xffff], [2, 0], [2, machine.number], [4, 0], [4, words.length]);
    const bytes = Buffer.concat([sizes, numbers([2, hint], [2, importTypes[width]]), words]);
    return { bytes, symbols: [`__imp_${symbol}`, symbol] };
  });
  return archive(`${dll}/`, [...tableObjects(machine, dll), ...imported]);
}
