import { facet } from './facet.ts';

/** Facets of single builds: defects that came with one DLL and went with the next. */
export const buildFacets = {
  pageVerification: facet(
    'page-verification',
    'Which pages of a database are verified while they are streamed?',
    [
      'every-page',
      'none-on-one-processor',
      'none-above-64-kib-on-several-processors',
      'false-failure-above-512-kib-on-one-processor',
    ],
    {
      value: 'every-page',
      provenance: 'DOCUMENTED',
      source: 'Q186184, Q271987',
      reason: 'Every page is verified, used or not; single builds of 5.5 are documented to fall short.',
    },
    {
      on: '5.5 in each of its builds, with one and with two processors, and a page of PRIV.EDB damaged on the disk',
      act: 'a full backup with buffers of 64 KiB, 128 KiB and 1 MiB',
      see: 'whether the read answers 0xC80003FA, and whether it does so for a sound database',
    },
  ),
  largeReadBuffer: facet(
    'large-read-buffer',
    'What happens when a read buffer is larger than the server can allocate?',
    ['served', 'never-completes'],
    {
      value: 'served',
      provenance: 'UNKNOWN',
      source: 'Q197500',
      reason: 'Fixed in Edbbcli.dll 5.5.2511.0; nothing is said of 4.0 and 5.0, nor of how large is too large.',
    },
    {
      on: 'any product, on a server with little memory',
      act: 'HrBackupRead with buffers that double from 64 KiB to 64 MiB',
      see: 'the size from which on the call does not come back',
    },
  ),
  readPastEnd: facet(
    'read-past-end',
    'Does a read behind the end of a file come back?',
    ['answers', 'never-completes'],
    {
      value: 'answers',
      provenance: 'INFERRED',
      source: 'BT, Q264102',
      reason: 'The sample reads until it is told of the end; only Edbbcli.dll 5.5.2652.x is known not to come back.',
    },
    {
      on: '5.5 with Edbbcli.dll 5.5.2652.x and with others, an agent that uses overlapped reads and one that does not',
      act: 'HrBackupRead after all bytes of a file were read',
      see: 'whether the call comes back, and with what',
    },
  ),
  longClientName: facet(
    'long-client-name',
    'Is a remote client served whose computer name has 15 characters or more?',
    ['served', 'stalls'],
    {
      value: 'served',
      provenance: 'UNKNOWN',
      source: 'Q275885',
      reason: 'The article speaks of 5.5 up to build 5.5.2654.15; nothing is said of 4.0 and 5.0.',
    },
    {
      on: 'any product, with a remote client whose name has 15 characters',
      act: 'a full backup',
      see: 'after how many bytes the reads no longer come back',
    },
  ),
  closeBeforeEnd: facet(
    'close-before-end',
    'Does HrBackupClose come back when the file was not read to its end?',
    ['returns', 'never-completes'],
    {
      value: 'returns',
      provenance: 'DOCUMENTED',
      source: 'Q185694',
      reason:
        'The hang of a stopped backup, whichever call it was in, is mended in Edbbcli.dll 4.0.997.1, in 5.0.1461.31 and in SP1 of 5.5.',
    },
    {
      on: '4.0 before Edbbcli.dll 4.0.997.1, 5.0 before 5.0.1461.31, and 5.5 without a service pack',
      act: 'HrBackupClose, then HrBackupEnd, in the middle of a database, many times',
      see: 'how often and in which of the two the client hangs',
    },
  ),
  secondRemoteFile: facet(
    'second-remote-file',
    'Is the second file of a backup served to a remote client on Windows NT 4.0?',
    ['served', 'fails'],
    {
      value: 'served',
      provenance: 'INFERRED',
      source: 'Q156715',
      reason: 'The article is of 4.0 before a service pack and speaks of no other product.',
    },
    {
      on: '4.0 with each of its service packs, and a client on NT 4.0 beside one on NT 3.51',
      act: 'a full backup over the network, file by file',
      see: 'the file whose HrBackupRead fails first',
    },
  ),
  secondRemoteFileCode: facet(
    'second-remote-file-code',
    'Which code is the 102 that the second file of such a backup fails with?',
    ['waitTimeout', 'isSemaphoreSet'],
    {
      value: 'waitTimeout',
      provenance: 'UNKNOWN',
      source: 'Q156715 ("102"), Q245664 (the same event prints c7ff000d)',
      reason: 'Event 8010 prints hexadecimal without 0x elsewhere, and 0x102 is a wait that took too long.',
    },
    {
      on: '4.0 without a service pack, and a client on NT 4.0',
      act: 'HrBackupRead of the second file over the network',
      see: 'whether the return value is 258 or 102',
    },
  ),
  terminalSession: facet(
    'terminal-session',
    'Is a client served that runs in a Terminal Server session?',
    ['served', 'hrCommunicationError'],
    {
      value: 'served',
      provenance: 'UNKNOWN',
      source: 'Q245664',
      reason: 'The article speaks of 5.5 on Windows 2000; nothing is said of 4.0 and 5.0.',
    },
    {
      on: 'any product, on a Windows with Terminal Server',
      act: 'a full backup from within a session of a terminal client',
      see: 'which HrBackupRead answers 0xC7FF000D, and whether HrBackupEnd is still answered',
    },
  ),
  undrainedClient: facet(
    'undrained-client',
    'What becomes of a backup whose client throws away or hoards what it reads?',
    ['served', 'hrCommunicationError'],
    {
      value: 'served',
      provenance: 'DOCUMENTED',
      source: 'Q192440, Q242222',
      reason: 'Mended in Service Pack 2 of 5.5, and in fixes for 4.0 and 5.0 that have no version number.',
    },
    {
      on: '4.0, 5.0 and 5.5 before its Service Pack 2, with one processor and with several',
      act: 'a full backup that does nothing with the data but call HrBackupRead again, many times',
      see: 'how often, after how many bytes and after how long a wait a read fails, and with what',
    },
  ),
  socketLookup: facet(
    'socket-lookup',
    'Does a client on the server itself survive when the DLL looks for socket addresses?',
    ['survives', 'read-ends-process'],
    {
      value: 'survives',
      provenance: 'INFERRED',
      source: 'Q177807',
      reason: 'The article names 5.0 SP1 and 5.5, and no other product; remote clients were never hit.',
    },
    {
      on: '5.0 SP1, and 5.5 without a service pack, on servers with several network cards and protocols',
      act: 'a full backup by a program on the server itself, many times',
      see: 'how often the program ends with an access violation, and in which call: HrBackupPrepare, HrBackupOpenFile or HrBackupRead',
    },
  ),
  completionEventText: facet(
    'completion-event-text',
    'What does the event say that follows a backup which the engine ended without an error?',
    ['completed-successfully', 'stopped-the-procedure'],
    {
      value: 'stopped-the-procedure',
      provenance: 'DOCUMENTED',
      source: 'Q219035',
      reason: 'From Service Pack 1 of 5.5 on; the event means what it meant before, and nothing about the data.',
    },
    {
      on: '4.0, 5.0, and 5.5 with each of its service packs',
      act: 'a full backup to HrBackupEnd without an error',
      see: 'the text of event 14 of EDB or 104 of ESE97',
    },
  ),
} as const;
