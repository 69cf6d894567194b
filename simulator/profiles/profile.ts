import type { EventIdentity, EventName } from './events.ts';
import type { Setting } from './facet.ts';
import { type FacetName, type FacetValue, facetNameOfId, facetNames, facets } from './facets.ts';

/** What a profile says beyond the facets: facts that have no alternatives to choose from. */
export interface ProfileFacts {
  /** Stable name such as `exchange-5.5`. */
  readonly name: string;
  readonly product: string;
  /** Which engine writes the files: EDB.DLL of 4.0 and 5.0, or ESE97 of 5.5. */
  readonly engine: 'EDB' | 'ESE97';
  readonly events: Readonly<Record<EventName, EventIdentity>>;
}

export type FacetSettings = { readonly [Name in FacetName]: Setting<FacetValue<Name>> };

/** One product version: its facts and the value of every facet. */
export interface Profile extends ProfileFacts {
  readonly settings: FacetSettings;
}

/** Builds a profile: every facet at its initial setting, but for the ones given. */
export function profile(facts: ProfileFacts, overrides: Partial<FacetSettings> = {}): Profile {
  const settings = Object.fromEntries(facetNames.map((name) => [name, overrides[name] ?? facets[name].initial]));
  return { ...facts, settings: settings as unknown as FacetSettings };
}

export type FacetChange =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly reason: string };

/** A copy of a profile with facets set by id, as a scenario does. Refuses ids and values that do not exist. */
export function withFacets(base: Profile, values: Readonly<Record<string, string>>, reason: string): FacetChange {
  const settings: Record<string, Setting> = { ...base.settings };
  for (const [id, value] of Object.entries(values)) {
    const name = facetNameOfId(id);
    if (name === null) {
      return {
        ok: false,
        reason: `there is no facet "${id}"; known: ${facetNames.map((n) => facets[n].id).join(', ')}`,
      };
    }
    const allowed: readonly string[] = facets[name].values;
    if (!allowed.includes(value)) {
      return { ok: false, reason: `facet "${id}" cannot be "${value}"; allowed: ${allowed.join(', ')}` };
    }
    settings[name] = { value, provenance: base.settings[name].provenance, source: 'set by the user', reason };
  }
  return { ok: true, profile: { ...base, settings: settings as unknown as FacetSettings } };
}
