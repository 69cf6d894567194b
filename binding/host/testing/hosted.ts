import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hbc } from '../../../simulator/protocol/index.ts';
import type { Endpoint } from '../endpoint.ts';
import { Host, type HostHooks, type HostOptions } from '../host.ts';
import type { ClientFacts } from '../performed.ts';
import { type Greeting, WireClient } from '../wireClient.ts';
import { fakeApi } from './fakeApi.ts';

export const TOKEN = 'a-secret-of-this-run';

/** What happened in a host under test. */
interface Happened {
  readonly came: ClientFacts[];
  readonly gone: { readonly client: ClientFacts; readonly unfreedLists: number }[];
  readonly refused: string[];
  readonly defects: unknown[];
  /** Clients whose API was told that they are gone. */
  readonly goneApis: number[];
}

export interface Hosted extends ReturnType<typeof fakeApi> {
  readonly host: Host;
  readonly endpoint: Endpoint;
  readonly happened: Happened;
  /** A client that is let in. */
  client(greeting?: Partial<Greeting>): Promise<WireClient>;
}

/** Runs a test against a host with a fake API, and closes the host whatever comes of it. */
export async function withHost(
  options: Partial<Pick<HostOptions, 'endpoint' | 'limits' | 'randomBytes' | 'connect' | 'hooks'>>,
  test: (hosted: Hosted) => Promise<void>,
): Promise<void> {
  const fake = fakeApi();
  const happened: Happened = { came: [], gone: [], refused: [], defects: [], goneApis: [] };
  const hooks: HostHooks = {
    clientCame: (client) => happened.came.push(client),
    clientGone: (client, unfreedLists) => happened.gone.push({ client, unfreedLists }),
    refused: (reason) => happened.refused.push(reason),
    defect: (_call, error) => happened.defects.push(error),
    ...options.hooks,
  };
  const host = new Host({
    endpoint: options.endpoint ?? { kind: 'tcp', address: '127.0.0.1', port: 0 },
    token: TOKEN,
    connect:
      options.connect ??
      ((facts) => ({
        api: fake.api,
        gone: () => {
          happened.goneApis.push(facts.number);
        },
      })),
    randomBytes: options.randomBytes ?? ((count) => randomBytes(count)),
    now: () => performance.timeOrigin + performance.now(),
    hooks,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const listening = await host.listen();
  if (!listening.ok) throw new Error(listening.problem);
  try {
    await test({
      ...fake,
      host,
      endpoint: listening.endpoint,
      happened,
      client: async (greeting = {}) => {
        const connection = await WireClient.connect(listening.endpoint, { token: TOKEN, ...greeting });
        if (!connection.ok) throw new Error(`sent away: ${connection.reason}`);
        return connection.client;
      },
    });
  } finally {
    await host.close();
  }
}

/** Begins a backup; its context. */
export async function prepared(client: WireClient): Promise<Hbc> {
  const { hbc } = await client.call('HrBackupPrepareW', 'EXCH01', 'Exchange MDB Database', 0, 1);
  if (hbc === null) throw new Error('no context');
  return hbc;
}

/** A handle that no host gave out. */
export const STRAY = 4n as unknown as Hbc;

/** Waits until something is so; a test that waits in vain fails with `what`. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const turns = 2_000;
  for (let turn = 0; turn < turns; turn += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`waited in vain: ${what}`);
}

/** Runs a test with a path for a socket, in a folder that is removed afterwards. */
export async function withSocketPath(test: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-host-'));
  try {
    await test(join(folder, 'host.sock'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
