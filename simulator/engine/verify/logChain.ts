import { JetError } from '../../protocol/index.ts';
import { formatLogTime, type LogHeader, type Signature, signaturesEqual } from '../format/index.ts';
import { isChained } from '../log/index.ts';
import type { Additions } from './additions.ts';
import type { LogReport } from './report.ts';

interface ChainedLog {
  readonly report: LogReport;
  readonly generation: number;
  /** Null when it is damaged: the log is there, and nobody knows whether it fits. */
  readonly header: LogHeader | null;
}

/**
 * The logs as one chain: none missing, one signature, each begun when the one before was closed
 * (ese-engine.md 1.5: at a start -528, -530, -515; in a restored set -557, -555, -556).
 */
export function checkChain(logs: readonly LogReport[], additions: Additions): void {
  const signature = commonSignature(logs);
  let previous: ChainedLog | null = null;
  for (const log of inOrder(logs)) {
    const isForeign = log.header !== null && signature !== null && !signaturesEqual(log.header.signature, signature);
    if (isForeign) additions.find(log.report, foreignFinding());
    if (previous !== null) checkLink(previous, isForeign ? { ...log, header: null } : log, additions);
    // A second log of one generation takes no place in the chain.
    if (previous?.generation !== log.generation) previous = isForeign ? { ...log, header: null } : log;
  }
}

function inOrder(logs: readonly LogReport[]): ChainedLog[] {
  const chained: ChainedLog[] = [];
  for (const report of logs) {
    const generation = report.header?.generation ?? report.namedGeneration;
    if (generation !== null) chained.push({ report, generation, header: report.header });
  }
  // edb.log behind a numbered log of the same generation: it is the one that must be the newest.
  return chained.sort((a, b) => a.generation - b.generation || Number(a.report.isCurrent) - Number(b.report.isCurrent));
}

/** The signature that most of the logs have. */
export function commonSignature(logs: readonly LogReport[]): Signature | null {
  const counts = new Map<string, { readonly signature: Signature; count: number }>();
  for (const { header } of logs) {
    if (header === null) continue;
    const key = JSON.stringify(header.signature);
    const entry = counts.get(key) ?? { signature: header.signature, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  let best: { readonly signature: Signature; readonly count: number } | null = null;
  for (const entry of counts.values()) if (best === null || entry.count > best.count) best = entry;
  return best?.signature ?? null;
}

function checkLink(previous: ChainedLog, log: ChainedLog, additions: Additions): void {
  if (previous.report.isCurrent && !log.report.isCurrent) {
    additions.find(log.report, {
      id: 'log-sequence',
      place: null,
      what: `the log is not older than ${previous.report.name}, which is being written and is generation ${previous.generation}`,
      advice: 'one of the two does not belong here: move it away',
      errors: [JetError.JET_errMissingLogFile],
    });
  } else if (log.generation === previous.generation) {
    checkDuplicate(previous, log, additions);
  } else if (log.generation > previous.generation + 1) {
    additions.find(log.report, missingFinding(previous.generation + 1, log.generation - 1));
  } else if (previous.header !== null && log.header !== null && !isChained(previous.header, log.header)) {
    additions.find(log.report, {
      id: 'log-sequence',
      place: null,
      what:
        `the log says that the one before it was created ${formatLogTime(log.header.previousCreatedSeconds)}; ` +
        `${previous.report.name} was created ${formatLogTime(previous.header.createdSeconds)}`,
      advice: 'one of the two is from elsewhere: put back the right one; what comes behind cannot be replayed',
      errors: [JetError.JET_errInvalidLogSequence, JetError.JET_errGivenLogFileIsNotContiguous],
    });
  }
}

/** The same log in two backup sets is no harm; two logs of one generation are. */
function checkDuplicate(previous: ChainedLog, log: ChainedLog, additions: Additions): void {
  const isSame = JSON.stringify(previous.header) === JSON.stringify(log.header);
  if (previous.header === null || log.header === null) return;
  if (isSame && previous.report.isCurrent === log.report.isCurrent) return;
  additions.find(log.report, {
    id: 'log-duplicate',
    place: null,
    what: `${previous.report.name} is generation ${log.generation} too`,
    advice: 'one of the two does not belong here: move it away',
    errors: [JetError.JET_errInvalidLogSequence],
  });
}

function missingFinding(low: number, high: number) {
  const which = low === high ? `log ${low} is` : `logs ${low} to ${high} are`;
  return {
    id: 'log-missing',
    place: null,
    what: `${which} missing in front of it`,
    advice: 'put them back; otherwise nothing from there on can be replayed',
    errors: [JetError.JET_errMissingLogFile, JetError.JET_errMissingRestoreLogFiles],
  } as const;
}

function foreignFinding() {
  return {
    id: 'log-signature',
    place: null,
    what: 'the log belongs to another log stream than the others',
    advice: 'put back the log of this generation that belongs to them',
    errors: [JetError.JET_errBadLogSignature, JetError.JET_errGivenLogFileHasBadSignature],
  } as const;
}
