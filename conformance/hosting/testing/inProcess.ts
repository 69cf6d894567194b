import type { WireClient } from '../../../binding/host/index.ts';
import type { AgentEnding, AgentSurroundings, RunAgent } from '../agent.ts';
import { environmentOf } from './hostText.ts';
import { connected, takeBackup, type WireAgentOrder } from './wireAgent.ts';

/** The backup agent of the tests, without a process of its own. */
export const backupHere =
  (order: Partial<WireAgentOrder> = {}): RunAgent =>
  async (surroundings) => ({
    kind: 'exited',
    code: await takeBackup({ action: 'backup', ...order }, environmentOf(surroundings)),
  });

/** The same, killed as soon as a call of it is not answered; `told` hears which. */
export const backupUntilUnanswered =
  (told: string[], ending: (call: string) => AgentEnding): RunAgent =>
  (surroundings) =>
    new Promise((resolve) => {
      const stop = new AbortController();
      surroundings.onUnanswered = ({ kind, call }) => {
        told.push(`${kind} in ${call}`);
        stop.abort();
        resolve(ending(call));
      };
      takeBackup({ action: 'backup' }, environmentOf(surroundings), stop.signal).catch(() => {});
    });

/** An agent that is a few calls of a test; it exits with 0. */
export const callsHere =
  (calls: (client: WireClient, surroundings: AgentSurroundings) => Promise<void>): RunAgent =>
  async (surroundings) => {
    const client = await connected(environmentOf(surroundings));
    await calls(client, surroundings);
    client.destroy();
    return { kind: 'exited', code: 0 };
  };
