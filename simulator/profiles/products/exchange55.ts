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
      source: 'Q245664',
      reason: 'First corrected in SP4, and in the fix of May 2000 before it.',
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
      source: 'Q192657, Q258236',
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
      reason: 'The edb.log of a recovery server that was started stands in the way: events 124 and 1196, -530.',
    },
    heldDatabase: {
      value: 'passed-over',
      provenance: 'DOCUMENTED',
      source: 'Q242063',
      reason: 'The engine does not handle -1032: the logs are played on, and the checkpoint moves.',
    },
  },
);
