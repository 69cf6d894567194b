import { succeeding } from '../profile.ts';
import { exchange50 } from './exchange50.ts';

export const exchange50Sp1 = succeeding(
  exchange50,
  { name: 'exchange-5.0-sp1', product: 'Microsoft Exchange Server 5.0 Service Pack 1', components: [] },
  {
    secondRecovery: {
      value: 'recovers',
      provenance: 'DOCUMENTED',
      source: 'Q166542, Q154481',
      reason: 'The first article says that a service pack mends it, and it is on the list of Service Pack 1.',
    },
    socketLookup: {
      value: 'survives',
      provenance: 'UNKNOWN',
      source: 'Q177807',
      reason:
        'An access violation may come in local backups; how often, and in which call, is not said. The usual case is the better double.',
    },
  },
);
