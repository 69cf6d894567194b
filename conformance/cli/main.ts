#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { ExitCode } from './io.ts';
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

// Whoever reads us may have seen enough (`edbproof requirements | head`): that is no defect, and nobody is left to tell.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit();
  throw error;
});

const packageText = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
const { version }: { version: string } = JSON.parse(packageText);

process.exitCode = await main(
  process.argv.slice(2),
  {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    get input() {
      return process.stdin;
    },
    color: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    errorIsTerminal: process.stderr.isTTY === true,
    get signal() {
      return interruptSignal();
    },
  },
  version,
);
