import { createWriteStream, mkdirSync, rmSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEndpoint, WireClient } from '../../../binding/host/index.ts';
import { Annotation, type Hbc } from '../../../simulator/protocol/index.ts';
import {
  type BackupOptions,
  backup,
  backupOptions,
  baseName,
  type CallAnswer,
  done,
  type Step,
  type WorldAnswer,
} from '../../procedures/index.ts';

/** What the agent of the tests is told to do, as JSON in its first argument. */
export interface WireAgentOrder {
  readonly action: 'backup' | 'sleep' | 'leave-open' | 'crash' | 'fail-often';
  readonly kind?: BackupOptions['kind'];
  readonly form?: 'A' | 'W';
  /** Folder for what is saved; nothing is saved without it. */
  readonly save?: string;
  /** One byte of every saved file is written wrong. */
  readonly spoil?: boolean;
  /** It kills itself with SIGKILL instead of making this call, from 1. */
  readonly dieAtCall?: number;
  /** It cuts its connection instead of making this call, from 1, and makes no other. */
  readonly cutAtCall?: number;
  readonly computerName?: string;
  /** How often `fail-often` ends what it never began. */
  readonly times?: number;
}

/** The program that an order is given to. */
export const wireAgentFile = fileURLToPath(import.meta.url);

const bufferSizeBytes = 512 * 1024;
/** A handle that no host gives out. */
const NO_CONTEXT = 4n as unknown as Hbc;

/** A client of the host that the environment names. */
export async function connected(
  environment: NodeJS.ProcessEnv,
  { computerName }: { readonly computerName?: string } = {},
): Promise<WireClient> {
  const endpoint = parseEndpoint(environment['EDBPROOF_ENDPOINT'] ?? '');
  if (!endpoint.ok) throw new Error(endpoint.problem);
  const connection = await WireClient.connect(endpoint.endpoint, {
    token: environment['EDBPROOF_TOKEN'] ?? '',
    ...(computerName === undefined ? {} : { computerName }),
  });
  if (!connection.ok) throw new Error(connection.reason);
  return connection.client;
}

/** The reference procedure, driven over the wire; the exit status. */
export async function takeBackup(
  order: WireAgentOrder,
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<number> {
  const client = await connected(environment, order);
  signal?.addEventListener('abort', () => client.destroy());
  const server = environment['EDBPROOF_SERVER'] ?? '';
  const form = order.form === 'A' ? ({ kind: 'A', codePage: 'cp1252' } as const) : ({ kind: 'W' } as const);
  const options = { form, bufferSizeBytes };
  const procedure = backup(backupOptions(server, Annotation.EDBBACK_MDB_SERVER, order.kind ?? 'full', options));
  const sink = new Sink(order);
  let calls = 0;
  let turn = procedure.next();
  while (turn.done !== true) {
    const step: Step = turn.value;
    if (step.kind !== 'call') {
      turn = procedure.next(await sink.perform(step));
      continue;
    }
    calls += 1;
    if (calls === order.dieAtCall) process.kill(process.pid, 'SIGKILL');
    if (calls === order.cutAtCall) {
      client.destroy();
      return 1;
    }
    const answer: CallAnswer = {
      kind: 'call',
      function: step.function,
      result: await client.call(step.function, ...step.arguments),
    };
    turn = procedure.next(answer);
  }
  client.destroy();
  return turn.value.failure === null ? 0 : 1;
}

/** Files of a backup in a folder, by their own names. */
class Sink {
  readonly #order: WireAgentOrder;
  #file: WriteStream | null = null;

  constructor(order: WireAgentOrder) {
    this.#order = order;
  }

  async perform(step: Exclude<Step, { kind: 'call' }>): Promise<WorldAnswer> {
    const { save, spoil = false } = this.#order;
    if (save === undefined) return done;
    if (step.kind === 'begin-set') mkdirSync(save, { recursive: true });
    if (step.kind === 'abandon-set') rmSync(save, { recursive: true, force: true });
    if (step.kind === 'begin-file') this.#file = createWriteStream(join(save, baseName(step.file.path).toLowerCase()));
    if (step.kind === 'data') {
      const bytes = Uint8Array.from(step.bytes);
      if (spoil) bytes[0] = (bytes[0] ?? 0) ^ 1;
      this.#file?.write(bytes);
    }
    if (step.kind === 'end-file') {
      const file = this.#file;
      await new Promise<void>((resolve) => file?.end(() => resolve()));
    }
    return done;
  }
}

async function act(order: WireAgentOrder): Promise<number> {
  switch (order.action) {
    case 'backup':
      return takeBackup(order, process.env);
    case 'sleep':
      await new Promise((resolve) => setTimeout(resolve, 60_000));
      return 0;
    case 'leave-open': {
      const client = await connected(process.env, order);
      const server = process.env['EDBPROOF_SERVER'] ?? '';
      const { hbc } = await client.call('HrBackupPrepareW', server, Annotation.EDBBACK_MDB_SERVER, 0, 1);
      if (hbc !== null) await client.call('HrBackupGetDatabaseNamesW', hbc);
      return 3;
    }
    case 'fail-often': {
      const client = await connected(process.env, order);
      for (let count = 0; count < (order.times ?? 0); count += 1) await client.call('HrBackupEnd', NO_CONTEXT);
      client.destroy();
      return 1;
    }
    case 'crash':
      process.kill(process.pid, 'SIGSEGV');
      return new Promise(() => {});
  }
}

if (process.argv[1] === wireAgentFile) {
  const order: WireAgentOrder = JSON.parse(process.argv[2] ?? '{}');
  process.exit(await act(order));
}
