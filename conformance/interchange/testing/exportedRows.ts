/** A row as it stands in the export. */
export interface ExportedRow {
  readonly key: number;
  readonly value: Uint8Array;
}

const HEADING = 'Key\tValue';

/**
 * The rows of our table in the text that esedbexport writes for it: a heading, then a line for each row with the key in
 * decimal and the value in hexadecimal. Throws, and names the line, when it is anything else.
 */
export function exportedRows(text: string): ExportedRow[] {
  const [heading, ...lines] = text.split('\n');
  if (heading !== HEADING) throw new Error(`the heading is "${heading ?? ''}" and not "${HEADING}"`);
  if (lines.pop() !== '') throw new Error('the last line has no end');
  return lines.map((line, index) => {
    const match = /^(\d+)\t((?:[0-9a-f]{2})*)$/.exec(line);
    const key = Number(match?.[1]);
    if (match === null || !Number.isSafeInteger(key)) {
      throw new Error(`line ${index + 2} is no row: "${line.slice(0, 60)}"`);
    }
    return { key, value: Buffer.from(match[2] ?? '', 'hex') };
  });
}
