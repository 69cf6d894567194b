import type { Io } from './io.ts';

/** Fires at Ctrl-C and at SIGTERM, which a service manager or a CI job ends a program with. */
export function stopSignal(io: Io): { readonly signal: AbortSignal; dispose(): void } {
  const terminated = new AbortController();
  const onTerminate = (): void => terminated.abort();
  process.once('SIGTERM', onTerminate);
  return {
    signal: AbortSignal.any([io.signal, terminated.signal]),
    dispose: () => {
      process.removeListener('SIGTERM', onTerminate);
    },
  };
}
