import {
  type FacetName,
  facetNames,
  facets,
  type Profile,
  profileByName,
  profiles,
} from '../../simulator/profiles/index.ts';
import { nearestName } from '../runner/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';

/** Lists the product versions, or tells everything about one of them. */
export function listProfiles(name: string | undefined, json: boolean, io: Io): ExitCodeValue {
  if (name === undefined) {
    io.out(json ? `${JSON.stringify(profiles.map(summary), null, 2)}\n` : profiles.map(line).join(''));
    return ExitCode.good;
  }
  const profile = profileByName(name);
  if (profile === null) {
    const names = profiles.map((known) => known.name);
    const near = nearestName(name, names);
    io.err(
      `there is no profile "${name}"; ${near === null ? `known: ${names.join(', ')}` : `did you mean "${near}"?`}\n`,
    );
    return ExitCode.usage;
  }
  if (json)
    io.out(
      `${JSON.stringify({ ...summary(profile), facets: facetNames.map((facet) => facetOf(profile, facet)) }, null, 2)}\n`,
    );
  else io.out(`${line(profile)}${facetNames.map((facet) => facetText(facetOf(profile, facet))).join('')}`);
  return ExitCode.good;
}

const summary = ({ name, product, engine }: Profile) => ({ name, product, engine });

const line = ({ name, product, engine }: Profile): string => `${name.padEnd(18)} ${product} (${engine})\n`;

const facetOf = (profile: Profile, name: FacetName) => ({
  id: facets[name].id,
  question: facets[name].question,
  values: facets[name].values,
  ...profile.settings[name],
});

const facetText = ({ id, question, values, value, provenance, source, reason }: ReturnType<typeof facetOf>): string =>
  [
    `\n  ${id} = ${value}  [${provenance}]`,
    `    ${question}`,
    `    ${reason} Source: ${source}`,
    `    Values: ${values.join(', ')}\n`,
  ].join('\n');
