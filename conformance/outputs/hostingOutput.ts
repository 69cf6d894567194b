import { z } from 'zod';
import type { AgentReport } from '../hosting/index.ts';
import { runEvents, unmet } from './runOutput.ts';
import { bytes, count, everyOf, integer, objectOf, sha256, text, texts } from './shapes.ts';

type Ending<Kind extends AgentReport['ending']['kind']> = Extract<AgentReport['ending'], { kind: Kind }>;
type Stream = AgentReport['streams'][number];

const kind = <Kind extends string>(name: Kind) => z.literal(name);

const ending = z.union([
  objectOf<Ending<'exited'>>({ kind: kind('exited'), code: integer }),
  objectOf<Ending<'killed'>>({ kind: kind('killed'), signal: text }),
  objectOf<Ending<'not-started'>>({ kind: kind('not-started'), problem: text }),
  objectOf<Ending<'time-limit'>>({ kind: kind('time-limit'), seconds: z.number() }),
  objectOf<Ending<'hung'>>({ kind: kind('hung'), call: text, seconds: z.number() }),
  objectOf<Ending<'killed-by-fault'>>({ kind: kind('killed-by-fault'), call: text }),
  objectOf<Ending<'interrupted'>>({ kind: kind('interrupted') }),
  objectOf<Ending<'closed'>>({ kind: kind('closed') }),
]);

const streamFields = {
  session: count.describe('Which backup it was read in.'),
  name: text.describe('As it was opened.'),
  sizeBytes: bytes,
  readBytes: bytes,
  isWhole: z.boolean().describe('Read from its beginning to its end, each byte once.'),
  sha256: sha256.describe('Of what was read.'),
};

const stream = z.union([
  objectOf<Exclude<Stream, { savedAs: unknown }>>(streamFields),
  objectOf<Extract<Stream, { savedAs: unknown }>>({
    ...streamFields,
    savedAs: text.nullable().describe('A file with the same bytes; null when there is none.'),
  }),
]);

const agentLine = objectOf<
  { readonly event: 'agent' } & AgentReport & { readonly verified: Readonly<Record<string, string>> }
>({
  event: kind('agent'),
  ending,
  clients: z.array(
    objectOf<AgentReport['clients'][number]>({
      processId: count,
      platform: text,
      unfreedLists: count.nullable().describe('Null while it is still there.'),
    }),
  ),
  calls: count,
  readBytes: bytes,
  failures: z.array(objectOf<AgentReport['failures'][number]>({ call: text, code: text })),
  failedCalls: count,
  truncated: count,
  streams: z.array(stream),
  savedIn: text.nullable(),
  server: z.array(
    objectOf<AgentReport['server'][number]>({
      service: text,
      state: z.enum(['running', 'stopped']),
      closedLogs: z.array(count),
      checkpointGeneration: count,
      patchFiles: texts,
      restoreKey: z.enum(['present', 'absent']),
      session: everyOf<NonNullable<AgentReport['server'][number]['session']>>()('backup', 'restore').nullable(),
    }),
  ),
  traces: texts,
  unmet,
  verified: z.record(text, text).describe('By path of a saved file: what its verification says.'),
});

/** What `run --json` prints, a line each. */
export const runLine = z.union([
  ...runEvents,
  z.strictObject({
    event: kind('starting'),
    agent: texts.describe('The program and its parameters.'),
    platform: text,
    endpoint: text,
    library: text.nullable(),
  }),
  agentLine,
]);

/** What `serve --json` prints, a line each. */
export const serveLine = z.union([
  ...runEvents,
  z.strictObject({
    event: kind('listening'),
    endpoint: text,
    token: text,
    server: text,
    sets: text,
    disk: text.nullable(),
    library: text.nullable(),
  }),
  agentLine,
]);
