import { Annotation, BackupType, ExchangeServer, Hr, profileByName, VirtualClock } from '../../dist/simulator/index.js';

/** A running Exchange 5.5 server with one database of this size. */
export function server(privateMiB, checkProjection = false) {
  const made = new ExchangeServer({
    name: 'BENCH',
    profile: profileByName('exchange-5.5'),
    seed: 1,
    clock: new VirtualClock(900_000_000),
    informationStore: { privateMiB, publicMiB: 0, circularLogging: false },
    checkProjection,
  });
  const started = made.service('information-store').start();
  if (!started.started) throw new Error(started.lines.join('; '));
  return made;
}

export const PRIV = '\\\\BENCH\\D$\\exchsrvr\\mdbdata\\priv.edb';

export function must(code, what) {
  if (code !== Hr.hrNone) throw new Error(`${what} answered 0x${code.toString(16)}`);
}

export function prepare(client, backupType = BackupType.BACKUP_TYPE_FULL) {
  const { code, hbc } = client.HrBackupPrepareW('BENCH', Annotation.EDBBACK_MDB_SERVER, backupType - 1, backupType);
  must(code, 'HrBackupPrepare');
  return hbc;
}

/** Streams a file to nowhere; the bytes read. */
export function stream(client, hbc, path, buffer) {
  const { code, fileSizeBytes } = client.HrBackupOpenFileW(hbc, path, buffer.length);
  must(code, 'HrBackupOpenFile');
  let total = 0;
  while (total < fileSizeBytes) {
    const read = client.HrBackupRead(hbc, buffer, buffer.length);
    must(read.code, 'HrBackupRead');
    total += read.bytesRead;
  }
  must(client.HrBackupClose(hbc).code, 'HrBackupClose');
  return total;
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Seconds that a piece of work takes. */
export function seconds(work) {
  const begun = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - begun) / 1e9;
}
