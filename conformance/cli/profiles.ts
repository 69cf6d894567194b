import { facetNames, type Profile, profileByName, profiles } from '../../simulator/profiles/index.ts';
import { unknownProfile } from '../profiles/index.ts';
import { facetText, facetView } from './facetView.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';

/** Lists the product versions, or tells everything about one of them. */
export function listProfiles(name: string | undefined, json: boolean, io: Io): ExitCodeValue {
  if (name === undefined) {
    io.out(json ? `${JSON.stringify(profiles.map(summary), null, 2)}\n` : profiles.map(line).join(''));
    return ExitCode.good;
  }
  const profile = profileByName(name);
  if (profile === null) {
    io.err(`${unknownProfile(name)}\n`);
    return ExitCode.usage;
  }
  if (json)
    io.out(
      `${JSON.stringify({ ...summary(profile), facets: facetNames.map((facet) => facetView(profile, facet)) }, null, 2)}\n`,
    );
  else io.out(`${line(profile)}${facetNames.map((facet) => facetText(facetView(profile, facet))).join('')}`);
  return ExitCode.good;
}

const summary = ({ name, product, engine }: Profile) => ({ name, product, engine });

const line = ({ name, product, engine }: Profile): string => `${name.padEnd(18)} ${product} (${engine})\n`;
