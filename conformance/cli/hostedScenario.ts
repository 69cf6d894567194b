import { dirname, join, resolve } from 'node:path';
import { pathKind } from '../../binding/files/index.ts';
import { parseEndpoint } from '../../binding/host/index.ts';
import {
  type AgentReport,
  type AgentSurroundings,
  type HostingOptions,
  hostScenario,
  type PlayedScenario,
  type RunAgent,
} from '../hosting/index.ts';
import { chooseProfile } from '../profiles/index.ts';
import type { RunEvent } from '../runner/index.ts';
import { readYamlText } from '../yaml/index.ts';
import { agentReportLines } from './agentReportText.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonLine } from './output/index.ts';
import { progressLine } from './progressLine.ts';
import { givenFault, scenarioInput } from './scenarioInput.ts';
import { eventLines } from './scenarioPrinter.ts';
import { stackLines } from './stackLines.ts';
import { verifySaved } from './verifySaved.ts';

/** What `serve` and `run` have in common. */
export interface HostedArguments {
  readonly scenario: string;
  readonly at: number | undefined;
  readonly set: string | undefined;
  readonly seed: number | undefined;
  readonly profile: string | undefined;
  readonly faults: readonly string[];
  readonly listen: string;
  readonly trace: string | undefined;
  readonly redact: boolean;
  readonly disk: string | undefined;
  readonly saved: string | undefined;
  readonly json: boolean;
}

/** What an agent is run with. */
export interface Hosting {
  readonly run: RunAgent;
  /** Stops the playing of steps. */
  readonly signal: AbortSignal;
  onListening(surroundings: AgentSurroundings): void;
}

/** Plays a scenario with an agent in the place of one step, and says what came of both. */
export async function hostedScenario(asked: HostedArguments, hosting: Hosting, io: Io): Promise<ExitCodeValue> {
  const prepared = prepare(asked);
  if (!prepared.ok) {
    io.err(prepared.problems);
    return ExitCode.usage;
  }
  const { played, endpoint, dispose } = prepared;
  const progress = progressLine(io);
  let isUnmetTold = false;
  const say = (event: RunEvent): void => {
    progress.clear();
    isUnmetTold ||= event.event === 'step' && event.unmet.length > 0;
    io.out(asked.json ? jsonLine(event) : eventLines(event));
  };
  const defects: unknown[] = [];
  const options: HostingOptions = {
    endpoint,
    run: hosting.run,
    trace: asked.trace ?? (asked.set === undefined ? null : join(played.setFolder, 'agent-%p.trace.jsonl')),
    redact: asked.redact,
    disk: asked.disk ?? null,
    saved: asked.saved ?? savedByScenario(asked.scenario, played.scenario),
    onListening: (surroundings) => {
      progress.clear();
      hosting.onListening(surroundings);
    },
    onNote: (level, text) => say({ event: 'note', step: 0, level, text }),
    onDefect: (error) => defects.push(error),
  };
  try {
    const result = await hostScenario({
      ...played,
      at: asked.at,
      hosting: options,
      signal: hosting.signal,
      onEvent: say,
      onProgress: (line) => progress.show(line),
    });
    progress.clear();
    if (!result.ok) {
      io.err(result.problem);
      return ExitCode.usage;
    }
    if (result.report !== null) sayReport(result.report, isUnmetTold, asked.json, io);
    for (const defect of defects) io.err(['edbproof: internal error', ...stackLines(defect)]);
    if (defects.length > 0) return ExitCode.internal;
    if (result.report?.ending.kind === 'not-started') return ExitCode.usage;
    if (result.interrupted || result.report?.ending.kind === 'interrupted') return ExitCode.interrupted;
    return result.met ? ExitCode.good : ExitCode.unmet;
  } finally {
    dispose();
  }
}

/** Where the scenario says that an agent saves. */
function savedByScenario(file: string, { agent }: PlayedScenario['scenario']): string | null {
  return agent === undefined ? null : resolve(dirname(file), agent.saved);
}

/** The agent's end, with a verification of every file that it saved faithfully. */
function sayReport(report: AgentReport, isUnmetTold: boolean, json: boolean, io: Io): void {
  const sets = new Map<number, Set<string>>();
  for (const stream of report.streams) {
    if (!('savedAs' in stream) || stream.savedAs === null) continue;
    const set = sets.get(stream.session) ?? new Set();
    sets.set(stream.session, set.add(stream.savedAs));
  }
  const verdicts = verifySaved([...sets.values()].map((set) => [...set]));
  if (json) io.out(jsonLine({ event: 'agent', ...report, verified: Object.fromEntries(verdicts) }));
  else io.out(agentReportLines(report, verdicts, isUnmetTold ? [] : report.unmet));
}

type Prepared =
  | {
      readonly ok: true;
      readonly played: Omit<PlayedScenario, 'signal' | 'onEvent' | 'onProgress'>;
      readonly endpoint: HostingOptions['endpoint'];
      readonly dispose: () => void;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What is known to keep a trace from being written before anybody calls: a run without the evidence asked for is no good one. */
function traceProblem(template: string): string | null {
  const folder = dirname(resolve(template));
  if (pathKind(folder) !== 'folder') return `there is no folder ${folder}`;
  const isTaken = !template.includes('%p') && pathKind(template) !== null;
  return isTaken ? `${template} exists already, and nothing is overwritten: choose another, or put %p into it` : null;
}

function prepare(asked: HostedArguments): Prepared {
  const listen = parseEndpoint(asked.listen);
  if (!listen.ok) return { ok: false, problems: [`--listen: ${listen.problem}`] };
  const trace = asked.trace === undefined ? null : traceProblem(asked.trace);
  if (trace !== null) return { ok: false, problems: [`--trace: ${trace}`] };
  const chosen = asked.profile === undefined ? null : chooseProfile(asked.profile, readYamlText);
  if (chosen?.ok === false) return chosen;
  const input = scenarioInput(asked.scenario, asked.set);
  if (!input.ok) return input;
  const { scenario, lines, setFolder, storage, dispose } = input;
  return {
    ok: true,
    endpoint: listen.endpoint,
    dispose,
    played: {
      scenario,
      lines,
      file: asked.scenario,
      storage,
      setFolder,
      ...(asked.seed === undefined ? {} : { seed: asked.seed }),
      ...(chosen === null ? {} : { profile: chosen.profile }),
      faults: asked.faults.map(givenFault),
    },
  };
}
