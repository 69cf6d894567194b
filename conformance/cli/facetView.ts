import { type FacetName, facets, type Profile } from '../../simulator/profiles/index.ts';
import { evidenceForSetting } from '../requirements/index.ts';
import { evidenceText } from './evidenceText.ts';

/** A facet as one profile sets it. */
export const facetView = (profile: Profile, name: FacetName) => ({
  id: facets[name].id,
  question: facets[name].question,
  values: facets[name].values,
  ...profile.settings[name],
  says: evidenceForSetting(name, profile.settings[name]),
  evidence: facets[name].evidence,
});

export type FacetView = ReturnType<typeof facetView>;

/** A facet for people: what is asked, what is answered, and why. */
export const facetLines = ({
  id,
  question,
  values,
  value,
  provenance,
  source,
  reason,
  says,
}: FacetView): readonly string[] => [
  '',
  `  ${id} = ${value}  [${provenance}]`,
  `    ${question}`,
  `    ${reason} Source: ${source}`,
  ...says.map((row) => `      ${evidenceText(row)}`),
  `    Values: ${values.join(', ')}`,
];
