#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { ExitCode } from './io.ts';
import { watchOutput } from './outputWatch.ts';
import { main } from './program.ts';
import { terminalOf } from './terminal.ts';

/** Ctrl-C, a service manager or a CI job, a terminal that is closed. */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let stop: AbortController | null = null;

/** The first ends things in order, the second does not wait. */
function onStopSignal(): void {
  if (stop === null || stop.signal.aborted) process.exit(ExitCode.interrupted);
  stop.abort();
}

/** Only a command that looks at the signal catches these. */
function interruptSignal(): AbortSignal {
  if (stop === null) {
    stop = new AbortController();
    for (const name of stopSignals) process.on(name, onStopSignal);
  }
  return stop.signal;
}

/** From now on they end the program where it stands, also in the middle of work that lets nothing through. */
function releaseSignals(): void {
  if (stop === null || stop.signal.aborted) return;
  stop = null;
  for (const name of stopSignals) process.removeListener(name, onStopSignal);
}

const output = watchOutput(process.stdout, process.stderr, () => {
  process.exitCode = ExitCode.unwritten;
  // Whoever looks at the signal has something to end in order: an agent that runs, a set that is not finished.
  if (stop === null) process.exit();
  stop.abort();
});

/** Where nobody knows how wide the lines are: in a file, in a pipe. */
const USUAL_COLUMNS = 80;

const packageText = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
const { version }: { version: string } = JSON.parse(packageText);

const exitCode = await main(
  process.argv.slice(2),
  {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    get input() {
      return process.stdin;
    },
    ...terminalOf(process.stdout, process.stderr, process.env),
    outputColumns: process.stdout.columns ?? USUAL_COLUMNS,
    // A terminal may be made wider or narrower while something runs.
    get errorColumns() {
      return process.stderr.columns ?? USUAL_COLUMNS;
    },
    get signal() {
      return interruptSignal();
    },
    release: releaseSignals,
  },
  version,
);
// What could not be written is sometimes known only later: then the watch has the last word.
process.exitCode = output.isLost ? ExitCode.unwritten : exitCode;
