/** A line longer than this is a defect: the largest list (64 MiB) in base64, and room for the rest of its line. */
const MAXIMUM_LINE_BYTES = 96 * 1024 * 1024;

/** Cuts a stream of bytes into lines, without copying any byte twice. */
export class LineSplitter {
  readonly #onLine: (line: string) => void;
  readonly #maximumBytes: number;
  #pieces: Buffer[] = [];
  #sizeBytes = 0;

  constructor(onLine: (line: string) => void, maximumBytes = MAXIMUM_LINE_BYTES) {
    this.#onLine = onLine;
    this.#maximumBytes = maximumBytes;
  }

  /** False when a line is too long, which is passed over. The bytes must not change any more. */
  add(bytes: Buffer): boolean {
    let isGood = true;
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
      isGood = this.#keep(bytes.subarray(start, end)) && isGood;
      start = end + 1;
      const isWhole = this.#sizeBytes <= this.#maximumBytes;
      const line = isWhole ? Buffer.concat(this.#pieces).toString('utf8') : '';
      this.#pieces = [];
      this.#sizeBytes = 0;
      if (isWhole) this.#onLine(line);
    }
    return this.#keep(bytes.subarray(start)) && isGood;
  }

  #keep(piece: Buffer): boolean {
    this.#sizeBytes += piece.length;
    if (this.#sizeBytes > this.#maximumBytes) this.#pieces = [];
    else this.#pieces.push(piece);
    return this.#sizeBytes <= this.#maximumBytes;
  }
}
