import {
  decodeLogHeader,
  type EngineOptions,
  hardRecover,
  LOG_HEADER_SIZE_BYTES,
  logFileName,
  type RecoveryReport,
  startEngine,
} from '../../engine/index.ts';
import { codeOfJet, Hr, type Hresult, hresult, NOT_MODELLED, Win32 } from '../../protocol/index.ts';
import { RestoreKey } from '../../rules/index.ts';
import {
  type EventToWrite,
  eventToWrite,
  recoveryEvents,
  singleStoreEvent,
  startFailureEvents,
} from '../events/index.ts';
import { type DatabaseName, layouts } from '../layout.ts';
import {
  fitsHeaders,
  placeProblem,
  type RestoreOrderFromRegistry,
  readCircularLogging,
  readPaths,
  type ServicePaths,
} from '../registry/index.ts';
import type { ServerContext } from '../serverContext.ts';
import { engineOptions, hardRecoveryFacets } from './engineOptions.ts';
import type { ServiceCore } from './serviceCore.ts';

export interface StartResult {
  readonly started: boolean;
  /** hrNone, or the service-specific error in the form the service reports it (Q200941). */
  readonly code: Hresult;
  /** The engine's error behind it, 0 when there is none. */
  readonly jetError: number;
  /** What happened, a sentence each, for people. */
  readonly lines: readonly string[];
}

/** Starts the service: after a restore with hard recovery first, by what the registry says and the bytes on the disk. */
export function startService(server: ServerContext, core: ServiceCore): StartResult {
  if (core.engine !== null) return { started: true, code: Hr.hrNone, jetError: 0, lines: ['already running'] };
  const senseless =
    core.rereadPaths() ?? placeProblem(placesOfServices(server, core), (path) => server.disk.exists(path));
  if (senseless !== null) return { started: false, code: NOT_MODELLED, jetError: 0, lines: [senseless] };
  const circularLogging = readCircularLogging(server.registry, core.layout);
  // A directory that lacks a path does not start anyway.
  const isAnyway = core.layout.name === 'directory' && core.missingParameters.length > 0;
  if (!circularLogging.ok && !isAnyway)
    return { started: false, code: NOT_MODELLED, jetError: 0, lines: [circularLogging.reason] };
  if (circularLogging.ok) consultCircularLogging(core, circularLogging.on);
  if (core.restoreKey.isMarkedRecovered) core.apply({ kind: 'RestoreKeyDeleted' });
  const order = core.restoreKey.state === RestoreKey.completed ? core.restoreKey.read() : null;
  const unfit = order === null ? undefined : pathsToWrite(order).find((path) => !fitsHeaders(path));
  if (unfit !== undefined) {
    const line = `the restore names ${unfit}: register it without characters above U+00FF, which headers of files cannot hold`;
    return { started: false, code: NOT_MODELLED, jetError: 0, lines: [line] };
  }
  const { code, requirement } = core.apply({
    kind: 'StartRequested',
    restoreKeyReadable: order !== null || core.restoreKey.state !== RestoreKey.completed ? 1 : 0,
    circularLoggingSwitchedOn: order !== null && circularLoggingSwitchedOn(server, core, order) ? 1 : 0,
    restoredFromElsewhere: core.restoreKey.namesAnotherServer ? 1 : 0,
    parameterMissing: core.missingParameters.length > 0 ? 1 : 0,
  });
  if (code === Hr.hrCouldNotConnect) {
    const line =
      'a restore is registered and not completed, or ended with a failure: complete it with hrNone, restore again, or delete the "Restore in Progress" key';
    write(server, core, startFailureEvents({ service: core.layout.ntService, isRestore: true, code }, server.profile));
    return { started: false, code, jetError: 0, lines: [line] };
  }
  if (code === NOT_MODELLED)
    return { started: false, code, jetError: 0, lines: [`${requirement?.text} (${requirement?.source})`] };
  if (code === Win32.ERROR_INVALID_FUNCTION) {
    write(server, core, [eventToWrite(server.profile, 'parameter-missing', core.missingParameters.join())]);
  }
  if (code !== Hr.hrNone) return failed(server, core, code, 0, [`${requirement?.text} (${requirement?.source})`]);
  const lines: string[] = [];
  if (order === null) return runEngine(server, core, lines, engineOptions(server, core));
  const failure = recoverRestored(server, core, order, lines);
  if (failure !== null) return failure;
  // The recovery whose record is now the last in the log was this very start's: Q166542 is about one of an earlier.
  const options = engineOptions(server, core);
  const result = runEngine(server, core, lines, {
    ...options,
    answers: { ...options.answers, secondRecovery: 'recovers' },
  });
  const isPartial = result.started && core.databases.length > 1 && order.map.length < core.databases.length;
  if (isPartial) write(server, core, [singleStoreEvent(order.map, core.databases, server.profile)]);
  return result;
}

/** Where this service has its files, and where the registry says that another has its own. */
function placesOfServices({ registry }: ServerContext, { layout, paths }: ServiceCore): readonly ServicePaths[] {
  const others = Object.values(layouts).filter((other) => other.name !== layout.name);
  return [
    paths,
    ...others.flatMap((other) => {
      const { databases, logFolder } = other.pathValues;
      if (registry.get(logFolder.key, logFolder.name) === null) return [];
      const named = Object.entries(databases).filter(([, { key, name }]) => registry.get(key, name) !== null);
      const reading = readPaths(
        registry,
        other,
        named.map(([name]) => name as DatabaseName),
      );
      return reading.ok ? [reading.paths] : [];
    }),
  ];
}

/** Somebody may have switched it in the registry; the service reads it when it starts (Q155269, Q263548). */
function consultCircularLogging(core: ServiceCore, on: boolean): void {
  if (on === core.circularLogging) return;
  core.circularLogging = on;
  core.apply({ kind: 'CircularLoggingSet', on: on ? 1 : 0 });
}

/** Hard recovery, by what the registry says and the bytes on the disk. Null when it succeeded. */
function recoverRestored(
  server: ServerContext,
  core: ServiceCore,
  order: RestoreOrderFromRegistry,
  lines: string[],
): StartResult | null {
  const { profile, disk } = server;
  const report = hardRecover(engineOptions(server, core), { ...order, ...hardRecoveryFacets(profile) });
  write(server, core, recoveryEvents(report, profile));
  lines.push(...reportLines(report));
  if (report.error !== 0) return failed(server, core, codeOfJet(report.error), report.error, lines);
  core.restoreKey.markRecovered();
  core.cameThrough = 'restore';
  for (const database of core.databases) disk.remove(core.patchPath(database));
  return null;
}

/** The header of the lowest restored log says that circular logging was off, and the service has it on (Q175469). */
function circularLoggingSwitchedOn(
  server: ServerContext,
  core: ServiceCore,
  { backupLogFolder, lowGeneration }: RestoreOrderFromRegistry,
): boolean {
  // 0 may be registered (M-HrRestoreRegister), and names no log.
  if (lowGeneration === 0) return false;
  const file = server.disk.open(`${backupLogFolder}\\${logFileName(lowGeneration)}`);
  const bytes = new Uint8Array(LOG_HEADER_SIZE_BYTES);
  file?.read(0, bytes, 0, bytes.length);
  const header = decodeLogHeader(bytes);
  return header !== null && !header.circularLogging && core.circularLogging;
}

function runEngine(server: ServerContext, core: ServiceCore, lines: string[], options: EngineOptions): StartResult {
  const { profile } = server;
  write(server, core, [eventToWrite(profile, 'engine-started')]);
  const result = startEngine(options);
  write(server, core, recoveryEvents(result.report, profile));
  lines.push(...reportLines(result.report));
  // Q200941: an ordinary start reports the error itself; only a restore reports it as an hr code.
  if (result.kind === 'failed') return failed(server, core, hresult(result.report.error), result.report.error, lines);
  core.engine = result.engine;
  core.noteRecovery(result.report);
  core.apply({ kind: 'ServiceStarted', facts: core.facts() });
  return { started: true, code: Hr.hrNone, jetError: 0, lines };
}

function failed(
  server: ServerContext,
  core: ServiceCore,
  code: Hresult,
  jetError: number,
  lines: readonly string[],
): StartResult {
  const isRestore = core.restoreKey.state !== RestoreKey.absent;
  core.apply({ kind: 'StartFailed', facts: core.facts() });
  write(server, core, startFailureEvents({ service: core.layout.ntService, isRestore, code }, server.profile));
  return { started: false, code, jetError, lines: [`service-specific error ${code >>> 0}`, ...lines] };
}

function write(server: ServerContext, core: ServiceCore, events: readonly EventToWrite[]): void {
  for (const { name, text } of events) server.eventLog.write(name, text, core.layout.ntService);
}

/** A recovery report as sentences. */
function reportLines(report: RecoveryReport): string[] {
  return report.error === 0 ? [] : [report.sentence];
}

/** The paths of a restore that recovery writes into headers of logs and into the checkpoint file. */
const pathsToWrite = ({ checkpointFolder, logFolder, map }: RestoreOrderFromRegistry): readonly string[] => [
  checkpointFolder,
  logFolder,
  ...map.map(({ newPath }) => newPath),
];
