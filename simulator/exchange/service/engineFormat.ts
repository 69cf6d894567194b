import type { EngineFormat } from '../../engine/index.ts';
import type { Profile } from '../../profiles/index.ts';

/** The version numbers that the engine of a product stamps into its files: a profile's facts, as the engine takes them. */
export function engineFormatOf({ files: { database, log, windows } }: Profile): EngineFormat {
  return {
    databaseVersion: database.value.version,
    databaseUpdate: database.value.update,
    logMajor: log.value.major,
    logMinor: log.value.minor,
    logUpdate: log.value.update,
    osMajor: windows.value.major,
    osMinor: windows.value.minor,
    osBuild: windows.value.build,
    osServicePack: windows.value.servicePack,
  };
}
