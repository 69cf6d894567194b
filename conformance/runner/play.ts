import type { Profile } from '../../simulator/profiles/index.ts';
import type { SetStorage } from '../agent/index.ts';
import type { RunEvent, Unmet } from './events.ts';
import { nameOfStep, performStep } from './performStep.ts';
import type { StepLines } from './scenarioFile.ts';
import type { Scenario } from './schema.ts';
import { type Survival, survivalOf } from './survival.ts';
import { profileOf, World } from './world.ts';

export interface PlayOptions {
  readonly scenario: Scenario;
  readonly lines: StepLines;
  /** Name of the scenario file, for messages. */
  readonly file: string;
  readonly storage: SetStorage;
  /** Folder for the sets and traces; it must be there. */
  readonly setFolder: string;
  readonly seed?: number;
  /** Played on this product instead of the one that the scenario names. Facets of the scenario still count. */
  readonly profile?: Profile;
  readonly signal?: AbortSignal;
  onEvent(event: RunEvent): void;
  onProgress?(text: string): void;
}

export type PlayResult =
  | { readonly ok: true; readonly met: boolean; readonly interrupted: boolean }
  /** The scenario cannot be played at all. */
  | { readonly ok: false; readonly problem: string };

/** Plays a scenario from its first step to its verdict. Expectations that are not met do not stop it. */
export async function play(options: PlayOptions): Promise<PlayResult> {
  const { scenario, file, signal, onEvent, onProgress } = options;
  const chosen = profileOf(scenario, options.profile);
  if (!chosen.ok) return { ok: false, problem: `${file}: ${chosen.problem}` };
  const serviceProblem = missingServiceProblem(scenario);
  if (serviceProblem !== null) return { ok: false, problem: `${file}: ${serviceProblem}` };
  const seed = options.seed ?? scenario.server.seed;
  const { name, why, articles = [] } = scenario;
  onEvent({ event: 'begin', scenario: name, file, why, articles, profile: chosen.profile.name, seed });

  let stepNumber = 0;
  const world = new World({
    scenario,
    seed,
    profile: chosen.profile,
    storage: options.storage,
    setFolder: options.setFolder,
    ...(signal === undefined ? {} : { signal }),
    onNote: (level, text) => onEvent({ event: 'note', step: stepNumber, level, text }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  let unmetCount = 0;
  for (const step of scenario.steps) {
    if (signal?.aborted === true) break;
    stepNumber += 1;
    onProgress?.(`step ${stepNumber} of ${scenario.steps.length}: ${nameOfStep(step)}`);
    world.clock.advance(60);
    const report = await performStep(world, step, stepNumber);
    unmetCount += report.unmet.length;
    const line = options.lines[stepNumber - 1] ?? 0;
    onEvent({ event: 'step', step: stepNumber, name: nameOfStep(step), line, text: report.text, unmet: report.unmet });
  }
  const interrupted = signal?.aborted === true;
  const verdict = verdictOf(world, scenario, interrupted);
  unmetCount += verdict.unmet.length;
  const met = unmetCount === 0 && !interrupted;
  const text = [verdict.text, ...verdict.unmet.map(({ seen, hint }) => `${seen} (${hint})`)].join(' ');
  onEvent({ event: 'verdict', scenario: name, met, interrupted, unmetCount, text });
  return { ok: true, met, interrupted };
}

/** A loss must be expected: one that no step of the scenario speaks of is an expectation that was not met. */
function verdictOf(world: World, scenario: Scenario, interrupted: boolean): { text: string; unmet: readonly Unmet[] } {
  if (interrupted) return { text: 'interrupted before its end: no verdict.', unmet: [] };
  const survivals = world.server.services.map((service) => survivalOf(world, service));
  const text = survivals.map((survival) => `${capital(survival.text)}.`).join(' ');
  if (survivals.every(({ kind }) => kind === 'all') || isLossExpected(scenario)) return { text, unmet: [] };
  const seen = 'This loss is not expected by any step.';
  return { text, unmet: [{ expected: 'no loss', seen, hint: lossHint(survivals) }] };
}

const lossHint = (survivals: readonly Survival[]): string =>
  survivals.some(({ kind }) => kind === 'unreadable')
    ? 'end the scenario with the service started and its databases sound, or expect that it does not start'
    : 'expect the loss with a step "expect: { recovered: { lost: some } }" if it is the point of the scenario';

/** The last word that a scenario has on the matter: what it expected in between may have been cured since. */
function isLossExpected({ steps }: Scenario): boolean {
  for (const { expect, start } of [...steps].reverse()) {
    if (expect?.recovered !== undefined) return expect.recovered !== 'all';
    if (start?.expect?.result === 'failed') return true;
  }
  return false;
}

/** A step that names a service or a database which the server does not have cannot be played. */
function missingServiceProblem({ server, steps }: Scenario): string | null {
  const store = server.services['information-store'];
  const databases = {
    priv: store?.private !== undefined,
    pub: store?.public !== undefined,
    dir: server.services.directory !== undefined,
  };
  for (const [index, step] of steps.entries()) {
    const fields = step[nameOfStep(step)] ?? {};
    if ('service' in fields && fields.service !== undefined && server.services[fields.service] === undefined) {
      return `step ${index + 1} speaks of the ${fields.service}, which the server does not have`;
    }
    if ('database' in fields && !databases[fields.database]) {
      return `step ${index + 1} speaks of ${fields.database}.edb, which the server does not have`;
    }
  }
  return null;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
