import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathKind } from '../../binding/files/index.ts';
import { type Fault, parseFault } from '../../simulator/exchange/index.ts';
import { AnnouncingStorage, makeFolder, makeNewFolder, type SetStorage } from '../agent/index.ts';
import { readScenario, type Scenario, type StepLines } from '../runner/index.ts';
import { readYamlText } from '../yaml/index.ts';

/** A scenario as a command line names it, with a folder for the sets that it makes. */
export type ScenarioInput =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly lines: StepLines;
      readonly setFolder: string;
      /** Where the sets go. */
      readonly storage: SetStorage;
      /** Removes the folder of the sets if nobody asked for it, and sets in it that were never finished. */
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
  const folder = sets === undefined ? temporaryFolder() : newFolder(sets, basename(file).replace(/\.ya?ml$/i, ''));
  if (!folder.ok) return { ok: false, problems: [folder.problem] };
  const { path: setFolder } = folder;
  let unfinished: string | null = null;
  const storage = new AnnouncingStorage((state, path) => {
    unfinished = state === 'unfinished' ? path : null;
  });
  const dispose = (): void => {
    process.removeListener('exit', dispose);
    const left = sets === undefined ? setFolder : unfinished;
    if (left !== null) removeIfPossible(left);
  };
  // A second Ctrl-C ends this program where it stands.
  process.once('exit', dispose);
  return { ok: true, scenario, lines, setFolder, storage, dispose };
}

/** What nobody may remove any more stays where it is: the run has said what it had to say. */
function removeIfPossible(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    systemWords(error);
  }
}

type NewFolder = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: string };

function temporaryFolder(): NewFolder {
  try {
    return { ok: true, path: mkdtempSync(join(tmpdir(), 'edbproof-')) };
  } catch (error) {
    const advice = 'let TMPDIR name a folder that can be written, or give --set';
    return { ok: false, problem: `no temporary folder can be made in ${tmpdir()}: ${systemWords(error)}; ${advice}` };
  }
}

function newFolder(above: string, name: string): NewFolder {
  const path = join(above, name);
  try {
    makeFolder(above);
    makeNewFolder(path);
    return { ok: true, path };
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (isTaken && pathKind(path) === null)
      return { ok: false, problem: `${above}: it is no folder; give another --set` };
    const taken = 'exists already, and nothing is overwritten: remove it, or give another --set';
    return { ok: false, problem: `${path}: ${isTaken ? taken : `it cannot be made: ${systemWords(error)}`}` };
  }
}

/** What the operating system said. Anything else is a defect of ours: thrown. */
function systemWords(error: unknown): string {
  if (error instanceof Error && 'syscall' in error) return error.message;
  throw error;
}

/** A fault whose text the command line has let through. */
export function givenFault(text: string): Fault {
  const parsed = parseFault(text);
  if (!parsed.ok) throw new Error(`the fault "${text}" passed the command line: ${parsed.problem}`);
  return parsed.fault;
}
