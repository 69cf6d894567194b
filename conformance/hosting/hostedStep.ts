import { isPlayedOn, nameOfStep, type Scenario, type StepFields } from '../runner/index.ts';

/** The step of a scenario in whose place an agent acts. */
export interface HostedStep {
  /** From 1; one more than there are steps when the agent comes after all of them. */
  readonly number: number;
  /** The last step that is played: the one before the next backup or restore. */
  readonly lastStep: number;
  readonly backup: StepFields<'backup'> | null;
  readonly restore: StepFields<'restore'> | null;
}

export type HostedStepChoice =
  | { readonly ok: true; readonly step: HostedStep }
  /** One sentence without a full stop. */
  | { readonly ok: false; readonly problem: string };

/**
 * The step that is meant: the one asked for, else the first backup or restore that is played on this profile; without any,
 * an agent comes at the end.
 */
export function chooseStep({ steps }: Scenario, asked: number | undefined, profileName: string): HostedStepChoice {
  const agents = steps.flatMap((step, index) =>
    ['backup', 'restore'].includes(nameOfStep(step)) ? [{ step, number: index + 1 }] : [],
  );
  const numbers = agents.filter(({ step }) => isPlayedOn(step, profileName)).map(({ number }) => number);
  if (asked !== undefined && !numbers.includes(asked)) {
    const isLeftOut = agents.some(({ number }) => number === asked);
    const what = isLeftOut ? `not played on ${profileName}` : 'no backup and no restore of the scenario';
    const where = numbers.length === 0 ? 'it has no such step' : `choose one of ${numbers.join(', ')}`;
    return { ok: false, problem: `step ${asked} is ${what}: ${where}` };
  }
  const number = asked ?? numbers[0] ?? steps.length + 1;
  const next = numbers.find((other) => other > number);
  const step = steps[number - 1];
  return {
    ok: true,
    step: {
      number,
      lastStep: next === undefined ? steps.length : next - 1,
      backup: step?.backup ?? null,
      restore: step?.restore ?? null,
    },
  };
}
