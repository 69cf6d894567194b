import { fileProblem, openFile } from '../../binding/files/index.ts';
import { crossCheck, type FileReport, verifyFile } from '../../simulator/engine/index.ts';

/**
 * What the engine's verification says of files that an agent saved, each alone and all against each other; half a
 * sentence for each path. What is found is the server's, which gave the bytes out so.
 */
export function verifySaved(sets: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const verdicts = new Map<string, string>();
  for (const paths of sets) verifySet(paths, verdicts);
  return verdicts;
}

function verifySet(paths: readonly string[], verdicts: Map<string, string>): void {
  const reports: FileReport[] = [];
  for (const path of paths) {
    const opened = openFile(path);
    if (!opened.ok) {
      verdicts.set(path, opened.problem);
      continue;
    }
    try {
      reports.push(verifyFile(path, opened.file, () => {}));
    } catch (error) {
      verdicts.set(path, fileProblem(error).problem);
    } finally {
      opened.file.close();
    }
  }
  for (const report of crossCheck(reports)) {
    const known = verdicts.get(report.name);
    if (known === undefined || known === 'sound') verdicts.set(report.name, verdictOf(report, paths));
  }
}

function verdictOf(report: FileReport, paths: readonly string[]): string {
  if (report.kind === 'unusable') return `not verified: ${report.reason}`;
  const { findingCount } = report;
  if (findingCount === 0) return 'sound';
  const count = findingCount === 1 ? '1 finding' : `${findingCount} findings`;
  return `${count}; see: edbproof verify ${paths.join(' ')}`;
}
