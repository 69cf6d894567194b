export { type EventIdentity, type EventName, eventNames } from './events.ts';
export { eventText } from './eventTexts.ts';
export { type Evidence, type Facet, isOpen, type Setting } from './facet.ts';
export { type FacetName, type FacetValue, facetNames, facets } from './facets.ts';
export type { Fact, FileVersions } from './fileVersions.ts';
export { profileByName, profiles } from './products/index.ts';
export {
  type Component,
  type FacetChange,
  type FacetSettings,
  type Observation,
  type Profile,
  withFacets,
  withObservations,
} from './profile.ts';
