import { type FacetName, facets, type Profile } from '../../simulator/profiles/index.ts';

/** A facet as one profile sets it. */
export const facetView = (profile: Profile, name: FacetName) => ({
  id: facets[name].id,
  question: facets[name].question,
  values: facets[name].values,
  ...profile.settings[name],
  evidence: facets[name].evidence,
});

export type FacetView = ReturnType<typeof facetView>;

/** A facet for people: what is asked, what is answered, and why. */
export const facetText = ({ id, question, values, value, provenance, source, reason }: FacetView): string =>
  [
    `\n  ${id} = ${value}  [${provenance}]`,
    `    ${question}`,
    `    ${reason} Source: ${source}`,
    `    Values: ${values.join(', ')}\n`,
  ].join('\n');
