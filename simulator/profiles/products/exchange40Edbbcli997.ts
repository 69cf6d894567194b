import { succeeding } from '../profile.ts';
import { exchange40Sp3 } from './exchange40Sp3.ts';

/** The last DLL of 4.0 that an article names. */
export const exchange40Edbbcli997 = succeeding(
  exchange40Sp3,
  {
    name: 'exchange-4.0-edbbcli997',
    product: 'Microsoft Exchange Server 4.0 with Edbbcli.dll 4.0.997.1',
    components: [{ file: 'Edbbcli.dll', version: '4.0.997.1', source: 'Q185694' }],
  },
  {
    ansiDatabaseNames: {
      value: 'works',
      provenance: 'INFERRED',
      source: 'Q159170, Q174189, Q244408',
      reason:
        'First mended in SP4 by the list Q174189; files of build 997 are for SP5, which contains all earlier fixes.',
    },
    closeBeforeEnd: {
      value: 'returns',
      provenance: 'DOCUMENTED',
      source: 'Q185694',
      reason: 'This DLL mends the hang of a stopped backup, whichever call it was in.',
    },
  },
);
