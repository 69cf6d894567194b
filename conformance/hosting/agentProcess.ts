import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import type { AgentEnding, AgentSurroundings, RunAgent } from './agent.ts';

/** A program that is an agent. */
export interface AgentCommand {
  readonly command: string;
  readonly parameters: readonly string[];
  environment(surroundings: AgentSurroundings): NodeJS.ProcessEnv;
  /** Where its words go; its own standard streams are those of this program unless told. */
  readonly stdio?: SpawnOptions['stdio'];
  readonly timeLimitSeconds: number;
  /** How long it may go on after a call that never comes back. */
  readonly hangLimitSeconds: number;
  /** Fires when the user wants to stop. */
  readonly signal: AbortSignal;
}

/** An agent that is asked to stop has this long to do so. */
const GRACE_MILLISECONDS = 3_000;

/** Runs a program as the agent: with a time limit, and with an end in every case. */
export const agentProcess =
  (command: AgentCommand): RunAgent =>
  (surroundings) =>
    new Promise((resolve) => {
      const child = start(command, surroundings);
      if (child instanceof Error) resolve({ kind: 'not-started', problem: startProblem(command.command, child) });
      else new AgentProcess(child, command, surroundings, resolve);
    });

/** Most reasons why a program cannot be started come as an event; those that Node throws are values too. */
function start(command: AgentCommand, surroundings: AgentSurroundings): ChildProcess | Error {
  const environment = command.environment(surroundings);
  try {
    return spawn(command.command, [...command.parameters], {
      env: environment,
      stdio: command.stdio ?? 'inherit',
      // A group of its own: what the agent starts is killed with it.
      detached: process.platform !== 'win32',
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error;
    throw error;
  }
}

class AgentProcess {
  readonly #child: ChildProcess;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #command: AgentCommand;
  readonly #resolve: (ending: AgentEnding) => void;
  readonly #interrupt = (): void => this.#stop({ kind: 'interrupted' }, 'SIGINT');
  /** This program ends without waiting, as at a second Ctrl-C. */
  readonly #killAtExit = (): void => this.#kill('SIGKILL');
  /** Why we killed it; null when it ends by itself. */
  #cause: AgentEnding | null = null;

  constructor(
    child: ChildProcess,
    command: AgentCommand,
    surroundings: AgentSurroundings,
    resolve: (ending: AgentEnding) => void,
  ) {
    this.#command = command;
    this.#resolve = resolve;
    this.#child = child;
    this.#child.on('error', (error) =>
      this.#end({ kind: 'not-started', problem: startProblem(command.command, error) }),
    );
    this.#child.on('exit', (code, signal) => this.#end(this.#cause ?? endingOf(code, signal)));
    const { timeLimitSeconds, hangLimitSeconds } = command;
    this.#after(timeLimitSeconds * 1000, () =>
      this.#stop({ kind: 'time-limit', seconds: timeLimitSeconds }, 'SIGKILL'),
    );
    surroundings.onUnanswered = ({ kind, call }) => {
      if (kind === 'killed') return this.#stop({ kind: 'killed-by-fault', call }, 'SIGKILL');
      const hung: AgentEnding = { kind: 'hung', call, seconds: hangLimitSeconds };
      this.#after(hangLimitSeconds * 1000, () => this.#stop(hung, 'SIGKILL'));
    };
    process.once('exit', this.#killAtExit);
    if (command.signal.aborted) this.#interrupt();
    command.signal.addEventListener('abort', this.#interrupt);
  }

  #stop(cause: AgentEnding, signal: NodeJS.Signals): void {
    this.#cause ??= cause;
    this.#kill(signal);
    if (signal !== 'SIGKILL') this.#after(GRACE_MILLISECONDS, () => this.#kill('SIGKILL'));
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal);
    } catch {
      // It is gone already, and its end is on the way.
    }
  }

  #after(milliseconds: number, act: () => void): void {
    this.#timers.add(setTimeout(act, milliseconds));
  }

  #end(ending: AgentEnding): void {
    for (const timer of this.#timers) clearTimeout(timer);
    process.removeListener('exit', this.#killAtExit);
    this.#command.signal.removeEventListener('abort', this.#interrupt);
    // What it started and left behind goes with it.
    if (this.#cause !== null) this.#kill('SIGKILL');
    this.#resolve(ending);
  }
}

const endingOf = (code: number | null, signal: string | null): AgentEnding =>
  code === null ? { kind: 'killed', signal: signal ?? 'a signal' } : { kind: 'exited', code };

function startProblem(command: string, error: Error): string {
  const code = 'code' in error ? error.code : null;
  if (command === '') return 'its name is empty';
  if (code === 'ENOENT' || code === 'ENOTDIR') return `there is no program ${command}; check the path`;
  if (code === 'EACCES') return `${command} may not be run: chmod +x, or name the program that runs it`;
  return error.message;
}
