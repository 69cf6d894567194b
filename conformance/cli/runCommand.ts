import type { ShimPlatform } from '../../binding/host/index.ts';
import {
  type AgentSurroundings,
  agentEnvironment,
  agentProcess,
  buildAdvice,
  builtLibrary,
  needsWine,
  platformOfCommand,
} from '../hosting/index.ts';
import { type HostedArguments, hostedScenario } from './hostedScenario.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonLine, type Lines } from './output/index.ts';

export interface RunArguments extends HostedArguments {
  /** The agent: a program and its parameters. */
  readonly agent: readonly string[];
  readonly platform: ShimPlatform | undefined;
  readonly timeLimit: number;
  readonly hangLimit: number;
}

/** Hosts the server of a scenario for one agent that is started for it. */
export async function runAgent(asked: RunArguments, io: Io): Promise<ExitCodeValue> {
  const [command, ...parameters] = asked.agent;
  if (command === undefined) {
    io.err('say which agent to run: edbproof run SCENARIO -- COMMAND ARGS...');
    return ExitCode.usage;
  }
  if (needsWine(command, process.env)) {
    io.err(`${command} is a program for Windows: put "wine" before it, as in: -- wine ${command}`);
    return ExitCode.usage;
  }
  const platform = asked.platform ?? platformOfCommand(asked.agent, process.env);
  const { signal } = io;
  const hosting = {
    signal,
    run: agentProcess({
      command,
      parameters,
      environment: (surroundings) => agentEnvironment(process.env, platform, surroundings),
      // With --json our own words are for a program: the agent's go to the other stream.
      stdio: asked.json ? ['inherit', 2, 2] : 'inherit',
      timeLimitSeconds: asked.timeLimit,
      hangLimitSeconds: asked.hangLimit,
      signal,
    }),
    onListening: (surroundings: AgentSurroundings) => io.out(startingLines(asked, platform, surroundings)),
  };
  return hostedScenario(asked, hosting, io);
}

function startingLines({ agent, json }: RunArguments, platform: ShimPlatform, { endpoint }: AgentSurroundings): Lines {
  const library = builtLibrary(platform);
  if (json) return jsonLine({ event: 'starting', agent, platform, endpoint, library });
  const missing = `no drop-in library for ${platform} (${buildAdvice}): only an agent that brings its own can connect`;
  return [`      ${platform}, ${endpoint}, ${library ?? missing}`, `      starting: ${agent.join(' ')}`];
}
