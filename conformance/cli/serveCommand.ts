import { resolve } from 'node:path';
import { type AgentSurroundings, builtLibrary, ownPlatform } from '../hosting/index.ts';
import { type HostedArguments, hostedScenario } from './hostedScenario.ts';
import type { ExitCodeValue, Io } from './io.ts';
import { jsonLine, type Lines } from './output/index.ts';

/** Hosts the server of a scenario for agents that somebody starts by hand, until Ctrl-C; then plays on. */
export async function serve(asked: HostedArguments, io: Io): Promise<ExitCodeValue> {
  const { signal } = io;
  const playing = new AbortController();
  let isHosting = false;
  // While the server is hosted, Ctrl-C ends that and nothing else.
  const onStop = (): void => {
    if (!isHosting) playing.abort();
  };
  if (signal.aborted) playing.abort();
  signal.addEventListener('abort', onStop);
  try {
    const hosting = {
      signal: playing.signal,
      onListening: (surroundings: AgentSurroundings) => {
        isHosting = true;
        io.out(listeningLines(surroundings, asked.json));
      },
      run: async () => {
        if (!signal.aborted) await new Promise((done) => signal.addEventListener('abort', done));
        isHosting = false;
        return { kind: 'closed' } as const;
      },
    };
    return await hostedScenario(asked, hosting, io);
  } finally {
    signal.removeEventListener('abort', onStop);
  }
}

function listeningLines({ endpoint, token, server, sets, disk }: AgentSurroundings, json: boolean): Lines {
  const library = builtLibrary(ownPlatform);
  if (json) return jsonLine({ event: 'listening', endpoint, token, server, sets, disk, library });
  const exported = (name: string, value: string): string => `export ${name}=${shellWord(value)}`;
  return [
    `      server ${server} listens at ${endpoint}; Ctrl-C ends it. For an agent:`,
    exported('EDBPROOF_ENDPOINT', endpoint),
    exported('EDBPROOF_TOKEN', token),
    exported('EDBPROOF_SERVER', server),
    // The agent may be started in another folder.
    exported('EDBPROOF_SETS', resolve(sets)),
    ...(disk === null ? [] : [exported('EDBPROOF_DISK', resolve(disk))]),
    ...(library === null ? [] : [exported('LD_LIBRARY_PATH', library.slice(0, library.lastIndexOf('/')))]),
  ];
}

/** A word as a shell takes it for itself, whatever is in it. */
const shellWord = (text: string): string =>
  /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
