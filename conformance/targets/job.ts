import { z } from 'zod';
import { Annotation, codePages } from '../../simulator/protocol/index.ts';
import { backupKinds } from '../procedures/index.ts';

/** Destructive steps, each with a permission of its own. */
const permissionsSchema = z.strictObject({
  truncate: z.boolean(),
  register: z.boolean(),
  complete: z.boolean(),
});

const asked = {
  /** Path of the library, as the child sees it. */
  library: z.string().min(1),
  server: z.string().min(1),
  annotation: z.enum([Annotation.EDBBACK_MDB_SERVER, Annotation.EDBBACK_DS_SERVER]),
  form: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('W') }),
    z.strictObject({ kind: z.literal('A'), codePage: z.enum(codePages) }),
  ]),
  permissions: permissionsSchema,
};

const backupSchema = z.strictObject({
  ...asked,
  task: z.literal('backup'),
  kind: z.enum(backupKinds),
  /** Folder that holds sets; it must be there. */
  folder: z.string().min(1),
  name: z.string().min(1),
  bufferSizeBytes: z.int(),
  /** What the manifest says about when the set was taken (ISO 8601); null for the time it is. */
  takenAt: z.iso.datetime().nullable(),
});

const restoreSchema = z.strictObject({
  ...asked,
  task: z.literal('restore'),
  /** Folders of the sets, oldest first. */
  setPaths: z.array(z.string().min(1)).min(1),
  eraseExisting: z.boolean(),
  /** Folder in which the server's shares lie as folders (`D$`); null to write to UNC paths, which Windows can. */
  disk: z.string().nullable(),
});

/** What a child process is to do with a library. */
export const jobSchema = z.discriminatedUnion('task', [backupSchema, restoreSchema]);

export type Permissions = z.infer<typeof permissionsSchema>;
export type BackupTask = z.infer<typeof backupSchema>;
export type RestoreTask = z.infer<typeof restoreSchema>;
export type DriveJob = BackupTask | RestoreTask;

/** What is allowed against a server that is not our own simulator, unless somebody says otherwise. */
export const nothingAllowed: Permissions = { truncate: false, register: false, complete: false };
/** For our own simulator. */
export const everythingAllowed: Permissions = { truncate: true, register: true, complete: true };
