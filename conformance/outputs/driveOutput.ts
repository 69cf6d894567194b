import { z } from 'zod';
import { type DriveResult, jobSchema, type planOf, reportSchema } from '../targets/index.ts';
import { count, integer, objectOf, text, texts } from './shapes.ts';

type Plan = ReturnType<typeof planOf>;
type Ending<Kind extends DriveResult['ending']['kind']> = Extract<DriveResult['ending'], { kind: Kind }>;
type Death = Ending<'crashed'>['death'];

const planLine = objectOf<{ readonly event: 'plan' } & Plan>({
  event: z.literal('plan'),
  job: jobSchema,
  description: text,
  recognition: objectOf<Plan['recognition']>({ isSimulator: z.boolean(), why: text }),
  calls: texts,
  changes: texts,
  skipped: z.array(objectOf<Plan['skipped'][number]>({ call: text, flag: text.nullable(), consequence: text })),
});

const death = z.union([
  objectOf<Extract<Death, { kind: 'signal' }>>({ kind: z.literal('signal'), signal: text }),
  objectOf<Extract<Death, { kind: 'exit' }>>({ kind: z.literal('exit'), exitCode: integer }),
]);

const ending = z.union([
  objectOf<Ending<'ended'>>({
    kind: z.literal('ended'),
    report: reportSchema,
    deathAfterwards: death.nullable(),
  }),
  objectOf<Ending<'not-opened'>>({ kind: z.literal('not-opened'), problem: text, advice: text }),
  objectOf<Ending<'crashed'>>({ kind: z.literal('crashed'), death, during: text.nullable() }),
  objectOf<Ending<'hung'>>({ kind: z.literal('hung'), during: text, limitSeconds: z.number() }),
  objectOf<Ending<'overran'>>({ kind: z.literal('overran'), during: text.nullable(), limitSeconds: z.number() }),
  objectOf<Ending<'broken'>>({ kind: z.literal('broken'), text }),
]);

const resultLine = objectOf<
  { readonly event: 'result' } & DriveResult & { readonly trace: string; readonly traceProblem: string | null }
>({
  event: z.literal('result'),
  ending,
  calls: count,
  library: text.nullable(),
  discarded: text.nullable(),
  finished: text.nullable(),
  output: text,
  trace: text,
  traceProblem: text.nullable(),
});

/** What `drive --json` prints, a line each. */
export const driveLine = z.union([planLine, resultLine]);
