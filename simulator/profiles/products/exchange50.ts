import { edbEvents } from '../events.ts';
import { facets } from '../facets.ts';
import { exchange50Files } from '../fileVersions.ts';
import { succeeding } from '../profile.ts';
import { exchange40 } from './exchange40.ts';

export const exchange50 = succeeding(
  exchange40,
  {
    name: 'exchange-5.0',
    product: 'Microsoft Exchange Server 5.0',
    components: [],
    events: edbEvents,
    files: exchange50Files,
  },
  {
    circularLoggingMismatch: {
      value: 'fails-with-2',
      provenance: 'DOCUMENTED',
      source: 'Q175469',
      reason:
        'The store does not start, event 1081 with 0x00000002, when circular logging is on where it is restored and was off where it was backed up.',
    },
    unreadableCheckpoint: {
      value: 'begins',
      provenance: 'UNKNOWN',
      source: 'Q184578',
      reason: 'The article speaks of 4.0 only; 5.0 has the same engine.',
    },
    unreadableLogHeader: facets.unreadableLogHeader.initial,
    missingLog: facets.missingLog.initial,
    lowLogMissing: facets.lowLogMissing.initial,
    lockedFile: facets.lockedFile.initial,
    secondRecovery: {
      value: 'JET_errDatabaseInconsistent',
      provenance: 'DOCUMENTED',
      source: 'Q166542',
      reason: 'Recovery does not get over the record of one that was completed, when it is the last in the log: -550.',
    },
    secondRemoteFile: {
      value: 'served',
      provenance: 'INFERRED',
      source: 'Q156715, Q174189',
      reason: 'A defect of 4.0, first mended in its SP3; nothing is said of 5.0, which came later.',
    },
  },
);
