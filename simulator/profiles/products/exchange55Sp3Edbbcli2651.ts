import { succeeding } from '../profile.ts';
import { exchange55Sp3 } from './exchange55Sp3.ts';

/** The fixes of February 2000, which stopped programs of other vendors. */
export const exchange55Sp3Edbbcli2651 = succeeding(
  exchange55Sp3,
  {
    name: 'exchange-5.5-sp3-edbbcli2651',
    product: 'Microsoft Exchange Server 5.5 Service Pack 3 with Edbbcli.dll 5.5.2651.44',
    components: [
      { file: 'Edbbcli.dll', version: '5.5.2651.44', source: 'Q254682' },
      { file: 'Ese.dll', version: '5.5.2651.81', source: 'Q254682' },
    ],
  },
  {
    heldDatabase: {
      value: 'fails',
      provenance: 'INFERRED',
      source: 'Q242063, Q254682',
      reason: 'Corrected in this fix; that recovery then fails with -1032 follows from what was wrong.',
    },
    readPastEnd: {
      value: 'never-completes',
      provenance: 'UNKNOWN',
      source: 'Q260695, Q254682',
      reason: 'The backup never finishes and the cause is not told; it looks like that of Q264102, in the next fix.',
    },
  },
);
