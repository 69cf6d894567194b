import { JetError } from '../../protocol/index.ts';
import { compareLogPositions, type DatabaseHeader, isNullBackupInfo, signaturesEqual } from '../format/index.ts';
import type { Additions } from './additions.ts';
import { baseNameOf } from './engineName.ts';
import type { DatabaseReport, FileReport, PatchReport } from './report.ts';

interface Candidate {
  readonly report: DatabaseReport;
  readonly header: DatabaseHeader;
}

/**
 * Patch files against their databases: signature, log signature and mark of the backup must be the same
 * (D: JET_errDatabasePatchFileMismatch, ese-engine.md 6). A database is that of a patch file by name or by signature.
 */
export function checkPatches(reports: readonly FileReport[], additions: Additions): void {
  const databases: Candidate[] = [];
  const patches: PatchReport[] = [];
  for (const report of reports) {
    if (report.kind === 'patch') patches.push(report);
    if (report.kind === 'database' && report.header !== null) databases.push({ report, header: report.header });
  }
  for (const patch of patches) checkPatch(patch, databases, additions);
  if (reports.length > 1) noteMissingPatches(databases, patches, additions);
}

function checkPatch(patch: PatchReport, databases: readonly Candidate[], additions: Additions): void {
  const { header, name } = patch;
  if (header === null) return;
  const candidates = databases.filter(
    (database) =>
      baseNameOf(database.report.name) === baseNameOf(name) ||
      signaturesEqual(database.header.signature, header.signature),
  );
  const differences = candidates.map((candidate) => ({ candidate, lines: differencesOf(candidate.header, header) }));
  const nearest = differences.sort((a, b) => a.lines.length - b.lines.length)[0];
  if (nearest === undefined) {
    additions.note(patch, 'its database is not here; whether they are of one backup was not checked');
  } else if (nearest.lines.length > 0) {
    additions.find(patch, {
      id: 'patch-mismatch',
      place: null,
      what: `it is not of one backup with ${nearest.candidate.report.name}: ${nearest.lines.join(', ')}`,
      advice: 'restore database and patch file from one backup set, and start no service in between',
      errors: [JetError.JET_errDatabasePatchFileMismatch],
    });
  }
}

/** Why a database and a patch file are not of one backup; nothing when they are. */
export function differencesOf(database: DatabaseHeader, patch: DatabaseHeader): string[] {
  const differences: string[] = [];
  if (!signaturesEqual(database.signature, patch.signature)) differences.push('another database signature');
  if (!signaturesEqual(database.logSignature, patch.logSignature)) differences.push('another log signature');
  const mine = database.currentFullBackup;
  const its = patch.currentFullBackup;
  if (isNullBackupInfo(mine)) differences.push('the database is no copy, or was recovered already');
  else if (compareLogPositions(mine.mark, its.mark) !== 0 || mine.markSeconds !== its.markSeconds)
    differences.push('another mark of the backup');
  return differences;
}

function noteMissingPatches(
  databases: readonly Candidate[],
  patches: readonly PatchReport[],
  additions: Additions,
): void {
  for (const { report, header } of databases) {
    if (isNullBackupInfo(header.currentFullBackup)) continue;
    const has = patches.some((patch) => baseNameOf(patch.name) === baseNameOf(report.name));
    if (!has) additions.note(report, 'its patch file is not here; a restore may need it');
  }
}
