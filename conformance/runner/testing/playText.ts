import { MemoryStorage } from '../../agent/testing/memoryStorage.ts';
import type { RunEvent } from '../events.ts';
import { type PlayOptions, play } from '../play.ts';
import { readScenario } from '../scenarioFile.ts';

/** What plays: this runner, or one with something planted in it. */
export interface Runner {
  readonly play: typeof play;
  readonly readScenario: typeof readScenario;
}

/** Plays a scenario into a storage in memory; its events and what was stored. */
export const playText = async (
  text: string,
  changes: Partial<PlayOptions> = {},
  file = 'a.yaml',
  runner: Runner = { play, readScenario },
) => {
  const reading = runner.readScenario(text, file);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const events: RunEvent[] = [];
  const storage = new MemoryStorage();
  const result = await runner.play({
    scenario: reading.scenario,
    lines: reading.lines,
    file,
    storage,
    setFolder: '/sets',
    onEvent: (event) => events.push(event),
    ...changes,
  });
  return { result, events, storage };
};

export const unmetOf = (events: readonly RunEvent[]): string =>
  events
    .flatMap((event) =>
      event.event === 'step' ? event.unmet.map(({ expected, seen }) => `${expected} / ${seen}`) : [],
    )
    .join('\n');

export const stepTexts = (events: readonly RunEvent[]): string =>
  events.flatMap((event) => (event.event === 'step' ? [event.text] : [])).join('\n');

export const verdictOf = (events: readonly RunEvent[]): string => {
  const last = events.at(-1);
  return last?.event === 'verdict' ? last.text : '';
};

/** A scenario of these steps on a small store. */
export const scenarioOf = (steps: readonly string[], server = ''): string =>
  `name: Test
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
${server}steps:
${steps.map((step) => `  - ${step}\n`).join('')}`;
