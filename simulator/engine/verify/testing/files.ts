import { LOG_FILE_SIZE_BYTES, logFileName, type VirtualDisk } from '../../index.ts';
import type { BackupSet } from '../../testing/backupSet.ts';
import { FOLDER } from '../../testing/server.ts';
import { crossCheck } from '../crossCheck.ts';
import { baseNameOf } from '../engineName.ts';
import type { FileReader } from '../fileReader.ts';
import type { FileReport } from '../report.ts';
import { verifyFile } from '../verifyFile.ts';

/** A file of a test under the name it would have in a folder. */
export interface NamedFile {
  readonly name: string;
  readonly reader: FileReader;
}

export function readerOf(bytes: Uint8Array): FileReader {
  return {
    sizeBytes: bytes.length,
    read(offsetBytes, target, targetOffset, lengthBytes) {
      const part = bytes.subarray(offsetBytes, offsetBytes + lengthBytes);
      target.set(part, targetOffset);
      return part.length;
    },
  };
}

/** All bytes of a file, to be changed. */
export function bytesOf(reader: FileReader): Uint8Array {
  const bytes = new Uint8Array(reader.sizeBytes);
  reader.read(0, bytes, 0, bytes.length);
  return bytes;
}

/** The same file with the bits of `mask` flipped in one byte. */
export function flipped(reader: FileReader, offsetBytes: number, mask: number): FileReader {
  return {
    sizeBytes: reader.sizeBytes,
    read(from, target, targetOffset, lengthBytes) {
      const read = reader.read(from, target, targetOffset, lengthBytes);
      const at = targetOffset + offsetBytes - from;
      if (offsetBytes >= from && offsetBytes < from + read) target[at] = (target[at] ?? 0) ^ mask;
      return read;
    },
  };
}

/** The files of a backup set, named and numbered as the agent names them. */
export function filesOfSet(set: BackupSet): NamedFile[] {
  const files: NamedFile[] = [
    ...set.databases.map(({ path, bytes }) => ({ name: `${baseNameOf(path)}.edb`, reader: readerOf(bytes) })),
    ...[...set.logs].map(([generation, reader]) => ({ name: logFileName(generation), reader })),
    ...set.patches.map(({ path, file }) => ({ name: `${baseNameOf(path)}.pat`, reader: file })),
  ];
  return files.map(({ name, reader }, index) => ({
    name: `set/${String(index + 1).padStart(3, '0')}-${name}`,
    reader,
  }));
}

/** Everything in the folder of a server. */
export function filesOnDisk(disk: VirtualDisk): NamedFile[] {
  return disk.list(FOLDER).flatMap((name) => {
    const reader = disk.open(`${FOLDER}\\${name}`);
    return reader === null ? [] : [{ name, reader }];
  });
}

export function verifyAll(files: readonly NamedFile[]): FileReport[] {
  return crossCheck(files.map(({ name, reader }) => verifyFile(name, reader)));
}

/** Every finding and note as one line: what a sound set of files has none of. */
export function linesOf(reports: readonly FileReport[]): string[] {
  return reports.flatMap(({ name, findings, findingCount, kind }) => [
    ...findings.map(({ id, place, what }) => `${name}: ${id} at ${place?.offsetBytes ?? 'file'}: ${what}`),
    ...(findingCount === findings.length ? [] : [`${name}: ${findingCount} findings in all`]),
    ...(kind === 'unusable' ? [`${name}: unusable`] : []),
  ]);
}

/** Where the record stream of a sound log ends. */
export function streamEndBytes(report: FileReport): number {
  if (report.kind !== 'log' || report.endPosition === null) throw new Error(`${report.name} is no sound log`);
  const { sector, byte } = report.endPosition;
  const end = sector * 512 + byte;
  if (end > LOG_FILE_SIZE_BYTES) throw new Error('A stream ends in its file');
  return end;
}
