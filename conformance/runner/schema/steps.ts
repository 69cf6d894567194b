import { z } from 'zod';
import { parseFault } from '../../../simulator/exchange/index.ts';
import { backup, restore } from './agentSteps.ts';
import { expectations } from './expectations.ts';
import {
  codeName,
  database,
  deedExpectation,
  drive,
  fileName,
  fileNames,
  label,
  oneLog,
  productName,
  products,
  service,
  text,
} from './fields.ts';

const fault = z
  .string({ error: 'expected a fault as text, such as "at HrBackupRead 3, hang"; see: edbproof faults' })
  .refine((line) => parseFault(line).ok, {
    error: ({ input }) => {
      const parsed = parseFault(String(input));
      return parsed.ok ? '' : `${parsed.problem} (see: edbproof faults)`;
    },
  })
  .describe('A fault as text: at HrBackupRead 3, return hrReadVerifyFailure. See `edbproof faults`.');

const whileRunning = z
  .literal(true)
  .optional()
  .describe('The tool is run although the service runs; without it the service is stopped and started again.');

const registryKey = z
  .string()
  .regex(
    /^HKLM(\\[^\\]{1,100}){1,12}$/,
    'expected a key such as HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS',
  );

const registryData = z
  .union([
    z.string().max(400),
    z.int().min(0).max(0xffffffff),
    z.array(z.string().max(400)).max(100),
    z.strictObject({ hex: z.string().regex(/^([0-9A-Fa-f]{2}){0,400}$/, 'expected pairs of hexadecimal digits') }),
    z.null(),
  ])
  .describe('Text is a REG_SZ, a number a REG_DWORD, a list a REG_MULTI_SZ, { hex: "01" } a REG_BINARY; null deletes.');

/** Everything that can happen, by name. */
export const stepFields = {
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
  lose: z
    .strictObject({ profile: productName.optional() })
    .describe(
      'The disks of the server are gone; an empty server of the same name, perhaps of another product, stands in.',
    ),
  loseDrive: z
    .strictObject({ drive })
    .describe('A drive is gone with all its files, and the services that had files on it die; an empty one stands in.'),
  loseDatabase: z
    .strictObject({ database })
    .describe('The process of the service dies and the file of a database is gone; its logs are still there.'),
  defragment: z
    .strictObject({ database, whileRunning, expect: deedExpectation })
    .describe('Offline defragmentation of a database (the service is stopped for it unless told otherwise).'),
  moveDatabase: z
    .strictObject({ database, folder: text(200) })
    .describe('A database file moves to another folder (the service is stopped for it).'),
  deleteLog: oneLog.describe('Somebody deletes a closed log.'),
  forgeLog: oneLog.describe('Somebody puts a closed log in place that does not continue its predecessor.'),
  deleteFiles: z
    .strictObject({ service, files: fileNames })
    .describe('Somebody deletes files of a service that is stopped.'),
  keepFiles: z
    .strictObject({ service, files: fileNames, as: label })
    .describe('Somebody copies files of a service, running or not, with ordinary file operations.'),
  putFiles: z.strictObject({ service, from: label }).describe('Files that were kept are put back where they were.'),
  renameFile: z
    .strictObject({ service, file: fileName, to: fileName })
    .describe('Somebody gives a file of a service that is stopped another name in its folder.'),
  holdFiles: z
    .strictObject({ service, files: fileNames, on: z.boolean() })
    .describe(
      'Another program, such as a virus scanner, holds files of a service: nobody else opens them; or no longer.',
    ),
  holdDatabase: z.strictObject({ database, on: z.boolean() }).describe('The same for the file of a database.'),
  protectFiles: z
    .strictObject({ service, files: fileNames, on: z.boolean() })
    .describe('Files of a service are marked read-only: they are read, and nobody writes them; or no longer.'),
  recoverOffline: z
    .strictObject({ service, expect: deedExpectation })
    .describe(
      'Somebody runs soft recovery with a tool (eseutil /r, isinteg -patch), for which the service should be stopped.',
    ),
  deletePatchFiles: z
    .strictObject({ service })
    .describe('Somebody deletes the patch files (the service is stopped for it).'),
  deleteRestoreKey: z.strictObject({ service }).describe('Somebody deletes the "Restore in Progress" key.'),
  setCircularLogging: z.strictObject({ service, on: z.boolean() }).describe('Circular logging is switched.'),
  disableIncremental: z.strictObject({ service }).describe('HrSetCurrentBackupLog(BACKUP_DISABLE_INCREMENTAL).'),
  editRegistry: z
    .strictObject({ key: registryKey, value: text(200), to: registryData })
    .describe('Somebody edits the registry. A service reads most of it when it starts.'),
  install: z
    .strictObject({ profile: productName })
    .describe('Another build of the product is installed (running services are stopped and started for it).'),
  fault,
  faults: z.array(fault).min(1).max(100).describe('Several faults, which wait at the same time.'),
  expect: expectations.describe('What must be true now.'),
} as const;

/** One step: one of the keys above, and on which products it is played. */
export const step = z
  .strictObject({ ...stepFields, products })
  .partial()
  .refine((value) => Object.keys(value).filter((key) => key !== 'products').length === 1, {
    message: 'a step has exactly one of the known keys, and "products" beside it where it is not for all',
  });
