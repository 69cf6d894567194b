import { z } from 'zod';
import { backupKinds } from '../../procedures/index.ts';
import { codePage, databases, failureFields, form, service, setName, text } from './fields.ts';

const backupDeviations = z
  .strictObject({
    truncateAfterFailure: z.boolean().optional().describe('Truncate although the backup failed (Q159838).'),
    logsBeforeLastClose: z
      .boolean()
      .optional()
      .describe('Ask for the log list before the last database is read and closed (Q256347).'),
    skipPatchFile: z.boolean().optional().describe('Do not save the patch files (Q200941).'),
    closeHidesReadError: z
      .boolean()
      .optional()
      .describe('Let a good close hide a failed read, as the SDK sample does.'),
    stopAfterCalls: z.int().min(0).max(1_000_000).optional().describe('The client dies after this many calls.'),
  })
  .describe('What this agent does wrong on purpose.');

export const backup = z.strictObject({
  service,
  kind: z.enum(backupKinds),
  set: setName,
  fallback: z.boolean().optional().describe('Take a full backup when the server refuses one of the logs only.'),
  form,
  codePage,
  clientName: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,63}$/, 'expected 1 to 63 letters, digits or hyphens')
    .optional()
    .describe('Computer name of a remote client; the server itself unless told.'),
  clientSystem: z
    .enum(['nt-3.51', 'nt-4.0'])
    .optional()
    .describe('Windows of a remote client; some builds of the server fail one of them.'),
  obstacle: z
    .enum(['netbios-off', 'no-endpoints'])
    .optional()
    .describe(
      'What keeps a remote client from the server: NetBIOS is off, or no endpoints are at the address it uses.',
    ),
  terminalSession: z.literal(true).optional().describe('The client runs in a Terminal Server session.'),
  undrained: z
    .literal(true)
    .optional()
    .describe('The client throws away or hoards what it reads, as a backup to NULL does.'),
  bufferKiB: z
    .int()
    .min(12)
    .max(65_536)
    .multipleOf(4)
    .optional()
    .describe(
      'Size of the read buffer, a multiple of 4; some builds fail with one above 64 or 512 (Q253216, Q237953).',
    ),
  databases: databases
    .optional()
    .describe('Only these databases are read, as an agent does that is told to back up one store; all unless told.'),
  loadDuring: z.int().min(0).max(1000).optional().describe('Transactions that happen between any two calls.'),
  mediumMiB: z.number().positive().max(1_000_000).optional().describe('The medium of the sets is full after so much.'),
  deviations: backupDeviations.optional(),
  expect: z
    .strictObject({
      result: z
        .enum(['ok', 'warned', 'failed', 'vanished', 'hung'])
        .describe(
          'ok: a set and no warning; warned: a good set, but something else failed; vanished: the client died; hung: a call never came back.',
        ),
      takenAs: z.enum(backupKinds).optional().describe('The kind really taken, after a fallback.'),
      ...failureFields,
      truncated: z
        .union([z.int().min(0), z.literal('some')])
        .optional()
        .describe('How many logs the server deleted.'),
      patchPages: z.enum(['none', 'some']).optional().describe('Whether the saved patch files hold page images.'),
    })
    .optional()
    .describe('What must come of it; without it the backup must be ok.'),
});

export const restore = z.strictObject({
  service,
  sets: z.array(setName).min(1).max(1000).describe('The chain, oldest first.'),
  databases: databases.optional().describe('Only these databases of the sets; all unless told.'),
  erase: z.boolean().optional().describe('Remove old logs, patch files and databases first; true unless told.'),
  form,
  codePage,
  deviations: z
    .strictObject({
      acceptBrokenChain: z.boolean().optional().describe('Restore sets that do not form a chain.'),
      skipPatchFile: z.boolean().optional().describe('Do not write the patch files back.'),
    })
    .optional()
    .describe('What this agent does wrong on purpose.'),
  expect: z
    .strictObject({
      result: z
        .enum(['ok', 'failed', 'refused', 'vanished', 'hung'])
        .describe(
          'failed: a call or the target failed; refused: the agent did not even begin; vanished: the client died; hung: a call never came back.',
        ),
      ...failureFields,
      reason: text(200).optional().describe('Words that the reason must contain.'),
    })
    .optional()
    .describe('What must come of it; without it the restore must be ok.'),
});
