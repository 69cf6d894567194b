import { profileByName } from '../../profiles/index.ts';
import { ExchangeServer, type ServerOptions } from '../server.ts';
import { VirtualClock } from '../virtualClock.ts';

/** 1 June 1998, noon: within the life of every profile. */
const START_SECONDS = 896_702_400;

/** A small server with both services, circular logging off and everything running, unless told otherwise. */
export function testServer(options: Partial<ServerOptions> & { readonly profileName?: string } = {}): ExchangeServer {
  const profile = options.profile ?? profileByName(options.profileName ?? 'exchange-5.5');
  if (profile === null) throw new Error(`no profile ${options.profileName}`);
  const server = new ExchangeServer({
    name: 'EXCH01',
    profile,
    seed: 1,
    clock: new VirtualClock(START_SECONDS),
    informationStore: { privateMiB: 1, publicMiB: 1, circularLogging: false },
    directory: { sizeMiB: 1, circularLogging: false },
    ...options,
  });
  for (const service of server.services) {
    const started = service.start();
    if (!started.started) throw new Error(`${service.name} did not start: ${started.lines.join('; ')}`);
  }
  return server;
}
