import { edbEvents, ese97Events } from './events.ts';
import { type FacetSettings, type Profile, type ProfileFacts, profile } from './profile.ts';

const edb = (name: string, product: string): ProfileFacts => ({ name, product, engine: 'EDB', events: edbEvents });
const ese97 = (name: string, product: string): ProfileFacts => ({
  name,
  product,
  engine: 'ESE97',
  events: ese97Events,
});

type Overrides = Partial<FacetSettings>;

/** What Exchange 4.0 and 5.0 have in common against 5.5. */
const beforeExchange55: Overrides = {
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
};

/** All builds of 5.5 here: the fix came with Edbbcli.dll 5.5.2654.15, after SP4. */
const exchange55: Overrides = {
  longClientName: {
    value: 'stalls',
    provenance: 'DOCUMENTED',
    source: 'Q275885',
    reason: 'Remote backups stall after a few kilobytes until Edbbcli.dll 5.5.2654.15.',
  },
};

/** Exchange 5.5 up to SP2: before Edbbcli.dll 5.5.2511.0. */
const beforeSp3: Overrides = {
  ...exchange55,
  largeReadBuffer: {
    value: 'never-completes',
    provenance: 'DOCUMENTED',
    source: 'Q197500',
    reason: 'The server cannot allocate the buffer, the read fails in silence and the client waits.',
  },
};

/** SP3 and the builds after it up to the fix of Q253216. */
const sp3: Overrides = {
  ...exchange55,
  pageVerification: {
    value: 'none-above-64-kib-on-several-processors',
    provenance: 'INFERRED',
    source: 'Q253216, Q254682',
    reason: 'The defect is of 5.5 and its fix belongs to builds after SP3; in which build it began is not said.',
  },
};

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
  profile(edb('exchange-5.0', 'Microsoft Exchange Server 5.0'), {
    ...beforeExchange55,
    circularLoggingMismatch: {
      value: 'fails-with-2',
      provenance: 'DOCUMENTED',
      source: 'Q175469',
      reason: 'The store does not start: event 1081 with 0x00000002, until the setting is that of the source.',
    },
  }),
  profile(ese97('exchange-5.5', 'Microsoft Exchange Server 5.5'), beforeSp3),
  profile(ese97('exchange-5.5-sp1', 'Microsoft Exchange Server 5.5 Service Pack 1'), beforeSp3),
  profile(ese97('exchange-5.5-sp2', 'Microsoft Exchange Server 5.5 Service Pack 2'), {
    ...beforeSp3,
    pageVerification: {
      value: 'none-on-one-processor',
      provenance: 'DOCUMENTED',
      source: 'Q230215',
      reason: 'With one processor the checksum is not looked at; Ese.dll 5.5.2608.0 mends it.',
    },
  }),
  profile(ese97('exchange-5.5-sp2-ese2608', 'Microsoft Exchange Server 5.5 Service Pack 2 with Ese.dll 5.5.2608.0'), {
    ...exchange55,
    pageVerification: {
      value: 'false-failure-above-512-kib-on-one-processor',
      provenance: 'DOCUMENTED',
      source: 'Q237953',
      reason: 'The build that mends Q230215 sees damage where there is none when the buffer is above 512 KiB.',
    },
  }),
  profile(ese97('exchange-5.5-sp3', 'Microsoft Exchange Server 5.5 Service Pack 3'), sp3),
  profile(
    ese97('exchange-5.5-sp3-edbbcli2652', 'Microsoft Exchange Server 5.5 Service Pack 3 with Edbbcli.dll 5.5.2652.x'),
    {
      ...exchange55,
      readPastEnd: {
        value: 'never-completes',
        provenance: 'DOCUMENTED',
        source: 'Q264102',
        reason: 'Agents that read behind the end of a file with overlapped reads stop responding.',
      },
    },
  ),
  profile(ese97('exchange-5.5-sp4', 'Microsoft Exchange Server 5.5 Service Pack 4'), exchange55),
];

/** The profile of a name such as `exchange-5.5`, or null. */
export const profileByName = (name: string): Profile | null => profiles.find((p) => p.name === name) ?? null;
