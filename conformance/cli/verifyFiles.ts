import { join } from 'node:path';
import { fileProblem, listFolder, openFile, pathKind } from '../../binding/files/index.ts';
import { crossCheck, engineName, type FileReport, verifyFile } from '../../simulator/engine/index.ts';
import { isSet, manifestName, NodeStorage, traceName } from '../agent/index.ts';
import { sizeText } from '../runner/index.ts';
import { standardInputWord } from './commandLine/index.ts';
import { type InputReading, readInput } from './inputReading.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { MemoryFile } from './memoryFile.ts';
import { jsonLine } from './output/index.ts';
import { progressLine } from './progressLine.ts';
import { setProblems } from './verifySets.ts';
import { manifestLines, reportLines, type VerifiedReport } from './verifyText.ts';

/** What is known of a file on the command line or in a folder on it. */
type Result =
  | { readonly file: string; readonly verdict: 'sound' | 'findings'; readonly report: VerifiedReport }
  /** The folder is a backup set: what its manifest says of it, of itself, and of the trace. */
  | { readonly file: string; readonly verdict: 'sound' | 'findings'; readonly manifest: readonly string[] }
  /** Nothing that can be verified. */
  | { readonly file: string; readonly verdict: 'unusable' | 'unreadable'; readonly reason: string }
  /** It lies in a folder and has no business there that we know of. */
  | { readonly file: string; readonly verdict: 'skipped' };

/** Files that are compared with each other: those of one folder, or all that were named one by one. */
interface Group {
  readonly folder: string | null;
  readonly files: string[];
}

/** Shown anew after so many bytes. */
const PROGRESS_STEP_BYTES = 64 * 1024 * 1024;
/** Of standard input, which is kept in memory: more than any log, patch file or small database has. */
const MAXIMUM_INPUT_BYTES = 256 * 1024 * 1024;
const ENGINE_FILE = /\.(edb|pat|log|chk)$/;

/**
 * Verifies files of the engine, and every file of the folders among the paths; in a folder that is a backup set also what
 * verify-set does. 0: all are sound; 1: something was found; 2: a file is none of the engine's, or cannot be read.
 */
export async function verifyFiles(paths: readonly string[], json: boolean, io: Io): Promise<ExitCodeValue> {
  const { groups, results } = gather(paths);
  // The signal is asked for only then: everything else is simply killed by Ctrl-C.
  const input = paths.includes(standardInputWord) ? await readInput(io.input, MAXIMUM_INPUT_BYTES, io) : null;
  if (input !== null && io.signal.aborted) return ExitCode.interrupted;
  const print = (result: Result): void => (json ? io.out(jsonLine(factsOf(result))) : printText(result, io));
  for (const result of results) print(result);
  for (const group of groups) {
    const set = await verifyManifest(group.folder, io);
    const own = new Set(set?.ownFiles);
    const files = group.files.filter((file) => !own.has(file));
    const found = [
      ...verifyGroup({ ...group, files }, group.folder === null ? input : null, io),
      ...(set === null ? [] : [set.result]),
    ];
    for (const result of found) print(result);
    if (!json) printSkipped(group, found, io);
    results.push(...found);
  }
  if (results.some(({ verdict }) => verdict === 'unusable' || verdict === 'unreadable')) return ExitCode.usage;
  return results.some(({ verdict }) => verdict === 'findings') ? ExitCode.unmet : ExitCode.good;
}

/** The groups in the order of their first file, and the paths that lead nowhere. */
function gather(paths: readonly string[]): { readonly groups: readonly Group[]; readonly results: Result[] } {
  const named: Group = { folder: null, files: [] };
  const groups = new Set<Group>();
  const results: Result[] = [];
  for (const path of paths) {
    if (path === standardInputWord || pathKind(path) !== 'folder') {
      groups.add(named);
      named.files.push(path);
      continue;
    }
    const folder = path.replace(/(?<=.)[/\\]+$/, '');
    const listing = listFolder(folder);
    if (!listing.ok) {
      results.push({ file: path, verdict: 'unreadable', reason: listing.problem });
      continue;
    }
    // The files in a folder, but not those in folders below it.
    const entries = listing.entries.filter((entry) => !entry.isDirectory());
    groups.add({ folder, files: entries.map(({ name }) => join(folder, name)) });
  }
  return { groups: [...groups], results };
}

function verifyGroup(group: Group, input: InputReading | null, io: Io): Result[] {
  const read = group.files.map((file) => ({ file, outcome: verifyOne(file, input, io) }));
  const reports = read.flatMap(({ outcome }) => (typeof outcome === 'string' ? [] : [outcome]));
  const checked = new Map(crossCheck(reports).map((report) => [report.name, report]));
  const results = read.map(({ file, outcome }): Result => {
    if (typeof outcome === 'string') return { file, verdict: 'unreadable', reason: outcome };
    const report = checked.get(file) ?? outcome;
    if (report.kind !== 'unusable') {
      return { file, verdict: report.findingCount === 0 ? 'sound' : 'findings', report };
    }
    const isStray = group.folder !== null && !ENGINE_FILE.test(engineName(file));
    return isStray ? { file, verdict: 'skipped' } : { file, verdict: 'unusable', reason: report.reason };
  });
  if (group.folder === null || results.some(({ verdict }) => verdict !== 'skipped')) return results;
  const reason = 'the folder holds no database, patch file, log or checkpoint; folders in it are not looked into';
  return [{ file: group.folder, verdict: 'unusable', reason }];
}

/** The result for the manifest of a set, and the files that it answers for besides those of the engine; null without one. */
async function verifyManifest(
  folder: string | null,
  io: Io,
): Promise<{ readonly result: Result; readonly ownFiles: readonly string[] } | null> {
  if (folder === null || !isSet(new NodeStorage(), folder)) return null;
  const problems = await setProblems(folder, io);
  const file = join(folder, manifestName);
  const verdict = problems.length === 0 ? 'sound' : 'findings';
  return { result: { file, verdict, manifest: problems }, ownFiles: [file, join(folder, traceName)] };
}

/** The report of a file, or why it cannot be read. */
function verifyOne(path: string, input: InputReading | null, io: Io): FileReport | string {
  const progress = progressLine(io);
  const opened = path === standardInputWord && input !== null ? inputFile(input) : openFile(path);
  if (!opened.ok) return opened.problem;
  const { file } = opened;
  try {
    let shownBytes = 0;
    return verifyFile(path, file, (doneBytes) => {
      if (doneBytes - shownBytes < PROGRESS_STEP_BYTES) return;
      shownBytes = doneBytes;
      progress.show(`${path}: ${sizeText(doneBytes)} of ${sizeText(file.sizeBytes)}`);
    });
  } catch (error) {
    return fileProblem(error).problem;
  } finally {
    progress.clear();
    file.close();
  }
}

const inputFile = (input: InputReading) =>
  input.ok ? { ok: true as const, file: new MemoryFile(input.bytes) } : input;

function factsOf(result: Result): object {
  if ('manifest' in result) {
    const { file, verdict, manifest: problems } = result;
    return { file, verdict, kind: 'manifest', problems };
  }
  if (!('report' in result)) return result;
  const { name, ...facts } = result.report;
  // What only other files are compared with is millions of numbers, and nothing to show.
  return { file: name, verdict: result.verdict, ...facts, inside: undefined };
}

function printText(result: Result, io: Io): void {
  if ('report' in result) io.out(reportLines(result.file, result.report));
  else if ('manifest' in result) io.out(manifestLines(result.file, result.manifest));
  else if (result.verdict !== 'skipped') io.err(`${result.file}: ${result.reason}`);
}

function printSkipped({ folder }: Group, results: readonly Result[], io: Io): void {
  const skipped = results.filter(({ verdict }) => verdict === 'skipped').map(({ file }) => engineName(file));
  if (folder === null || skipped.length === 0) return;
  io.out(`${folder}: not looked at, because they are no files of the engine: ${skipped.join(', ')}`);
}
