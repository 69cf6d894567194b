// The simulator behind a host, in a process of its own. Prints its endpoint.
import { randomBytes } from 'node:crypto';
import { endpointText, Host, parseEndpoint } from '../../../dist/binding/host/index.js';
import { server } from '../world.mjs';

const [endpoint, token, sizeMiB] = process.argv.slice(2);
const exchange = server(Number(sizeMiB));
const parsed = parseEndpoint(endpoint);
if (!parsed.ok) throw new Error(parsed.problem);
const host = new Host({
  endpoint: parsed.endpoint,
  token,
  connect: () => {
    const client = exchange.connect();
    return { api: client, gone: () => client.disconnect() };
  },
  randomBytes,
  now: () => Date.now(),
});
const listening = await host.listen();
if (!listening.ok) throw new Error(listening.problem);
process.stdout.write(`${endpointText(listening.endpoint)}\n`);
