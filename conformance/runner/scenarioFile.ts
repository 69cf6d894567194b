import { readYaml, type YamlKind } from '../yaml/index.ts';
import { nameProblems } from './nameProblems.ts';
import { type Scenario, scenarioSchema } from './schema/index.ts';

export type ScenarioReading =
  | { readonly ok: true; readonly scenario: Scenario; readonly lines: StepLines }
  /** Each problem is one line: file, line, column, what is wrong, what was expected. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Line of each step in the file, from 1. */
export type StepLines = readonly number[];

const scenarioKind: YamlKind<Scenario> = { schema: scenarioSchema, whole: 'scenario', maximumCharacters: 1_000_000 };

/** Reads a scenario from YAML text. `file` is only used in messages. */
export function readScenario(text: string, file: string): ScenarioReading {
  const reading = readYaml(text, file, scenarioKind);
  if (!reading.ok) return reading;
  const problems = nameProblems(reading.value).map(({ path, text: problem }) => `${reading.place(path)}: ${problem}`);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, scenario: reading.value, lines: reading.itemLines('steps') };
}
