import type { EdbbcliApi } from '../../simulator/protocol/index.ts';
import { AnnouncingStorage, runBackup, runRestore } from '../agent/index.ts';
import { backupOptions, type Failure, noRestoreDeviations } from '../procedures/index.ts';
import { describeCall } from './describeCall.ts';
import { allowingFlags, type CallWatch, guardedApi, isAllowed, kindInEffect } from './destructive.ts';
import type { BackupTask, DriveJob, RestoreTask } from './job.ts';
import type { ChildMessage, DriveReport, SkippedStep } from './messages.ts';
import { ServerFolder } from './serverFolder.ts';
import { TraceFilter } from './traceFilter.ts';

type Report = Omit<DriveReport, 'unfreedLists' | 'strayFrees'>;

/** Where a job tells what it does; a `begin` has left this process when the call returns. */
export interface JobSurroundings {
  tell(message: ChildMessage): void;
  readonly signal: AbortSignal;
}

/** Runs a job on a library, with the reference agent. */
export function runJob(api: EdbbcliApi, job: DriveJob, surroundings: JobSurroundings): Promise<Report> {
  const skipped: SkippedStep[] = [];
  return job.task === 'backup'
    ? runBackupJob(api, job, surroundings, skipped)
    : runRestoreJob(api, job, surroundings, skipped);
}

/** Every call is announced; a skipped one is told of, and its line in the trace is that of a skipped step. */
function watchOf({ tell }: JobSurroundings, trace: TraceFilter, skipped: SkippedStep[]): CallWatch {
  return {
    begins: (name, values) => tell({ kind: 'begin', what: describeCall(name, values) }),
    skips: (name) => {
      const step = { call: name, flag: allowingFlags[name] };
      skipped.push(step);
      trace.skipNext(step);
    },
  };
}

const truncateStep: SkippedStep = { call: 'HrBackupTruncateLogs', flag: allowingFlags.HrBackupTruncateLogs };

async function runBackupJob(
  api: EdbbcliApi,
  job: BackupTask,
  surroundings: JobSurroundings,
  skipped: SkippedStep[],
): Promise<Report> {
  const { tell, signal } = surroundings;
  const kind = kindInEffect(job.kind, job.permissions);
  const leftOut = kind === job.kind ? null : truncateStep;
  const trace = new TraceFilter((line) => tell({ kind: 'trace', line }), leftOut);
  const { takenAt } = job;
  const result = await runBackup({
    api: guardedApi(api, job.permissions, watchOf(surroundings, trace, skipped)),
    options: backupOptions(job.server, job.annotation, kind, {
      form: job.form,
      bufferSizeBytes: job.bufferSizeBytes,
    }),
    storage: new AnnouncingStorage((state, path) => tell({ kind: 'folder', state, path })),
    folder: job.folder,
    name: job.name,
    origin: null,
    ...(leftOut === null ? {} : { skipped: [leftOut.call] }),
    now: () => (takenAt === null ? new Date() : new Date(takenAt)),
    signal,
    onNote: (level, text) => tell({ kind: 'note', level, text }),
    onTraceLine: (line) => trace.add(line),
  });
  if (!result.ok) return { ...nothingDone(skipped), ...failed(`${result.problem}.`) };
  const { outcome, setPath } = result.report;
  const { set, failure } = outcome;
  if (leftOut !== null && set !== null) skipped.push(leftOut);
  const warnings = [...outcome.followUps.map(({ what }) => what), ...outcome.warnings];
  if (set === null || setPath === null) return { ...nothingDone(skipped), warnings, ...failureOf(failure) };
  return {
    ...nothingDone(skipped),
    result: outcome.result === 'completed' ? 'completed' : 'completed-with-warnings',
    warnings,
    set: {
      path: setPath,
      kind: set.kind,
      files: set.files.length,
      sizeBytes: set.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      lowGeneration: set.lowGeneration,
      highGeneration: set.highGeneration,
    },
  };
}

async function runRestoreJob(
  api: EdbbcliApi,
  job: RestoreTask,
  surroundings: JobSurroundings,
  skipped: SkippedStep[],
): Promise<Report> {
  const { tell, signal } = surroundings;
  const trace = new TraceFilter((line) => tell({ kind: 'trace', line }), null);
  const result = await runRestore({
    api: guardedApi(api, job.permissions, watchOf(surroundings, trace, skipped)),
    files: new ServerFolder(job.server, job.disk),
    storage: new AnnouncingStorage(() => {}),
    setPaths: job.setPaths,
    options: {
      server: job.server,
      annotation: job.annotation,
      form: job.form,
      eraseExisting: job.eraseExisting,
      deviations: noRestoreDeviations,
    },
    signal,
    onNote: (level, text) => tell({ kind: 'note', level, text }),
    onTraceLine: (line) => trace.add(line),
  });
  if (!result.ok) {
    return { ...nothingDone(skipped), ...failed(`${result.problems.join('; ')}.`) };
  }
  const { outcome } = result;
  const registerSkipped = skipped.some(({ call }) => call === 'HrRestoreRegister');
  if (registerSkipped && outcome.failure?.call === `HrRestoreRegister${job.form.kind}`) {
    if (!isAllowed('HrRestoreRegisterComplete', job.permissions)) {
      skipped.push({ call: 'HrRestoreRegisterComplete', flag: allowingFlags.HrRestoreRegisterComplete });
    }
    return { ...nothingDone(skipped), result: 'skipped', warnings: outcome.followUps.map(({ what }) => what) };
  }
  return {
    ...nothingDone(skipped),
    ...(outcome.result === 'completed' ? { result: outcome.result } : failureOf(outcome.failure)),
    warnings: outcome.followUps.map(({ what }) => what),
    restored: {
      sets: [...outcome.restoredSets],
      databases: outcome.databases.map(({ newPath }) => newPath),
      lowGeneration: outcome.lowGeneration,
      highGeneration: outcome.highGeneration,
    },
  };
}

const nothingDone = (skipped: SkippedStep[]): Report => ({
  result: 'completed',
  what: null,
  advice: null,
  warnings: [],
  set: null,
  restored: null,
  skipped,
});

const failed = (what: string) => ({ result: 'failed' as const, what, advice: null });

function failureOf(failure: Failure | null): Pick<Report, 'result' | 'what' | 'advice'> {
  if (failure === null) return failed('The agent gave up, and said no reason.');
  const { kind, what, advice } = failure;
  return { result: kind === 'interrupted' ? 'interrupted' : 'failed', what, advice };
}
