import { JetError } from '../../protocol/index.ts';
import { NULL_SIGNATURE, signaturesEqual } from '../format/index.ts';
import type { Additions } from './additions.ts';
import { commonSignature } from './logChain.ts';
import type { DatabaseReport, FileReport, LogReport, PatchReport } from './report.ts';

/**
 * Databases against the logs beside them: one log stream; and for a backup copy and its patch file, the logs from the
 * first to the last that the copy needs (D: JET_errStartingRestoreLogTooHigh, JET_errEndingRestoreLogTooLow,
 * ese-engine.md 6).
 */
export function checkCopies(reports: readonly FileReport[], logs: readonly LogReport[], additions: Additions): void {
  const generations = logs.flatMap(({ header }) => (header === null ? [] : [header.generation]));
  if (generations.length === 0) return;
  const low = generations.reduce((lowest, generation) => Math.min(lowest, generation));
  const high = generations.reduce((highest, generation) => Math.max(highest, generation));
  for (const report of reports) {
    if (report.kind !== 'database' && report.kind !== 'patch') continue;
    checkStream(report, logs, additions);
    checkRange(report, low, high, additions);
  }
}

function checkStream(report: DatabaseReport | PatchReport, logs: readonly LogReport[], additions: Additions): void {
  const common = commonSignature(logs);
  const own = report.header?.logSignature ?? NULL_SIGNATURE;
  if (common === null || signaturesEqual(own, NULL_SIGNATURE) || signaturesEqual(own, common)) return;
  additions.find(report, {
    id: 'database-stream',
    place: null,
    what: 'it belongs to another log stream than the logs beside it',
    advice: 'put it together with its own logs; recovery leaves it out otherwise',
    errors: [],
  });
}

function checkRange(report: DatabaseReport | PatchReport, low: number, high: number, additions: Additions): void {
  const needed = report.header?.currentFullBackup;
  if (needed === undefined || needed.lowGeneration === 0) return;
  if (needed.lowGeneration < low) {
    additions.find(report, {
      id: 'set-starts-too-late',
      place: null,
      what: `it needs logs from ${needed.lowGeneration} on, and the first one here is ${low}`,
      advice: 'add the missing logs of its backup',
      errors: [JetError.JET_errStartingRestoreLogTooHigh],
    });
  }
  if (needed.highGeneration > high) {
    additions.find(report, {
      id: 'set-ends-too-early',
      place: null,
      what: `it needs logs up to ${needed.highGeneration}, and the last one here is ${high}`,
      advice: 'add the missing logs of its backup',
      errors: [JetError.JET_errEndingRestoreLogTooLow],
    });
  }
}
