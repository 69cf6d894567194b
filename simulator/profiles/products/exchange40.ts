import { edbEventsOf40 } from '../events.ts';
import { exchange40Files } from '../fileVersions.ts';
import { profile } from '../profile.ts';

/** Exchange 4.0, with what 4.0, 5.0 and 5.5 without a service pack have in common against later builds. */
export const exchange40 = profile(
  {
    name: 'exchange-4.0',
    product: 'Microsoft Exchange Server 4.0',
    engine: 'EDB',
    events: edbEventsOf40,
    files: exchange40Files,
    components: [],
  },
  {
    circularLeftovers: {
      value: 'left',
      provenance: 'DOCUMENTED',
      source: 'Q177794',
      reason:
        'Exchange 4.0 and 5.0 do not remove the extra logs after the backup; a service pack corrects 5.0, none 4.0.',
    },
    stalePatchFile: {
      value: 'open-fails',
      provenance: 'UNKNOWN',
      source: 'Q178999 (-1811, event 15; the call is not named)',
      reason: 'Event 15 says that a backup which had begun was stopped, so the preparing call had succeeded.',
    },
    unreadableCheckpoint: {
      value: 'begins',
      provenance: 'INFERRED',
      source: 'Q184578',
      reason:
        'The article looks for the damage after a full online backup whose logs were not deleted: so the backup had begun, and ended well.',
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
    secondRemoteFile: {
      value: 'fails',
      provenance: 'DOCUMENTED',
      source: 'Q156715',
      reason: 'The second file always fails, whether information store or directory is backed up.',
    },
    unreadableLogHeader: {
      value: 'JET_errDiskIO',
      provenance: 'DOCUMENTED',
      source: 'Q181449',
      reason: 'Events 31 and 1120 with -1022, service-specific error 4294966274.',
    },
    missingLog: {
      value: 'JET_errMissingPreviousLogFile',
      provenance: 'DOCUMENTED',
      source: 'Q142782',
      reason: 'Information store, directory and directory synchronization answer -509.',
    },
    lowLogMissing: {
      value: 'applied',
      provenance: 'DOCUMENTED',
      source: 'Q142782',
      reason: 'The cure of a gap: once checkpoint and the logs below the gap are moved away the services start.',
    },
    lockedFile: {
      value: 'JET_errMissingPreviousLogFile',
      provenance: 'DOCUMENTED',
      source: 'Q142782',
      reason: 'A log that is read-only, hidden or not accessible is one of three causes of -509.',
    },
    completionEventText: {
      value: 'completed-successfully',
      provenance: 'UNKNOWN',
      source: 'Q219035',
      reason: 'No source gives the text of event 14; 5.5 began with this one.',
    },
  },
);
