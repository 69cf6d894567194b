import { z } from 'zod';
import { scenarioJsonSchema } from '../runner/index.ts';
import { doctorFindings, facetList, faultWords, profileList, requirementList } from './catalogueOutput.ts';
import { driveLine } from './driveOutput.ts';
import { explained } from './explainOutput.ts';
import { runLine, serveLine } from './hostingOutput.ts';
import { playLine } from './runOutput.ts';
import { verifiedFile, verifiedSets } from './verifyOutput.ts';

/** What a command prints with `--json`: one document, or JSON Lines, each of which the schema describes. */
export interface Output {
  readonly form: 'document' | 'lines';
  readonly schema: z.ZodType;
}

const document = (schema: z.ZodType): Output => ({ form: 'document', schema });
const lines = (schema: z.ZodType): Output => ({ form: 'lines', schema });

/** By name of the command. */
export const outputs = {
  play: lines(playLine),
  run: lines(runLine),
  serve: lines(serveLine),
  drive: lines(driveLine),
  verify: lines(verifiedFile),
  'verify-set': document(verifiedSets),
  explain: document(explained),
  profiles: document(profileList),
  facets: document(facetList),
  requirements: document(requirementList),
  faults: document(faultWords),
  doctor: document(doctorFindings),
} as const satisfies Readonly<Record<string, Output>>;

type OutputName = keyof typeof outputs;
export type SchemaName = 'scenario' | OutputName;

const isOutputName = (name: string): name is OutputName => Object.hasOwn(outputs, name);

export const schemaNames: readonly SchemaName[] = ['scenario', ...Object.keys(outputs).filter(isOutputName)];

/**
 * Counts changes of an output that those who read it must follow: a key that is gone, or means something else. What is only added
 * leaves it as it is, and comes with the schema of the program that prints it.
 */
const schemaVersion = 1;

/** A JSON Schema (draft 7) as text: that of scenario files, or of what a command prints with `--json`. */
export function jsonSchemaText(name: SchemaName): string {
  if (name === 'scenario') return scenarioJsonSchema();
  const { form, schema } = outputs[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7' });
  const what = form === 'lines' ? 'each line of' : 'what is printed by';
  const head = {
    $schema,
    $id: `urn:edbproof:output:${name}:${schemaVersion}`,
    title: `${what} edbproof ${name} --json`,
  };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}
