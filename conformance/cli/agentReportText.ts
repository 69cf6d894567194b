import { type AgentReport, endingText, stateText } from '../hosting/index.ts';
import { countText, sizeText } from '../runner/index.ts';
import { bold, dim, type Line, line, red } from './output/index.ts';

/** Failed calls and files that are listed; the others are counted. */
const shownLines = 40;

/**
 * What came of an agent, for people. `verdicts`: what the engine's verification says of a file that it saved;
 * `unmet`: expectations that no step has told yet.
 */
export function agentReportLines(
  report: AgentReport,
  verdicts: ReadonlyMap<string, string>,
  unmet: AgentReport['unmet'],
): readonly Line[] {
  const { ending, clients, calls, readBytes, traces, savedIn } = report;
  const isGood = ending.kind === 'closed' || (ending.kind === 'exited' && ending.code === 0);
  const head = `the ${ending.kind === 'closed' ? 'server' : 'agent'} ${endingText(ending)}`;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['expected, and not seen', unmet.map(({ expected, seen }) => `${expected}; seen: ${seen}`)],
    ['who called', clients.length === 0 ? ['nobody: the agent never connected'] : limited(clients.map(clientText))],
    ['calls that were answered with something else than success', failureLines(report)],
    [
      savedIn === null ? 'files it read' : `files it read, and what of them is in ${savedIn}`,
      streamLines(report, verdicts),
    ],
    ['the server after it', report.server.map(stateText)],
    ['traces', traces],
  ];
  const shown = sections
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([title, lines]) => [line`  ${dim(title)}`, ...lines.map((text) => `    ${text}`)]);
  const counted = `${countText(calls, 'call')}, ${sizeText(readBytes)} read`;
  return ['', line`${isGood ? bold(head) : red(head)}: ${counted}`, ...shown];
}

function clientText({ processId, platform, unfreedLists }: AgentReport['clients'][number]): string {
  const lists = unfreedLists === 0 ? 'every list freed' : `${countText(unfreedLists ?? 0, 'list')} never freed`;
  return `process ${processId}, ${platform}, ${unfreedLists === null ? 'still connected' : lists}`;
}

function failureLines({ failures, failedCalls }: AgentReport): readonly string[] {
  const counts = new Map<string, number>();
  for (const { call, code } of failures) {
    const text = `${call}: ${code}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const lines = limited([...counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`)));
  const others = failedCalls - failures.length;
  return others === 0 ? lines : [...lines, `and ${countText(others, 'call')} after the first ${failures.length}`];
}

function streamLines({ streams, savedIn }: AgentReport, verdicts: ReadonlyMap<string, string>): readonly string[] {
  const nameWidth = Math.max(0, ...streams.map(({ name }) => name.length));
  const sizeWidth = Math.max(0, ...streams.map(({ sizeBytes }) => bytesText(sizeBytes).length));
  const lines = streams.map((stream) => {
    const size = bytesText(stream.sizeBytes).padStart(sizeWidth);
    return `${stream.name.padEnd(nameWidth)}  ${size}  ${fateOf(stream, savedIn, verdicts)}`.trimEnd();
  });
  return limited(lines);
}

function fateOf(
  stream: AgentReport['streams'][number],
  savedIn: string | null,
  verdicts: ReadonlyMap<string, string>,
): string {
  if (!stream.isWhole) return `not read to its end: ${bytesText(stream.readBytes)} bytes`;
  if (!('savedAs' in stream) || savedIn === null) return 'read to its end';
  if (stream.savedAs === null) return 'NOT FOUND: no file has these bytes';
  return `saved faithfully as ${stream.savedAs}; ${verdicts.get(stream.savedAs) ?? 'not verified'}`;
}

const bytesText = (bytes: number): string => bytes.toLocaleString('en-US');

const limited = (lines: readonly string[]): readonly string[] =>
  lines.length <= shownLines ? lines : [...lines.slice(0, shownLines), `and ${lines.length - shownLines} more`];
