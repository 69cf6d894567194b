import { z } from 'zod';
import { facetNames, facets, type Observation, profiles } from '../../simulator/profiles/index.ts';

/** The format of a profile file: a product version, and what somebody has seen of it on a real server. */

const maximumEvidenceCharacters = 2000;

const noteMissing = 'say in a sentence what was seen, on which server, and where it is written down';

const observationOf = (values: readonly string[]) =>
  z.strictObject(
    {
      value: z.enum(values, {
        error: ({ input }) =>
          `${input === undefined ? 'give one' : `"${String(input)}" is not one`} of ${values.join(', ')}`,
      }),
      provenance: z.literal('OBSERVED', {
        error: 'must be OBSERVED: your own file adds what you have seen, and nothing else',
      }),
      evidence: z.string({ error: noteMissing }).trim().min(1, noteMissing).max(maximumEvidenceCharacters),
    },
    {
      error: ({ code }) => (code === 'invalid_type' ? 'give value, provenance: OBSERVED and evidence' : undefined),
    },
  );

export const profileSchema = z.strictObject({
  base: z.enum(profiles.map(({ name }) => name)),
  facets: z.strictObject(
    Object.fromEntries(facetNames.map((name) => [facets[name].id, observationOf(facets[name].values).optional()])),
  ),
});

export interface ProfileFile {
  readonly base: string;
  readonly facets: Readonly<Record<string, Observation | undefined>>;
}
