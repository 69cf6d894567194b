import { type FacetName, facets, type Profile, profiles, type Setting } from '../../../simulator/profiles/index.ts';

/**
 * The key of a setting in the evidence: the facet, its value, and who brought it; `initial`, or the first product that
 * has it. Null for a setting that is in no product, such as one that a user made.
 */
export function facetKey(name: FacetName, setting: Setting): string | null {
  const holder = setting === facets[name].initial ? 'initial' : firstWith(name, setting)?.name;
  return holder === undefined ? null : `${facets[name].id} = ${setting.value} @ ${holder}`;
}

const firstWith = (name: FacetName, setting: Setting): Profile | undefined =>
  profiles.find(({ settings }) => settings[name] === setting);
