import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Profile } from '../../simulator/profiles/index.ts';
import { NodeStorage } from '../agent/index.ts';
import { chooseProfile } from '../profiles/index.ts';
import { play, type RunEvent, readScenario } from '../runner/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { progressLine } from './progressLine.ts';
import { readText } from './readText.ts';
import { ScenarioPrinter } from './scenarioPrinter.ts';

export interface PlayArguments {
  readonly scenarios: readonly string[];
  readonly set: string | undefined;
  readonly json: boolean;
  readonly seed: number | undefined;
  /** Name of a product, or a profile file. */
  readonly profile: string | undefined;
}

/** What is the same for every scenario of a run. */
interface Playing extends Omit<PlayArguments, 'profile'> {
  readonly profile: Profile | null;
}

/** Plays scenarios one after the other. The worst of them decides the exit code; an unusable file ends nothing else. */
export async function playScenarios(asked: PlayArguments, io: Io): Promise<ExitCodeValue> {
  const chosen = asked.profile === undefined ? null : chooseProfile(asked.profile, readText);
  if (chosen !== null && !chosen.ok) {
    io.err(chosen.problems.map((problem) => `${problem}\n`).join(''));
    return ExitCode.usage;
  }
  const given: Playing = { ...asked, profile: chosen === null ? null : chosen.profile };
  const results: { readonly file: string; readonly exitCode: ExitCodeValue }[] = [];
  for (const file of given.scenarios) {
    if (io.signal.aborted) break;
    results.push({ file, exitCode: await playFile(file, given, io) });
  }
  const bad = results.filter(({ exitCode }) => exitCode !== ExitCode.good);
  if (!given.json && given.scenarios.length > 1) {
    const rest = bad.map(({ file, exitCode }) => `  ${file} (exit code ${exitCode})\n`).join('');
    io.out(`\n${results.length - bad.length} of ${given.scenarios.length} scenarios came out as expected\n${rest}`);
  }
  if (io.signal.aborted) return ExitCode.interrupted;
  if (bad.some(({ exitCode }) => exitCode === ExitCode.usage)) return ExitCode.usage;
  return bad.length === 0 ? ExitCode.good : ExitCode.unmet;
}

async function playFile(file: string, given: Playing, io: Io): Promise<ExitCodeValue> {
  const text = readText(file);
  if (text === null) {
    io.err(`${file}: there is no such file, or it cannot be read\n`);
    return ExitCode.usage;
  }
  const reading = readScenario(text, file);
  if (!reading.ok) {
    io.err(reading.problems.map((problem) => `${problem}\n`).join(''));
    return ExitCode.usage;
  }
  const folder = setFolder(file, given.set);
  if (!folder.ok) {
    io.err(`${folder.problem}\n`);
    return ExitCode.usage;
  }
  const progress = progressLine(io);
  const printer = new ScenarioPrinter(io.color);
  const onEvent = (event: RunEvent): void => {
    progress.clear();
    io.out(given.json ? `${JSON.stringify(event)}\n` : printer.textOf(event));
  };
  try {
    const result = await play({
      scenario: reading.scenario,
      lines: reading.lines,
      file,
      storage: new NodeStorage(),
      setFolder: folder.path,
      ...(given.seed === undefined ? {} : { seed: given.seed }),
      ...(given.profile === null ? {} : { profile: given.profile }),
      signal: io.signal,
      onEvent,
      onProgress: (line) => progress.show(line),
    });
    progress.clear();
    if (!result.ok) {
      io.err(`${result.problem}\n`);
      return ExitCode.usage;
    }
    if (result.interrupted) return ExitCode.interrupted;
    return result.met ? ExitCode.good : ExitCode.unmet;
  } finally {
    if (folder.isTemporary) rmSync(folder.path, { recursive: true, force: true });
  }
}

type SetFolder =
  | { readonly ok: true; readonly path: string; readonly isTemporary: boolean }
  | { readonly ok: false; readonly problem: string };

/** A folder of its own for every scenario: their sets often have the same names. */
function setFolder(file: string, folder: string | undefined): SetFolder {
  if (folder === undefined) return { ok: true, path: mkdtempSync(join(tmpdir(), 'edbproof-')), isTemporary: true };
  const path = join(folder, basename(file).replace(/\.ya?ml$/i, ''));
  try {
    mkdirSync(folder, { recursive: true });
    mkdirSync(path);
    return { ok: true, path, isTemporary: false };
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const reason = exists
      ? 'exists already, and nothing is overwritten: remove it, or give another --set'
      : String(error);
    return { ok: false, problem: `${path}: ${reason}` };
  }
}
