import { succeeding } from '../profile.ts';
import { exchange55 } from './exchange55.ts';

export const exchange55Sp1 = succeeding(
  exchange55,
  { name: 'exchange-5.5-sp1', product: 'Microsoft Exchange Server 5.5 Service Pack 1', components: [] },
  {
    completionEventText: {
      value: 'stopped-the-procedure',
      provenance: 'DOCUMENTED',
      source: 'Q219035',
      reason: 'SP1 changed the text, which reads like a failure and is none.',
    },
    closeBeforeEnd: {
      value: 'returns',
      provenance: 'DOCUMENTED',
      source: 'Q185694, Q242221',
      reason: 'The hang of a stopped backup was first corrected in SP1.',
    },
    socketLookup: {
      value: 'survives',
      provenance: 'INFERRED',
      source: 'Q177807',
      reason: 'Corrected in the latest service pack of 5.5, which can only have been SP1 or a later one.',
    },
  },
);
