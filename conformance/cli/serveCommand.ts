import { type AgentSurroundings, builtLibrary, ownPlatform } from '../hosting/index.ts';
import { type HostedArguments, hostedScenario } from './hostedScenario.ts';
import type { ExitCodeValue, Io } from './io.ts';
import { stopSignal } from './stopSignal.ts';

/** Hosts the server of a scenario for agents that somebody starts by hand, until Ctrl-C; then plays on. */
export async function serve(asked: HostedArguments, io: Io): Promise<ExitCodeValue> {
  const stop = stopSignal(io);
  const playing = new AbortController();
  let isHosting = false;
  // While the server is hosted, Ctrl-C ends that and nothing else.
  const onStop = (): void => {
    if (!isHosting) playing.abort();
  };
  if (stop.signal.aborted) playing.abort();
  stop.signal.addEventListener('abort', onStop);
  try {
    const hosting = {
      signal: playing.signal,
      onListening: (surroundings: AgentSurroundings) => {
        isHosting = true;
        io.out(listeningText(surroundings, asked.json));
      },
      run: async () => {
        if (!stop.signal.aborted) await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
        isHosting = false;
        return { kind: 'closed' } as const;
      },
    };
    return await hostedScenario(asked, hosting, io);
  } finally {
    stop.dispose();
  }
}

function listeningText({ endpoint, token, server, sets, disk }: AgentSurroundings, json: boolean): string {
  const library = builtLibrary(ownPlatform);
  if (json) return `${JSON.stringify({ event: 'listening', endpoint, token, server, sets, disk, library })}\n`;
  const lines = [
    `      server ${server} listens at ${endpoint}; Ctrl-C ends it. For an agent:`,
    `export EDBPROOF_ENDPOINT=${endpoint}`,
    `export EDBPROOF_TOKEN=${token}`,
    `export EDBPROOF_SERVER=${server}`,
    `export EDBPROOF_SETS=${sets}`,
    ...(disk === null ? [] : [`export EDBPROOF_DISK=${disk}`]),
    ...(library === null ? [] : [`export LD_LIBRARY_PATH=${library.slice(0, library.lastIndexOf('/'))}`]),
  ];
  return `${lines.join('\n')}\n`;
}
