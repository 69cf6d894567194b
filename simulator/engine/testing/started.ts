import { DamagedRowsError, type DatabaseHeader, type Engine, readShadowedDatabaseHeader } from '../index.ts';
import { DATABASES, type ServerSetup, TestServer } from './server.ts';

const [{ path: PRIV }] = DATABASES;

export const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

export function started(setup: Partial<ServerSetup> = {}): { readonly server: TestServer; readonly engine: Engine } {
  const server = new TestServer({ seed: 1, ...setup });
  return { server, engine: server.start() };
}

export const isDamage = (error: unknown): boolean => error instanceof DamagedRowsError;

/** A transaction of one insert into the first database, committed. */
export function put(engine: Engine, key: number, value: Uint8Array): number {
  const transaction = engine.begin();
  return engine.insert(transaction, 1, key, value) || engine.commit(transaction);
}

/** The header in a file on the server's disk. */
export function headerOf(server: TestServer, path: string = PRIV): DatabaseHeader {
  const file = server.disk.open(path);
  const read = file === null ? null : readShadowedDatabaseHeader(file);
  if (read?.kind !== 'read') throw new Error(`${path} has no header`);
  return read.header;
}
