import type { Io } from './io.ts';

/** What ends a program besides Ctrl-C: a service manager or a CI job, and a terminal that is closed. */
const signals = ['SIGTERM', 'SIGHUP'] as const;

/** Fires at Ctrl-C and at the other signals: an agent that was started is never left behind. */
export function stopSignal(io: Io): { readonly signal: AbortSignal; dispose(): void } {
  const terminated = new AbortController();
  const onTerminate = (): void => terminated.abort();
  for (const name of signals) process.once(name, onTerminate);
  return {
    signal: AbortSignal.any([io.signal, terminated.signal]),
    dispose: () => {
      for (const name of signals) process.removeListener(name, onTerminate);
    },
  };
}
