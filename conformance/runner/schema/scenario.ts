import { z } from 'zod';
import { folder, productName, sizeMiB, text } from './fields.ts';
import { step, stepFields } from './steps.ts';

const folders = z
  .strictObject({
    databases: folder.optional().describe('Folder of the databases.'),
    logs: folder.optional().describe('Folder of the logs and of the patch files.'),
    checkpoint: folder.optional().describe('Folder of edb.chk, the working directory.'),
  })
  .optional()
  .describe('Where the files of the service are; all in one folder of D: unless told.');

export const scenarioSchema = z
  .strictObject({
    name: text(120).describe('What the scenario is called.'),
    articles: z
      .array(z.string().regex(/^Q\d{6}$/, 'expected an article number such as Q256347'))
      .max(20)
      .optional()
      .describe('Knowledge Base articles that it follows.'),
    why: text(400).describe('One sentence: why anybody should care.'),
    server: z.strictObject({
      name: z.string().regex(/^[A-Za-z0-9-]{1,15}$/, 'expected 1 to 15 letters, digits or hyphens'),
      profile: productName,
      facets: z.record(z.string(), z.string()).optional().describe('Behaviours that differ from the profile, by id.'),
      seed: z.int().min(0).max(0x7fffffff).describe('Same seed, same bytes.'),
      processors: z.int().min(1).max(32).optional().describe('Processors of the machine, one unless told.'),
      readAllocationLimitKiB: z
        .int()
        .min(1)
        .optional()
        .describe('Largest read buffer that the server can allocate; no limit unless told.'),
      services: z
        .strictObject({
          'information-store': z
            .strictObject({
              private: sizeMiB.optional().describe('Size of priv.edb in MiB; left out without it.'),
              public: sizeMiB.optional().describe('Size of pub.edb in MiB; left out without it.'),
              circularLogging: z.boolean().describe('On is what Exchange sets up by itself (Q229032).'),
              folders,
            })
            .refine((store) => store.private !== undefined || store.public !== undefined, {
              message: 'give a private or a public store, or both',
            })
            .optional(),
          directory: z.strictObject({ size: sizeMiB, circularLogging: z.boolean(), folders }).optional(),
        })
        .refine((services) => Object.keys(services).length > 0, { message: 'give at least one service' }),
    }),
    agent: z
      .strictObject({
        saved: text(400).describe(
          'Folder in which it saves, seen from the folder of this file: every file that it read is looked for there.',
        ),
      })
      .optional()
      .describe('An agent that takes the place of a step in `edbproof run` or `serve`. The command line goes before.'),
    steps: z.array(step).min(1).max(1000),
  })
  .describe('A scenario of edbproof.');

export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioStep = Scenario['steps'][number];
export type StepName = keyof typeof stepFields;
export type StepFields<Name extends StepName> = NonNullable<ScenarioStep[Name]>;

/** The JSON Schema of the format, for editors; `fixtures/scenario.schema.json` is this text. */
export function scenarioJsonSchema(): string {
  const schema = z.toJSONSchema(scenarioSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== step) return;
      jsonSchema.oneOf = Object.keys(stepFields).map((name) => ({ required: [name] }));
    },
  });
  return `${JSON.stringify({ title: 'edbproof scenario', ...schema }, null, 2)}\n`;
}
