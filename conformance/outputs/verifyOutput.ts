import { z } from 'zod';
import type { Finding } from '../../simulator/engine/index.ts';
import type { VerifiedFile } from '../verification/index.ts';
import { checkpoint, databaseHeader, logHeader, logPosition } from './engineFiles.ts';
import { bytes, count, everyOf, integer, objectOf, text, texts } from './shapes.ts';

type FileOf<Kind extends string> = Extract<VerifiedFile, { kind: Kind }>;

const found = z.enum(['sound', 'findings']);

const treeFindingId = everyOf<FileOf<'database'>['looseEnds'][number]['id']>()(
  'tree-page',
  'tree-link',
  'tree-bound',
  'tree-depth',
  'tree-unreached',
  'tree-space',
);

const findingId = everyOf<Finding['id']>()(
  'header',
  'header-shadow',
  'header-copies-differ',
  'size',
  'page-checksum',
  'page-number',
  'page-beyond-end',
  'page-keys',
  'tree-page',
  'tree-link',
  'tree-bound',
  'tree-depth',
  'tree-unreached',
  'tree-space',
  'patch-unfinished',
  'patch-mismatch',
  'patch-image',
  'patch-image-missing',
  'log-version',
  'log-generation',
  'log-records',
  'log-missing',
  'log-signature',
  'log-sequence',
  'log-duplicate',
  'checkpoint-signature',
  'checkpoint-log-missing',
  'database-stream',
  'set-starts-too-late',
  'set-ends-too-early',
);

const finding = objectOf<Finding>({
  id: findingId,
  place: objectOf<NonNullable<Finding['place']>>({
    offsetBytes: bytes,
    pageNumber: count.describe('The logical page, 0 where none is meant.'),
    position: logPosition.nullable().describe('In a log; null elsewhere.'),
  })
    .nullable()
    .describe('Where in the file; null: the file as a whole.'),
  what: text,
  advice: text,
  errors: z.array(integer).describe('What the engine of the era answers when it meets this.'),
}).meta({ id: 'finding' });

/** What every report of a file of the engine has. */
const common = {
  file: text,
  verdict: found,
  sizeBytes: bytes,
  findings: z.array(finding).describe('The first thousand of them.'),
  findingCount: count,
  notes: texts.describe('What is worth knowing and not wrong.'),
};

const pageFacts = objectOf<FileOf<'database'>['pages']>({
  pageCount: count,
  zeroPageCount: count,
  damagedPageCount: count,
  newestDatabaseTime: count,
}).meta({ id: 'pageFacts' });

/** What `verify --json` prints of one file. */
export const verifiedFile = z.union([
  objectOf<FileOf<'database'>>({
    ...common,
    kind: z.literal('database'),
    header: databaseHeader.nullable().describe('Null when neither copy can be used.'),
    pages: pageFacts,
    treeCount: count,
    looseEnds: z.array(
      objectOf<FileOf<'database'>['looseEnds'][number]>({
        id: treeFindingId,
        pageNumber: count,
        what: text,
        newestTime: count.nullable().describe('Null where no time can settle whether it is damage.'),
      }),
    ),
    looseEndCount: count,
  }),
  objectOf<FileOf<'patch'>>({
    ...common,
    kind: z.literal('patch'),
    header: databaseHeader.nullable(),
    images: pageFacts,
  }),
  objectOf<FileOf<'log'>>({
    ...common,
    kind: z.literal('log'),
    header: logHeader.nullable(),
    namedGeneration: count.nullable().describe("The generation in the file's name; null when there is none."),
    isCurrent: z.boolean(),
    recordCount: count,
    endPosition: logPosition.nullable(),
    isClosed: z.boolean(),
  }),
  objectOf<FileOf<'checkpoint'>>({ ...common, kind: z.literal('checkpoint'), checkpoint: checkpoint.nullable() }),
  objectOf<FileOf<'reserve'>>({ ...common, kind: z.literal('reserve') }),
  objectOf<FileOf<'manifest'>>({
    file: text,
    verdict: found,
    kind: z.literal('manifest'),
    problems: texts.describe('What the manifest of a set says otherwise than its files, or than itself.'),
  }),
  objectOf<Extract<VerifiedFile, { reason: string }>>({
    file: text,
    verdict: z.enum(['unusable', 'unreadable']),
    reason: text,
  }),
  objectOf<Exclude<VerifiedFile, { kind: string } | { reason: string }>>({
    file: text,
    verdict: z.literal('skipped'),
  }),
]);

/** What `verify-set --json` prints. */
export const verifiedSets = z.array(z.strictObject({ set: text, good: z.boolean(), problems: texts }));
