import type { EngineOptions, HardRecoveryOrder } from '../../engine/index.ts';
import type { Profile } from '../../profiles/index.ts';
import type { ServerContext } from '../serverContext.ts';
import { engineFormatOf } from './engineFormat.ts';
import type { ServiceCore } from './serviceCore.ts';
import { startAnswers } from './startAnswers.ts';

/** The checkpoint normally lags three logs behind (Q296787). */
const CHECKPOINT_DEPTH_GENERATIONS = 3;

/** The largest size of a store of 4.0 and 5.0, and of 5.5 in its Standard Edition (Q185457, Q268000): 16 GB each. */
const STORE_LIMIT_BYTES = 16 * 1024 ** 3;

/** How the engine of a service is set up on this server. */
export function engineOptions(server: ServerContext, core: ServiceCore): EngineOptions {
  const { layout, paths, databases, circularLogging } = core;
  return {
    disk: server.disk,
    clock: server.clock,
    random: server.random,
    format: engineFormatOf(server.profile),
    // Exchange leaves the computer name in signatures empty (Q259851).
    computerName: '',
    logFolder: paths.logFolder,
    systemFolder: paths.systemFolder,
    databases: databases.map(({ id, path }) => ({ id, path })),
    circularLogging,
    checkpointDepthGenerations: CHECKPOINT_DEPTH_GENERATIONS,
    ...(layout.name === 'information-store' && server.edition === 'standard'
      ? { maximumDatabaseBytes: STORE_LIMIT_BYTES }
      : {}),
    // Q161584, Q175116, Q185577 speak of the store; that a directory does so is not said.
    createsMissingDatabases: layout.name === 'information-store',
    accessTo: (path) => server.fileLocks.accessTo(path),
    newLogError: () => {
      const error = core.pendingNewLogError;
      core.pendingNewLogError = 0;
      return error;
    },
    answers: startAnswers(server.profile, layout.name),
  };
}

/** What hard recovery does where products differ or the sources do. */
export function hardRecoveryFacets({
  settings,
}: Profile): Pick<
  HardRecoveryOrder,
  'patchFiles' | 'existingLogsAfterGap' | 'foreignCurrentLog' | 'missingRestoredLog'
> {
  const afterGap = { discarded: 'discard', 'file-not-found': 'fail-1811', 'fail-565': 'fail-565' } as const;
  return {
    patchFiles: settings.missingPatchFile.value === 'file-not-found' ? 'required' : 'when-needed',
    existingLogsAfterGap: afterGap[settings.existingLogsAfterGap.value],
    foreignCurrentLog: settings.foreignCurrentLog.value === 'discarded' ? 'discard' : 'fail-530',
    missingRestoredLog: settings.missingRestoredLog.value === 'hrFileNotFound' ? 'fail-1811' : 'fail-557',
  };
}
