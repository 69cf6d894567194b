import { succeeding } from '../profile.ts';
import { exchange55Sp3Edbbcli2652 } from './exchange55Sp3Edbbcli2652.ts';

export const exchange55Sp4 = succeeding(
  exchange55Sp3Edbbcli2652,
  { name: 'exchange-5.5-sp4', product: 'Microsoft Exchange Server 5.5 Service Pack 4', components: [] },
  {
    readPastEnd: {
      value: 'answers',
      provenance: 'DOCUMENTED',
      source: 'Q264102, Q274832',
      reason: 'First corrected in SP4.',
    },
  },
);
