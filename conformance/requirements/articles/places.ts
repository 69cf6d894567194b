/** Where something that a source tells, or leaves open, is found in this project; or why it is not. */
export interface Places {
  /** Ids of facets. */
  readonly facets: readonly string[];
  /** Ids of requirements. */
  readonly requirements: readonly string[];
  /** What is left out, and why, in sentences; null when nothing is. */
  readonly notModelled: string | null;
}

export const places = ({ facets = [], requirements = [], notModelled = null }: Partial<Places>): Places => ({
  facets,
  requirements,
  notModelled,
});
