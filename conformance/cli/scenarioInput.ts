import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Fault, parseFault } from '../../simulator/exchange/index.ts';
import { makeFolder } from '../agent/index.ts';
import { readScenario, type Scenario, type StepLines } from '../runner/index.ts';
import { readYamlText } from '../yaml/index.ts';

/** A scenario as a command line names it, with a folder for the sets that it makes. */
export type ScenarioInput =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly lines: StepLines;
      readonly setFolder: string;
      /** Removes the folder of the sets if nobody asked for it. */
      dispose(): void;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads a scenario file and makes the folder of its sets: one of its own for every scenario below `sets`, because their
 * sets often have the same names, or one that does not stay. `text`: of the file, where that was read before.
 */
export function scenarioInput(file: string, sets: string | undefined, text = readYamlText(file)): ScenarioInput {
  if (!text.ok) return { ok: false, problems: [`${file}: ${text.problem}`] };
  const reading = readScenario(text.text, file);
  if (!reading.ok) return reading;
  const { scenario, lines } = reading;
  if (sets === undefined) {
    const setFolder = mkdtempSync(join(tmpdir(), 'edbproof-'));
    const remove = (): void => rmSync(setFolder, { recursive: true, force: true });
    // A second Ctrl-C ends this program where it stands.
    process.once('exit', remove);
    const dispose = (): void => {
      process.removeListener('exit', remove);
      remove();
    };
    return { ok: true, scenario, lines, setFolder, dispose };
  }
  const setFolder = join(sets, basename(file).replace(/\.ya?ml$/i, ''));
  const problem = newFolderProblem(sets, setFolder);
  return problem === null
    ? { ok: true, scenario, lines, setFolder, dispose: () => {} }
    : { ok: false, problems: [problem] };
}

function newFolderProblem(above: string, folder: string): string | null {
  try {
    makeFolder(above);
    mkdirSync(folder);
    return null;
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (exists && !existsSync(folder)) return `${above}: it is no folder; give another --set`;
    return `${folder}: ${exists ? 'exists already, and nothing is overwritten: remove it, or give another --set' : error}`;
  }
}

/** A fault whose text the command line has let through. */
export function givenFault(text: string): Fault {
  const parsed = parseFault(text);
  if (!parsed.ok) throw new Error(`the fault "${text}" passed the command line: ${parsed.problem}`);
  return parsed.fault;
}
