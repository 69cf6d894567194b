import { succeeding } from '../profile.ts';
import { exchange55Sp3Edbbcli2651 } from './exchange55Sp3Edbbcli2651.ts';

/** The fixes of May 2000. */
export const exchange55Sp3Edbbcli2652 = succeeding(
  exchange55Sp3Edbbcli2651,
  {
    name: 'exchange-5.5-sp3-edbbcli2652',
    product: 'Microsoft Exchange Server 5.5 Service Pack 3 with Edbbcli.dll 5.5.2652.31',
    components: [
      { file: 'Edbbcli.dll', version: '5.5.2652.31', source: 'Q254682' },
      { file: 'Eseback.dll', version: '5.5.2652.31', source: 'Q254682' },
      { file: 'Ese.dll', version: '5.5.2652.6', source: 'Q254682' },
    ],
  },
  {
    readPastEnd: {
      value: 'never-completes',
      provenance: 'DOCUMENTED',
      source: 'Q264102, Q263903',
      reason:
        'Some agents that read behind the end of a file with overlapped reads stop responding; Edbbcli.dll 5.5.2652.45 mends it for ARCserve.',
    },
    pageVerification: {
      value: 'every-page',
      provenance: 'DOCUMENTED',
      source: 'Q253216, Q254682',
      reason: 'This fix detects damage with several processors and any buffer.',
    },
    terminalSession: {
      value: 'served',
      provenance: 'DOCUMENTED',
      source: 'Q245664, Q254682',
      reason: 'Corrected in this fix.',
    },
  },
);
