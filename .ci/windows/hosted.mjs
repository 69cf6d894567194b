// A host in this process for whatever runs under Wine, and the calls that reached it.
import { randomBytes } from 'node:crypto';
import { endpointText, Host } from '../../dist/binding/host/index.js';

/** Listens for clients of a server. `calls` are the names of the functions, in their order. */
export async function hosted(server) {
  const token = randomBytes(16).toString('hex');
  const calls = [];
  const host = new Host({
    endpoint: { kind: 'tcp', address: '127.0.0.1', port: 0 },
    token,
    connect: () => {
      const client = server.connect({ codePage: 'cp1252' });
      return { api: client, gone: () => client.disconnect() };
    },
    randomBytes,
    now: () => performance.timeOrigin + performance.now(),
    hooks: { afterCall: (call) => calls.push(call.function) },
  });
  const listening = await host.listen();
  if (!listening.ok) throw new Error(listening.problem);
  const environment = { EDBPROOF_ENDPOINT: endpointText(listening.endpoint), EDBPROOF_TOKEN: token };
  return { calls, environment, close: () => host.close() };
}
