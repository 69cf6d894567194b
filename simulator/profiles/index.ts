export { type EventIdentity, type EventName, eventNames } from './events.ts';
export { type Evidence, type Facet, isOpen, type Setting } from './facet.ts';
export { type FacetName, type FacetValue, facetNames, facets } from './facets.ts';
export { profileByName, profiles } from './products.ts';
export {
  type FacetChange,
  type FacetSettings,
  type Observation,
  type Profile,
  withFacets,
  withObservations,
} from './profile.ts';
