import { readText, writeText, writeUint32 } from './fields.ts';

const PATH_FIELD_SIZE_BYTES = 261;
const LOG_FOLDER_OFFSET = 261;
// One byte of flags at 522 is only used from log version 7.3704.4 on, and stays 0.
const NUMBERS_OFFSET = 523;

/** The seven numbers that eseutil prints as Env (Session, Opentbl, VerPage, Cursors, LogBufs, LogFile, Buffers). */
export interface LogParameters {
  readonly sessions: number;
  readonly openTables: number;
  readonly versionPages: number;
  readonly cursors: number;
  readonly logBuffers: number;
  /** Size of a log file in 512-byte sectors. */
  readonly logFileSectors: number;
  readonly cacheBuffers: number;
}

/** What real 5.5 servers printed (D: Q259751, but for the buffers of the cache, which are those of another server). */
export const DEFAULT_LOG_PARAMETERS: LogParameters = {
  sessions: 168,
  openTables: 25200,
  versionPages: 4440,
  cursors: 8400,
  logBuffers: 84,
  logFileSectors: 10240,
  cacheBuffers: 8045,
};

/** The environment of the engine that wrote a log or a checkpoint. */
export interface LogEnvironment {
  /** The folder of the checkpoint file. */
  readonly systemPath: string;
  readonly logFolder: string;
  readonly parameters: LogParameters;
}

/** Null when a path has no end. */
export function readLogEnvironment(view: DataView, offset: number): LogEnvironment | null {
  const systemPath = readText(view, offset, PATH_FIELD_SIZE_BYTES);
  const logFolder = readText(view, offset + LOG_FOLDER_OFFSET, PATH_FIELD_SIZE_BYTES);
  if (systemPath === null || logFolder === null) return null;
  const number = (index: number): number => view.getUint32(offset + NUMBERS_OFFSET + 4 * index, true);
  return {
    systemPath,
    logFolder,
    parameters: {
      sessions: number(0),
      openTables: number(1),
      versionPages: number(2),
      cursors: number(3),
      logBuffers: number(4),
      logFileSectors: number(5),
      cacheBuffers: number(6),
    },
  };
}

/** Expects zeros in the field. Throws a RangeError for a path of more than 260 characters. */
export function writeLogEnvironment(view: DataView, offset: number, environment: LogEnvironment): void {
  const fieldSizeBytes = PATH_FIELD_SIZE_BYTES;
  writeText(view, offset, 'The system path', environment.systemPath, { fieldSizeBytes });
  writeText(view, offset + LOG_FOLDER_OFFSET, 'The log folder', environment.logFolder, { fieldSizeBytes });
  const { parameters } = environment;
  const numbers = [
    parameters.sessions,
    parameters.openTables,
    parameters.versionPages,
    parameters.cursors,
    parameters.logBuffers,
    parameters.logFileSectors,
    parameters.cacheBuffers,
  ];
  for (const [index, number] of numbers.entries()) {
    writeUint32(view, offset + NUMBERS_OFFSET + 4 * index, `Engine parameter ${index + 1} of 7`, number);
  }
}
