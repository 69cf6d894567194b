/** The version numbers that one engine stamps into its files. */
export interface EngineFormat {
  readonly databaseVersion: number;
  readonly databaseUpdate: number;
  readonly logMajor: number;
  readonly logMinor: number;
  readonly logUpdate: number;
  readonly osMajor: number;
  readonly osMinor: number;
  readonly osBuild: number;
  readonly osServicePack: number;
}

/** NT 4.0 SP6, the one example a source gives (ese-engine.md 2.2). That every profile runs on it is our choice. */
const WINDOWS_NT_4_SP6 = { osMajor: 4, osMinor: 0, osBuild: 1381, osServicePack: 6 } as const;

/**
 * EDB.DLL of Exchange 4.0 and 5.0. D: database version 0x500, log version 4.995.0 for 4.0 (ese-engine.md, era map).
 * I: update 0, and that 5.0 has the log version of 4.0.
 */
export const EDB_FORMAT: EngineFormat = {
  databaseVersion: 0x500,
  databaseUpdate: 0,
  logMajor: 4,
  logMinor: 995,
  logUpdate: 0,
  ...WINDOWS_NT_4_SP6,
};

/** ESE97 of Exchange 5.5. D: database version 0x620,2 (Q259851, Q261947), log version 6.1503.0 (ese-engine.md, era map). */
export const ESE97_FORMAT: EngineFormat = {
  databaseVersion: 0x620,
  databaseUpdate: 2,
  logMajor: 6,
  logMinor: 1503,
  logUpdate: 0,
  ...WINDOWS_NT_4_SP6,
};
