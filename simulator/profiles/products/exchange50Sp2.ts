import { succeeding } from '../profile.ts';
import { exchange50Sp1 } from './exchange50Sp1.ts';

export const exchange50Sp2 = succeeding(
  exchange50Sp1,
  { name: 'exchange-5.0-sp2', product: 'Microsoft Exchange Server 5.0 Service Pack 2', components: [] },
  {
    circularLeftovers: {
      value: 'removed',
      provenance: 'INFERRED',
      source: 'Q177794',
      reason:
        'Corrected in the latest service pack of 5.0, which when the article was revised was SP2; 4.0 was not corrected.',
    },
  },
);
