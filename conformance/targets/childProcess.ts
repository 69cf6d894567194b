import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { childProgram } from './child.ts';
import type { ProcessDeath } from './ending.ts';
import { messageDescriptor } from './parentLine.ts';

/** A child process seen from its parent. Another transport is another function that returns this. */
export interface ChildLine {
  say(text: string): void;
  kill(): void;
}

export interface ChildEvents {
  onBytes(bytes: Buffer): void;
  /** What the library printed, on either stream. */
  onOutput(bytes: Buffer): void;
  /** Called once, after the last bytes. */
  onDeath(death: ProcessDeath): void;
}

/** Bytes may still be in the pipes when a process is dead, and a process of its own may hold them open. */
const DRAIN_MILLISECONDS = 500;

/** Starts the child with this Node. Throws nothing: a Node that cannot be started dies with exit code 127. */
export function startChild(environment: NodeJS.ProcessEnv, events: ChildEvents): ChildLine {
  const stdio = ['pipe', 'pipe', 'pipe', 'pipe'] as const;
  const child = spawn(process.execPath, [childProgram], { stdio: [...stdio], env: environment, windowsHide: true });
  const messages = readableAt(child, messageDescriptor);
  messages.on('data', (bytes: Buffer) => events.onBytes(bytes));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes: Buffer) => events.onOutput(bytes));
  }
  // A dead child reads no orders: the write fails, and its death is told anyway.
  child.stdin?.on('error', () => {});
  messages.on('error', () => {});

  let death: ProcessDeath | null = null;
  let isTold = false;
  const tellDeath = (): void => {
    if (isTold || death === null) return;
    isTold = true;
    for (const stream of [messages, child.stdout, child.stderr]) stream?.destroy();
    events.onDeath(death);
  };
  child.on('error', () => {
    death ??= { kind: 'exit', exitCode: 127 };
    tellDeath();
  });
  child.on('exit', (exitCode, signal) => {
    death = signal === null ? { kind: 'exit', exitCode: exitCode ?? 0 } : { kind: 'signal', signal };
    setTimeout(tellDeath, DRAIN_MILLISECONDS).unref();
  });
  child.on('close', tellDeath);
  return {
    say: (text) => child.stdin?.write(text),
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

function readableAt(child: ChildProcess, descriptor: number): Readable {
  const stream = child.stdio[descriptor];
  if (stream === null || stream === undefined || !('read' in stream)) {
    throw new Error(`the child process has no descriptor ${descriptor} to read from`);
  }
  return stream;
}
