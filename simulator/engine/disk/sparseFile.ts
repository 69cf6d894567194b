import { LayeredFile, type PageSource } from './layeredFile.ts';

const NOTHING: PageSource = {
  sizeBytes: 0,
  read() {
    throw new Error('A source of no bytes was asked for some');
  },
};

/** An ordinary file: pages of 4096 bytes held only where something was written, zeros everywhere else. */
export class SparseFile extends LayeredFile {
  constructor(sizeBytes = 0) {
    super(NOTHING);
    if (this.resize(sizeBytes) === 'disk-full') {
      throw new RangeError(`A file of ${sizeBytes} bytes is larger than any file can be`);
    }
  }
}
