import { succeeding } from '../profile.ts';
import { exchange55Sp1 } from './exchange55Sp1.ts';

export const exchange55Sp2 = succeeding(
  exchange55Sp1,
  { name: 'exchange-5.5-sp2', product: 'Microsoft Exchange Server 5.5 Service Pack 2', components: [] },
  {
    undrainedClient: {
      value: 'served',
      provenance: 'DOCUMENTED',
      source: 'Q192440, Q242222',
      reason: 'The article is on the list of what SP2 mends.',
    },
    pageVerification: {
      value: 'none-on-one-processor',
      provenance: 'DOCUMENTED',
      source: 'Q230215',
      reason: 'With one processor the checksum is not looked at; Ese.dll 5.5.2608.0 mends it.',
    },
    existingLogsAfterGap: {
      value: 'fail-565',
      provenance: 'UNKNOWN',
      source: 'Q192657, Q322314, Q269782 against Q179654',
      reason:
        'Ese.dll 5.5.2389.0 looks for gaps and says so; whether it ever still discards, as the older article has it, is not said.',
    },
    missingRestoredLog: {
      value: 'hrMissingRestoreLogFiles',
      provenance: 'UNKNOWN',
      source: 'Q192657, Q177761',
      reason:
        'The engine now knows that it is a log that is missing; whether it also answers the code for that is not said.',
    },
    logGapEvent: {
      value: 'event-199',
      provenance: 'DOCUMENTED',
      source: 'Q192657, Q242222',
      reason: 'Ese.dll 5.5.2389.0 names the missing log, and the article is on the list of SP2.',
    },
  },
);
