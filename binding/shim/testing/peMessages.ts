/** The bytes of a resource that FormatMessage looks into, with its language. */
interface MessageTable {
  readonly language: number;
  readonly bytes: DataView;
}

const MESSAGE_TABLE_TYPE = 11;

/** Bytes of a file at an address relative to where the image is loaded, found through the table of sections. */
function sectionReader(file: DataView): (rva: number) => number {
  const header = file.getUint32(0x3c, true);
  const sectionCount = file.getUint16(header + 6, true);
  const sections = header + 24 + file.getUint16(header + 20, true);
  return (rva) => {
    for (let at = sections; at < sections + 40 * sectionCount; at += 40) {
      const start = file.getUint32(at + 12, true);
      if (rva >= start && rva < start + file.getUint32(at + 16, true))
        return rva - start + file.getUint32(at + 20, true);
    }
    throw new Error(`no section of the file has address ${rva}`);
  };
}

/** Every message table in a DLL: type, name and language are the three levels of its resource directory (PE format). */
export function messageTables(bytes: Buffer): readonly MessageTable[] {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = file.getUint32(0x3c, true);
  const directories = header + 24 + (file.getUint16(header + 24, true) === 0x20b ? 112 : 96);
  const offsetOf = sectionReader(file);
  const root = file.getUint32(directories + 2 * 8, true);
  if (root === 0) return [];
  const base = offsetOf(root);
  const entries = (at: number): readonly { readonly id: number; readonly at: number }[] => {
    const count = file.getUint16(at + 12, true) + file.getUint16(at + 14, true);
    return Array.from({ length: count }, (_, index) => {
      const entry = at + 16 + 8 * index;
      return { id: file.getUint32(entry, true), at: base + (file.getUint32(entry + 4, true) & 0x7fff_ffff) };
    });
  };
  const types = entries(base).filter(({ id }) => id === MESSAGE_TABLE_TYPE);
  const languages = types.flatMap((type) => entries(type.at)).flatMap((name) => entries(name.at));
  return languages.map(({ id, at }) => {
    const start = offsetOf(file.getUint32(at, true));
    return { language: id, bytes: new DataView(bytes.buffer, bytes.byteOffset + start, file.getUint32(at + 4, true)) };
  });
}

/** The text of a code, found as FormatMessage finds it: by its block, then entry by entry. Null when there is none. */
export function findMessage({ bytes }: MessageTable, code: number): string | null {
  const blockCount = bytes.getUint32(0, true);
  for (let block = 4; block < 4 + 12 * blockCount; block += 12) {
    const low = bytes.getUint32(block, true);
    if (code < low || code > bytes.getUint32(block + 4, true)) continue;
    let entry = bytes.getUint32(block + 8, true);
    for (let before = low; before < code; before += 1) entry += bytes.getUint16(entry, true);
    const sizeBytes = bytes.getUint16(entry, true);
    if (bytes.getUint16(entry + 2, true) !== 1 || sizeBytes % 4 !== 0) throw new Error(`entry ${entry} is no Unicode`);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + entry + 4, sizeBytes - 4).toString('utf16le');
    const end = text.indexOf('\0');
    if (end === -1) throw new Error(`entry ${entry} has no end`);
    return text.slice(0, end);
  }
  return null;
}
