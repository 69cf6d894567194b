import type { Fault } from '../../simulator/exchange/index.ts';
import type { Profile } from '../../simulator/profiles/index.ts';
import { chooseProfile } from '../profiles/index.ts';
import { play, type RunEvent } from '../runner/index.ts';
import { MAXIMUM_YAML_BYTES, readYamlText } from '../yaml/index.ts';
import { standardInputWord } from './commandLine/index.ts';
import { readInput } from './inputReading.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonLine } from './output/index.ts';
import { progressLine } from './progressLine.ts';
import { givenFault, type ScenarioInput, scenarioInput } from './scenarioInput.ts';
import { eventLines } from './scenarioPrinter.ts';

export interface PlayArguments {
  readonly scenarios: readonly string[];
  readonly set: string | undefined;
  readonly json: boolean;
  /** A fault that comes to nothing is an expectation that was not met. */
  readonly strict: boolean;
  readonly seed: number | undefined;
  /** Name of a product, or a profile file. */
  readonly profile: string | undefined;
  /** Faults as text; each can be read. */
  readonly faults: readonly string[];
}

/** What is the same for every scenario of a run. */
interface Playing extends Omit<PlayArguments, 'profile' | 'faults'> {
  readonly profile: Profile | null;
  readonly faults: readonly Fault[];
}

/** Plays scenarios one after the other. The worst of them decides the exit code; an unusable file ends nothing else. */
export async function playScenarios(asked: PlayArguments, io: Io): Promise<ExitCodeValue> {
  const chosen = asked.profile === undefined ? null : chooseProfile(asked.profile, readYamlText);
  if (chosen !== null && !chosen.ok) {
    io.err(chosen.problems);
    return ExitCode.usage;
  }
  const faults = asked.faults.map(givenFault);
  const given: Playing = { ...asked, faults, profile: chosen === null ? null : chosen.profile };
  const results: { readonly file: string; readonly exitCode: ExitCodeValue }[] = [];
  for (const file of given.scenarios) {
    const exitCode = await playOne(file, given, io);
    results.push({ file, exitCode });
    if (exitCode === ExitCode.interrupted) break;
    // Until the next one has made its folder there is nothing to end in order.
    io.release();
  }
  const bad = results.filter(({ exitCode }) => exitCode !== ExitCode.good);
  if (!given.json && given.scenarios.length > 1) {
    const rest = bad.map(({ file, exitCode }) => `  ${file} (exit code ${exitCode})`);
    const good = results.length - bad.length;
    io.out(['', `${good} of ${given.scenarios.length} scenarios came out as expected`, ...rest]);
  }
  if (bad.some(({ exitCode }) => exitCode === ExitCode.interrupted)) return ExitCode.interrupted;
  if (bad.some(({ exitCode }) => exitCode === ExitCode.usage)) return ExitCode.usage;
  return bad.length === 0 ? ExitCode.good : ExitCode.unmet;
}

const playOne = (file: string, given: Playing, io: Io): Promise<ExitCodeValue> =>
  file === standardInputWord ? playInput(given, io) : playRead(file, scenarioInput(file, given.set), given, io);

/** What standard input is called in messages, and the folder of its sets. */
const inputName = 'standard-input';

async function playInput(given: Playing, io: Io): Promise<ExitCodeValue> {
  const reading = await readInput(io.input, MAXIMUM_YAML_BYTES, io);
  if (reading.ok) {
    io.release();
    return playRead(
      inputName,
      scenarioInput(inputName, given.set, { ok: true, text: Buffer.from(reading.bytes).toString() }),
      given,
      io,
    );
  }
  io.err(`${inputName}: ${reading.problem}`);
  return io.signal.aborted ? ExitCode.interrupted : ExitCode.usage;
}

async function playRead(file: string, input: ScenarioInput, given: Playing, io: Io): Promise<ExitCodeValue> {
  if (!input.ok) {
    io.err(input.problems);
    return ExitCode.usage;
  }
  const { scenario, lines, setFolder } = input;
  const progress = progressLine(io);
  const onEvent = (event: RunEvent): void => {
    progress.clear();
    io.out(given.json ? jsonLine(event) : eventLines(event));
  };
  const { signal } = io;
  try {
    if (signal.aborted) return ExitCode.interrupted;
    const result = await play({
      scenario,
      lines,
      file,
      storage: input.storage,
      setFolder,
      ...(given.seed === undefined ? {} : { seed: given.seed }),
      ...(given.profile === null ? {} : { profile: given.profile }),
      faults: given.faults,
      strict: given.strict,
      signal,
      onEvent,
      onProgress: (line) => progress.show(line),
    });
    progress.clear();
    if (!result.ok) {
      io.err(result.problem);
      return ExitCode.usage;
    }
    if (result.interrupted) return ExitCode.interrupted;
    return result.met ? ExitCode.good : ExitCode.unmet;
  } finally {
    input.dispose();
  }
}
