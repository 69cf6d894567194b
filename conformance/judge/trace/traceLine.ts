import { z } from 'zod';

/** A list or a text that is bytes: what stands beside it in a line of a trace is of no account here. */
const bytesIn = z.object({ base64: z.string() });

const code = z.string().regex(/^0x[0-9A-F]{8}$/);

/** A call in a trace of version 1. Further keys, such as times and processes, are passed over. */
export const callLine = z.object({
  n: z.number(),
  call: z.string(),
  arguments: z.array(z.unknown()),
  result: z
    .object({
      code,
      hbc: z.string().nullish(),
      list: bytesIn.nullish(),
      fileSizeBytes: z.number().optional(),
      bytesRead: z.number().optional(),
    })
    .nullish(),
  unanswered: z.literal(true).optional(),
});

export type CallLine = z.infer<typeof callLine>;

/** Something that is not a call. A fault is that of the next call. */
export const eventLine = z.object({ n: z.number(), event: z.string(), function: z.string().optional() });

export const headLine = z.object({ format: z.literal('edbproof-trace'), version: z.number() });

/** A text argument: of a W function as it is, of an A function as bytes in some code page, of which the ASCII part is read. */
export function textIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const bytes = bytesIn.safeParse(value);
  return bytes.success ? Buffer.from(bytes.data.base64, 'base64').toString('latin1') : null;
}

export const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);
