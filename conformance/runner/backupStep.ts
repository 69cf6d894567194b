import type { ExchangeService } from '../../simulator/exchange/index.ts';
import { Bft, EMPTY_PATCH_FILE_SIZE_BYTES } from '../../simulator/protocol/index.ts';
import { type BackupReport, runBackup } from '../agent/index.ts';
import { type BackupOptions, backupOptions, noDeviations } from '../procedures/index.ts';
import type { StepReport } from './events.ts';
import { Expectations } from './expectation.ts';
import { LimitedStorage } from './limitedStorage.ts';
import type { StepFields } from './schema/index.ts';
import { countText, generationsText, sizeText } from './textOf.ts';
import { traceFile } from './traceFile.ts';
import type { World } from './world.ts';

const bytesPerMiB = 1024 * 1024;

/** The reference agent takes a backup of a service of the world. */
export async function backupStep(world: World, fields: StepFields<'backup'>): Promise<StepReport> {
  const { storage, setFolder, signal, onNote, onProgress } = world.options;
  const service = world.service(fields.service);
  const client = world.server.connect({
    ...(fields.codePage === undefined ? {} : { codePage: fields.codePage }),
    ...(fields.clientName === undefined ? {} : { remoteName: fields.clientName }),
    ...(fields.clientSystem === undefined ? {} : { remoteSystem: fields.clientSystem }),
    ...(fields.obstacle === undefined ? {} : { obstacle: fields.obstacle }),
    terminalSession: fields.terminalSession ?? false,
    undrained: fields.undrained ?? false,
  });
  const logsBefore = closedGenerations(service);
  const trace = traceFile(storage, `${setFolder}/${fields.set}.trace.jsonl`);
  let calls = 0;
  const result = await runBackup({
    api: client,
    options: optionsOf(world, service, fields),
    storage: fields.mediumMiB === undefined ? storage : new LimitedStorage(storage, fields.mediumMiB * bytesPerMiB),
    folder: setFolder,
    name: fields.set,
    origin: { profile: world.server.profile.name, seed: world.options.seed },
    now: () => new Date(world.clock.nowSeconds() * 1000),
    ...(signal === undefined ? {} : { signal }),
    onNote,
    faults: world.faults,
    betweenCalls: () => {
      world.clock.advance(1);
      if (fields.loadDuring !== undefined && fields.loadDuring > 0) world.runLoad(service, fields.loadDuring);
    },
    onTraceLine: (line) => {
      if (line.includes('"call":')) calls += 1;
      trace.write(line);
    },
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: ({ path, doneBytes, sizeBytes }) =>
            onProgress(`${path}: ${sizeText(doneBytes)} of ${sizeText(sizeBytes)}`),
        }),
  });
  trace.close();
  // The agent's process ends: what it left open, or lost hold of, runs down.
  client.disconnect();
  if (!result.ok) {
    const unmet = [{ expected: 'a backup', seen: result.problem, hint: 'give the set another name or folder' }];
    return { text: `backup ${fields.kind} "${fields.set}" could not begin: ${result.problem}`, unmet };
  }
  const { report } = result;
  const truncated = logsBefore.filter((generation) => !closedGenerations(service).includes(generation)).length;
  return {
    text: textOf(fields, report, calls, truncated),
    unmet: unmetOf(fields, report, truncated),
  };
}

function optionsOf(world: World, service: ExchangeService, fields: StepFields<'backup'>): BackupOptions {
  const given = fields.deviations ?? {};
  return backupOptions(world.server.name, service.annotation, fields.kind, {
    form: fields.form === 'A' ? { kind: 'A', codePage: fields.codePage ?? 'cp1252' } : { kind: 'W' },
    fallback: fields.fallback ?? false,
    clientName: fields.clientName ?? null,
    databaseFiles: fields.databases === undefined ? null : fields.databases.map((name) => fileNameOf(service, name)),
    ...(fields.bufferKiB === undefined ? {} : { bufferSizeBytes: fields.bufferKiB * 1024 }),
    deviations: {
      truncateAfterFailure: given.truncateAfterFailure ?? noDeviations.truncateAfterFailure,
      logsBeforeLastClose: given.logsBeforeLastClose ?? noDeviations.logsBeforeLastClose,
      skipPatchFile: given.skipPatchFile ?? noDeviations.skipPatchFile,
      closeHidesReadError: given.closeHidesReadError ?? noDeviations.closeHidesReadError,
      stopAfterCalls: given.stopAfterCalls ?? noDeviations.stopAfterCalls,
    },
  });
}

/** The name of a database's file, without its folder. */
function fileNameOf({ databases }: ExchangeService, name: string): string {
  const path = databases.find((database) => database.name === name)?.path ?? `${name}.edb`;
  return path.slice(path.lastIndexOf('\\') + 1);
}

/** Generations of the closed logs on disk. */
export function closedGenerations(service: ExchangeService): readonly number[] {
  const { runs, currentGeneration } = service.facts;
  const generations: number[] = [];
  for (let index = 0; index + 1 < runs.length; index += 2) {
    const to = runs[index + 1] ?? 0;
    for (let generation = runs[index] ?? 0; generation <= to; generation += 1) {
      if (generation !== currentGeneration) generations.push(generation);
    }
  }
  return generations;
}

function textOf(
  fields: StepFields<'backup'>,
  { outcome, setPath }: BackupReport,
  calls: number,
  truncated: number,
): string {
  const { set, failure } = outcome;
  const deviations = Object.keys(fields.deviations ?? {}).join(', ');
  const head = `backup ${fields.kind} "${fields.set}"${deviations === '' ? '' : ` (deviating: ${deviations})`}`;
  const made = countText(calls, 'call');
  const deleted = `${countText(truncated, 'log')} truncated`;
  if (set === null) {
    const why = failure === null ? 'the client died.' : failure.what;
    const left = setPath === null ? 'no set' : 'the set was finished before';
    return `${head}: ${made}, ${left}: ${why} ${deleted}.`;
  }
  const bytes = set.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const taken = set.kind === fields.kind ? '' : ` taken as ${set.kind},`;
  const warnings = [...outcome.followUps.map(({ what }) => what), ...outcome.warnings];
  const tail = warnings.length === 0 ? '' : ` Warning: ${warnings.join(' Warning: ')}`;
  const content = `${countText(set.files.length, 'file')}, ${sizeText(bytes)}, ${generationsText(set.lowGeneration, set.highGeneration)}`;
  return `${head}:${taken} ${made}, ${content}; ${deleted}.${tail}`;
}

const resultNames = {
  completed: 'ok',
  'completed-with-warnings': 'warned',
  failed: 'failed',
  vanished: 'vanished',
  hung: 'hung',
} as const;

function unmetOf(fields: StepFields<'backup'>, { outcome }: BackupReport, truncated: number): StepReport['unmet'] {
  const advice = outcome.failure?.advice ?? outcome.followUps[0]?.advice;
  const expectations = new Expectations(advice ?? `read ${fields.set}.trace.jsonl (keep it with --set DIR)`);
  const expected = fields.expect;
  const interesting = outcome.failure ?? outcome.refusal ?? outcome.followUps[0] ?? null;
  expectations.same('backup', expected?.result ?? 'ok', resultNames[outcome.result]);
  expectations.same('taken as', expected?.takenAs, outcome.set?.kind ?? null);
  expectations.code(expected?.code, interesting);
  expectations.call(expected?.call, interesting);
  if (expected?.truncated === 'some') expectations.holds(truncated > 0, 'some logs truncated', 'none');
  else expectations.same('logs truncated', expected?.truncated, truncated);
  expectations.same('page images in patch files', expected?.patchPages, patchPagesOf(outcome.set));
  return expectations.unmet;
}

/** What the saved patch files hold; of a backup that left no set there is nothing to say. */
function patchPagesOf(set: BackupReport['outcome']['set']): string {
  if (set === null) return 'no set';
  const hasPages = set.files.some(
    ({ token, sizeBytes }) => token === Bft.BFT_PATCH_FILE && sizeBytes > EMPTY_PATCH_FILE_SIZE_BYTES,
  );
  return hasPages ? 'some' : 'none';
}
