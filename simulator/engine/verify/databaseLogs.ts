import { type DatabaseHeader, type Signature, signaturesEqual } from '../format/index.ts';
import type { Move } from './logContents.ts';
import type { CheckpointReport, FileReport, LogReport } from './report.ts';

/** What the logs beside a database that is not clean know of it. */
export interface DatabaseLogs {
  /** Up to this dbtime everything was on the disk before the first of them, so before a copy began. */
  readonly settledTime: number;
  /** The logs from the first that the database needs, in order. */
  readonly logs: readonly LogReport[];
  /** They go on, without a gap, to the last that the backup needs, and all their records are sound. */
  readonly isWhole: boolean;
  readonly databaseId: number;
}

/**
 * The logs that a database needs, if the first of them is among these. For a copy its header names it; for a database
 * that was in use, the checkpoint beside it.
 */
export function logsOf(
  header: DatabaseHeader,
  lastGeneration: number,
  reports: readonly FileReport[],
): DatabaseLogs | null {
  const logs = reports.filter(
    (report): report is LogReport => report.kind === 'log' && isOf(report, header.logSignature),
  );
  const first = header.currentFullBackup.lowGeneration || checkpointGeneration(reports, header.logSignature);
  const byGeneration = new Map(logs.map((log) => [log.header?.generation ?? 0, log]));
  const attachment = byGeneration.get(first)?.inside.attachmentOf(header.signature) ?? null;
  if (attachment === null) return null;
  const needed: LogReport[] = [];
  for (let generation = first; ; generation += 1) {
    const log = byGeneration.get(generation);
    if (log === undefined || (lastGeneration !== 0 && generation > lastGeneration)) break;
    needed.push(log);
  }
  const isWhole = lastGeneration !== 0 && needed.at(-1)?.header?.generation === lastGeneration && needed.every(isSound);
  return { settledTime: attachment.databaseTime, logs: needed, isWhole, databaseId: attachment.databaseId };
}

export function* movesOf({ logs, databaseId }: DatabaseLogs): Generator<Move> {
  for (const { inside } of logs) for (const move of inside.moves) if (move.databaseId === databaseId) yield move;
}

const isSound = ({ isClosed, findingCount }: LogReport): boolean => isClosed && findingCount === 0;

const isOf = ({ header }: LogReport, signature: Signature): boolean =>
  header !== null && signaturesEqual(header.signature, signature);

function checkpointGeneration(reports: readonly FileReport[], signature: Signature): number {
  const checkpoint = reports.find(
    (report): report is CheckpointReport =>
      report.kind === 'checkpoint' &&
      report.checkpoint !== null &&
      signaturesEqual(report.checkpoint.logSignature, signature),
  );
  return checkpoint?.checkpoint?.checkpoint.generation ?? 0;
}
