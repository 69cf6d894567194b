import type { Profile } from '../profile.ts';
import { exchange40 } from './exchange40.ts';
import { exchange40Edbbcli997 } from './exchange40Edbbcli997.ts';
import { exchange40Sp3 } from './exchange40Sp3.ts';
import { exchange50 } from './exchange50.ts';
import { exchange50Edbbcli1461 } from './exchange50Edbbcli1461.ts';
import { exchange50Sp1 } from './exchange50Sp1.ts';
import { exchange50Sp2 } from './exchange50Sp2.ts';
import { exchange55 } from './exchange55.ts';
import { exchange55Sp1 } from './exchange55Sp1.ts';
import { exchange55Sp2 } from './exchange55Sp2.ts';
import { exchange55Sp2Ese2608 } from './exchange55Sp2Ese2608.ts';
import { exchange55Sp3 } from './exchange55Sp3.ts';
import { exchange55Sp3Edbbcli2651 } from './exchange55Sp3Edbbcli2651.ts';
import { exchange55Sp3Edbbcli2652 } from './exchange55Sp3Edbbcli2652.ts';
import { exchange55Sp4 } from './exchange55Sp4.ts';
import { exchange55Sp4Edbbcli2654 } from './exchange55Sp4Edbbcli2654.ts';

/** The product versions of this model, in order of release. Each file says what its product changed against the one before. */
export const profiles: readonly Profile[] = [
  exchange40,
  exchange40Sp3,
  exchange40Edbbcli997,
  exchange50,
  exchange50Sp1,
  exchange50Sp2,
  exchange50Edbbcli1461,
  exchange55,
  exchange55Sp1,
  exchange55Sp2,
  exchange55Sp2Ese2608,
  exchange55Sp3,
  exchange55Sp3Edbbcli2651,
  exchange55Sp3Edbbcli2652,
  exchange55Sp4,
  exchange55Sp4Edbbcli2654,
];

/** The profile of a name such as `exchange-5.5`, or null. */
export const profileByName = (name: string): Profile | null => profiles.find((p) => p.name === name) ?? null;
