import { Hr } from '../../simulator/protocol/index.ts';
import { codeText } from '../procedures/index.ts';
import { countText, Expectations, type StepFields, type Unmet } from '../runner/index.ts';
import { type AgentEnding, endingText } from './agent.ts';
import type { FailedCall } from './callCounts.ts';
import type { HostedStep } from './hostedStep.ts';
import type { SavedStream } from './savedFiles.ts';
import type { BackupSession } from './sessions.ts';
import type { ReadStream } from './streams.ts';

/** What an agent's run is judged by. */
export interface Seen {
  readonly ending: AgentEnding;
  readonly calls: number;
  readonly failures: readonly FailedCall[];
  readonly truncated: number;
  readonly streams: readonly (ReadStream | SavedStream)[];
  readonly sessions: readonly BackupSession[];
}

/** What was expected of the agent, by the scenario and by common sense, and not seen. */
export function unmetOf(step: HostedStep, seen: Seen): readonly Unmet[] {
  const expectations = new Expectations(TRACE_HINT);
  const expected = step.backup?.expect ?? step.restore?.expect;
  checkEnding(expectations, expected?.result ?? 'ok', seen.ending);
  checkDeeds(expectations, step, seen);
  checkFailure(expectations, expected, seen.failures);
  const truncated = step.backup?.expect?.truncated;
  if (truncated === 'some') expectations.holds(seen.truncated > 0, 'some logs truncated', 'none');
  else expectations.same('logs truncated', truncated, seen.truncated);
  return [...expectations.unmet, ...unsaved(seen.streams)];
}

const TRACE_HINT = 'look at the trace: --trace FILE';
const NO_CALL_HINT =
  'is it linked with EDBBCLI, and does it load our library? "edbproof shim install DIR" puts that beside it';

/** What was read to its end and is not where the agent saves. */
function unsaved(streams: Seen['streams']): readonly Unmet[] {
  const expectations = new Expectations(
    'name the folder in which the agent saves; what lay there before does not count',
  );
  for (const stream of streams) {
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

/** An exit status alone proves nothing: whoever says that a backup is taken has called the server, and done all that makes one. */
function checkDeeds(expectations: Expectations, step: HostedStep, seen: Seen): void {
  const { ending, calls, streams } = seen;
  if (ending.kind !== 'exited') return;
  if (calls === 0) return expectations.holds(false, 'the agent calls the server', 'no call', NO_CALL_HINT);
  const result = step.backup?.expect?.result ?? 'ok';
  if (step.backup === null || ending.code !== 0 || (result !== 'ok' && result !== 'warned')) return;
  const whole = streams.some(({ isWhole }) => isWhole);
  expectations.holds(whole, 'a file that the agent read to its end', `${countText(calls, 'call')}, and no such file`);
  if (!whole) return;
  checkSet(expectations, step.backup.kind, seen);
  // Where a warning is expected the set is good, and something after it failed.
  if (result === 'ok') checkAftermath(expectations, seen);
}

/** What a set would be worthless without. Whether it is well made besides is for others to judge. */
function checkSet(expectations: Expectations, kind: StepFields<'backup'>['kind'], { sessions, streams }: Seen): void {
  const listsLogs = sessions.some(({ logs }) => logs !== null);
  expectations.holds(listsLogs, 'HrBackupGetBackupLogs answered with a list', 'it was never answered with one');
  const needsDatabases = kind === 'full' || kind === 'copy';
  const listsDatabases = sessions.some(({ databases }) => databases !== null);
  expectations.holds(
    !needsDatabases || listsDatabases,
    'HrBackupGetDatabaseNames answered with a list',
    'it never was',
  );
  for (const name of leftOut(sessions, streams).slice(0, MAXIMUM_NAMES)) {
    expectations.holds(false, `${name} read to its end, for the server listed it`, 'it was not');
  }
}

/** What comes after a good set: an open context troubles the next backup, and a refusal is not to be kept quiet. */
function checkAftermath(expectations: Expectations, { sessions }: Seen): void {
  const open = sessions.filter(({ isEnded }) => !isEnded).length;
  expectations.holds(open === 0, 'every backup ended with HrBackupEnd', `${open} of ${sessions.length} were not`);
  for (const { truncation } of sessions) {
    const refused = truncation !== null && truncation !== Hr.hrNone;
    if (refused) expectations.holds(false, 'HrBackupTruncateLogs answered with success', codeText(truncation));
  }
}

/** So many names are told. */
const MAXIMUM_NAMES = 20;

/** Files that the server listed and that no session read whole. */
function leftOut(sessions: Seen['sessions'], streams: Seen['streams']): readonly string[] {
  const read = new Set(streams.filter(({ isWhole }) => isWhole).map(({ name }) => name.toLowerCase()));
  const listed = sessions.flatMap(({ databases, logs }) => [...(databases ?? []), ...(logs ?? [])]);
  return [...new Set(listed)].filter((name) => !read.has(name.toLowerCase()));
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
