import { ese97Events } from '../events.ts';
import { exchange55Files } from '../fileVersions.ts';
import { profile } from '../profile.ts';

/** Exchange 5.5 without a service pack. */
export const exchange55 = profile(
  {
    name: 'exchange-5.5',
    product: 'Microsoft Exchange Server 5.5',
    engine: 'ESE97',
    events: ese97Events,
    files: exchange55Files,
    components: [{ file: 'Edbbcli.dll', version: '5.5.1960.3', source: 'file list of 5.5; edbbcli.md 1.6' }],
  },
  {
    pageVerification: {
      value: 'every-page',
      provenance: 'INFERRED',
      source: 'Q186184, Q253216',
      reason: 'Q253216 says 5.5 and no build; its fix is counted from SP3, so the defect is given to SP3 here.',
    },
    largeReadBuffer: {
      value: 'never-completes',
      provenance: 'DOCUMENTED',
      source: 'Q197500',
      reason: 'The server cannot allocate the buffer, the read fails in silence and the client waits.',
    },
    longClientName: {
      value: 'stalls',
      provenance: 'DOCUMENTED',
      source: 'Q275885',
      reason: 'Remote backups stall after a few kilobytes until Edbbcli.dll 5.5.2654.15.',
    },
    closeBeforeEnd: {
      value: 'returns',
      provenance: 'UNKNOWN',
      source: 'Q185694',
      reason:
        'The client hangs when it is stopped, and in which call is not said; a call that returns is the better double.',
    },
    undrainedClient: {
      value: 'hrCommunicationError',
      provenance: 'UNKNOWN',
      source: 'Q192440',
      reason: 'It may happen, more often with one processor; who asks for the circumstance wants to see it.',
    },
    terminalSession: {
      value: 'hrCommunicationError',
      provenance: 'DOCUMENTED',
      source: 'Q245664, Q254682',
      reason: 'Of 5.5 on Windows 2000; first corrected in SP4, and in the fix of May 2000 before it.',
    },
    socketLookup: {
      value: 'survives',
      provenance: 'UNKNOWN',
      source: 'Q177807',
      reason:
        'The article says that 5.5 was hit too and that a service pack mends it; it may happen, and mostly does not.',
    },
    completionEventText: {
      value: 'completed-successfully',
      provenance: 'DOCUMENTED',
      source: 'Q219035',
      reason: 'The text of 5.5 before SP1 says that the backup was a success, which the engine cannot know.',
    },
    missingRestoredLog: {
      value: 'hrFileNotFound',
      provenance: 'DOCUMENTED',
      source: 'Q192657',
      reason: 'Event 1080 with 0xc8000713, and nothing that says which file.',
    },
    logGapEvent: {
      value: 'none',
      provenance: 'DOCUMENTED',
      source: 'Q192657',
      reason: 'Before Ese.dll 5.5.2389.0 no event names the missing log.',
    },
    foreignCurrentLog: {
      value: 'hrBadLogSignature',
      provenance: 'DOCUMENTED',
      source: 'Q247769',
      reason:
        'The directory of a recovery server: an edb.log made during the restore disturbs recovery, event 124 with -530 and event 1196 with c8000212.',
    },
    damagedCurrentLog: {
      value: 'JET_errLogWriteFail',
      provenance: 'INFERRED',
      source: 'Q301505',
      reason: 'Events 109, 110 and 0 with -510, then 1166 and 1002, of the directory; the store has the same engine.',
    },
    databaseOfAnotherVersion: {
      value: 'JET_errDatabaseCorrupted',
      provenance: 'DOCUMENTED',
      source: 'Q185008, Q246207, Q233295',
      reason: 'Service-specific error 4294966090, and 1120 and 5000 in words, for a database that is not of 5.5.',
    },
    missingLog: {
      value: 'JET_errInvalidLogSequence',
      provenance: 'UNKNOWN',
      source: 'Q262375, Q259751',
      reason:
        'A scanner took a log away and the store answered -515, but whether at a start is not clear; Q259751 counts five codes.',
    },
    lockedFile: {
      value: 'JET_errFileAccessDenied',
      provenance: 'DOCUMENTED',
      source: 'Q245058, Q190813',
      reason: 'Event 145 for each file, then 1120 and 5000 with 0xfffffbf8.',
    },
    protectedDatabase: {
      value: 'by-service',
      provenance: 'DOCUMENTED',
      source: 'Q245058, Q262371',
      reason: 'The store answers -1032, the directory -1008.',
    },
    fullDiskAtStart: {
      value: 'JET_errDiskIO',
      provenance: 'INFERRED',
      source: 'Q177959',
      reason:
        'The engine of 5.5 begins recovery, replays edb.log and goes no further; the title of the article has -1022. It is told of an upgrade.',
    },
    secondRecovery: {
      value: 'recovers',
      provenance: 'INFERRED',
      source: 'Q166542, Q154481',
      reason: 'Mended in Service Pack 1 of 5.0, before 5.5 came out.',
    },
    missingParameter: {
      value: 'fails-with-1',
      provenance: 'DOCUMENTED',
      source: 'Q263548',
      reason: 'Event 1016 names the value, event 1002 has error 1.',
    },
    missingCheckpointLog: {
      value: 'hrFileNotFound',
      provenance: 'DOCUMENTED',
      source: 'Q176239',
      reason: 'A plain start after a crash: 1120 and 5000 with 0xfffff8ed, service-specific error 4294965485.',
    },
    heldDatabase: {
      value: 'passed-over',
      provenance: 'DOCUMENTED',
      source: 'Q242063',
      reason: 'The engine does not handle -1032: the logs are played on, and the checkpoint moves.',
    },
  },
);
