import { z } from 'zod';
import { parseFault } from '../../simulator/exchange/index.ts';
import { profiles } from '../../simulator/profiles/index.ts';
import { codePages, findCode, functionInfos } from '../../simulator/protocol/index.ts';
import { backupKinds } from '../procedures/index.ts';

/**
 * The format of a scenario: a server in a given state, and what happens to it. Every field has a description, because the
 * JSON Schema made from this file is what editors show.
 */

const service = z
  .enum(['information-store', 'directory'])
  .optional()
  .describe('The service meant; the information store if the server has one.');
const database = z.enum(['priv', 'pub', 'dir']);
const sizeMiB = z.number().positive().max(16_384);
const text = (maximum: number) => z.string().trim().min(1).max(maximum);
const setName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'expected letters, digits, ".", "-" and "_"')
  .describe('Name of a backup set: a folder among the sets.');
const codeName = text(60)
  .refine((name) => findCode(name).found, {
    error: ({ input }) => `no code is called "${String(input)}"; see: edbproof explain ${String(input)}`,
  })
  .describe('Name of a code (hrCircularLogging) or its number (0xC7FF000B, -560).');
const callName = z
  .enum(functionInfos.map(({ baseName }) => baseName))
  .describe('A function of the API, without the A or W at its end.');
const fileNames = z
  .array(text(100))
  .min(1)
  .max(20)
  .describe('Names of files in the folders of the service; * stands for anything: edb0*.log.');
const generationChoice = {
  service,
  generation: z.int().min(1).max(0xfffff).optional().describe('Generation of a closed log.'),
  position: z
    .enum(['first', 'second', 'middle', 'last'])
    .optional()
    .describe('Which of the closed logs on disk, instead of a generation.'),
};
const oneLog = z
  .strictObject(generationChoice)
  .refine(({ generation, position }) => (generation === undefined) !== (position === undefined), {
    message: 'give either a generation or a position',
  });
const form = z.enum(['W', 'A']).optional().describe('Which half of the A/W pairs the agent calls; W unless told.');
const codePage = z.enum(codePages).optional().describe('Code page of the A calls; cp1252 unless told.');

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

const failureFields = {
  code: codeName.optional(),
  call: callName.optional(),
};

const backup = z.strictObject({
  service,
  kind: z.enum(backupKinds),
  set: setName,
  fallback: z.boolean().optional().describe('Take a full backup when the server refuses one of the logs only.'),
  form,
  codePage,
  clientName: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,63}$/)
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
  bufferKiB: z.int().min(12).max(512).multipleOf(4).optional().describe('Size of the read buffer, a multiple of 4.'),
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

const restore = z.strictObject({
  service,
  sets: z.array(setName).min(1).max(1000).describe('The chain, oldest first.'),
  databases: z.array(database).min(1).max(2).optional().describe('Only these databases of the sets; all unless told.'),
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

const fault = z
  .string({ error: 'expected a fault as text, such as "at HrBackupRead 3, hang"; see: edbproof faults' })
  .refine((line) => parseFault(line).ok, {
    error: ({ input }) => {
      const parsed = parseFault(String(input));
      return parsed.ok ? '' : `${parsed.problem} (see: edbproof faults)`;
    },
  })
  .describe('A fault as text: at HrBackupRead 3, return hrReadVerifyFailure. See `edbproof faults`.');

const expectations = z.strictObject({
  service,
  recovered: z
    .union([
      z.literal('all'),
      z.literal('unreadable'),
      z.strictObject({ lost: z.union([z.literal('some'), z.int().min(1)]) }),
    ])
    .optional()
    .describe(
      'Whether every committed transaction is there; or how many are lost; or that they cannot be read at all.',
    ),
  state: z.enum(['running', 'stopped']).optional().describe('State of the service.'),
  event: z.int().min(1).max(65_535).optional().describe('Id of an event that must be in the event log.'),
  noEvent: z.int().min(1).max(65_535).optional().describe('Id of an event that must not be there.'),
  eventText: text(200).optional().describe('With event: words that this event must contain.'),
  noEventText: text(200).optional().describe('Words that no event in the event log may contain, in any case.'),
  restoreKey: z.enum(['present', 'absent']).optional().describe('The "Restore in Progress" key of the service.'),
  patchFiles: z.enum(['present', 'absent']).optional().describe('Patch files beside the logs.'),
  logs: z.int().min(0).optional().describe('Number of closed logs on disk.'),
  circularLogging: z.boolean().optional().describe('What the registry says of circular logging.'),
});

const stepFields = {
  load: z
    .strictObject({ service, transactions: z.int().min(1).max(1_000_000) })
    .describe('Transactions happen: inserts, replacements, removals, some rolled back, some left open.'),
  fillLogs: z
    .strictObject({ service, generations: z.int().min(1).max(200) })
    .describe('Transactions happen until so many more logs are full.'),
  idle: z
    .strictObject({ service, pages: z.int().min(1).max(1_000_000) })
    .describe('The lazy writer goes on for so many pages.'),
  advance: z.strictObject({ hours: z.number().positive().max(100_000) }).describe('Time passes.'),
  backup: backup.describe('The reference agent takes a backup.'),
  restore: restore.describe('The reference agent restores a chain of sets. The service should be stopped.'),
  start: z
    .strictObject({
      service,
      expect: z
        .strictObject({
          result: z.enum(['ok', 'failed']),
          code: codeName.optional(),
          events: z
            .array(z.int().min(0).max(65_535))
            .max(100)
            .optional()
            .describe(
              'Ids of all events that the start writes, in order; several of the same id in a row count as one.',
            ),
        })
        .optional()
        .describe('What must come of it; without it the service must start.'),
    })
    .describe('The service is started; after a restore this is the hard recovery.'),
  stop: z.strictObject({ service }).describe('The service is stopped cleanly.'),
  crash: z.strictObject({ service }).describe('The process of the service dies.'),
  lose: z.strictObject({}).describe('The disks of the server are gone; an empty server of the same name stands in.'),
  loseDatabase: z
    .strictObject({ database })
    .describe('The process of the service dies and the file of a database is gone; its logs are still there.'),
  defragment: z
    .strictObject({ database })
    .describe('Offline defragmentation of a database (the service is stopped for it).'),
  moveDatabase: z
    .strictObject({ database, folder: text(200) })
    .describe('A database file moves to another folder (the service is stopped for it).'),
  deleteLog: oneLog.describe('Somebody deletes a closed log.'),
  forgeLog: oneLog.describe('Somebody puts a closed log in place that does not continue its predecessor.'),
  deleteFiles: z
    .strictObject({ service, files: fileNames })
    .describe('Somebody deletes files of a service that is stopped.'),
  keepFiles: z
    .strictObject({ service, files: fileNames, as: setName })
    .describe('Somebody copies files of a service, running or not, with ordinary file operations.'),
  putFiles: z.strictObject({ service, from: setName }).describe('Files that were kept are put back where they were.'),
  holdDatabase: z
    .strictObject({ database, on: z.boolean() })
    .describe('Another program, such as a backup that copies files, holds the file of a database; or no longer.'),
  recoverOffline: z
    .strictObject({ service })
    .describe('Somebody runs soft recovery with a tool (eseutil /r, isinteg -patch) while the service is stopped.'),
  deletePatchFiles: z
    .strictObject({ service })
    .describe('Somebody deletes the patch files (the service is stopped for it).'),
  deleteRestoreKey: z.strictObject({ service }).describe('Somebody deletes the "Restore in Progress" key.'),
  setCircularLogging: z.strictObject({ service, on: z.boolean() }).describe('Circular logging is switched.'),
  disableIncremental: z.strictObject({ service }).describe('HrSetCurrentBackupLog(BACKUP_DISABLE_INCREMENTAL).'),
  fault,
  faults: z.array(fault).min(1).max(100).describe('Several faults, which wait at the same time.'),
  expect: expectations.describe('What must be true now.'),
} as const;

const step = z
  .strictObject(stepFields)
  .partial()
  .refine((value) => Object.keys(value).length === 1, { message: 'a step has exactly one of the known keys' });

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
      profile: z.enum(profiles.map(({ name }) => name)).describe('A product version: see `edbproof profiles`.'),
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
            })
            .refine((store) => store.private !== undefined || store.public !== undefined, {
              message: 'give a private or a public store, or both',
            })
            .optional(),
          directory: z.strictObject({ size: sizeMiB, circularLogging: z.boolean() }).optional(),
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
      jsonSchema.minProperties = 1;
      jsonSchema.maxProperties = 1;
    },
  });
  return `${JSON.stringify({ title: 'edbproof scenario', ...schema }, null, 2)}\n`;
}
