import type { Profile } from '../../profiles/index.ts';
import { BackupType, Hr, hresult } from '../../protocol/index.ts';
import type { DatabaseName, ServiceName } from '../layout.ts';
import type { ExchangeServer } from '../server.ts';
import { backUp, must } from './drive.ts';
import { testServer } from './testServer.ts';

/** What a full backup of one service saved, by UNC path. */
export interface SavedSet {
  readonly profile: Profile;
  readonly service: ServiceName;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly lowGeneration: number;
  readonly highGeneration: number;
}

export function saveSet(server: ExchangeServer, name: ServiceName): SavedSet {
  const service = server.service(name);
  const { annotation } = service;
  const files = backUp(server.connect(), BackupType.BACKUP_TYPE_FULL, { annotation, truncate: false });
  const generations = [...files.keys()].flatMap((path) => {
    const match = /edb([0-9a-f]{5})\.log$/i.exec(path);
    return match === null ? [] : [Number.parseInt(match[1] ?? '', 16)];
  });
  const [lowGeneration, highGeneration] = [Math.min(...generations), Math.max(...generations)];
  return { profile: server.profile, service: name, files, lowGeneration, highGeneration };
}

export interface RestoreOptions {
  /** The server to restore onto, as it is; an empty one of its own seed unless told. Its service is stopped. */
  readonly onto?: ExchangeServer;
  readonly databases?: readonly DatabaseName[];
  readonly leavesOut?: (path: string) => boolean;
  /** The empty server keeps its own edb.log: nobody emptied the folder. */
  readonly keepsCurrentLog?: boolean;
  /** Logs and checkpoint of `onto` are removed first. */
  readonly erasesLogs?: boolean;
  /** False: HrRestoreRegisterComplete is told of a failure. */
  readonly isCompleted?: boolean;
}

/** A server to which the set was restored by the book, up to HrRestoreEnd; its service was not started. */
export function restoreSet(set: SavedSet, options: RestoreOptions = {}): ExchangeServer {
  const { onto, databases, leavesOut = () => false, isCompleted = true } = options;
  const server = onto ?? testServer({ profile: set.profile, seed: 99 });
  const service = server.service(set.service);
  service.stop();
  const { folder } = service.core.layout;
  const unc = `\\\\${server.name}\\${folder.replace(':', '$')}`;
  for (const name of server.share.list(unc)) {
    const isKept =
      onto === undefined
        ? options.keepsCurrentLog === true && name.toLowerCase() === 'edb.log'
        : options.erasesLogs !== true || /\.edb$/i.test(name);
    if (!isKept) server.share.remove(`${unc}\\${name}`);
  }
  const wanted = service.databases.filter(({ name }) => databases === undefined || databases.includes(name));
  const map = wanted.map(({ name }) => ({
    databaseName: `${unc}\\${name}.edb`,
    newDatabaseName: `${unc}\\${name}.edb`,
  }));
  const client = server.connect();
  const { hbc } = client.HrRestorePrepareW(server.name, service.annotation);
  if (hbc === null) throw new Error('no restore context');
  const { lowGeneration, highGeneration } = set;
  must(client.HrRestoreRegisterW(hbc, unc, unc, map, unc, lowGeneration, highGeneration).code, 'HrRestoreRegister');
  for (const [path, bytes] of set.files) {
    const isWanted =
      path.toLowerCase().endsWith('.log') || wanted.some(({ name }) => path.toLowerCase().includes(`\\${name}.`));
    if (!isWanted || leavesOut(path)) continue;
    const writer = server.share.create(path);
    if (typeof writer === 'string') throw new Error(`${path}: ${writer}`);
    writer.write(bytes);
    writer.close();
  }
  const state = isCompleted ? Hr.hrNone : hresult(1);
  must(client.HrRestoreRegisterComplete(hbc, state).code, 'HrRestoreRegisterComplete');
  must(client.HrRestoreEnd(hbc).code, 'HrRestoreEnd');
  return server;
}
