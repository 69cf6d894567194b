import { z } from 'zod';
import { profiles } from '../../../simulator/profiles/index.ts';
import { codePages, findCode, functionInfos } from '../../../simulator/protocol/index.ts';

/**
 * The pieces that the steps of a scenario are made of. Every field has a description, because the JSON Schema made from
 * them is what editors show.
 */

export const service = z
  .enum(['information-store', 'directory'])
  .optional()
  .describe('The service meant; the information store if the server has one.');

export const database = z.enum(['priv', 'pub', 'dir']);

export const databases = z.array(database).min(1).max(2);

export const sizeMiB = z.number().positive().max(16_384);

export const text = (maximum: number) => z.string().trim().min(1).max(maximum);

/** A name for something that later steps name again: a backup set, files that were kept. */
export const label = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'expected letters, digits, ".", "-" and "_"');

export const setName = label.describe('Name of a backup set: a folder among the sets.');

export const codeName = text(60)
  .refine((name) => findCode(name).found, {
    error: ({ input }) => `no code is called "${String(input)}"; see: edbproof explain ${String(input)}`,
  })
  .describe('Name of a code (hrCircularLogging) or its number (0xC7FF000B, -560).');

const callName = z
  .enum(functionInfos.map(({ baseName }) => baseName))
  .describe('A function of the API, without the A or W at its end.');

export const fileNames = z
  .array(text(100))
  .min(1)
  .max(20)
  .describe('Names of files in the folders of the service; * stands for anything: edb0*.log.');

export const fileName = z
  .string()
  .regex(/^[A-Za-z0-9_$~.-]{0,59}[A-Za-z0-9_$~-]$/, 'expected the name of a file without its folder, such as edb.log');

export const folder = z
  .string()
  .regex(
    /^[A-Za-z]:(\\[^\\/:*?"<>|]{1,60}){1,8}$/,
    'expected a folder on a local drive, such as E:\\exchsrvr\\mdbdata',
  );

export const drive = z.string().regex(/^[A-Za-z]:$/, 'expected a drive such as E:');

export const form = z
  .enum(['W', 'A'])
  .optional()
  .describe('Which half of the A/W pairs the agent calls; W unless told.');

export const codePage = z.enum(codePages).optional().describe('Code page of the A calls; cp1252 unless told.');

const productNames = profiles.map(({ name }) => name);

export const productName = z.enum(productNames).describe('A product version: see `edbproof profiles`.');

/** The products that a pattern such as `exchange-5.5*` stands for. */
export const productsOf = (pattern: string): readonly string[] =>
  pattern.endsWith('*')
    ? productNames.filter((name) => name.startsWith(pattern.slice(0, -1)))
    : productNames.filter((name) => name === pattern);

const productPattern = z
  .string()
  .max(60)
  .refine((pattern) => productsOf(pattern).length > 0, {
    error: ({ input }) => `no product is called "${String(input)}"; see: edbproof profiles`,
  });

export const products = z
  .array(productPattern)
  .min(1)
  .max(20)
  .describe(
    'The step is played on these products only, by the one that the scenario begins with; a * at the end stands for anything: exchange-5.5*.',
  );

export const oneLog = z
  .strictObject({
    service,
    generation: z.int().min(1).max(0xfffff).optional().describe('Generation of a closed log.'),
    position: z
      .enum(['first', 'second', 'middle', 'last'])
      .optional()
      .describe('Which of the closed logs on disk, instead of a generation.'),
  })
  .refine(({ generation, position }) => (generation === undefined) !== (position === undefined), {
    message: 'give either a generation or a position',
  });

export const failureFields = {
  code: codeName.optional(),
  call: callName.optional(),
};

/** What must come of something that a tool or a person does to a service. */
export const deedExpectation = z
  .strictObject({
    result: z.enum(['ok', 'failed']),
    code: codeName.optional(),
  })
  .optional()
  .describe('What must come of it; without it the deed must succeed.');
