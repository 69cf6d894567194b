import type { EventTable } from './events.ts';
import type { Setting } from './facet.ts';
import { type FacetName, type FacetValue, facetNameOfId, facetNames, facets } from './facets.ts';
import type { FileVersions } from './fileVersions.ts';

/** What a profile says beyond the facets: facts that have no alternatives to choose from. */
export interface ProfileFacts {
  /** Stable name such as `exchange-5.5`. */
  readonly name: string;
  readonly product: string;
  /** Which engine writes the files: EDB.DLL of 4.0 and 5.0, or ESE97 of 5.5. */
  readonly engine: 'EDB' | 'ESE97';
  readonly events: EventTable;
  /** What it stamps into the headers of databases, logs and patch files. */
  readonly files: FileVersions;
  /** The versions of its DLLs, as far as an article names them. */
  readonly components: readonly Component[];
}

/** A DLL of a product, in the version that an article gives. */
export interface Component {
  readonly file: 'Edbbcli.dll' | 'Ese.dll' | 'Eseback.dll';
  readonly version: string;
  readonly source: string;
}

export type FacetSettings = { readonly [Name in FacetName]: Setting<FacetValue<Name>> };

/** One product version: its facts and the value of every facet. */
export interface Profile extends ProfileFacts {
  readonly settings: FacetSettings;
}

/** Builds a profile: every facet at its initial setting, but for the ones given. */
export function profile(facts: ProfileFacts, overrides: Partial<FacetSettings> = {}): Profile {
  const settings = Object.fromEntries(facetNames.map((name) => [name, overrides[name] ?? facets[name].initial]));
  return { ...facts, settings: asSettings(settings) };
}

/** A later product: the one before it, but for its name, its DLLs and the facets that it changed. */
export const succeeding = (
  before: Profile,
  facts: Pick<Profile, 'name' | 'product' | 'components'> & Partial<Pick<Profile, 'files' | 'events'>>,
  changes: Partial<FacetSettings> = {},
): Profile => ({ ...before, ...facts, settings: { ...before.settings, ...changes } });

/** Every facet has a setting whose value the facet allows: seen to by those who call, and beyond what types can say. */
const asSettings = (settings: Readonly<Record<string, Setting>>): FacetSettings => settings as FacetSettings;

export type FacetChange =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly reason: string };

/** A copy of a profile with facets set by id, as a scenario does. Refuses ids and values that do not exist. */
export const withFacets = (base: Profile, values: Readonly<Record<string, string>>, reason: string): FacetChange =>
  changed(
    base,
    Object.entries(values).map(([id, value]) => {
      return { id, settle: ({ provenance }) => ({ value, provenance, source: 'set by the user', reason }) };
    }),
  );

/** What was seen on a real server, and a note that says on which one, when, and where that is written down. */
export interface Observation {
  readonly value: string;
  readonly evidence: string;
}

/**
 * A copy of a profile in which observations settle facets, by id. `source` says who observed. Refuses ids and values
 * that do not exist.
 */
export const withObservations = (
  base: Profile,
  observations: Readonly<Record<string, Observation>>,
  source: string,
): FacetChange =>
  changed(
    base,
    Object.entries(observations).map(([id, { value, evidence }]) => {
      return { id, settle: () => ({ value, provenance: 'OBSERVED', source, reason: evidence }) };
    }),
  );

interface Change {
  readonly id: string;
  settle(before: Setting): Setting;
}

function changed(base: Profile, changes: readonly Change[]): FacetChange {
  const settings: Record<string, Setting> = { ...base.settings };
  for (const { id, settle } of changes) {
    const name = facetNameOfId(id);
    if (name === null) {
      return {
        ok: false,
        reason: `there is no facet "${id}"; known: ${facetNames.map((n) => facets[n].id).join(', ')}`,
      };
    }
    const setting = settle(base.settings[name]);
    const allowed: readonly string[] = facets[name].values;
    if (!allowed.includes(setting.value)) {
      return { ok: false, reason: `facet "${id}" cannot be "${setting.value}"; allowed: ${allowed.join(', ')}` };
    }
    settings[name] = setting;
  }
  return { ok: true, profile: { ...base, settings: asSettings(settings) } };
}
