import { scenarios, verified } from '../entry.ts';
import { exchange, rules } from '../testFiles.ts';
import type { VerificationOf } from './verificationOf.ts';

const { files, reading, prepare } = rules;

export const fileVerification = {
  databaseNames: verified(
    files('HrBackupGetDatabaseNames lists the databases of a full backup, before and after the log list'),
    exchange.client('the A functions do what the W functions do'),
    exchange.lists('a store lists the databases it has, private before public; the directory lists its own'),
  ),
  databaseNamesLogsOnly: verified(
    files('HrBackupGetDatabaseNames on a LOGS_ONLY context is a sequence error (JET-JetGetAttachInfo)'),
    exchange.client('a logs-only context has no database list, and cannot open one'),
  ),
  databaseNamesAnsi: verified(
    files(
      'HrBackupGetDatabaseNamesA answers 0x57 in 4.0 SP3 and in no other product; the W form works everywhere (Q159170)',
    ),
    exchange.client('the A form of the database list fails in 4.0 SP3, the W form works (Q159170)'),
    scenarios('ansi-bug-of-sp3'),
  ),
  open: verified(
    files(
      'opening a database gives its size, creates its patch file and marks it opened (JET-JetOpenFile)',
      'listed logs and patch files open with their sizes',
    ),
    exchange.client('an open tells how large the file is; a NULL and an empty name open nothing, and end nothing'),
  ),
  openEmptyName: verified(
    files('a NULL or empty file name is answered with hrInvalidParameter and ends nothing'),
    exchange.client('an open tells how large the file is; a NULL and an empty name open nothing, and end nothing'),
  ),
  openSecond: verified(
    files('a second open is refused with the code the facet names, and the first file stays open'),
    exchange.calls('HrBackupClose closes, also in the middle of a file, and says when there is nothing to close'),
  ),
  openDatabaseLogsOnly: verified(files('a database cannot be opened on a LOGS_ONLY context')),
  openDatabaseAfterList: verified(
    files(
      'a database can be opened after the log list was taken, and the list does not change (Q256347)',
      'where a database cannot be opened after the log list, it is a sequence error',
    ),
    exchange.calls(
      'a log list is made once, has the patch files of what was copied before it, and none of what is copied after it',
    ),
  ),
  openNotAttached: verified(
    files(
      'in the database phase of a full backup nothing but attached databases can be opened, and trying ends the session',
    ),
  ),
  openMissing: verified(
    files(
      'a listed log that has gone from the disk fails with hrFileNotFound and stops the backup (Q178934)',
      'a patch file that does not exist fails with hrFileNotFound and stops the backup',
    ),
  ),
  openUnlisted: verified(
    files('a file that is on no list opens where the engine alone decides, and is not found where the API checks'),
    exchange.calls('a file of the server that is on no list is opened, or is not found, as the facet says'),
  ),
  openStalePatch: verified(
    prepare(
      'a leftover patch file does not fail HrBackupPrepare of 4.0 and 5.0, but the opening of its database (Q178999)',
    ),
    rules.service(
      'after the same crash on 4.0 and 5.0 the next full backup is stopped at the leftover database (Q178999)',
    ),
  ),
  openFailed: verified(
    files(
      'a file that the engine cannot open fails with the engine’s code and stops the backup',
      'a log that another program holds is refused with -1032 and leaves both events, 145 and 105 (Q251410)',
    ),
  ),
  read: verified(
    reading(
      'reads continue where the last one ended, until the size that the open announced',
      'a short read is no error: the server hands over what it has (M-HrBackupRead)',
    ),
    exchange.client('short reads are allowed by the server, and a client that loops gets the same bytes'),
    exchange.calls(
      'a read needs an open file and a buffer, hands over what is in the file, and says its end as the facet says',
    ),
  ),
  readNoFile: verified(
    reading(
      'HrBackupRead without an open file is answered with hrInvalidHandle, with a NULL buffer with hrInvalidParam',
    ),
    exchange.calls(
      'a read needs an open file and a buffer, hands over what is in the file, and says its end as the facet says',
    ),
  ),
  readNullBuffer: verified(
    reading(
      'HrBackupRead without an open file is answered with hrInvalidHandle, with a NULL buffer with hrInvalidParam',
    ),
    exchange.calls(
      'a read needs an open file and a buffer, hands over what is in the file, and says its end as the facet says',
    ),
  ),
  readMisaligned: verified(
    reading(
      'over another transport a size that is no multiple of 4096 fails with the code the facet names (M-HrBackupRead)',
      'over TCP/IP a read may have any size; the sample reads sizes that are no multiple of 4096 (BT)',
    ),
    exchange.client('without TCP/IP a read must be a multiple of 4096 (M-HrBackupRead)'),
  ),
  readShortFirst: verified(
    reading('the first read of a database must be as large as the facet says; later ones and logs need not be'),
  ),
  readEndOfFile: verified(
    reading('the end of the file is no bytes or ERROR_HANDLE_EOF, as the facet says, again and again'),
    exchange.calls(
      'a read needs an open file and a buffer, hands over what is in the file, and says its end as the facet says',
    ),
  ),
  readFailed: verified(
    reading(
      'a page that fails its checksum ends the backup with -1018 and two events, and truncation is out of reach (Q188646)',
      'a full disk under the patch file and any other read fault end the backup with the engine’s code (Q271847)',
    ),
    scenarios('damaged-page'),
  ),
  close: verified(
    files(
      'HrBackupClose closes the file at its end or before it, and with no file open is answered with hrInvalidHandle',
    ),
    exchange.calls('HrBackupClose closes, also in the middle of a file, and says when there is nothing to close'),
  ),
  closeNothing: verified(
    files(
      'HrBackupClose closes the file at its end or before it, and with no file open is answered with hrInvalidHandle',
    ),
    exchange.calls('HrBackupClose closes, also in the middle of a file, and says when there is nothing to close'),
  ),
  openOverlongName: verified(
    files('a file name of more than 259 characters is that of a missing file, or is refused for its length'),
    exchange.openQuestions('a file name of 260 characters is refused before the disk is asked, or is not found'),
  ),
  readOverHint: verified(
    reading('a read larger than the announced size is served or refused, as the facet says; a smaller one is served'),
    exchange.openQuestions('the size announced at the open is that of the file which is open now'),
  ),
  closePatchFile: verified(
    files('a patch file goes when it was read to its end, or when the backup ends, as the facet says'),
    exchange.openQuestions('a patch file is on the disk until it was read, or until the backup ends'),
  ),
} satisfies VerificationOf<'file'>;
