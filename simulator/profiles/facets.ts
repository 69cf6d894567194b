import { backupFacets } from './backupFacets.ts';
import { buildFacets } from './buildFacets.ts';
import { callFacets } from './callFacets.ts';
import type { Facet } from './facet.ts';
import { prepareFacets } from './prepareFacets.ts';
import { restoreFacets } from './restoreFacets.ts';
import { startFacets } from './startFacets.ts';

/** Every facet of the model, by the name the code uses. */
export const facets = {
  ...callFacets,
  ...prepareFacets,
  ...backupFacets,
  ...restoreFacets,
  ...startFacets,
  ...buildFacets,
} as const;

export type FacetName = keyof typeof facets;
export type FacetValue<Name extends FacetName> = (typeof facets)[Name] extends Facet<infer Value> ? Value : never;

export const facetNames = Object.keys(facets) as FacetName[];

/** The facet of a stable id such as `end-of-file`, or null. */
export function facetNameOfId(id: string): FacetName | null {
  return facetNames.find((name) => facets[name].id === id) ?? null;
}
