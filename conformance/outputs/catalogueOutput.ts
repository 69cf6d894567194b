import { z } from 'zod';
import type { facets, Profile } from '../../simulator/profiles/index.ts';
import type { DoctorFinding } from '../hosting/index.ts';
import type { CatalogueEntry, Evidence, Verification, Witness } from '../requirements/index.ts';
import { provenance } from './explainOutput.ts';
import { count, everyOf, objectOf, text, texts } from './shapes.ts';

type Files = Profile['files'];
type Component = Profile['components'][number];
type Experiment = (typeof facets)['endOfFile']['evidence'];
type Of<Union, Key extends string, Value> = Extract<Union, { readonly [It in Key]: Value }>;

const says = z
  .array(
    z.union([
      objectOf<Of<Evidence, 'kind', 'says'>>({ kind: z.literal('says'), source: text, where: text, words: text }),
      objectOf<Of<Evidence, 'kind', 'not-opened'>>({ kind: z.literal('not-opened'), source: text, reason: text }),
    ]),
  )
  .meta({ id: 'says', description: 'What each source says itself, or why it was not opened.' });

const facet = z
  .strictObject({
    id: text,
    question: text,
    values: texts,
    value: text,
    provenance,
    source: text,
    reason: text,
    says,
    evidence: objectOf<Experiment>({ on: text, act: text, see: text }).describe('The experiment that would settle it.'),
  })
  .meta({ id: 'facet' });

/** What `facets --json` prints. */
export const facetList = z.strictObject({
  profile: text,
  open: count.describe('How many nothing settles.'),
  facets: z.array(facet),
});

const ground = { provenance, source: text, reason: text };

const summary = objectOf<Pick<Profile, 'name' | 'product' | 'engine' | 'components' | 'files'>>({
  name: text,
  product: text,
  engine: everyOf<Profile['engine']>()('EDB', 'ESE97'),
  components: z.array(objectOf<Component>({ file: text, version: text, source: text })),
  files: objectOf<Files>({
    database: objectOf<Files['database']>({
      value: objectOf<Files['database']['value']>({ version: count, update: count }),
      ...ground,
    }),
    log: objectOf<Files['log']>({
      value: objectOf<Files['log']['value']>({ major: count, minor: count, update: count }),
      ...ground,
    }),
    windows: objectOf<Files['windows']>({
      value: objectOf<Files['windows']['value']>({ major: count, minor: count, build: count, servicePack: count }),
      ...ground,
    }),
  }),
});

/** What `profiles --json` prints: all of them, or one with its facets. */
export const profileList = z.union([z.array(summary), summary.extend({ facets: z.array(facet) })]);

const witness = z.union([
  objectOf<Of<Witness, 'kind', 'test'>>({ kind: z.literal('test'), file: text, title: text }),
  objectOf<Of<Witness, 'kind', 'scenario'>>({ kind: z.literal('scenario'), file: text }),
]);

const verification = z.union([
  objectOf<Of<Verification, 'state', 'verified'>>({ state: z.literal('verified'), by: z.array(witness) }),
  objectOf<Of<Verification, 'state', 'impossible'>>({ state: z.literal('impossible'), reason: text }),
  objectOf<Of<Verification, 'state', 'not-yet'>>({ state: z.literal('not-yet'), reason: text }),
]);

/** What `requirements --json` prints. */
export const requirementList = z.strictObject({
  counts: z.strictObject({
    total: count,
    server: count,
    agent: count,
    verified: count,
    impossible: count,
    notYet: count,
  }),
  requirements: z.array(
    objectOf<CatalogueEntry & { readonly says: readonly Evidence[] }>({
      id: text,
      text,
      provenance,
      source: text,
      level: everyOf<CatalogueEntry['level']>()('must', 'should', 'hazard'),
      calls: texts,
      profiles: texts.nullable(),
      party: everyOf<CatalogueEntry['party']>()('server', 'agent'),
      rule: text.nullable(),
      verification,
      says,
    }),
  ),
});

const faultForm = z.strictObject({ form: text, example: text, meaning: text });

/** What `faults --json` prints. */
export const faultWords = z.strictObject({
  shape: text,
  moments: z.array(faultForm),
  actions: z.array(faultForm),
  notes: texts,
  functions: texts,
});

/** What `doctor --json` prints. */
export const doctorFindings = z.array(
  objectOf<DoctorFinding>({
    part: text,
    use: text,
    found: z.boolean(),
    text: text.describe('Its version or place; or the line that brings it.'),
  }),
);
