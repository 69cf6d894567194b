import { succeeding } from '../profile.ts';
import { exchange50Sp2 } from './exchange50Sp2.ts';

/** The DLL of the fixes after SP2. */
export const exchange50Edbbcli1461 = succeeding(
  exchange50Sp2,
  {
    name: 'exchange-5.0-sp2-edbbcli1461',
    product: 'Microsoft Exchange Server 5.0 Service Pack 2 with Edbbcli.dll 5.0.1461.31',
    components: [{ file: 'Edbbcli.dll', version: '5.0.1461.31', source: 'Q185694' }],
  },
  {
    socketLookup: {
      value: 'survives',
      provenance: 'INFERRED',
      source: 'Q177807',
      reason:
        'Corrected in a fix after SP2; that this DLL has it is not said, but fixes of a component contain the earlier ones.',
    },
    closeBeforeEnd: {
      value: 'returns',
      provenance: 'DOCUMENTED',
      source: 'Q185694',
      reason: 'This DLL mends the hang of a stopped backup, whichever call it was in.',
    },
  },
);
