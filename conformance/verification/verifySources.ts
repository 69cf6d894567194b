import { join } from 'node:path';
import { fileProblem, openFile } from '../../binding/files/index.ts';
import { crossCheck, engineName, type FileReport, verifyFile } from '../../simulator/engine/index.ts';
import { isSet, manifestName, NodeStorage, traceName, verifySet } from '../agent/index.ts';
import { MemoryFile } from './memoryFile.ts';
import { type Group, gather, nameOf, type Source } from './sources.ts';
import { type FileResult, resultOf, without } from './verifiedFile.ts';

/** How far the reading of one file, or of all of a set, has come. */
export type VerificationProgress = (name: string, doneBytes: number, totalBytes: number) => void;

/** What was found in files that were compared with each other. `folder`: where they lie, null for files named one by one. */
export interface GroupResult {
  readonly folder: string | null;
  readonly results: readonly FileResult[];
}

/** Told anew after so many bytes. */
const PROGRESS_STEP_BYTES = 64 * 1024 * 1024;
const ENGINE_FILE = /\.(edb|pat|log|chk)$/;

/**
 * Verifies files of the engine, and every file of the folders among the sources; in a folder that is a backup set also what
 * verify-set does. A group at a time.
 */
export async function* verifySources(
  sources: readonly Source[],
  onProgress: VerificationProgress = () => {},
): AsyncGenerator<GroupResult> {
  const { groups, unreadable } = gather(sources);
  if (unreadable.length > 0) yield { folder: null, results: unreadable.map(without) };
  for (const { folder, files } of groups) {
    const set = await verifyManifest(folder, onProgress);
    const own = new Set(set?.ownFiles);
    const others = files.filter((file) => !own.has(nameOf(file)));
    const found = verifyGroup({ folder, files: others }, onProgress);
    yield { folder, results: [...found, ...(set === null ? [] : [set.result])] };
  }
}

function verifyGroup({ folder, files }: Group, onProgress: VerificationProgress): FileResult[] {
  const read = files.map((source) => ({ file: nameOf(source), outcome: verifyOne(source, onProgress) }));
  const reports = read.flatMap(({ outcome }) => (typeof outcome === 'string' ? [] : [outcome]));
  const checked = new Map(crossCheck(reports).map((report) => [report.name, report]));
  const results = read.map(({ file, outcome }): FileResult => {
    if (typeof outcome === 'string') return without({ file, verdict: 'unreadable', reason: outcome });
    const report = checked.get(file) ?? outcome;
    if (report.kind !== 'unusable') return resultOf(report);
    const isStray = folder !== null && !ENGINE_FILE.test(engineName(file));
    return without(isStray ? { file, verdict: 'skipped' } : { file, verdict: 'unusable', reason: report.reason });
  });
  if (folder === null || results.some(({ verified }) => verified.verdict !== 'skipped')) return results;
  const reason = 'the folder holds no database, patch file, log or checkpoint; folders in it are not looked into';
  return [without({ file: folder, verdict: 'unusable', reason })];
}

/** The result for the manifest of a set, and the files that it answers for besides those of the engine; null without one. */
async function verifyManifest(
  folder: string | null,
  onProgress: VerificationProgress,
): Promise<{ readonly result: FileResult; readonly ownFiles: readonly string[] } | null> {
  if (folder === null || !isSet(new NodeStorage(), folder)) return null;
  const verification = await verifySet(new NodeStorage(), folder, {
    onProgress: (doneBytes, totalBytes) => onProgress(folder, doneBytes, totalBytes),
  });
  const problems = verification.ok ? [] : verification.problems;
  const file = join(folder, manifestName);
  const verdict = problems.length === 0 ? 'sound' : 'findings';
  return {
    result: without({ file, verdict, kind: 'manifest', problems }),
    ownFiles: [file, join(folder, traceName)],
  };
}

/** The report of a file, or why it cannot be read. */
function verifyOne(source: Source, onProgress: VerificationProgress): FileReport | string {
  const name = nameOf(source);
  const opened = typeof source === 'string' ? openFile(source) : memoryFile(source);
  if (!opened.ok) return opened.problem;
  const { file } = opened;
  try {
    let toldBytes = 0;
    return verifyFile(name, file, (doneBytes) => {
      if (doneBytes - toldBytes < PROGRESS_STEP_BYTES) return;
      toldBytes = doneBytes;
      onProgress(name, doneBytes, file.sizeBytes);
    });
  } catch (error) {
    return fileProblem(error).problem;
  } finally {
    file.close();
  }
}

const memoryFile = (source: Exclude<Source, string>) =>
  'bytes' in source
    ? { ok: true as const, file: new MemoryFile(source.bytes) }
    : { ok: false as const, problem: source.problem };
