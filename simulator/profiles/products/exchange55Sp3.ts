import { succeeding } from '../profile.ts';
import { exchange55Sp2Ese2608 } from './exchange55Sp2Ese2608.ts';

export const exchange55Sp3 = succeeding(
  exchange55Sp2Ese2608,
  {
    name: 'exchange-5.5-sp3',
    product: 'Microsoft Exchange Server 5.5 Service Pack 3',
    components: [{ file: 'Edbbcli.dll', version: '5.5.2650.17', source: 'Q264102' }],
  },
  {
    pageVerification: {
      value: 'none-above-64-kib-on-several-processors',
      provenance: 'INFERRED',
      source: 'Q253216, Q254682',
      reason: 'The defect is of 5.5 and its fix belongs to builds after SP3; in which build it began is not said.',
    },
  },
);
