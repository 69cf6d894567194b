import { codeText } from '../procedures/index.ts';
import { countText, sizeText, type Unmet } from '../runner/index.ts';
import { type AgentEnding, endingText } from './agent.ts';
import type { CallCounts } from './callCounts.ts';
import type { HostedStep } from './hostedStep.ts';
import type { SavedStream } from './savedFiles.ts';
import type { ServiceFinalState } from './serverState.ts';
import type { ReadStream } from './streams.ts';

/** What came of an agent: for people and for `--json`. */
export interface AgentReport {
  readonly ending: AgentEnding;
  readonly clients: CallCounts['clients'];
  readonly calls: number;
  readonly readBytes: number;
  /** Calls that were answered with something else than success, the first thousand. */
  readonly failures: readonly { readonly call: string; readonly code: string }[];
  /** How many there were in all. */
  readonly failedCalls: number;
  /** Logs that the server deleted. */
  readonly truncated: number;
  /** Files that the agent opened, in the order in which they were closed. */
  readonly streams: readonly (ReadStream | SavedStream)[];
  /** Folder in which they were looked up; null when nobody said where. */
  readonly savedIn: string | null;
  readonly server: readonly ServiceFinalState[];
  readonly traces: readonly string[];
  readonly unmet: readonly Unmet[];
}

export const failuresOf = ({ failures }: CallCounts): AgentReport['failures'] =>
  failures.map(({ call, code }) => ({ call, code: codeText(code) }));

/** The step's line. */
export function summaryOf(report: Omit<AgentReport, 'unmet'>, step: HostedStep): string {
  const whole = report.streams.filter(({ isWhole }) => isWhole);
  const bytes = whole.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const place = step.backup ? `backup ${step.backup.kind}` : step.restore ? 'restore' : 'after the last step';
  const files = `${countText(whole.length, 'file')} read to the end, ${sizeText(bytes)}`;
  const who =
    report.ending.kind === 'closed' ? 'by agents of your own' : `by an agent that ${endingText(report.ending)}`;
  return `${place}, ${who}: ${countText(report.calls, 'call')}, ${files}; ${countText(report.truncated, 'log')} truncated.`;
}
