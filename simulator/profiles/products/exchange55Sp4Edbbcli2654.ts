import { succeeding } from '../profile.ts';
import { exchange55Sp4 } from './exchange55Sp4.ts';

/** The last DLL that an article names. */
export const exchange55Sp4Edbbcli2654 = succeeding(
  exchange55Sp4,
  {
    name: 'exchange-5.5-sp4-edbbcli2654',
    product: 'Microsoft Exchange Server 5.5 Service Pack 4 with Edbbcli.dll 5.5.2654.15',
    components: [
      { file: 'Edbbcli.dll', version: '5.5.2654.15', source: 'Q275885, Q309149' },
      { file: 'Eseback.dll', version: '5.5.2654.15', source: 'Q275885' },
    ],
  },
  {
    longClientName: {
      value: 'served',
      provenance: 'DOCUMENTED',
      source: 'Q275885, Q309149',
      reason: 'Mended by Edbbcli.dll and Eseback.dll 5.5.2654.15 together.',
    },
  },
);
