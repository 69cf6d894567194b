import { nameOfStep, type Scenario, type StepFields } from '../runner/index.ts';

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

/** The step that is meant: the one asked for, else the first backup or restore; without any, an agent comes at the end. */
export function chooseStep({ steps }: Scenario, asked: number | undefined): HostedStepChoice {
  const isAgents = (index: number): boolean => {
    const step = steps[index];
    return step !== undefined && ['backup', 'restore'].includes(nameOfStep(step));
  };
  const numbers = steps.flatMap((_, index) => (isAgents(index) ? [index + 1] : []));
  if (asked !== undefined && !numbers.includes(asked)) {
    const where = numbers.length === 0 ? 'it has no such step' : `choose one of ${numbers.join(', ')}`;
    return { ok: false, problem: `step ${asked} is no backup and no restore of the scenario: ${where}` };
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
