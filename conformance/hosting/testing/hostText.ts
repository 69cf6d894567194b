import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeStorage } from '../../agent/index.ts';
import { type RunEvent, readScenario } from '../../runner/index.ts';
import type { AgentSurroundings, RunAgent } from '../agent.ts';
import { type AgentCommand, agentProcess } from '../agentProcess.ts';
import type { HostingOptions } from '../hostAgent.ts';
import { type HostScenarioResult, hostScenario } from '../hostScenario.ts';

export interface HostedText {
  readonly result: HostScenarioResult;
  readonly events: readonly RunEvent[];
  readonly notes: readonly string[];
  readonly defects: readonly unknown[];
}

/** Plays a scenario given as text, with an agent in the place of one step. */
export async function hostText(
  text: string,
  folder: string,
  run: RunAgent,
  options: Partial<HostingOptions> & { readonly at?: number; readonly signal?: AbortSignal } = {},
): Promise<HostedText> {
  const reading = readScenario(text, 'a.yaml');
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const events: RunEvent[] = [];
  const notes: string[] = [];
  const defects: unknown[] = [];
  const setFolder = join(folder, 'sets');
  mkdirSync(setFolder, { recursive: true });
  const { at, signal, ...hosting } = options;
  const result = await hostScenario({
    scenario: reading.scenario,
    lines: reading.lines,
    file: 'a.yaml',
    storage: new NodeStorage(),
    setFolder,
    at,
    ...(signal === undefined ? {} : { signal }),
    onEvent: (event) => events.push(event),
    hosting: {
      endpoint: { kind: 'tcp', address: '127.0.0.1', port: 0 },
      run,
      trace: null,
      redact: false,
      disk: null,
      saved: null,
      onListening: () => {},
      onNote: (_level, note) => notes.push(note),
      onDefect: (error) => defects.push(error),
      ...hosting,
    },
  });
  return { result, events, notes, defects };
}

/** A program of the tests as an agent: Node with a file and an order. Its words are not shown. */
export const nodeAgent = (file: string, order: unknown, changes: Partial<AgentCommand> = {}): RunAgent =>
  agentProcess({
    command: process.execPath,
    parameters: [file, JSON.stringify(order)],
    environment: environmentOf,
    stdio: 'ignore',
    timeLimitSeconds: 60,
    hangLimitSeconds: 5,
    signal: new AbortController().signal,
    ...changes,
  });

/** What an agent is told, in its environment. */
export const environmentOf = ({ endpoint, token, server, sets, disk }: AgentSurroundings): NodeJS.ProcessEnv => ({
  ...process.env,
  EDBPROOF_ENDPOINT: endpoint,
  EDBPROOF_TOKEN: token,
  EDBPROOF_SERVER: server,
  EDBPROOF_SETS: sets,
  ...(disk === null ? {} : { EDBPROOF_DISK: disk }),
});

/** A scenario of these steps on a small store. */
export const smallScenario = (steps: readonly string[], profile = 'exchange-5.5'): string =>
  `name: Test
why: Because.
server:
  name: EXCH1
  profile: ${profile}
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
${steps.map((step) => `  - ${step}\n`).join('')}`;
