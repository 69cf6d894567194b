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
      provenance: 'UNKNOWN',
      source: 'Q185694 (fixed in 4.0.997.1 and 5.0.1461.31)',
      reason: 'A user who stopped a backup could hang the client, not always did; the usual case is the better double.',
    },
    {
      on: '4.0 before Edbbcli.dll 4.0.997.1 and 5.0 before 5.0.1461.31',
      act: 'HrBackupClose, then HrBackupEnd, in the middle of a database, many times',
      see: 'how often and in which of the two the client hangs',
    },
  ),
} as const;
