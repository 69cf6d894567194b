import { BackupGrbit, BackupType, type Hbc } from '../../simulator/protocol/index.ts';
import { type BackupKind, readsDatabases, truncatesLogs } from './backupKind.ts';
import { call } from './call.ts';
import { type Attempt, callFailure, type Failure, failed, isFailure, otherFailure, succeeded } from './failure.ts';
import { fetchList, prepareBackup } from './forms.ts';
import { fullBackupReasons } from './fullBackupReason.ts';
import { isPatchFile } from './generation.ts';
import { type BackupOptions, backupOptionsFailure } from './options.ts';
import { type BackupOutcome, failedOutcome, killedOutcome } from './outcome.ts';
import { goOn, note, tell } from './pause.ts';
import { isRefusalOfLogsOnly } from './refusal.ts';
import { type ReadingSession, saveFile } from './saveFile.ts';
import type { AnnouncedFile, CompletedSet, Procedure, SavedFile } from './steps.ts';
import { vanishAfter } from './vanish.ts';

/** Everything that has to be put away again, and what has been saved so far. */
interface Session extends ReadingSession {
  readonly kind: BackupKind;
  readonly unfreedLists: Uint8Array[];
  readonly saved: SavedFile[];
}

/**
 * One online backup, from HrBackupPrepare to HrBackupEnd (edbbcli.md 4.1 to 4.4 and the error contract of 4.6).
 *
 * Nothing is truncated before the sink has said that the set is durable, nor after any failure. Lists are freed once,
 * the open file is closed and the context ended on every path, and the first failure is the one that is reported.
 */
export function* backup(options: BackupOptions): Procedure<BackupOutcome> {
  const { stopAfterCalls } = options.deviations;
  if (stopAfterCalls === null) return yield* wholeBackup(options);
  return (yield* vanishAfter(wholeBackup(options), stopAfterCalls)) ?? killedOutcome(options);
}

function* wholeBackup(options: BackupOptions): Procedure<BackupOutcome> {
  const inputFailure = backupOptionsFailure(options);
  if (inputFailure !== null) return failedOutcome(options, inputFailure);
  const prepared = yield* prepare(options);
  if (!prepared.context.ok) return { ...failedOutcome(options, prepared.context.failure), refusal: prepared.refusal };

  const session: Session = {
    hbc: prepared.context.value,
    options,
    kind: prepared.kind,
    buffer: new Uint8Array(options.bufferSizeBytes),
    warnings: [],
    unfreedLists: [],
    saved: [],
  };
  const work = yield* saveEverything(session);
  const outcome = work.ok ? yield* finish(session) : yield* giveUp(session, work.failure);
  return { ...outcome, refusal: prepared.refusal };
}

interface Prepared {
  readonly context: Attempt<Hbc>;
  /** The kind really prepared. */
  readonly kind: BackupKind;
  readonly refusal: Failure | null;
}

/** Prepares the asked kind. What is known, or a refusal of the logs only, may make it a full one, once, and says so. */
function* prepare(options: BackupOptions): Procedure<Prepared> {
  const { kind } = options;
  const allowed = yield* goOn();
  if (!allowed.ok) return { context: allowed, kind, refusal: null };
  yield* warnOfLongName(options.clientName);
  if (readsDatabases(kind)) return { context: yield* prepareFull(options), kind, refusal: null };
  const [reason] = options.fullBackupReasons;
  if (reason !== undefined) {
    yield* note('warning', `A full backup is taken instead of the ${kind} one, because ${fullBackupReasons[reason]}.`);
    return { context: yield* prepareFull(options), kind: 'full', refusal: null };
  }
  const context = yield* prepareBackup(options, BackupGrbit.canonicalForLogsOnly, BackupType.BACKUP_TYPE_LOGS_ONLY);
  if (context.ok || !options.fallback || !isRefusalOfLogsOnly(context.failure)) return { context, kind, refusal: null };
  yield* note('warning', `${context.failure.what} A full backup is taken instead of the ${kind} one.`);
  return { context: yield* prepareFull(options), kind: 'full', refusal: context.failure };
}

/** Q275885: from this length on, the name of a remote client is more than some servers can take. */
const LONG_CLIENT_NAME_CHARACTERS = 15;

function* warnOfLongName(clientName: string | null): Procedure<void> {
  if (clientName === null || clientName.length < LONG_CLIENT_NAME_CHARACTERS) return;
  yield* note(
    'warning',
    `The name of this computer, ${clientName}, has ${clientName.length} characters: remote backups from it stall with Edbbcli.dll before 5.5.2654.15 (Q275885). Use a client with a shorter name, or that build.`,
  );
}

const prepareFull = (options: BackupOptions): Procedure<Attempt<Hbc>> =>
  prepareBackup(options, BackupGrbit.canonicalForFull, BackupType.BACKUP_TYPE_FULL);

function* saveEverything(session: Session): Procedure<Attempt<void>> {
  const begun = yield* tell({ kind: 'begin-set', backupKind: session.kind });
  if (!begun.ok) return begun;
  if (readsDatabases(session.kind)) {
    const databases = yield* saveDatabases(session);
    if (!databases.ok) return databases;
  }
  const logs = yield* saveLogs(session);
  if (!logs.ok) return logs;
  return yield* tell({ kind: 'commit-set', set: completedSet(session) });
}

function* saveDatabases(session: Session): Procedure<Attempt<void>> {
  const { hbc, options } = session;
  const names = yield* fetchSessionList(session, 'HrBackupGetDatabaseNames');
  if (!names.ok) return names;
  const wanted = wantedDatabases(names.value, options.databaseFiles);
  if (!wanted.ok) return wanted;
  const lastIndex = wanted.value.length - 1;
  for (const [index, file] of wanted.value.entries()) {
    const tooEarly = options.deviations.logsBeforeLastClose && index === lastIndex;
    const saved = yield* saveFile(session, file, tooEarly ? () => askForLogsTooEarly(session, hbc) : undefined);
    if (!saved.ok) return saved;
    session.saved.push(saved.value);
  }
  yield* freeLists(session);
  return succeeded(undefined);
}

/** Those of the listed databases that were asked for. What was asked for and is not listed is a failure, never a smaller set. */
function wantedDatabases(
  listed: readonly AnnouncedFile[],
  asked: readonly string[] | null,
): Attempt<readonly AnnouncedFile[]> {
  if (asked === null) return succeeded(listed);
  const isCalled = ({ path }: AnnouncedFile, name: string): boolean =>
    path.slice(path.lastIndexOf('\\') + 1).toLowerCase() === name.toLowerCase();
  const missing = asked.find((name) => !listed.some((file) => isCalled(file, name)));
  if (missing !== undefined) {
    return failed(
      otherFailure('input', `the server lists no database ${missing}`, 'Ask for one that it has.', missing),
    );
  }
  return succeeded(listed.filter((file) => asked.some((name) => isCalled(file, name))));
}

/** The defect of Q256347: the server computes its list now, and gives the same one when it is asked properly. */
function* askForLogsTooEarly(session: Session, hbc: Hbc): Procedure<void> {
  const list = yield* fetchList('HrBackupGetBackupLogs', hbc, session.options.form);
  if (list.ok) session.unfreedLists.push(list.value.raw);
}

/** Only reached when every database is closed. */
function* saveLogs(session: Session): Procedure<Attempt<void>> {
  const files = yield* fetchSessionList(session, 'HrBackupGetBackupLogs');
  if (!files.ok) return files;
  const { skipPatchFile } = session.options.deviations;
  for (const file of files.value) {
    if (skipPatchFile && isPatchFile(file.token)) continue;
    const saved = yield* saveFile(session, file);
    if (!saved.ok) return saved;
    session.saved.push(saved.value);
  }
  yield* freeLists(session);
  return succeeded(undefined);
}

type BackupListName = 'HrBackupGetDatabaseNames' | 'HrBackupGetBackupLogs';

function* fetchSessionList(session: Session, name: BackupListName) {
  const allowed = yield* goOn();
  if (!allowed.ok) return allowed;
  const list = yield* fetchList(name, session.hbc, session.options.form);
  if (!list.ok) return list;
  session.unfreedLists.push(list.value.raw);
  return succeeded(list.value.entries);
}

function* freeLists(session: Session): Procedure<void> {
  for (const list of session.unfreedLists.splice(0)) yield* call('BackupFree', list);
}

function completedSet(session: Session): CompletedSet {
  const { options, kind, saved } = session;
  return { kind, server: options.server, annotation: options.annotation, files: [...saved], ...generationRange(saved) };
}

function generationRange(files: readonly SavedFile[]): Pick<CompletedSet, 'lowGeneration' | 'highGeneration'> {
  let lowGeneration: number | null = null;
  let highGeneration: number | null = null;
  for (const { generation } of files) {
    if (generation === null) continue;
    lowGeneration = Math.min(lowGeneration ?? generation.fromHeader, generation.fromHeader);
    highGeneration = Math.max(highGeneration ?? generation.fromHeader, generation.fromHeader);
  }
  return { lowGeneration, highGeneration };
}

/** The set is durable: truncate where the kind asks for it, end the context. A failure here is told, but the set stays. */
function* finish(session: Session): Procedure<BackupOutcome> {
  const { hbc, kind, options } = session;
  const followUps: Failure[] = [];
  let truncation: BackupOutcome['truncation'] = 'not-asked';
  if (truncatesLogs(kind)) {
    const { code } = yield* call('HrBackupTruncateLogs', hbc);
    truncation = isFailure(code) ? 'failed' : 'done';
    if (isFailure(code)) followUps.push(callFailure('HrBackupTruncateLogs', code));
  }
  followUps.push(...(yield* end(session)));
  const spotless = followUps.length === 0 && session.warnings.length === 0;
  return {
    result: spotless ? 'completed' : 'completed-with-warnings',
    requestedKind: options.kind,
    set: completedSet(session),
    refusal: null,
    failure: null,
    followUps,
    warnings: session.warnings,
    truncation,
  };
}

/** After the first failure: no truncation, everything put away, the context ended. */
function* giveUp(session: Session, failure: Failure): Procedure<BackupOutcome> {
  const { hbc, options } = session;
  let truncation: BackupOutcome['truncation'] = 'not-asked';
  if (options.deviations.truncateAfterFailure) {
    const { code } = yield* call('HrBackupTruncateLogs', hbc);
    truncation = isFailure(code) ? 'failed' : 'done';
  }
  yield* freeLists(session);
  const followUps = yield* end(session);
  // Also when begin-set itself was refused: a sink may have failed half-way through it.
  const abandoned = yield* tell({ kind: 'abandon-set' });
  if (!abandoned.ok) followUps.push(abandoned.failure);
  return { ...failedOutcome(options, failure), followUps, warnings: session.warnings, truncation };
}

function* end(session: Session): Procedure<Failure[]> {
  const { code } = yield* call('HrBackupEnd', session.hbc);
  return isFailure(code) ? [callFailure('HrBackupEnd', code)] : [];
}
