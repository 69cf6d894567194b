import { edbEvents, ese97Events } from './events.ts';
import { type Profile, type ProfileFacts, profile } from './profile.ts';

const edb = (name: string, product: string): ProfileFacts => ({ name, product, engine: 'EDB', events: edbEvents });

/** What Exchange 4.0 and 5.0 have in common against 5.5. */
const beforeExchange55 = {
  circularLeftovers: {
    value: 'left',
    provenance: 'DOCUMENTED',
    source: 'Q177794',
    reason: 'Exchange 4.0 and 5.0 leave the extra logs until the next purge.',
  },
  stalePatchFile: {
    value: 'open-fails',
    provenance: 'UNKNOWN',
    source: 'Q178999 (-1811, event 15; the call is not named)',
    reason: 'Event 15 says that a backup which had begun was stopped, so the preparing call had succeeded.',
  },
} as const;

/** The product versions of this model, in order of release. */
export const profiles: readonly Profile[] = [
  profile(edb('exchange-4.0', 'Microsoft Exchange Server 4.0'), beforeExchange55),
  profile(edb('exchange-4.0-sp3', 'Microsoft Exchange Server 4.0 Service Pack 3'), {
    ...beforeExchange55,
    ansiDatabaseNames: {
      value: 'win32InvalidParameter',
      provenance: 'DOCUMENTED',
      source: 'Q159170',
      reason: 'The DLL of SP3 has a conversion defect: the A form answers 0x57, the W form works.',
    },
  }),
  profile(edb('exchange-5.0', 'Microsoft Exchange Server 5.0'), beforeExchange55),
  profile({
    name: 'exchange-5.5',
    product: 'Microsoft Exchange Server 5.5',
    engine: 'ESE97',
    events: ese97Events,
  }),
];

/** The profile of a name such as `exchange-5.5`, or null. */
export const profileByName = (name: string): Profile | null => profiles.find((p) => p.name === name) ?? null;
