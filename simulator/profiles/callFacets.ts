import { facet } from './facet.ts';

/** Facets of how any call is answered: connections, handles, buffers. */
export const callFacets = {
  underscoreInServerName: facet(
    'underscore-in-server-name',
    'Which code answers a server name that contains an underscore?',
    ['hrInvalidParam', 'hrCouldNotConnect'],
    {
      value: 'hrInvalidParam',
      provenance: 'UNKNOWN',
      source: 'M-HrBackupPrepare; edbbcli.md 8.18',
      reason: 'MSDN forbids the underscore but names no code; a malformed argument is the plainest reading.',
    },
    {
      on: 'any product, with the server also reachable under a name with an underscore (a HOSTS or LMHOSTS entry)',
      act: 'HrBackupPrepareW, HrRestorePrepareW and HrSetCurrentBackupLogW with that name',
      see: 'the three return values',
    },
  ),
  unreachableServer: facet(
    'unreachable-server',
    'Which code answers a server that cannot be reached?',
    ['hrCouldNotConnect', 'rpcServerUnavailable'],
    {
      value: 'hrCouldNotConnect',
      provenance: 'UNKNOWN',
      source: 'Q261160 (hrCouldNotConnect), Q314588 (0x6BA)',
      reason: 'Both are documented, for different causes; what decides between them is not known.',
    },
    {
      on: 'any product, reached once with the NetBIOS name blocked and once with the RPC ports blocked',
      act: 'HrBackupPrepareW with the name of that server',
      see: 'the return value of each, and what a packet trace says was refused',
    },
  ),
  unknownAnnotation: facet(
    'unknown-annotation',
    'Which code answers an annotation that is neither the information store nor the directory?',
    ['hrCouldNotConnect', 'hrInvalidParam'],
    {
      value: 'hrCouldNotConnect',
      provenance: 'UNKNOWN',
      source: 'edbbcli.md 1.2',
      reason: 'Nobody has registered under that name, so there is nothing to connect to.',
    },
    {
      on: 'any product',
      act: "HrBackupPrepareW and HrRestorePrepareW with the annotation 'Exchange MTA'",
      see: 'the two return values',
    },
  ),
  annotationCase: facet(
    'annotation-case',
    'Does an annotation in other letter case name its service?',
    ['exact', 'any-case'],
    {
      value: 'exact',
      provenance: 'UNKNOWN',
      source: 'edbbcli.md 1.2, 8.18',
      reason: 'Services register under a text; that two texts are compared letter by letter is the plainest reading.',
    },
    {
      on: 'any product with the service running',
      act: "HrBackupPrepareW with the annotation 'exchange mdb database'",
      see: 'whether it succeeds, or answers as for an annotation that nobody has',
    },
  ),
  grbitMismatch: facet(
    'grbit-mismatch',
    'What do FULL with grbit 1 and LOGS_ONLY with grbit 0 do?',
    ['ignored', 'decides-the-type', 'not-modelled'],
    {
      value: 'ignored',
      provenance: 'UNKNOWN',
      source: 'M-HrBackupPrepare, BT, ESE (1 is the engine’s incremental bit); edbbcli.md 3.1, 8.4',
      reason:
        'MSDN allows both values for both types; the sample uses FULL+0 and LOGS_ONLY+1 and gets logs either way.',
    },
    {
      on: 'any product with circular logging off and a full backup on record',
      act: 'HrBackupPrepareW with FULL and grbit 1, then with LOGS_ONLY and grbit 0, then HrBackupGetBackupLogsW in each session',
      see: 'whether the calls succeed, and whether each list equals that of the usual pair',
    },
  ),
  wrongContextKind: facet(
    'wrong-context-kind',
    'Which code answers a backup call on a restore context, or the reverse?',
    ['hrInvalidHandle', 'hrInvalidParam'],
    {
      value: 'hrInvalidHandle',
      provenance: 'UNKNOWN',
      source: 'H (one HBC type for both)',
      reason: 'The header has one handle type; no source says how a mix-up is answered.',
    },
    {
      on: 'any product with the service stopped for the restore context, and running for the backup context',
      act: 'HrBackupGetDatabaseNamesW on a context of HrRestorePrepareW, and HrRestoreEnd on one of HrBackupPrepareW',
      see: 'the two return values',
    },
  ),
  deadContext: facet(
    'dead-context',
    'Which code answers a call on a context whose server has gone away?',
    ['hrCommunicationError', 'rpcServerUnavailable', 'hrInvalidHandle'],
    {
      value: 'hrCommunicationError',
      provenance: 'UNKNOWN',
      source: 'Q245664, Q314588; edbbcli.md 8.12',
      reason: 'The only code of the backup layer for a broken channel; RPC codes are returned raw elsewhere.',
    },
    {
      on: 'any product, in the middle of a full backup',
      act: 'end store.exe from the Task Manager while a file is open, then HrBackupRead again, HrBackupClose and HrBackupEnd',
      see: 'the return value of every call after the process has gone',
    },
  ),
  namesOutOfSequence: facet(
    'names-out-of-sequence',
    'Does HrBackupGetDatabaseNames end the session when its phase does not allow it?',
    ['session-cancelled', 'session-goes-on'],
    {
      value: 'session-cancelled',
      provenance: 'UNKNOWN',
      source: 'ESE; ese-engine.md 4.0',
      reason: 'Later engines clean up after any failure of the call underneath; of 4.0 to 5.5 nothing is said.',
    },
    {
      on: 'any product, in a LOGS_ONLY session',
      act: 'HrBackupGetDatabaseNamesW, which is out of sequence, then HrBackupGetBackupLogsW',
      see: 'whether the second call still succeeds or answers 0xC8000208',
    },
  ),
  openOutOfSequence: facet(
    'open-out-of-sequence',
    'Does HrBackupOpenFile of a database end the session when its phase does not allow it?',
    ['session-cancelled', 'session-goes-on'],
    {
      value: 'session-cancelled',
      provenance: 'UNKNOWN',
      source: 'ESE, JET-JetOpenFile; ese-engine.md 4.0',
      reason: 'Later engines cancel the whole backup then; of 4.0 to 5.5 nothing is said.',
    },
    {
      on: 'any product, in a LOGS_ONLY session',
      act: 'HrBackupOpenFileW of priv.edb, then HrBackupGetBackupLogsW',
      see: 'whether the second call still succeeds or answers 0xC8000208',
    },
  ),
  listOutOfSequence: facet(
    'list-out-of-sequence',
    'Does HrBackupGetBackupLogs end the session when it is refused for being too early?',
    ['session-cancelled', 'session-goes-on'],
    {
      value: 'session-cancelled',
      provenance: 'UNKNOWN',
      source: 'ESE, Q256347; ese-engine.md 4.0',
      reason: 'Later engines clean up after any failure of the call underneath; 4.0 to 5.5 do not refuse it at all.',
    },
    {
      on: 'any product that refuses it, in a full backup with a database open',
      act: 'HrBackupGetBackupLogsW, HrBackupClose, then HrBackupGetBackupLogsW again',
      see: 'whether the second list is given or answered with 0xC8000208',
    },
  ),
  truncateOutOfSequence: facet(
    'truncate-out-of-sequence',
    'Does HrBackupTruncateLogs end the session when its phase does not allow it?',
    ['session-goes-on', 'session-cancelled'],
    {
      value: 'session-goes-on',
      provenance: 'UNKNOWN',
      source: 'ESE; ese-engine.md 4.0',
      reason: 'It is not among the calls after whose failure later engines clean up.',
    },
    {
      on: 'any product, in a full backup before the log list',
      act: 'HrBackupTruncateLogs, then HrBackupGetBackupLogsW',
      see: 'whether the list is given or answered with 0xC8000208',
    },
  ),
  endOfFile: facet(
    'end-of-file',
    'How does HrBackupRead say that the file is at its end?',
    ['zero-bytes', 'error-handle-eof'],
    {
      value: 'zero-bytes',
      provenance: 'UNKNOWN',
      source: 'JET-JetReadFile, BT, DS-DsBackupRead; edbbcli.md 8.7',
      reason: 'The engine call underneath answers success with no bytes; the sample tolerates both.',
    },
    {
      on: 'any product, over TCP/IP and over another transport',
      act: 'HrBackupRead once more after the size that HrBackupOpenFileW gave has been read',
      see: 'the return value and the number of bytes',
    },
  ),
  misalignedRead: facet(
    'misaligned-read',
    'Which code answers a read size that is no multiple of 4096 when the transport is not TCP/IP?',
    ['hrInvalidParam', 'win32InvalidParameter'],
    {
      value: 'hrInvalidParam',
      provenance: 'UNKNOWN',
      source: 'M-HrBackupRead; edbbcli.md 8.7',
      reason: 'MSDN says the call fails and names no code.',
    },
    {
      on: 'any product, with TCP/IP taken off the client so that another transport is used',
      act: 'HrBackupRead with a size of 10000 bytes',
      see: 'the return value',
    },
  ),
  shortFirstRead: facet(
    'short-first-read',
    'How large must the first read of a database be?',
    ['more-than-two-pages', 'three-pages', 'any-size'],
    {
      value: 'more-than-two-pages',
      provenance: 'UNKNOWN',
      source: 'BT (clamps to 8193), JET-JetReadFile (three pages); edbbcli.md 8.7',
      reason: 'The sample, which worked, reads 8193 bytes and up; the engine call underneath asks for three pages.',
    },
    {
      on: 'any product, in a full backup',
      act: 'HrBackupRead of 4096, 8192, 8193 and 12288 bytes as the first read of a database, each in a session of its own',
      see: 'the smallest size that succeeds, and the code of the others',
    },
  ),
  overHintRead: facet(
    'over-hint-read',
    'Is a read served that is larger than the size announced to HrBackupOpenFile?',
    ['served', 'hrInvalidParameter'],
    {
      value: 'served',
      provenance: 'UNKNOWN',
      source: 'M-HrBackupOpenFile (a hint); edbbcli.md 3.4, 8.7',
      reason: 'MSDN calls the size a hint, and smaller reads are known to be served.',
    },
    {
      on: 'any product, in a full backup',
      act: 'HrBackupOpenFileW with a size of 16384, then HrBackupRead of 65536 bytes',
      see: 'the return value and the number of bytes',
    },
  ),
  overlongName: facet(
    'overlong-name',
    'Which code answers a file name of more than 259 characters?',
    ['file-not-found', 'hrInvalidParam'],
    {
      value: 'file-not-found',
      provenance: 'UNKNOWN',
      source: 'edbbcli.md 8.18; ese-engine.md 1.2 (paths of 261 bytes)',
      reason: 'No such file can be there; whether the DLL measures the name before it asks the server is not known.',
    },
    {
      on: 'any product, in a full backup after the log list',
      act: 'HrBackupOpenFileW with the path of a log and 300 letters between its folders',
      see: 'the return value, and whether the session is still there',
    },
  ),
  secondOpen: facet(
    'second-open',
    'Which code answers HrBackupOpenFile while a file is open on the context?',
    ['hrAlreadyOpen', 'hrOutOfMemory'],
    {
      value: 'hrAlreadyOpen',
      provenance: 'INFERRED',
      source: 'DS-DsBackupClose, NTM; ESE (one slot, -1011)',
      reason: 'The backup layer has a code of its own for it; the engine below it would answer -1011.',
    },
    {
      on: 'any product, in a full backup',
      act: 'HrBackupOpenFileW of a second database while the first is open',
      see: 'the return value, and whether the first can still be read',
    },
  ),
  unlistedFile: facet(
    'unlisted-file',
    'What does opening a file that is on no list do in the log phase?',
    ['opened', 'file-not-found'],
    {
      value: 'opened',
      provenance: 'UNKNOWN',
      source: 'JET-JetOpenFile; edbbcli.md 3.3',
      reason: 'The engine does not check membership; whether the API does is not known.',
    },
    {
      on: 'any product, in a full backup after the log list',
      act: 'HrBackupOpenFileW of a log below the list, of edb.chk and of a text file beside the logs',
      see: 'which of the three open, and the code of the others',
    },
  ),
  ansiDatabaseNames: facet(
    'ansi-database-names',
    'Does HrBackupGetDatabaseNamesA work?',
    ['works', 'win32InvalidParameter'],
    {
      value: 'works',
      provenance: 'DOCUMENTED',
      source: 'M-HrBackupGetDatabaseNames, Q159170',
      reason:
        'The call is documented with LPSTR; the one failure on record is that of the DLL of 4.0 SP3, and Q159170 sends back to that of SP2 or 4.0a.',
    },
    {
      on: '4.0 with the EDBBCLI.DLL of each service pack',
      act: 'HrBackupGetDatabaseNamesA in a full backup',
      see: 'whether it answers 0x57, beside the version of the DLL',
    },
  ),
} as const;
