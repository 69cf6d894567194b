import { z } from 'zod';
import type { MeaningsDescription } from '../../simulator/protocol/index.ts';
import { count, everyOf, integer, objectOf, text, texts } from './shapes.ts';

type Reading = MeaningsDescription['readings'][number];
type Code = Reading['code'];
type ServiceError = MeaningsDescription['serviceErrors'][number];
type EventFacts = MeaningsDescription['events'][number];

export const provenance = everyOf<Code['returnedBy'][number]['provenance']>()(
  'DOCUMENTED',
  'INFERRED',
  'UNKNOWN',
  'OBSERVED',
);

const article = objectOf<Code['articles'][number]>({ id: text, url: text }).meta({ id: 'article' });

const versions = z.array(everyOf<EventFacts['versions'][number]>()('4.0', '5.0', '5.5'));

const code = objectOf<Code>({
  name: text,
  jetName: text.nullable(),
  origin: everyOf<Code['origin']>()('EDBMSG.H', 'engine', 'later engine', 'Windows', 'edbproof'),
  layer: everyOf<Code['layer']>()('api', 'engine', 'system', 'project'),
  severity: everyOf<Code['severity']>()('success', 'information', 'warning', 'error'),
  forms: objectOf<Code['forms']>({
    hex: text,
    unsigned: text,
    signed: text,
    jet: text.nullable(),
    startUpHex: text.nullable(),
    startUpUnsigned: text.nullable(),
  }),
  meaning: text,
  names: z.array(objectOf<Code['names'][number]>({ list: text, name: text, meaning: text })),
  returnedBy: z.array(objectOf<Code['returnedBy'][number]>({ where: text, when: text, provenance, source: text })),
  articles: z.array(article),
});

/** What `explain --json` prints: everything that each text means. */
export const explained = z.array(
  objectOf<{ readonly text: string } & MeaningsDescription>({
    text,
    readings: z.array(objectOf<Reading>({ form: text, code, events: texts })),
    serviceErrors: z.array(
      objectOf<ServiceError>({
        number: integer,
        name: text.nullable(),
        service: text,
        versions,
        meaning: text,
        forms: objectOf<ServiceError['forms']>({ unsigned: text, hex: text }),
        articles: z.array(article),
      }),
    ),
    events: z.array(
      objectOf<EventFacts>({
        source: text,
        id: count,
        versions,
        meaning: text,
        codes: z.array(objectOf<EventFacts['codes'][number]>({ text, name: text.nullable() })),
        inferredFrom: text.nullable(),
        articles: z.array(article),
      }),
    ),
  }),
);
