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
      reason: 'The DLL of SP3 has a conversion defect: the A form answers 0x57, the W form works.',
    },
    secondRemoteFile: {
      value: 'served',
      provenance: 'INFERRED',
      source: 'Q159170, Q156715',
      reason:
        'The DLL came with SP3 to mend remote backups from NT 4.0, and that is the defect that the two articles share.',
    },
  },
);
