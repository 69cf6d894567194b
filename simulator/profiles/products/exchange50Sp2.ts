import { succeeding } from '../profile.ts';
import { exchange50Sp1 } from './exchange50Sp1.ts';

export const exchange50Sp2 = succeeding(
  exchange50Sp1,
  { name: 'exchange-5.0-sp2', product: 'Microsoft Exchange Server 5.0 Service Pack 2', components: [] },
  {
    circularLeftovers: {
      value: 'removed',
      provenance: 'DOCUMENTED',
      source: 'Q177794, Q168735',
      reason: 'Corrected in a service pack of 5.0, and on the list of Service Pack 2; 4.0 was not corrected.',
    },
  },
);
