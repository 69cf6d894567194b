import { spawnSync } from 'node:child_process';

/** Other people's programs that read databases, and what a run of one of them printed. */
const tools = ['file', 'esedbinfo', 'esedbexport'] as const;
export type ForeignTool = (typeof tools)[number];

export interface ToolRun {
  readonly exitCode: number;
  /** Both streams. */
  readonly output: string;
}

/** Our databases are exported in well under a second; a tool that takes a minute runs in circles. */
const LIMIT_SECONDS = 60;
const MAXIMUM_OUTPUT_BYTES = 16 * 1024 * 1024;

/** Starts a tool; null when it is not installed. */
function tryTool(tool: ForeignTool, parameters: readonly string[]): ToolRun | null {
  const run = spawnSync(tool, parameters, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    timeout: LIMIT_SECONDS * 1000,
    maxBuffer: MAXIMUM_OUTPUT_BYTES,
  });
  if (run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT') return null;
  if (run.error !== undefined) throw new Error(`${tool} ${parameters.join(' ')}: ${run.error.message}`);
  return { exitCode: run.status ?? -1, output: `${run.stdout}${run.stderr}` };
}

/** Runs a tool that is there. */
export function runTool(tool: ForeignTool, ...parameters: readonly string[]): ToolRun {
  const run = tryTool(tool, parameters);
  if (run === null) throw new Error(`${tool} is not installed`);
  return run;
}

/** The tools that are not there, and how to get them; null when all are. */
export function missingTools(): string | null {
  const versionOf = { file: '--version', esedbinfo: '-V', esedbexport: '-V' } as const;
  const missing = tools.filter((tool) => tryTool(tool, [versionOf[tool]]) === null);
  if (missing.length === 0) return null;
  return `${missing.join(', ')} not found; on Debian and Ubuntu: apt-get install libesedb-utils file`;
}
