import { type DriveResult, deathText, endingText } from '../targets/index.ts';

/** What came of it, for a person. */
export function resultLines({ ending, calls, discarded, finished, output }: DriveResult): string[] {
  const lines = ending.kind === 'ended' ? reportLines(ending, calls) : [endingText(ending)];
  if (ending.kind === 'not-opened') lines.push(ending.advice);
  if (discarded !== null) lines.push(`The unfinished set ${discarded} was removed.`);
  if (ending.kind !== 'ended' && finished !== null) lines.push(`The set ${finished} was finished before, and is good.`);
  if (output.trim() !== '') lines.push(`The library printed: ${output.trim()}`);
  return lines;
}

type Ended = Extract<DriveResult['ending'], { kind: 'ended' }>;

function reportLines({ report, deathAfterwards }: Ended, calls: number): string[] {
  const { result, set, restored, skipped } = report;
  const lines = [`${result.replaceAll('-', ' ')} after ${calls} calls`];
  if (report.what !== null) lines.push(report.what);
  if (report.advice !== null) lines.push(report.advice);
  if (set !== null) {
    const logs = set.lowGeneration === null ? 'no logs' : `logs ${set.lowGeneration} to ${set.highGeneration}`;
    lines.push(`Set: ${set.path}, ${set.kind}, ${set.files} files, ${set.sizeBytes} bytes, ${logs}`);
  }
  if (restored !== null && restored.sets.length > 0) {
    const range = `logs ${restored.lowGeneration} to ${restored.highGeneration}`;
    lines.push(`Restored: ${restored.sets.join(', ')}: ${[range, ...restored.databases].join(', ')}`);
  }
  lines.push(...skipped.map(({ call, flag }) => `Skipped: ${call}${flag === null ? '' : ` (${flag} was not given)`}`));
  lines.push(...report.warnings.map((warning) => `Warning: ${warning}`));
  if (deathAfterwards !== null) {
    lines.push(`Warning: when all was done, the library's process died ${deathText(deathAfterwards)}.`);
  }
  return lines;
}
