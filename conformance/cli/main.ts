#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { ExitCode } from './io.ts';
import { watchOutput } from './outputWatch.ts';
import { main } from './program.ts';

let stop: AbortController | null = null;

/** Only a command that looks at the signal catches Ctrl-C: the first ends things in order, the second does not wait. */
function interruptSignal(): AbortSignal {
  if (stop === null) {
    const controller = new AbortController();
    process.on('SIGINT', () => {
      if (controller.signal.aborted) process.exit(ExitCode.interrupted);
      controller.abort();
    });
    stop = controller;
  }
  return stop.signal;
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
    color: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    errorIsTerminal: process.stderr.isTTY === true,
    outputColumns: process.stdout.columns ?? USUAL_COLUMNS,
    // A terminal may be made wider or narrower while something runs.
    get errorColumns() {
      return process.stderr.columns ?? USUAL_COLUMNS;
    },
    get signal() {
      return interruptSignal();
    },
  },
  version,
);
// What could not be written is sometimes known only later: then the watch has the last word.
process.exitCode = output.isLost ? ExitCode.unwritten : exitCode;
