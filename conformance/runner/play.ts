import {
  describeFired,
  describeWaiting,
  type ExchangeServer,
  type Fault,
  printFault,
  printVirtualTime,
  serverProblem,
} from '../../simulator/exchange/index.ts';
import type { Profile } from '../../simulator/profiles/index.ts';
import type { SetStorage } from '../agent/index.ts';
import { impossible } from './adminSteps.ts';
import type { RunEvent, StepReport, Unmet } from './events.ts';
import type { Guest } from './guest.ts';
import { isLastWord } from './lastWord.ts';
import { nameOfStep, performStep } from './performStep.ts';
import type { StepLines } from './scenarioFile.ts';
import type { Scenario } from './schema/index.ts';
import { isPlayedOn } from './stepProducts.ts';
import { type Survival, survivalOf } from './survival.ts';
import { unplayable } from './unplayable.ts';
import { profileOf, serverPlan, World } from './world.ts';

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
  /** Faults that wait from the beginning; with a guest, those that wait for a call wait for one of the guest's. */
  readonly faults?: readonly Fault[];
  /** A fault that did not strike, or changed nothing, is an expectation that was not met. */
  readonly strict?: boolean;
  /** Acts in the place of one of the steps. */
  readonly guest?: Guest;
  readonly signal?: AbortSignal;
  onEvent(event: RunEvent): void;
  onProgress?(text: string): void;
  /** After the verdict: the server as the scenario leaves it. */
  onEnd?(server: ExchangeServer): void;
}

export type PlayResult =
  | { readonly ok: true; readonly met: boolean; readonly interrupted: boolean }
  /** The scenario cannot be played at all. */
  | { readonly ok: false; readonly problem: string };

/** Plays a scenario from its first step to its verdict. Expectations that are not met do not stop it. */
export async function play(options: PlayOptions): Promise<PlayResult> {
  const { scenario, file, faults = [], guest, signal, onEvent, onProgress } = options;
  const chosen = profileOf(scenario, options.profile);
  if (!chosen.ok) return { ok: false, problem: `${file}: ${chosen.problem}` };
  const planProblem = serverProblem(serverPlan(scenario.server));
  if (planProblem !== null) return { ok: false, problem: `${file}: ${planProblem}` };
  const playedSteps = scenario.steps.filter((step) => isPlayedOn(step, chosen.profile.name));
  if (playedSteps.length === 0)
    return { ok: false, problem: `${file}: none of its steps is played on ${chosen.profile.name}; see their products` };
  const guests = guest === undefined ? undefined : scenario.steps[guest.at - 1];
  if (guests !== undefined && !isPlayedOn(guests, chosen.profile.name))
    return {
      ok: false,
      problem: `${file}: step ${guest?.at}, in whose place the agent acts, is not played on ${chosen.profile.name}`,
    };
  const seed = options.seed ?? scenario.server.seed;
  let stepNumber = 0;
  const world = new World({
    scenario,
    seed,
    profile: chosen.profile,
    storage: options.storage,
    setFolder: options.setFolder,
    ...(signal === undefined ? {} : { signal }),
    onNote: (level, text) => onEvent({ event: 'note', step: stepNumber, level, text }),
    onFault: (fired) => {
      const { fault, call, seconds, withoutEffect } = fired;
      const time = printVirtualTime(seconds);
      const text = describeFired(fired);
      onEvent({ event: 'fault', step: stepNumber, fault: printFault(fault), call, time, withoutEffect, text });
    },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const nameProblem = unplayable(scenario, world.server, faults, guest !== undefined);
  if (nameProblem !== null) {
    const { stepNumber: where, text } = nameProblem;
    const line = where === null ? undefined : options.lines[where - 1];
    return { ok: false, problem: `${file}:${line === undefined ? '' : `${line}:`} ${text}` };
  }
  const { name, why, articles = [] } = scenario;
  onEvent({ event: 'begin', scenario: name, file, why, articles, profile: chosen.profile.name, seed });

  const planAll = (planned: readonly Fault[]): string | null => {
    for (const fault of planned) {
      const result = world.faults.plan(fault);
      if (!result.ok) return `${file}: ${printFault(fault)}: ${result.problem}`;
      onEvent({ event: 'note', step: stepNumber, level: 'info', text: `fault waits: ${printFault(fault)}` });
    }
    return null;
  };
  // Whoever runs an agent of theirs counts its calls, and not those of the steps before it.
  const isGuests = ({ when }: Fault): boolean => guest !== undefined && when.kind !== 'time';
  const problem = planAll(faults.filter((fault) => !isGuests(fault)));
  if (problem !== null) return { ok: false, problem };
  const actAsGuest = async (visitor: Guest): Promise<StepReport> => {
    const late = planAll(faults.filter(isGuests));
    return late === null ? visitor.act(world) : impossible('faults', late);
  };
  let unmetCount = 0;
  let leftOut = 0;
  for (const step of scenario.steps.slice(0, guest?.lastStep)) {
    if (signal?.aborted === true) break;
    stepNumber += 1;
    onProgress?.(`step ${stepNumber} of ${scenario.steps.length}: ${nameOfStep(step)}`);
    world.clock.advance(60);
    if (!isPlayedOn(step, chosen.profile.name)) {
      const text = `left out on ${chosen.profile.name}: ${nameOfStep(step)} is for ${step.products?.join(', ')}`;
      onEvent({ event: 'note', step: stepNumber, level: 'info', text });
      leftOut += 1;
      continue;
    }
    const report = guest?.at === stepNumber ? await actAsGuest(guest) : await performStep(world, step, stepNumber);
    unmetCount += report.unmet.length;
    const line = options.lines[stepNumber - 1] ?? 0;
    onEvent({ event: 'step', step: stepNumber, name: nameOfStep(step), line, text: report.text, unmet: report.unmet });
  }
  if (guest !== undefined && guest.at > scenario.steps.length && signal?.aborted !== true) {
    const report = await actAsGuest(guest);
    unmetCount += report.unmet.length;
    onEvent({ event: 'note', step: stepNumber, level: 'info', text: report.text });
  }
  const interrupted = signal?.aborted === true;
  const neverStruck = world.faults.waiting.map(describeWaiting);
  if (neverStruck.length > 0) onEvent({ event: 'never-struck', faults: neverStruck });
  const verdict = verdictOf(world, { ...scenario, steps: playedSteps }, stepNumber - leftOut, interrupted);
  const unmet = [...verdict.unmet, ...(options.strict === true && !interrupted ? idleFaults(world) : [])];
  unmetCount += unmet.length;
  const met = unmetCount === 0 && !interrupted;
  const text = [verdict.text, ...unmet.map(({ seen, hint }) => `${seen} (${hint})`)].join(' ');
  onEvent({ event: 'verdict', scenario: name, met, interrupted, unmetCount, unmet, text });
  options.onEnd?.(world.server);
  return { ok: true, met, interrupted };
}

/** A loss must be expected: one that no step of the scenario speaks of is an expectation that was not met. */
function verdictOf(
  world: World,
  scenario: Scenario,
  stepsPlayed: number,
  interrupted: boolean,
): { text: string; unmet: readonly Unmet[] } {
  if (interrupted) return { text: 'interrupted before its end: no verdict.', unmet: [] };
  const stepCount = scenario.steps.length;
  if (stepsPlayed < stepCount) {
    const text = `steps 1 to ${stepsPlayed} of ${stepCount} were played: no word on what was lost.`;
    return { text, unmet: [] };
  }
  const survivals = world.server.services.map((service) => survivalOf(world, service));
  const text = survivals.map((survival) => `${capital(survival.text)}.`).join(' ');
  const losses = survivals.filter((survival) => survival.kind !== 'all' && !isLastWord(scenario, world, survival));
  if (losses.length === 0) return { text, unmet: [] };
  const seen = 'This loss is not expected by any step.';
  return { text, unmet: [{ expected: 'no loss', seen, hint: lossHint(losses) }] };
}

const lossHint = (survivals: readonly Survival[]): string =>
  survivals.some(({ kind }) => kind === 'unreadable')
    ? 'end the scenario with the service started and its databases sound, or expect that it does not start'
    : 'expect the loss with a step "expect: { recovered: { lost: some } }" if it is the point of the scenario';

/** Faults that came to nothing, as expectations that were not met. */
function idleFaults({ faults }: World): readonly Unmet[] {
  const without = faults.fired.filter(({ withoutEffect }) => withoutEffect !== null).map(describeFired);
  return [...faults.waiting.map(describeWaiting), ...without].map((fault) => ({
    expected: 'every fault strikes',
    seen: `A fault came to nothing: ${fault}.`,
    hint: 'let it wait for a moment that comes and for something that it can change, or play without --strict',
  }));
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
