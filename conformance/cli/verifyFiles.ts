import { engineName } from '../../simulator/engine/index.ts';
import { firstOf } from '../messages/index.ts';
import { sizeText } from '../runner/index.ts';
import { type FileResult, type GroupResult, type VerifiedFile, verifySources } from '../verification/index.ts';
import { standardInputWord } from './commandLine/index.ts';
import { type InputReading, readInput } from './inputReading.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonLine } from './output/index.ts';
import { progressLine } from './progressLine.ts';
import { manifestLines, reportLines } from './verifyText.ts';

/** Of standard input, which is kept in memory: more than any log, patch file or small database has. */
const MAXIMUM_INPUT_BYTES = 256 * 1024 * 1024;

/**
 * Verifies files and folders, and prints what was found. 0: all are sound; 1: something was found; 2: a file is none of the
 * engine's, or cannot be read.
 */
export async function verifyFiles(paths: readonly string[], json: boolean, io: Io): Promise<ExitCodeValue> {
  const input = paths.includes(standardInputWord) ? await readInput(io.input, MAXIMUM_INPUT_BYTES, io) : null;
  if (input !== null && io.signal.aborted) return ExitCode.interrupted;
  // There is nothing to end in order: all of this is simply killed by Ctrl-C.
  io.release();
  const sources = paths.map((path) => (path === standardInputWord && input !== null ? namedInput(input) : path));
  const progress = progressLine(io);
  const verdicts = new Set<VerifiedFile['verdict']>();
  const groups = verifySources(sources, (name, doneBytes, totalBytes) =>
    progress.show(`${name}: ${sizeText(doneBytes)} of ${sizeText(totalBytes)}`),
  );
  for await (const group of groups) {
    progress.clear();
    for (const result of group.results) {
      verdicts.add(result.verified.verdict);
      if (json) io.out(jsonLine(result.verified));
      else printText(result, io);
    }
    if (!json) printSkipped(group, io);
  }
  if (verdicts.has('unusable') || verdicts.has('unreadable')) return ExitCode.usage;
  return verdicts.has('findings') ? ExitCode.unmet : ExitCode.good;
}

const namedInput = (input: InputReading) =>
  input.ok ? { name: standardInputWord, bytes: input.bytes } : { name: standardInputWord, problem: input.problem };

function printText({ verified, report }: FileResult, io: Io): void {
  if (report !== null) io.out(reportLines(verified.file, report));
  else if ('problems' in verified) io.out(manifestLines(verified.file, verified.problems));
  else if ('reason' in verified) io.err(`${verified.file}: ${verified.reason}`);
}

function printSkipped({ folder, results }: GroupResult, io: Io): void {
  const skipped = results.filter(({ verified }) => verified.verdict === 'skipped');
  if (folder === null || skipped.length === 0) return;
  const names = skipped.map(({ verified }) => engineName(verified.file));
  io.out(`${folder}: not looked at, because they are no files of the engine: ${firstOf(names).join(', ')}`);
}
