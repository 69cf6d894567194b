import { succeeding } from '../profile.ts';
import { exchange55Sp2 } from './exchange55Sp2.ts';

/** The fixes between SP2 and SP3. */
export const exchange55Sp2Ese2608 = succeeding(
  exchange55Sp2,
  {
    name: 'exchange-5.5-sp2-ese2608',
    product: 'Microsoft Exchange Server 5.5 Service Pack 2 with Ese.dll 5.5.2608.0',
    components: [
      { file: 'Ese.dll', version: '5.5.2608.0', source: 'Q230215, Q237953' },
      { file: 'Edbbcli.dll', version: '5.5.2511.0', source: 'Q197500' },
    ],
  },
  {
    pageVerification: {
      value: 'false-failure-above-512-kib-on-one-processor',
      provenance: 'DOCUMENTED',
      source: 'Q237953, Q230215',
      reason:
        'The build that mends Q230215 may see damage where there is none when the buffer is above 512 KB; mended in Ese.dll 5.5.2635.0 and SP3.',
    },
    largeReadBuffer: {
      value: 'served',
      provenance: 'DOCUMENTED',
      source: 'Q197500',
      reason: 'Mended in Edbbcli.dll 5.5.2511.0, a fix after SP2.',
    },
  },
);
