import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExchangeServer, type Fault, parseFault } from '../../simulator/exchange/index.ts';
import type { Profile } from '../../simulator/profiles/index.ts';
import { NodeStorage } from '../agent/index.ts';
import { chooseProfile } from '../profiles/index.ts';
import { play, type RunEvent, readScenario } from '../runner/index.ts';
import { readYamlText } from '../yaml/index.ts';
import { digestOf } from './digest.ts';
import { problemAt } from './problemAt.ts';
import { OptionError, ScenarioError } from './problems.ts';
import type { PlayedStep, ScenarioResult, UnmetExpectation } from './result.ts';
import { takenSets } from './takenSets.ts';

/** A scenario: a YAML file of this computer, or YAML text with the name that messages give it (`scenario` unless told). */
export type ScenarioSource = { readonly file: string } | { readonly text: string; readonly name?: string };

/** What a scenario is played with instead of, or besides, what it says. */
export interface PlayScenarioOptions {
  /** 0 to 2147483647. Same seed, same bytes. */
  readonly seed?: number | undefined;
  /** Product version such as `exchange-5.0`, or path of a profile file (YAML). */
  readonly profile?: string | undefined;
  /** Faults that wait from the beginning, in the language of `edbproof faults`: `at HrBackupRead 3, hang`. */
  readonly faults?: readonly string[] | undefined;
  /** A fault that never strikes, or changes nothing, is an expectation that was not met. */
  readonly strict?: boolean | undefined;
  /**
   * Folder that keeps the backup sets and traces. It is made, and must not be there yet: nothing is overwritten. Without it
   * they lie in a temporary folder, which is gone when the result is there.
   */
  readonly sets?: string | undefined;
  /** Stops between two calls; the result then says `interrupted`. */
  readonly signal?: AbortSignal | undefined;
  /** Told of everything while it happens. What it throws ends the playing, and comes out of `playScenario`. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}

/**
 * Plays a scenario from its first step to its verdict, as `edbproof play` does: without printing, and without any state that
 * outlives it, so that many can be played at a time. An expectation that is not met is a result (`met`, `unmet`).
 *
 * @throws {ScenarioError} The scenario cannot be read or not be played at all; every mistake has its line and key.
 * @throws {OptionError} An option has a value that it cannot have, or the folder of the sets cannot be made.
 */
export async function playScenario(source: ScenarioSource, options: PlayScenarioOptions = {}): Promise<ScenarioResult> {
  const { seed, profile, faults = [], strict = false, sets, signal, onEvent } = options;
  checkSeed(seed);
  const chosen = profile === undefined ? null : profileFor(profile);
  const planned = faults.map(readFault);
  const file = 'file' in source ? source.file : (source.name ?? 'scenario');
  const text = 'file' in source ? scenarioText(source.file) : source.text;
  const reading = readScenario(text, file);
  if (!reading.ok) throw new ScenarioError(reading.problems.map((problem) => problemAt(problem, file, text)));
  const setFolder = newFolder(sets ?? null);
  try {
    const storage = new NodeStorage();
    const events: RunEvent[] = [];
    const end: { server: ExchangeServer | null } = { server: null };
    const result = await play({
      scenario: reading.scenario,
      lines: reading.lines,
      file,
      storage,
      setFolder,
      ...(seed === undefined ? {} : { seed }),
      ...(chosen === null ? {} : { profile: chosen }),
      faults: planned,
      strict,
      ...(signal === undefined ? {} : { signal }),
      onEvent: (event) => {
        events.push(event);
        onEvent?.(event);
      },
      onEnd: (server) => {
        end.server = server;
      },
    });
    if (!result.ok) throw new ScenarioError([problemAt(result.problem, file, text)]);
    if (end.server === null) throw new Error('a scenario ended without its server');
    const taken = takenSets(storage, setFolder, sets !== undefined);
    return { ...told(events), sets: taken, server: end.server, digest: digestOf(events, taken, setFolder) };
  } finally {
    if (sets === undefined) rmSync(setFolder, { recursive: true, force: true });
  }
}

/** What the events say, in the form of the result. */
function told(events: readonly RunEvent[]): Omit<ScenarioResult, 'sets' | 'server' | 'digest'> {
  const [begin] = events.filter((event) => event.event === 'begin');
  const [verdict] = events.filter((event) => event.event === 'verdict');
  if (begin === undefined || verdict === undefined) throw new Error('a scenario has a beginning and a verdict');
  const steps = events.flatMap((event): PlayedStep[] => {
    if (event.event !== 'step') return [];
    const { step: number, name, line, text, unmet } = event;
    return [{ number, name, line, text, unmet }];
  });
  const ofSteps = steps.flatMap(({ number, unmet }) => unmet.map((it): UnmetExpectation => ({ ...it, step: number })));
  const atEnd = verdict.unmet.map((it): UnmetExpectation => ({ ...it, step: null }));
  const { scenario: name, profile, seed } = begin;
  const { met, interrupted, text } = verdict;
  return { name, profile, seed, met, interrupted, text, steps, unmet: [...ofSteps, ...atEnd], events };
}

function checkSeed(seed: number | undefined): void {
  if (seed === undefined || (Number.isInteger(seed) && seed >= 0 && seed <= 0x7fffffff)) return;
  throw new OptionError('seed', `${seed} is no whole number from 0 to 2147483647`);
}

function readFault(text: string): Fault {
  const parsed = parseFault(text);
  if (!parsed.ok) throw new OptionError('faults', `'${text}': ${parsed.problem}`);
  return parsed.fault;
}

function profileFor(nameOrFile: string): Profile {
  const chosen = chooseProfile(nameOrFile, readYamlText);
  if (!chosen.ok) throw new OptionError('profile', chosen.problems.join('\n'));
  return chosen.profile;
}

function scenarioText(file: string): string {
  const reading = readYamlText(file);
  if (reading.ok) return reading.text;
  throw new ScenarioError([{ file, line: null, column: null, key: null, text: reading.problem }]);
}

/** `path` null: one that does not stay. */
function newFolder(path: string | null): string {
  try {
    if (path === null) return mkdtempSync(join(tmpdir(), 'edbproof-'));
    mkdirSync(path);
    return path;
  } catch (error) {
    throw new OptionError('sets', `the folder cannot be made: ${error instanceof Error ? error.message : error}`);
  }
}
