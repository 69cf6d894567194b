import type { ExchangeServer, ExchangeService } from '../../simulator/exchange/index.ts';
import { closedGenerations, countText, generationsText } from '../runner/index.ts';

/** What a service is left in. */
export interface ServiceFinalState {
  readonly service: string;
  readonly state: 'running' | 'stopped';
  readonly closedLogs: readonly number[];
  readonly checkpointGeneration: number;
  readonly patchFiles: readonly string[];
  readonly restoreKey: 'present' | 'absent';
  /** A session that nobody has ended. */
  readonly session: 'backup' | 'restore' | null;
}

export const serverState = (server: ExchangeServer): readonly ServiceFinalState[] =>
  server.services.map((service) => ({
    service: service.name,
    state: service.state,
    closedLogs: closedGenerations(service),
    checkpointGeneration: service.facts.checkpointGeneration,
    patchFiles: patchFiles(server, service),
    restoreKey: server.registry.hasKey(service.core.layout.restoreKey) ? 'present' : 'absent',
    session: service.core.backup !== null ? 'backup' : service.core.restoreActive ? 'restore' : null,
  }));

function patchFiles({ disk }: ExchangeServer, service: ExchangeService): readonly string[] {
  return disk.list(service.core.paths.logFolder).filter((name) => name.toLowerCase().endsWith('.pat'));
}

/** A line for people. */
export function stateText(state: ServiceFinalState): string {
  const { closedLogs } = state;
  const logs =
    closedLogs.length === 0
      ? 'no closed log'
      : `${countText(closedLogs.length, 'closed log')} (${generationsText(closedLogs.at(0) ?? null, closedLogs.at(-1) ?? null)})`;
  const patches =
    state.patchFiles.length === 0
      ? 'no patch file'
      : `${state.patchFiles.length === 1 ? 'patch file' : 'patch files'} ${state.patchFiles.join(', ')}`;
  const session = state.session === null ? 'no session' : `a ${state.session} session is open`;
  const key = `"Restore in Progress" ${state.restoreKey}`;
  return `${state.service}: ${state.state}, ${logs}, checkpoint in ${state.checkpointGeneration}, ${patches}, ${session}, ${key}`;
}
