import type { FunctionBaseName } from '../../simulator/protocol/index.ts';
import { allowingFlags, type DestructiveName, isAllowed, kindInEffect } from './destructive.ts';
import type { BackupTask, DriveJob, RestoreTask } from './job.ts';
import type { SkippedStep } from './messages.ts';
import type { Recognition } from './recognise.ts';

/** What is going to happen, known before the first call. */
export interface Plan {
  readonly job: DriveJob;
  /** "64-bit Linux library (x64)". */
  readonly description: string;
  readonly recognition: Recognition;
  /** Functions that will be called if all goes well, in the order of their first call. */
  readonly calls: readonly FunctionBaseName[];
  /** Sentences about what changes on the server, or elsewhere. */
  readonly changes: readonly string[];
  readonly skipped: readonly (SkippedStep & { readonly consequence: string })[];
}

type Step = FunctionBaseName;

const backupSteps = (readsDatabases: boolean): readonly Step[] => [
  'HrBackupPrepare',
  ...(readsDatabases ? (['HrBackupGetDatabaseNames'] as const) : []),
  ...(readsDatabases ? [] : (['HrBackupGetBackupLogs'] as const)),
  'HrBackupOpenFile',
  'HrBackupRead',
  'HrBackupClose',
  ...(readsDatabases ? (['BackupFree', 'HrBackupGetBackupLogs'] as const) : (['BackupFree'] as const)),
];

export function planOf(job: DriveJob, description: string, recognition: Recognition): Plan {
  const rest = job.task === 'backup' ? planBackup(job) : planRestore(job);
  return { job, description, recognition, ...rest };
}

type PlanOfTask = Pick<Plan, 'calls' | 'changes' | 'skipped'>;

function planBackup(job: BackupTask): PlanOfTask {
  const { kind, permissions, server } = job;
  const effect = kindInEffect(kind, permissions);
  const steps = backupSteps(kind === 'full' || kind === 'copy');
  const truncates = effect === 'full' || effect === 'incremental';
  const changes = [`The set ${job.folder}/${job.name} is written on this computer.`];
  if (truncates)
    changes.push(`HrBackupTruncateLogs deletes logs on ${server}: those that the next backup does not need.`);
  const skipped = effect === kind ? [] : [skip('HrBackupTruncateLogs', truncationConsequence(kind))];
  const calls: readonly Step[] = truncates
    ? [...steps, 'HrBackupTruncateLogs', 'HrBackupEnd']
    : [...steps, 'HrBackupEnd'];
  return { calls, changes, skipped };
}

const truncationConsequence = (kind: BackupTask['kind']): string =>
  kind === 'full'
    ? 'The logs stay; the set is in effect a copy, and its manifest says so.'
    : 'The logs stay, and the next backup reads them again; the set is in effect differential, and its manifest says so.';

function planRestore(job: RestoreTask): PlanOfTask {
  const { permissions, server, setPaths } = job;
  const begin: readonly Step[] = ['HrRestorePrepare', 'HrRestoreGetDatabaseLocations'];
  const end: readonly Step[] = ['BackupFree', 'HrRestoreEnd'];
  if (!isAllowed('HrRestoreRegister', permissions)) {
    const skipped = [
      skip(
        'HrRestoreRegister',
        `Nothing is registered and no file written: ${server} is only asked where they would go.`,
      ),
      skip('HrRestoreRegisterComplete', 'There is nothing to complete.'),
    ];
    return { calls: [...begin, ...end], changes: [], skipped };
  }
  const sets = setPaths.length === 1 ? 'The set is' : `The ${setPaths.length} sets are`;
  const where = job.disk === null ? `to its shares` : `to its disks under ${job.disk}`;
  const changes = [
    `HrRestoreRegister marks the service on ${server} as being restored, and it does not start until that is completed.`,
    `${sets} written ${where}, over files of the same names.`,
    ...(job.eraseExisting ? ['All logs, and the databases and patch files that are restored, are removed first.'] : []),
  ];
  if (isAllowed('HrRestoreRegisterComplete', permissions)) {
    changes.push('HrRestoreRegisterComplete lets the service start; it then replays the logs.');
    return { calls: [...begin, 'HrRestoreRegister', 'HrRestoreRegisterComplete', ...end], changes, skipped: [] };
  }
  const consequence =
    'The service stays marked as being restored: it does not start and takes no other restore until somebody completes this one.';
  return {
    calls: [...begin, 'HrRestoreRegister', ...end],
    changes,
    skipped: [skip('HrRestoreRegisterComplete', consequence)],
  };
}

const skip = (call: DestructiveName, consequence: string) => ({ call, flag: allowingFlags[call], consequence });

/** The plan for a person, a line each. */
export function planLines({ job, description, recognition, calls, changes, skipped }: Plan): readonly string[] {
  const { isSimulator, why } = recognition;
  const what = job.task === 'backup' ? `${job.kind} backup` : `restore of ${job.setPaths.join(', ')}`;
  const ours = isSimulator ? "edbproof's own simulator" : "not edbproof's own simulator";
  return [
    `Library: ${job.library}, a ${description}; ${ours}: ${why}.`,
    `Server:  ${job.server}, ${job.annotation}`,
    `Task:    ${what}, ${job.form.kind} functions`,
    `Calls:   ${calls.join(', ')}`,
    ...changes.map((change) => `Changes: ${change}`),
    ...skipped.map(({ call, flag, consequence }) => `Skips:   ${call}, because ${flag} was not given. ${consequence}`),
  ];
}
