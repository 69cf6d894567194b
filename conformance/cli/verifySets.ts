import { pathKind, withoutSlashes } from '../../binding/files/index.ts';
import { NodeStorage, problemOfSet, type SetVerification, verifySet } from '../agent/index.ts';
import { sizeText } from '../runner/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonDocument } from './output/index.ts';
import { progressLine } from './progressLine.ts';

/** Compares sets with their manifests, and these with themselves. */
export async function verifySets(folders: readonly string[], json: boolean, io: Io): Promise<ExitCodeValue> {
  const results = [];
  for (const folder of folders) {
    const path = withoutSlashes(folder);
    const verification = await verifyOne(path, io);
    results.push({ folder: path, isFolder: pathKind(path) === 'folder', verification });
  }
  if (json) {
    const plain = results.map(({ folder, verification }) => ({
      set: folder,
      good: verification.ok,
      problems: verification.ok ? [] : verification.problems,
    }));
    io.out(jsonDocument(plain));
  } else {
    for (const { folder, verification } of results) {
      if (verification.ok) io.out(goodText(folder, verification.manifest));
    }
    for (const { folder, verification } of results) {
      if (!verification.ok) io.err(verification.problems.map((problem) => problemOfSet(folder, problem)));
    }
  }
  if (results.some(({ isFolder }) => !isFolder)) return ExitCode.usage;
  return results.every(({ verification }) => verification.ok) ? ExitCode.good : ExitCode.unmet;
}

async function verifyOne(path: string, io: Io): Promise<SetVerification> {
  const progress = progressLine(io);
  const verification = await verifySet(new NodeStorage(), path, {
    onProgress: (doneBytes, totalBytes) => progress.show(`${path}: ${sizeText(doneBytes)} of ${sizeText(totalBytes)}`),
  });
  progress.clear();
  return verification;
}

type GoodSet = Extract<SetVerification, { ok: true }>['manifest'];

function goodText(
  folder: string,
  { kind, server, annotation, takenAt, files, lowGeneration, highGeneration }: GoodSet,
): string {
  const bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return `${folder}: good; ${kind} backup of ${annotation} on ${server}, ${takenAt}, ${files.length} files, ${sizeText(bytes)}, logs ${lowGeneration} to ${highGeneration}`;
}
