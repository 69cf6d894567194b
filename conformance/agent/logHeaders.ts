import { decodeLogHeader, LOG_HEADER_SIZE_BYTES } from '../../simulator/engine/index.ts';
import { generationOfHeader } from '../procedures/index.ts';
import { type Manifest, type ManifestFile, manifestName } from './manifest.ts';

/** So much of a log says which generation it is and when it was begun. */
export const logStartBytes = LOG_HEADER_SIZE_BYTES;

/** The clock of a real server and that of its agent may be a world apart: time zones, and a little more. */
const CLOCK_TOLERANCE_SECONDS = 36 * 3600;

/** What the header of a log, its first `logStartBytes` bytes, says against the manifest. */
export function logHeaderProblems(file: ManifestFile, start: Uint8Array, manifest: Manifest): string[] {
  if (file.generation === null) return [];
  const problems: string[] = [];
  const inHeader = generationOfHeader(start);
  const { fromHeader } = file.generation;
  if (inHeader !== fromHeader) {
    const own = inHeader === null ? 'has no generation in its header' : `is log ${inHeader} by its header`;
    problems.push(`${file.name} ${own}, and ${manifestName} says ${fromHeader}`);
  }
  const header = start.length < LOG_HEADER_SIZE_BYTES ? null : decodeLogHeader(start);
  if (header === null) return problems;
  // Our own servers and agents go by one clock.
  const toleranceSeconds = manifest.origin === null ? CLOCK_TOLERANCE_SECONDS : 0;
  if (header.createdSeconds > Date.parse(manifest.takenAt) / 1000 + toleranceSeconds) {
    const created = new Date(header.createdSeconds * 1000).toISOString();
    problems.push(`${file.name} was begun at ${created}, after the set was taken at ${manifest.takenAt}`);
  }
  return problems;
}
