import { JetError } from '../../protocol/index.ts';
import { signaturesEqual } from '../format/index.ts';
import type { Additions } from './additions.ts';
import { commonSignature } from './logChain.ts';
import type { FileReport, LogReport } from './report.ts';

/** Checkpoints against the logs beside them: one signature, and the log it points to is there. */
export function checkCheckpoints(
  reports: readonly FileReport[],
  logs: readonly LogReport[],
  additions: Additions,
): void {
  const signature = commonSignature(logs);
  if (signature === null) return;
  for (const report of reports) {
    if (report.kind !== 'checkpoint' || report.checkpoint === null) continue;
    const { checkpoint, logSignature } = report.checkpoint;
    if (!signaturesEqual(logSignature, signature)) {
      additions.find(report, {
        id: 'checkpoint-signature',
        place: null,
        what: 'it belongs to another log stream than the logs beside it',
        advice: 'delete it: recovery passes over it and begins with the lowest log',
        errors: [JetError.JET_errBadCheckpointSignature],
      });
    } else if (checkpoint.generation !== 0 && !hasLog(logs, checkpoint.generation)) {
      additions.find(report, {
        id: 'checkpoint-log-missing',
        place: null,
        what: `recovery would begin with log ${checkpoint.generation}, which is not here`,
        advice: 'put that log back; deleting the checkpoint instead may lose what only that log holds',
        errors: [JetError.JET_errMissingPreviousLogFile],
      });
    }
  }
}

function hasLog(logs: readonly LogReport[], generation: number): boolean {
  return logs.some(({ header, namedGeneration }) => (header?.generation ?? namedGeneration) === generation);
}
