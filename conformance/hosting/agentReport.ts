import { codeText } from '../procedures/index.ts';
import { countText, Expectations, type StepFields, sizeText, type Unmet } from '../runner/index.ts';
import { type AgentEnding, endingText } from './agent.ts';
import type { CallCounts, FailedCall } from './callCounts.ts';
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

/** What an agent's run is judged by. */
export interface Seen {
  readonly ending: AgentEnding;
  readonly calls: number;
  readonly failures: readonly FailedCall[];
  readonly truncated: number;
  readonly streams: readonly (ReadStream | SavedStream)[];
}

/** What was expected of the agent, by the scenario and by common sense, and not seen. */
export function unmetOf(step: HostedStep, seen: Seen): readonly Unmet[] {
  const expectations = new Expectations('look at the trace: --trace FILE');
  const expected = step.backup?.expect ?? step.restore?.expect;
  checkEnding(expectations, expected?.result ?? 'ok', seen.ending);
  checkDeeds(expectations, step, seen);
  checkFailure(expectations, expected, seen.failures);
  const truncated = step.backup?.expect?.truncated;
  if (truncated === 'some') expectations.holds(seen.truncated > 0, 'some logs truncated', 'none');
  else expectations.same('logs truncated', truncated, seen.truncated);
  for (const stream of seen.streams) {
    if (!('savedAs' in stream) || !stream.isWhole || stream.savedAs !== null) continue;
    expectations.holds(false, `${stream.name} saved as it was read`, 'no file with these bytes');
  }
  return expectations.unmet;
}

type ExpectedResult = NonNullable<StepFields<'backup'>['expect'] | StepFields<'restore'>['expect']>['result'];

/** An agent whose backup is expected to fail must say so by its exit status; a good one must not. */
function checkEnding(expectations: Expectations, result: ExpectedResult, ending: AgentEnding): void {
  if (ending.kind === 'closed' || ending.kind === 'interrupted') return;
  const seen = `the agent ${endingText(ending)}`;
  if (result === 'ok' || result === 'warned') {
    expectations.holds(ending.kind === 'exited' && ending.code === 0, 'the agent exited with 0', seen);
  } else if (result === 'hung') {
    expectations.holds(ending.kind === 'hung', 'the agent hangs in a call', seen);
  } else if (result === 'vanished') {
    const died = ending.kind === 'killed' || ending.kind === 'killed-by-fault';
    expectations.holds(died, 'the agent was killed', seen);
  } else {
    const told = ending.kind === 'exited' && ending.code !== 0;
    expectations.holds(told, 'the agent exited with another status than 0, because it must fail', seen);
  }
}

/** An exit status alone proves nothing: whoever says that a backup is taken has called the server and read a file. */
function checkDeeds(expectations: Expectations, { backup }: HostedStep, { ending, calls, streams }: Seen): void {
  if (ending.kind !== 'exited') return;
  const result = backup?.expect?.result ?? 'ok';
  const mustRead = backup !== null && (result === 'ok' || result === 'warned') && ending.code === 0;
  if (calls === 0) expectations.holds(false, 'the agent calls the server', 'no call');
  else if (mustRead) {
    const whole = streams.some(({ isWhole }) => isWhole);
    expectations.holds(whole, 'a file that the agent read to its end', `${countText(calls, 'call')}, and no such file`);
  }
}

/** Somewhere among the failures must be the one that is expected. */
function checkFailure(
  expectations: Expectations,
  expected: { readonly code?: string | undefined; readonly call?: string | undefined } | undefined,
  failures: readonly FailedCall[],
): void {
  if (expected?.code === undefined && expected?.call === undefined) return;
  const matching = failures.find((failure) => {
    const one = new Expectations('');
    one.code(expected.code, failure);
    one.call(expected.call, failure);
    return one.unmet.length === 0;
  });
  if (matching !== undefined) return;
  const wanted = [expected.call, expected.code].filter((part) => part !== undefined).join(' answered with ');
  const seen = failures.length === 0 ? 'no call failed' : `failed: ${failures.slice(0, 5).map(failureText).join(', ')}`;
  expectations.holds(false, wanted, seen);
}

const failureText = ({ call, code }: FailedCall): string => `${call} ${codeText(code)}`;

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
