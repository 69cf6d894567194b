import { type Guest, play, type StepReport } from '../runner/index.ts';
import type { AgentReport } from './agentReport.ts';
import { summaryOf } from './agentReport.ts';
import { type HostingOptions, hostAgent } from './hostAgent.ts';
import { chooseStep } from './hostedStep.ts';

/** What is played: everything that `play` takes but the guest. */
export type PlayedScenario = Omit<Parameters<typeof play>[0], 'guest'>;

export interface HostScenarioOptions extends PlayedScenario {
  readonly hosting: HostingOptions;
  /** Step in whose place the agent acts; the first backup or restore that is played unless told. */
  readonly at: number | undefined;
}

export type HostScenarioResult =
  | {
      readonly ok: true;
      readonly met: boolean;
      readonly interrupted: boolean;
      /** null when the run was interrupted before the agent's turn. */
      readonly report: AgentReport | null;
    }
  /** Nothing could be hosted. One sentence without a full stop. */
  | { readonly ok: false; readonly problem: string };

/** Plays a scenario in which an agent takes the place of one backup or restore. */
export async function hostScenario(options: HostScenarioOptions): Promise<HostScenarioResult> {
  const { hosting, at, ...played } = options;
  const { name } = played.profile ?? { name: played.scenario.server.profile };
  const choice = chooseStep(played.scenario, at, name);
  if (!choice.ok) return { ok: false, problem: `${played.file}: ${choice.problem}` };
  const { step } = choice;
  let report: AgentReport | null = null;
  let problem: string | null = null;
  const stop = new AbortController();
  const signals = played.signal === undefined ? [stop.signal] : [stop.signal, played.signal];
  const guest: Guest = {
    at: step.number,
    lastStep: step.lastStep,
    act: async (world): Promise<StepReport> => {
      const result = await hostAgent(world, step, hosting);
      if (!result.ok) {
        problem = result.problem;
        stop.abort();
        return { text: `not hosted: ${result.problem}.`, unmet: [] };
      }
      report = result.report;
      return { text: summaryOf(result.report, step), unmet: result.report.unmet };
    },
  };
  const result = await play({ ...played, guest, signal: AbortSignal.any(signals) });
  if (problem !== null) return { ok: false, problem };
  if (!result.ok) return result;
  return { ok: true, met: result.met, interrupted: result.interrupted, report };
}
