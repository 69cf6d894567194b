import { type FileProblem, fileProblem } from './fileProblem.ts';
import { openFile } from './openFile.ts';

export type BytesReading = { readonly ok: true; readonly bytes: Uint8Array } | FileProblem;
export type TextReading = { readonly ok: true; readonly text: string } | FileProblem;

/** A whole file of at most so many bytes. */
export function readBytes(path: string, maximumBytes: number): BytesReading {
  const opened = openFile(path);
  if (!opened.ok) return opened;
  const { file } = opened;
  try {
    const { sizeBytes } = file;
    if (sizeBytes > maximumBytes) {
      const [has, limit] = [sizeBytes, maximumBytes].map((count) => count.toLocaleString('en-US'));
      return { ok: false, code: 'EFBIG', problem: `it has ${has} bytes, and ${limit} at most are read here` };
    }
    const bytes = new Uint8Array(sizeBytes);
    return { ok: true, bytes: bytes.subarray(0, file.read(0, bytes, 0, sizeBytes)) };
  } catch (error) {
    return fileProblem(error);
  } finally {
    file.close();
  }
}

/** A whole file of at most so many bytes, as UTF-8. */
export function readText(path: string, maximumBytes: number): TextReading {
  const reading = readBytes(path, maximumBytes);
  return reading.ok ? { ok: true, text: Buffer.from(reading.bytes).toString('utf8') } : reading;
}
