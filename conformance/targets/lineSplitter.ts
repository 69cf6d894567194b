/** A line longer than this is a defect: the largest list (64 MiB) in base64, and room for the rest of its line. */
const MAXIMUM_LINE_BYTES = 96 * 1024 * 1024;

/** Cuts a stream of bytes into lines, without copying any byte twice. */
export class LineSplitter {
  readonly #onLine: (line: string) => void;
  #pieces: Buffer[] = [];
  #sizeBytes = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** False when a line is too long; what follows then has no meaning. */
  add(bytes: Buffer): boolean {
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
      this.#pieces.push(bytes.subarray(start, end));
      start = end + 1;
      const line = Buffer.concat(this.#pieces).toString('utf8');
      this.#pieces = [];
      this.#sizeBytes = 0;
      this.#onLine(line);
    }
    this.#pieces.push(bytes.subarray(start));
    this.#sizeBytes += bytes.length - start;
    return this.#sizeBytes <= MAXIMUM_LINE_BYTES;
  }
}
