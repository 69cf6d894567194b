import { z } from 'zod';
import type { RunEvent, Unmet } from '../runner/index.ts';
import { count, integer, objectOf, text, texts } from './shapes.ts';

type EventOf<Name extends RunEvent['event']> = Extract<RunEvent, { event: Name }>;

export const unmet = z.array(objectOf<Unmet>({ expected: text, seen: text, hint: text }).meta({ id: 'unmet' }));

const step = count.describe('From 1; 0 is before the first.');

/** What `play`, `run` and `serve` tell while a scenario is played. */
export const runEvents = [
  objectOf<EventOf<'begin'>>({
    event: z.literal('begin'),
    scenario: text,
    file: text,
    why: text,
    articles: texts,
    profile: text,
    seed: integer,
  }),
  objectOf<EventOf<'note'>>({ event: z.literal('note'), step, level: z.enum(['info', 'warning']), text }),
  objectOf<EventOf<'fault'>>({
    event: z.literal('fault'),
    step,
    fault: text,
    call: z
      .strictObject({ function: text, number: count })
      .nullable()
      .describe('The call that it struck in, null between calls.'),
    time: text.describe('Since the beginning of the scenario: h:mm:ss.'),
    withoutEffect: text.nullable(),
    text,
  }),
  objectOf<EventOf<'never-struck'>>({ event: z.literal('never-struck'), faults: texts }),
  objectOf<EventOf<'step'>>({
    event: z.literal('step'),
    step,
    name: text.describe('The key of the step: backup, restore, expect.'),
    line: count.describe('Line in the scenario file, from 1.'),
    text,
    unmet,
  }),
  objectOf<EventOf<'verdict'>>({
    event: z.literal('verdict'),
    scenario: text,
    met: z.boolean(),
    interrupted: z.boolean(),
    unmetCount: count,
    unmet: unmet.describe('Those that only the end shows.'),
    text,
  }),
] as const;

export const playLine = z.union(runEvents);
