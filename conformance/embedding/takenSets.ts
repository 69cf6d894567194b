import { manifestName, parseManifest, type SetStorage } from '../agent/index.ts';
import type { TakenSet } from './result.ts';

/** The finished sets in a folder, by name. `isKept`: they stay there. */
export function takenSets(storage: SetStorage, folder: string, isKept: boolean): readonly TakenSet[] {
  const listing = storage.list(folder);
  if (!listing.ok) throw new Error(`the folder of the sets is gone: ${listing.problem.message}`);
  return listing.value.flatMap(({ name, isFile }) => {
    const path = `${folder}/${name}`;
    const set = isFile ? null : readSet(storage, path, name);
    return set === null ? [] : [{ ...set, path: isKept ? path : null }];
  });
}

function readSet(storage: SetStorage, path: string, name: string): Omit<TakenSet, 'path'> | null {
  const pieces: Buffer[] = [];
  // A folder without a manifest is no set: one that was never finished.
  if (!storage.read(`${path}/${manifestName}`, (bytes) => pieces.push(Buffer.from(bytes))).ok) return null;
  const reading = parseManifest(Buffer.concat(pieces).toString('utf8'));
  if (!reading.ok) return null;
  const { kind, server, annotation, takenAt, lowGeneration, highGeneration, files } = reading.manifest;
  return {
    name,
    kind,
    server,
    annotation,
    takenAt,
    lowGeneration,
    highGeneration,
    files: files.map(({ name: file, originalPath, sizeBytes, sha256 }) => ({
      name: file,
      originalPath,
      sizeBytes,
      sha256,
    })),
  };
}
