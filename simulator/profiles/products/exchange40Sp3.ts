import { succeeding } from '../profile.ts';
import { exchange40 } from './exchange40.ts';

/** A new Edbbcli.dll for remote clients on NT 4.0, which broke the A form. */
export const exchange40Sp3 = succeeding(
  exchange40,
  { name: 'exchange-4.0-sp3', product: 'Microsoft Exchange Server 4.0 Service Pack 3', components: [] },
  {
    ansiDatabaseNames: {
      value: 'win32InvalidParameter',
      provenance: 'DOCUMENTED',
      source: 'Q159170',
      reason:
        'The DLL of SP3 converts ASCII to Unicode wrongly: the call may answer 0x57. It is told of other agents than NTBackup, which uses Unicode.',
    },
    secondRemoteFile: {
      value: 'served',
      provenance: 'DOCUMENTED',
      source: 'Q156715, Q174189, Q159170',
      reason: 'Corrected in a service pack of 4.0, and on the list of what Service Pack 3 mends.',
    },
  },
);
