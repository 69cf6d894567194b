import { Additions } from './additions.ts';
import { checkCheckpoints } from './checkpointLogs.ts';
import { checkCopies } from './copyLogs.ts';
import { checkFuzzyDatabases } from './fuzzyDatabases.ts';
import { checkChain } from './logChain.ts';
import { checkPatchImages } from './patchImages.ts';
import { checkPatches } from './patchMatch.ts';
import type { FileReport, LogReport } from './report.ts';

/**
 * Files that lie together, or were named together, compared with each other: the chain of the logs, patch files with
 * their databases and the moves in the logs, databases that are not clean, copies and checkpoints with the logs. The same reports in the same order, with what was found.
 */
export function crossCheck(reports: readonly FileReport[]): FileReport[] {
  const additions = new Additions();
  const logs = reports.filter((report): report is LogReport => report.kind === 'log');
  checkChain(logs, additions);
  checkPatches(reports, additions);
  checkPatchImages(reports, additions);
  checkFuzzyDatabases(reports, additions);
  checkCopies(reports, logs, additions);
  checkCheckpoints(reports, logs, additions);
  return reports.map((report) => additions.appliedTo(report));
}
