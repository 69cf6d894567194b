import { z } from 'zod';

/** How a job ended from the view of the child: everything that a person or a program wants to know of it. */
export const reportSchema = z.strictObject({
  /** `skipped`: what was left out for want of permission was all that remained to do. */
  result: z.enum(['completed', 'completed-with-warnings', 'failed', 'interrupted', 'skipped']),
  /** One or more sentences: what went wrong, and what to do about it. Null when nothing did. */
  what: z.string().nullable(),
  advice: z.string().nullable(),
  warnings: z.array(z.string()),
  /** The finished set of a backup. */
  set: z
    .strictObject({
      path: z.string(),
      kind: z.string(),
      files: z.int(),
      sizeBytes: z.number(),
      lowGeneration: z.int().nullable(),
      highGeneration: z.int().nullable(),
    })
    .nullable(),
  /** What a restore brought back. */
  restored: z
    .strictObject({
      sets: z.array(z.string()),
      databases: z.array(z.string()),
      lowGeneration: z.int().nullable(),
      highGeneration: z.int().nullable(),
    })
    .nullable(),
  /** Steps that were left out, each with the option that would allow it. */
  skipped: z.array(z.strictObject({ call: z.string(), flag: z.string().nullable() })),
  /** Lists that the agent did not free, and frees that did not reach the library. */
  unfreedLists: z.int(),
  strayFrees: z.int(),
});

export type DriveReport = z.infer<typeof reportSchema>;
export type SkippedStep = DriveReport['skipped'][number];

const messageSchema = z.discriminatedUnion('kind', [
  /** About to do something that a defect of the library could keep from ending. */
  z.strictObject({ kind: z.literal('begin'), what: z.string() }),
  z.strictObject({ kind: z.literal('end') }),
  z.strictObject({ kind: z.literal('opened'), description: z.string() }),
  z.strictObject({ kind: z.literal('refused'), problem: z.string(), advice: z.string() }),
  /** A line of the trace, which also says that the call is over. */
  z.strictObject({ kind: z.literal('trace'), line: z.string() }),
  z.strictObject({ kind: z.literal('note'), level: z.enum(['info', 'warning']), text: z.string() }),
  /** The folder of the set: begun, under its final name, or gone again. */
  z.strictObject({ kind: z.literal('folder'), state: z.enum(['unfinished', 'finished', 'removed']), path: z.string() }),
  z.strictObject({ kind: z.literal('done'), report: reportSchema }),
  /** A defect of this program, or a library that broke the protocol in a way that has no other name. */
  z.strictObject({ kind: z.literal('broken'), text: z.string() }),
]);

/** What a child process tells its parent, one line of JSON each. */
export type ChildMessage = z.infer<typeof messageSchema>;

export const writeMessage = (message: ChildMessage): string => `${JSON.stringify(message)}\n`;

/** Null for what is no message: a library may write to any descriptor of its process. */
export function readMessage(line: string): ChildMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = messageSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
