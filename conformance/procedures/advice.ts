import { type ExportName, Hr, type Hresult, Win32 } from '../../simulator/protocol/index.ts';

/**
 * What a person should do after a failed call. Rules of dialects.md (d) and the failure
 * catalogue of edbbcli.md 7, in our words.
 */
const adviceByCode: ReadonlyMap<number, string> = new Map([
  [
    Hr.hrCircularLogging,
    'Switch circular logging off, or take full backups only; after switching take a full backup (Q181798).',
  ],
  [
    Hr.hrInvalidBackup,
    'Switch circular logging off, or take full backups only; after switching take a full backup (Q181798).',
  ],
  [Hr.hrLogFileNotFound, 'Take a full backup: a log that this kind of backup needs is gone (Q245211, Q128325).'],
  [Hr.hrFullBackupNotTaken, 'Take a full backup first.'],
  [Hr.hrMissingFullBackup, 'Take a full backup first: a database header records none (Q295751).'],
  [Hr.hrIncrementalBackupDisabled, 'Take a full backup: a program has forbidden incremental backups until then.'],
  [Hr.hrBackupInProgress, 'Another backup of this service is running: wait for it, or end it; do not truncate.'],
  [
    Hr.hrCouldNotConnect,
    'Check the server name, that the service is started, and that NetBIOS over TCP/IP is on (Q261160).',
  ],
  [
    Hr.hrCommunicationError,
    'The data needs a way back: leave a terminal session (Q245664), and see that NetBIOS over TCP/IP is on (Q261160) and the address one that Exchange binds to (Q314588).',
  ],
  [Win32.RPC_S_SERVER_UNAVAILABLE, 'Use the address that Exchange registers its endpoints on (Q314588).'],
  [
    Hr.hrReadVerifyFailure,
    'A page of the database is damaged: keep the last good set, repair the disk and the database, then take a full backup (Q188646).',
  ],
  [Hr.hrDiskFull, 'The patch file grew until the disk was full: free space beside the logs and start again (Q271847).'],
  [
    Hr.hrFileAccessDenied,
    'Another program holds the file, perhaps a second backup job: stop it and start again (Q251410).',
  ],
  [
    Hr.hrNoFullRestore,
    'Restore the full set again and the other sets right after it; start the service only at the very end (Q147121).',
  ],
  [
    Hr.hrRestoreInProgress,
    'Another restore is registered and not complete: finish it, or remove its "Restore in Progress" key.',
  ],
  [Hr.hrRestoreMapExists, 'Only the full set registers a map: restore the following sets without one.'],
]);

const staleFileAdvice =
  'Look for a patch file (*.pat) that an aborted backup left behind: stop the service, delete it, start the service (Q297172, Q178999); if there is none, a log is missing or damaged (Q178934).';

/** One sentence for a person who sees `code` come back from `call`. */
export function adviceFor(call: ExportName, code: Hresult): string {
  const isPrepare = call === 'HrBackupPrepareA' || call === 'HrBackupPrepareW';
  if (isPrepare && (code === Hr.hrFileNotFound || code === Hr.hrError)) return staleFileAdvice;
  if (code === Hr.hrFileNotFound) {
    return 'A log or patch file is missing or left over: see what the event log names, then take a full backup (Q178934, Q178999).';
  }
  return adviceByCode.get(code) ?? `Look the code up with: edbproof explain 0x${code.toString(16).toUpperCase()}`;
}
