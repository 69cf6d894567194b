import { EDB_FORMAT, type EngineOptions, ESE97_FORMAT } from '../engine/index.ts';
import type { ServerContext } from './serverContext.ts';
import type { ServiceCore } from './serviceCore.ts';

/** The checkpoint normally lags three logs behind (Q296787). */
const CHECKPOINT_DEPTH_GENERATIONS = 3;

/** How the engine of a service is set up on this server. */
export function engineOptions(server: ServerContext, core: ServiceCore): EngineOptions {
  const { layout, databases, circularLogging } = core;
  return {
    disk: server.disk,
    clock: server.clock,
    random: server.random,
    format: server.profile.engine === 'ESE97' ? ESE97_FORMAT : EDB_FORMAT,
    // Exchange leaves the computer name in signatures empty (Q259851).
    computerName: '',
    logFolder: layout.folder,
    systemFolder: layout.folder,
    databases: databases.map(({ id, path }) => ({ id, path })),
    circularLogging,
    checkpointDepthGenerations: CHECKPOINT_DEPTH_GENERATIONS,
  };
}
